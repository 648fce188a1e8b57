//! Half-filled forms, kept on the server so that they outlive a timeout. They are sealed, and go when their subject is erased.

use crate::error::Error;
use crate::installation::{self, Inner, Storage};
use crate::instants;
use crate::keys::{KeyName, SubjectKeys};
use crate::rows::DRAFT;
use crate::sealing;
use crate::seam::{Lock, Tx, Value};
use domain::actor::Actor;
use domain::ids::CentreId;
use domain::private::Subject;
use jiff::Timestamp;
use ledger::canonical::list_associated_data;
use std::collections::BTreeSet;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The compartment of the key that seals drafts.
const COMPARTMENT: &str = "draft";

/// Which draft: one per actor, form and thing the form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftName {
    /// Who fills the form in.
    pub actor: Actor,
    /// The form.
    pub form: String,
    /// The id of what it is about, or a word of the form's own where nothing exists yet.
    pub about: String,
}

/// A draft as it was saved last.
#[derive(Clone)]
pub struct Draft {
    /// The form's fields, as the form wrote them.
    pub body: Zeroizing<Vec<u8>>,
    /// When it was saved.
    pub saved_at: Timestamp,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({} bytes)", self.body.len())
    }
}

impl DraftName {
    fn row_id(&self) -> String {
        format!("{}/{}/{}", self.actor, self.form, self.about)
    }

    fn place(&self, centre: CentreId) -> Vec<Value> {
        vec![
            centre.to_string().into(),
            self.actor.to_string().into(),
            self.form.as_str().into(),
            self.about.as_str().into(),
        ]
    }

    fn associated(&self, centre: CentreId) -> Result<Vec<u8>, Error> {
        let centre = centre.uuid().into_bytes();
        Ok(list_associated_data(centre, "draft", &self.row_id(), "body")?)
    }
}

impl Storage {
    /// Saves a draft, in the place of an earlier one. `under` is whose erasure takes it along: the case or person it is about,
    /// or its author.
    pub async fn save_draft(
        &self,
        centre: CentreId,
        name: &DraftName,
        under: Subject,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), Error> {
        let (name, body) = (name.clone(), Zeroizing::new(body.to_vec()));
        self.write(move |tx, inner| Box::pin(save(tx, inner, centre, name, under, body, now))).await
    }

    /// A draft, where there is one.
    pub async fn draft(&self, centre: CentreId, name: &DraftName) -> Result<Option<Draft>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let guard = self.0.ring.row_mac_key(&mut snapshot, centre).await?;
        let condition = "WHERE centre = $1 AND actor = $2 AND form = $3 AND about = $4";
        let rows = DRAFT.rows(&mut snapshot, &guard, condition, name.place(centre), None).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let key_name = KeyName::named(row.parse(4)?, COMPARTMENT);
        let wanted = BTreeSet::from([key_name.clone()]);
        let keys = SubjectKeys::existing(&mut snapshot, &self.0.ring, centre, &wanted, None).await?;
        let Some(key) = keys.get(&key_name) else {
            return Ok(None);
        };
        let body = sealing::open(key, &name.associated(centre)?, row.bytes(5)?).ok_or(Error::Altered("draft"))?;
        let saved_at = instants::stored(row.int(6)?)?;
        Ok(Some(Draft { body, saved_at }))
    }

    /// Which drafts somebody has, the newest first.
    pub async fn drafts_of(&self, centre: CentreId, actor: Actor) -> Result<Vec<(DraftName, Timestamp)>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let guard = self.0.ring.row_mac_key(&mut snapshot, centre).await?;
        let condition = "WHERE centre = $1 AND actor = $2 ORDER BY saved_at DESC, form, about";
        let arguments = vec![centre.to_string().into(), actor.to_string().into()];
        DRAFT
            .rows(&mut snapshot, &guard, condition, arguments, None)
            .await?
            .iter()
            .map(|row| {
                let name = DraftName { actor, form: row.text(2)?.to_owned(), about: row.text(3)?.to_owned() };
                Ok((name, instants::stored(row.int(6)?)?))
            })
            .collect()
    }

    /// Deletes a draft.
    pub async fn discard_draft(&self, centre: CentreId, name: &DraftName) -> Result<(), Error> {
        let name = name.clone();
        self.write(move |tx, _| Box::pin(async move { discard(tx, centre, &name).await })).await
    }
}

async fn save(
    tx: &mut Tx,
    inner: Arc<Inner>,
    centre: CentreId,
    name: DraftName,
    under: Subject,
    body: Zeroizing<Vec<u8>>,
    now: Timestamp,
) -> Result<(), Error> {
    let epoch = installation::epoch(tx, &inner.database_key, centre, Some(Lock::Share)).await?;
    let key_name = KeyName::named(under, COMPARTMENT);
    let wanted = BTreeSet::from([key_name.clone()]);
    let keys = SubjectKeys::for_writing(tx, &inner.ring, centre, epoch, &wanted).await?;
    let sealed = sealing::seal(keys.need(&key_name)?, &name.associated(centre)?, &body)?;
    let guard = inner.ring.row_mac_key(tx, centre).await?;
    let mut row = name.place(centre);
    row.extend([under.to_string().into(), sealed.into(), now.as_microsecond().into()]);
    DRAFT.put(tx, &guard, row).await
}

/// Deletes a draft within a transaction.
pub(crate) async fn discard(tx: &mut Tx, centre: CentreId, name: &DraftName) -> Result<(), Error> {
    tx.execute("DELETE FROM draft WHERE centre = $1 AND actor = $2 AND form = $3 AND about = $4", name.place(centre))
        .await?;
    Ok(())
}
