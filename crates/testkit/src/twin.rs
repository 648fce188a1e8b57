//! Two houses with one past, for histories that differ in one thing.

use crate::house::opened;
use crate::{TestHouse, house_parts};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use storage::Flush;
use tempfile::TempDir;

impl TestHouse {
    /// Another house with the same past, on a copy of this one's record, at the same time and with the same randomness from
    /// here on.
    ///
    /// # Panics
    ///
    /// Where the house shares its record with others.
    pub async fn twin(&self) -> Self {
        let from = self.folder();
        // Looks that wait to be written belong to the past too.
        self.written().await;
        let folder = TempDir::new().unwrap();
        copy(from, folder.path());
        let (house, clock, entropy) = house_parts::house(opened(folder.path()).await);
        clock.set(self.house.now());
        entropy.go_on_from(self.entropy.state());
        Self {
            house: Arc::new(house),
            clock,
            centre: self.centre,
            rooms: self.rooms,
            entrances: self.entrances,
            engine: self.engine,
            entropy,
            folder: Some(folder.path().to_owned()),
            workers: self.workers.clone(),
            _kept: Box::new(folder),
        }
    }

    /// The folder in which its record and keys lie.
    ///
    /// # Panics
    ///
    /// Where the house shares its record with others.
    pub fn folder(&self) -> &Path {
        self.folder.as_deref().expect("a house with a record of its own")
    }

    /// Writes the looks that wait to be written.
    pub async fn written(&self) {
        self.house.storage().record_access(Vec::new(), Flush::Now).await.unwrap();
    }

    /// Goes on with the randomness of a seed.
    pub fn chance(&self, seed: u64) {
        self.entropy.go_on_from(seed);
    }

    /// Does something with other randomness, so that whatever follows is given the ids it is given without.
    pub async fn aside<T>(&self, work: impl Future<Output = T>) -> T {
        let before = self.entropy.state();
        self.entropy.go_on_from(!before);
        let done = work.await;
        self.entropy.go_on_from(before);
        done
    }
}

/// Everything in a folder, with the permissions it has.
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (entry, to) = {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            (entry.path(), to)
        };
        if entry.is_dir() {
            fs::create_dir(&to).unwrap();
            fs::set_permissions(&to, fs::metadata(&entry).unwrap().permissions()).unwrap();
            copy(&entry, &to);
        } else {
            fs::copy(&entry, &to).unwrap();
        }
    }
}
