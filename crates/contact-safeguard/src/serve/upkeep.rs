//! What the program does by itself while it serves: signing checkpoints, pruning, renewing its certificate.

use super::listening::Entrance;
use app::House;
use domain::ids::CentreId;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often a log that grew is signed.
const SIGNING: Duration = Duration::from_mins(5);
/// How often what is past its time is removed, and the certificate looked at.
const PRUNING: Duration = Duration::from_hours(1);

/// The work that goes on beside the pages.
pub struct Upkeep {
    tasks: Vec<JoinHandle<()>>,
}

impl Upkeep {
    /// Ends it. Whatever it was writing is written or not, never in part.
    pub async fn stop(self) {
        for task in &self.tasks {
            task.abort();
        }
        for task in self.tasks {
            let _ended = task.await;
        }
    }
}

/// Starts it.
pub fn start(house: &Arc<House>, entrance: &Entrance) -> Upkeep {
    let signing = Arc::clone(house);
    let pruning = Arc::clone(house);
    let entrance = entrance.clone();
    let sign = tokio::spawn(async move {
        let mut tick = tokio::time::interval(SIGNING);
        loop {
            tick.tick().await;
            sign_all(&signing).await;
        }
    });
    let prune = tokio::spawn(async move {
        let mut tick = tokio::time::interval(PRUNING);
        loop {
            tick.tick().await;
            if let Err(error) = pruning.storage().prune(pruning.now()).await {
                tracing::warn!(%error, "what is past its time could not be removed");
            }
            if let Entrance::Tls(identity) = &entrance
                && let Err(failed) = identity.renew(pruning.now())
            {
                tracing::error!(%failed, "the certificate for the hall's phones could not be renewed");
            }
        }
    });
    Upkeep { tasks: vec![sign, prune] }
}

/// Signs a checkpoint of every centre whose log grew since its last one.
pub async fn sign_all(house: &House) {
    let centres = match house.storage().centres().await {
        Ok(centres) => centres,
        Err(error) => {
            tracing::warn!(%error, "the centres could not be read");
            return;
        }
    };
    for centre in centres {
        match sign(house, centre).await {
            Ok(()) => {}
            // Another node signs at the moment; one signature is enough.
            Err(storage::Error::Elsewhere) => tracing::debug!(%centre, "another node signs"),
            Err(error) => tracing::error!(%centre, %error, "a checkpoint could not be signed"),
        }
    }
}

async fn sign(house: &House, centre: CentreId) -> Result<(), storage::Error> {
    let storage = house.storage();
    let signed = storage.latest_checkpoint(centre).await?.as_deref().map_or(0, size);
    if !storage.log_from(centre, signed, 1).await?.is_empty() {
        storage.sign_checkpoint(centre, house.now()).await?;
    }
    Ok(())
}

/// The number of entries a checkpoint speaks for: its second line.
fn size(note: &str) -> u64 {
    note.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_checkpoint_tells_its_size_in_its_second_line() {
        assert_eq!(size("contact-safeguard/log\n412\nAAAA=\n\n\u{2014} key sig\n"), 412);
        assert_eq!(size("not a checkpoint"), 0);
    }
}
