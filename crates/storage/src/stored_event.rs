//! Events as their rows hold them, in the order of the log, for whoever works leaves out again.

use crate::error::Error;
use crate::seam::{Row, SeamError, Tx};
use domain::ids::{CentreId, CommandId};
use ledger::canonical::EnvelopeFields;
use ledger::commitment::{Commitment, Salt, leaf_data};
use ledger::merkle::Hash;
use std::collections::HashMap;

/// One event: its row and the rows of its segments.
pub(crate) struct StoredEvent {
    pub stream: String,
    pub version: u64,
    pub log_index: u64,
    pub segments: Vec<Row>,
    row: Row,
}

/// The place of the columns in a row of `segment` as read here.
pub(crate) mod segment {
    pub(crate) const INDEX: usize = 3;
    pub(crate) const SUBJECT: usize = 4;
    pub(crate) const COMPARTMENT: usize = 5;
    pub(crate) const COMMITMENT: usize = 6;
    pub(crate) const SEALED: usize = 7;
    pub(crate) const ERASED_MAC: usize = 8;
}

/// The events of a centre's log from an index on, at most `limit` indices.
pub(crate) async fn events(tx: &mut Tx, centre: CentreId, from: u64, limit: u64) -> Result<Vec<StoredEvent>, Error> {
    let until = from.saturating_add(limit);
    let arguments = || vec![centre.to_string().into(), from.into(), until.into()];
    let rows = tx
        .rows(
            "SELECT stream, version, log_index, kind, type_version, recorded_at, about_at, actor, on_behalf_of, device,
                    command, cause, policy_pack, form_version, envelope_salt
             FROM event WHERE centre = $1 AND log_index >= $2 AND log_index < $3 ORDER BY log_index",
            arguments(),
        )
        .await?;
    let segments = tx
        .rows(
            "SELECT s.centre, s.stream, s.version, s.idx, s.subject, s.compartment, s.commitment, s.sealed, s.erased_mac
             FROM event e JOIN segment s ON s.centre = e.centre AND s.stream = e.stream AND s.version = e.version
             WHERE e.centre = $1 AND e.log_index >= $2 AND e.log_index < $3 ORDER BY e.log_index, s.idx",
            arguments(),
        )
        .await?;
    let mut by_event: HashMap<(String, u64), Vec<Row>> = HashMap::new();
    for row in segments {
        let event = (row.text(1)?.to_owned(), row.count(2)?);
        by_event.entry(event).or_default().push(row);
    }
    rows.into_iter()
        .map(|row| {
            let (stream, version) = (row.text(0)?.to_owned(), row.count(1)?);
            let segments = by_event.remove(&(stream.clone(), version));
            Ok(StoredEvent { log_index: row.count(2)?, segments: segments.unwrap_or_default(), stream, version, row })
        })
        .collect()
}

impl StoredEvent {
    /// The leaf that follows from the stored envelope and the stored commitments.
    pub(crate) fn leaf(&self, centre: CentreId) -> Result<Hash, Error> {
        let row = &self.row;
        let command: CommandId = row.parse(10)?;
        let envelope = EnvelopeFields {
            centre: centre.uuid().into_bytes(),
            stream: &self.stream,
            version: self.version,
            event_type: row.text(3)?,
            type_version: row.small(4)?,
            recorded_at: row.int(5)?,
            about_at: row.opt_int(6)?,
            actor: row.text(7)?,
            on_behalf_of: row.opt_text(8)?,
            device: row.opt_text(9)?,
            command: command.uuid().into_bytes(),
            cause: row.opt_text(11)?,
            policy_pack: row.text(12)?,
            form_version: row.opt_text(13)?,
        };
        let salt = Salt::new(row.bytes32(14)?);
        let commitments = self
            .segments
            .iter()
            .map(|segment| segment.bytes32(segment::COMMITMENT).map(Commitment::new))
            .collect::<Result<Vec<_>, SeamError>>()?;
        Ok(leaf_data(envelope.commitment(&salt)?, &commitments).hash())
    }
}
