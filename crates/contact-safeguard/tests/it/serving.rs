use crate::program::{Hall, refused, text};
use std::path::Path;
use storage::{Durability, KeyFile, Location, Marker, Opening, Storage, lists};

fn make(data: &Path, keys: &Path, marker: Marker) {
    let opening = Opening {
        location: Location::Sqlite { folder: data.to_path_buf() },
        keys: KeyFile::at(keys, None),
        durability: Durability::ThrowAway,
        marker,
        now: "2026-09-01T09:00:00Z".parse().unwrap(),
        projection: lists::project,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { Storage::open(opening).await.unwrap().close().await.unwrap() });
}

#[test]
fn a_demo_database_is_never_served_as_a_real_one() {
    let hall = Hall::new();
    make(&hall.data(), &hall.keys(), Marker::Demo);
    let output = hall.run(&["serve", "--data", text(&hall.data()), "--listen", "127.0.0.1:0"]);
    refused(&output, 1, &["demo database"]);
}

#[test]
fn plain_http_is_refused_off_this_computer_with_the_reason() {
    let hall = Hall::new();
    let output = hall.run(&["serve", "--data", text(&hall.data()), "--listen", "0.0.0.0:0"]);
    refused(&output, 2, &["passkeys", "Web Crypto", "secure cookie", "--lan-name"]);
    assert!(!hall.data().exists(), "nothing is made before the way in is settled");
}

#[test]
fn a_key_file_inside_the_data_folder_is_refused() {
    let hall = Hall::new();
    let inside = hall.data().join("keys");
    let output =
        hall.run(&["serve", "--data", text(&hall.data()), "--key-file", text(&inside), "--listen", "127.0.0.1:0"]);
    refused(&output, 3, &["inside the data folder", "--key-file"]);
    assert!(!inside.exists());
}

#[test]
fn nothing_is_served_from_nowhere() {
    refused(&Hall::new().run(&["serve"]), 2, &["--data DIR"]);
}

#[test]
fn the_first_coordinators_link_works_once_and_is_not_printed_again() {
    let hall = Hall::new();
    let serving = hall.serve(&["--listen", "127.0.0.1:0"]);
    let link = serving.said("First coordinator: ").unwrap().to_owned();
    let path = link.split_once("/first/").map(|(_, token)| format!("/first/{token}")).unwrap();
    assert!(serving.get(&path).starts_with("HTTP/1.1 200"));
    let form = "centre=Hawthorn+Hall&given=Amara&family=Ashdown&name=amara&password=three-quiet-lanterns";
    let made = serving.post(&path, form);
    assert!(made.starts_with("HTTP/1.1 303"), "{made}");
    let again = serving.post(&path, &form.replace("amara", "someone-else"));
    assert!(again.starts_with("HTTP/1.1 4"), "{again}");
    assert_eq!(serving.stop().0, Some(0));

    let later = hall.serve(&["--listen", "127.0.0.1:0"]);
    assert_eq!(later.said("First coordinator: "), None);
}

#[test]
fn it_says_that_it_lives_and_is_ready_and_stops_when_told() {
    let hall = Hall::new();
    let serving = hall.serve(&["--listen", "127.0.0.1:0", "--log-format", "json"]);
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert!(serving.get(path).starts_with("HTTP/1.1 200"), "{path}");
    }
    let (code, log) = serving.stop();
    assert_eq!(code, Some(0));
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"));
        assert!(entry["level"].is_string());
    }
    assert!(log.contains("no passphrase") && log.contains("stopped"));
}

#[test]
fn a_page_of_another_site_cannot_read_what_is_served_here() {
    let hall = Hall::new();
    let serving = hall.serve(&["--listen", "127.0.0.1:0"]);
    let answer = serving.ask("GET /sign-in HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
}

#[test]
fn a_trusted_proxy_must_say_that_the_reader_came_over_tls() {
    let hall = Hall::new();
    let serving = hall.serve(&["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"]);
    let said = serving.get("/sign-in");
    assert!(said.starts_with("HTTP/1.1 403") && said.contains("X-Forwarded-Proto"), "{said}");
    let over_tls = serving
        .ask("GET /sign-in HTTP/1.1\r\nHost: centre.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");
    assert!(over_tls.starts_with("HTTP/1.1 200") && over_tls.contains("strict-transport-security"), "{over_tls}");
    assert!(serving.get("/healthz").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_passphrase_seals_the_key_file_and_is_asked_for_from_then_on() {
    let hall = Hall::new();
    let passphrase = hall.path("passphrase");
    std::fs::write(&passphrase, "seven slow herons\n").unwrap();
    let serving = hall.serve(&["--listen", "127.0.0.1:0", "--passphrase-file", text(&passphrase)]);
    let (code, log) = serving.stop();
    assert_eq!(code, Some(0));
    assert!(!log.contains("no passphrase"), "{log}");
    let output = hall.run(&["serve", "--data", text(&hall.data()), "--listen", "127.0.0.1:0"]);
    refused(&output, 3, &["passphrase", "--passphrase-file"]);
}
