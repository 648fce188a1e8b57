//! One-time links by which the lead of a partner centre answers one request, each with a code that goes another way.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::PARTNER_LINK;
use crate::seam::{Lock, Row, Tx, Value};
use domain::ids::{CaseId, CentreId, OverrideId, PersonId};
use jiff::Timestamp;
use std::sync::Arc;
use subtle::ConstantTimeEq as _;

/// How many wrong codes a link bears; with the last it stops working.
pub const CODE_TRIES: u32 = 5;

/// A link for one person to one request.
#[derive(Clone, PartialEq, Eq)]
pub struct PartnerLink {
    /// The hash of the link's token.
    pub token_hash: [u8; 32],
    /// The centre that asks.
    pub centre: CentreId,
    /// The case.
    pub case: CaseId,
    /// The override.
    pub id: OverrideId,
    /// The lead of a partner centre whom it asks.
    pub lead: PersonId,
    /// The hash of the code together with the token.
    pub code_hash: [u8; 32],
    /// How many wrong codes were tried.
    pub tries: u32,
    /// Until when it works.
    pub expires: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

impl std::fmt::Debug for PartnerLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PartnerLink({})", self.id)
    }
}

impl PartnerLink {
    fn works(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && now < self.expires && self.tries < CODE_TRIES
    }
}

/// What became of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeTried {
    /// It belongs to the link.
    Right(PartnerLink),
    /// It does not, and was counted.
    Wrong(PartnerLink),
}

impl Storage {
    /// Keeps a link, in the place of every earlier one of the same override.
    pub async fn put_partner_link(&self, link: &PartnerLink) -> Result<(), Error> {
        let row = row(link);
        let earlier = vec![link.centre.to_string().into(), link.id.to_string().into()];
        self.write(move |tx, inner| {
            Box::pin(async move {
                tx.execute("DELETE FROM partner_link WHERE centre = $1 AND override_id = $2", earlier).await?;
                PARTNER_LINK.put(tx, &inner.database_key, row).await
            })
        })
        .await
    }

    /// Whether a link still works; looking changes nothing.
    pub async fn partner_link_works(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<bool, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        Ok(find(&mut snapshot, &self.0, token_hash, now, None).await?.is_some())
    }

    /// Tries a code; `None` where the link does not work. A wrong one is counted.
    pub async fn try_partner_code(
        &self,
        token_hash: &[u8; 32],
        code_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<CodeTried>, Error> {
        let (token_hash, code_hash) = (*token_hash, *code_hash);
        self.write(move |tx, inner| Box::pin(tried(tx, inner, token_hash, code_hash, now))).await
    }

    /// Notes that a link was used.
    pub async fn use_partner_link(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<(), Error> {
        let token_hash = *token_hash;
        self.write(move |tx, inner| Box::pin(spent(tx, inner, token_hash, now))).await
    }
}

async fn find(
    tx: &mut Tx,
    inner: &Inner,
    token_hash: &[u8; 32],
    now: Timestamp,
    lock: Option<Lock>,
) -> Result<Option<PartnerLink>, Error> {
    let arguments = vec![token_hash.as_slice().into()];
    let rows = PARTNER_LINK.rows(tx, &inner.database_key, "WHERE token_hash = $1", arguments, lock).await?;
    let found = rows.first().map(link).transpose()?;
    Ok(found.filter(|link| link.works(now)))
}

async fn tried(
    tx: &mut Tx,
    inner: Arc<Inner>,
    token_hash: [u8; 32],
    code_hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<CodeTried>, Error> {
    let Some(mut found) = find(tx, &inner, &token_hash, now, Some(Lock::Update)).await? else {
        return Ok(None);
    };
    if bool::from(found.code_hash.ct_eq(&code_hash)) {
        return Ok(Some(CodeTried::Right(found)));
    }
    found.tries += 1;
    PARTNER_LINK.put(tx, &inner.database_key, row(&found)).await?;
    Ok(Some(CodeTried::Wrong(found)))
}

async fn spent(tx: &mut Tx, inner: Arc<Inner>, token_hash: [u8; 32], now: Timestamp) -> Result<(), Error> {
    if let Some(mut found) = find(tx, &inner, &token_hash, now, Some(Lock::Update)).await? {
        found.used_at = Some(instants::whole(now));
        PARTNER_LINK.put(tx, &inner.database_key, row(&found)).await?;
    }
    Ok(())
}

fn row(link: &PartnerLink) -> Vec<Value> {
    vec![
        link.token_hash.as_slice().into(),
        link.centre.to_string().into(),
        link.case.to_string().into(),
        link.id.to_string().into(),
        link.lead.to_string().into(),
        link.code_hash.as_slice().into(),
        link.tries.into(),
        link.expires.as_microsecond().into(),
        link.used_at.map(Timestamp::as_microsecond).into(),
    ]
}

fn link(row: &Row) -> Result<PartnerLink, Error> {
    Ok(PartnerLink {
        token_hash: row.bytes32(0)?,
        centre: row.parse(1)?,
        case: row.parse(2)?,
        id: row.parse(3)?,
        lead: row.parse(4)?,
        code_hash: row.bytes32(5)?,
        tries: row.small(6)?,
        expires: instants::stored(row.int(7)?)?,
        used_at: instants::stored_if_any(row.opt_int(8)?)?,
    })
}
