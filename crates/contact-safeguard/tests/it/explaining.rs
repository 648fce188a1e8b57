use crate::program::{Hall, refused, text};

/// A hall whose record has one worker: its first coordinator, who signs in as amara.
fn with_a_coordinator() -> Hall {
    let hall = Hall::new();
    let serving = hall.serve(&["--listen", "127.0.0.1:0"]);
    let link = serving.said("First coordinator: ").unwrap().to_owned();
    let path = link.split_once("/first/").map(|(_, token)| format!("/first/{token}")).unwrap();
    let form = "centre=Hawthorn+Hall&given=Amara&family=Ashdown&name=amara&password=three-quiet-lanterns";
    let made = serving.post(&path, form);
    assert!(made.starts_with("HTTP/1.1 303"), "{made}");
    assert_eq!(serving.stop().0, Some(0));
    hall
}

fn explain(hall: &Hall, person: &str, action: &str, more: &[&str]) -> std::process::Output {
    let data = hall.data();
    let mut all = vec!["policy", "explain", "--data", text(&data), "--as", person, "--action", action];
    all.extend(if more.contains(&"--on") { &[][..] } else { &["--on", "case/8c7f3a52-9f2e-4c7b-8d0b-3f6f0c2b9a11"] });
    all.extend(more);
    hall.run(&all)
}

#[track_caller]
fn said(output: &std::process::Output, words: &[&str]) {
    let all = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for word in words {
        assert!(all.contains(word), "{word:?} is not in: {all}");
    }
}

#[test]
fn the_deciding_policy_is_named_with_its_sentence() {
    let hall = with_a_coordinator();
    let permitted = explain(&hall, "amara", "read-case", &[]);
    said(
        &permitted,
        &["Permitted: read-case", "oordinator", "cases/leads-read-cases: A coordinator, safeguarding lead"],
    );
    let refused = explain(&hall, "amara", "open-protected-facts", &[]);
    said(&refused, &["Refused: open-protected-facts", "Decided by no policy"]);
    let with_purpose = explain(&hall, "amara", "open-protected-facts", &["--for", "safe-contact"]);
    said(&with_purpose, &["Permitted", "for safe-contact", "protected_facts/leads-open-facts"]);
    let always = explain(&hall, "amara", "open-account", &["--on", "centre"]);
    said(&always, &["Refused", "administration/second-factor-always: Letting people in"]);
}

#[test]
fn what_cannot_be_asked_is_said_with_what_to_write_instead() {
    let hall = with_a_coordinator();
    refused(&explain(&hall, "amara", "burn-the-files", &[]), 2, &["no action burn-the-files", "house.cedarschema"]);
    refused(&explain(&hall, "nobody", "read-case", &[]), 2, &["Nobody signs in here as nobody"]);
    refused(&explain(&hall, "amara", "read-case", &["--for", "fun"]), 2, &["no purpose fun", "case-work"]);
    refused(&explain(&hall, "amara", "read-case", &["--on", "shelf/3"]), 2, &["shelf/3 does not name a record"]);
}
