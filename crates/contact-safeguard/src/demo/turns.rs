//! Many families' stories told at once, in the order in which things happened.
//!
//! Each story is a plain sequence of steps that waits for its next instant. Once every story waits, the earliest goes on
//! and the clock is set to its instant; so the record reads as if it had been kept day by day.

use app::Clock;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::{mpsc, oneshot};

/// A clock that the demo sets.
pub struct FillClock(AtomicI64);

impl FillClock {
    /// A clock that stands at an instant.
    pub fn at(instant: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(instant.as_microsecond())))
    }

    /// Sets it forward; it never goes back.
    pub fn set(&self, instant: Timestamp) {
        self.0.fetch_max(instant.as_microsecond(), Ordering::Relaxed);
    }
}

impl Clock for FillClock {
    fn now(&self) -> Timestamp {
        // Only instants were put in.
        Timestamp::from_microsecond(self.0.load(Ordering::Relaxed)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

enum Said {
    Waits(Timestamp, u32, oneshot::Sender<()>),
    Ended,
}

/// A story's place among the others. Dropping it ends the story.
pub struct Turn {
    number: u32,
    say: mpsc::UnboundedSender<Said>,
}

impl Turn {
    /// Waits until nothing earlier is left to happen.
    pub async fn at(&self, instant: Timestamp) {
        let (go, gone) = oneshot::channel();
        // Where nobody keeps the order any more the story goes on at once.
        if self.say.send(Said::Waits(instant, self.number, go)).is_ok() {
            let _at_once = gone.await;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _nobody_asks = self.say.send(Said::Ended);
    }
}

/// Keeps the stories in order.
pub struct Turns {
    clock: Arc<FillClock>,
    say: mpsc::UnboundedSender<Said>,
    said: mpsc::UnboundedReceiver<Said>,
    stories: u32,
}

impl Turns {
    /// No story yet.
    pub fn new(clock: Arc<FillClock>) -> Self {
        let (say, said) = mpsc::unbounded_channel();
        Self { clock, say, said, stories: 0 }
    }

    /// A place for one more story.
    pub fn join(&mut self) -> Turn {
        self.stories += 1;
        Turn { number: self.stories, say: self.say.clone() }
    }

    /// Lets the stories happen until the last one has ended.
    pub async fn run(mut self) {
        let mut running = self.stories;
        let mut left = self.stories;
        let mut waiting = BTreeMap::new();
        while left > 0 {
            while running > 0 {
                match self.said.recv().await {
                    Some(Said::Waits(instant, number, go)) => {
                        waiting.insert((instant, number), go);
                    }
                    Some(Said::Ended) => left -= 1,
                    None => return,
                }
                running -= 1;
            }
            if let Some(((instant, _), go)) = waiting.pop_first() {
                self.clock.set(instant);
                running = 1;
                let _ended_meanwhile = go.send(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[tokio::test]
    async fn what_happened_first_is_told_first_whoever_tells_it() {
        let start: Timestamp = "2026-09-01T09:00:00Z".parse().unwrap();
        let after = move |hours| start + jiff::SignedDuration::from_hours(hours);
        let clock = FillClock::at(start);
        let mut turns = Turns::new(Arc::clone(&clock));
        let told = Arc::new(Mutex::new(Vec::new()));
        for (name, hours) in [("a", vec![1, 5, 9]), ("b", vec![2, 3]), ("c", vec![4, 6, 7, 8])] {
            let (turn, told, clock) = (turns.join(), Arc::clone(&told), Arc::clone(&clock));
            tokio::spawn(async move {
                for hour in hours {
                    turn.at(after(hour)).await;
                    assert_eq!(clock.now(), after(hour), "{name}");
                    told.lock().unwrap().push(hour);
                }
            });
        }
        turns.run().await;
        assert_eq!(*told.lock().unwrap(), (1..=9).collect::<Vec<_>>());
    }
}
