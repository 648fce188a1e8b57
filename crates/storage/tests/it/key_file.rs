//! The key file: whose it is, where it lies, what opens it.

use crate::sample::{Cast, named};
use domain::decision::Recorded;
use domain::stream::StreamName;
use secrecy::SecretString;
use storage::{Error, KeyFile, KeyFileError, Location, Marker, OpenError, Opening, Storage};
use testkit::{Bench, on_both_engines};

async fn refusal(opening: Opening) -> KeyFileError {
    match Storage::open(opening).await {
        Err(OpenError::Storage(Error::KeyFile(refusal))) => refusal,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it opened"),
    }
}

fn with_keys(bench: &Bench, passphrase: Option<&str>) -> Opening {
    let path = bench.opening.keys.path();
    Opening { keys: KeyFile::at(path, passphrase.map(SecretString::from)), ..bench.opening.clone() }
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    on_both_engines(async |bench| {
        let path = bench.opening.keys.path();
        let mode = || std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        for wide in [0o640, 0o604, 0o660] {
            std::fs::set_permissions(path, PermissionsExt::from_mode(wide)).unwrap();
            let refused = refusal(bench.opening.clone()).await;
            assert!(matches!(refused, KeyFileError::OpenToOthers));
        }
    })
    .await;
}

#[tokio::test]
async fn a_key_file_inside_the_data_folder_is_refused() {
    on_both_engines(async |bench| {
        let Location::Sqlite { folder } = &bench.opening.location else {
            return;
        };
        let opening = Opening { keys: KeyFile::at(folder.join("keys.jsonl"), None), ..bench.opening.clone() };
        assert!(matches!(refusal(opening).await, KeyFileError::BesideTheData));
    })
    .await;
}

#[tokio::test]
async fn a_passphrase_seals_the_file_and_only_it_opens_it() {
    on_both_engines(async |bench| {
        assert!(!bench.storage.key_file_has_passphrase());
        let plain = std::fs::read_to_string(bench.opening.keys.path()).unwrap();
        let key = plain.lines().nth(1).unwrap().split("\"key\":\"").nth(1).unwrap();
        let new = Some(SecretString::from("three blue kettles"));
        bench.opening.keys.change_passphrase(new).unwrap();
        let sealed = std::fs::read_to_string(bench.opening.keys.path()).unwrap();
        assert!(!sealed.contains(key) && !sealed.contains("centre"));

        let without = refusal(with_keys(&bench, None)).await;
        assert!(matches!(without, KeyFileError::PassphraseNeeded));
        let wrong = refusal(with_keys(&bench, Some("two blue kettles"))).await;
        assert!(matches!(wrong, KeyFileError::WrongPassphrase));

        let mut bench = bench;
        bench.opening = with_keys(&bench, Some("three blue kettles"));
        let bench = bench.reopened().await;
        assert!(bench.storage.key_file_has_passphrase());
        let mut cast = Cast::new(40);
        let person = StreamName::Person(cast.amina);
        let event = Recorded::now(person, named(cast.amina, "Amina", "Kone"));
        let append = cast.append(&bench, vec![event]);
        bench.storage.append(append).await.unwrap();
        let subject = domain::private::Subject::Person(cast.amina);
        bench.storage.erase(bench.centre, &[subject]).await.unwrap();
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_key_file_given_a_passphrase_when_opened_is_sealed_from_then_on() {
    on_both_engines(async |bench| {
        let mut bench = bench;
        bench.opening = with_keys(&bench, Some("a green bicycle"));
        let bench = bench.reopened().await;
        let stored = std::fs::read_to_string(bench.opening.keys.path()).unwrap();
        assert!(stored.contains("sealed") && !stored.contains("centre"));
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_key_file_of_another_database_is_refused() {
    on_both_engines(async |bench| {
        let opening = Opening { keys: KeyFile::at(bench.folder().join("other.jsonl"), None), ..bench.opening.clone() };
        assert!(matches!(Storage::open(opening).await, Err(OpenError::OtherKeyFile)));
    })
    .await;
}

#[tokio::test]
async fn a_database_keeps_the_marker_it_was_made_with() {
    on_both_engines(async |bench| {
        assert_eq!(bench.storage.marker(), Marker::Real);
        let opening = Opening { marker: Marker::Demo, ..bench.opening.clone() };
        let again = Storage::open(opening).await.unwrap();
        assert_eq!(again.marker(), Marker::Real);
        again.ready().await.unwrap();
    })
    .await;
}
