//! Fetching the packages: what is run, and what is said when it cannot be.

use std::io;
use std::path::Path;

use crate::npm;

#[test]
fn packages_are_installed_from_the_lockfile_without_running_their_scripts() {
    let command = npm::install_command(npm::program(), Path::new("/somewhere"));
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    assert_eq!(arguments.first().unwrap(), "ci");
    assert!(arguments.iter().any(|argument| argument == "--ignore-scripts"));
    assert_eq!(command.get_current_dir(), Some(Path::new("/somewhere")));
}

#[test]
fn a_missing_npm_is_named_together_with_both_ways_out() {
    let sentence = npm::judge(Err(io::Error::from(io::ErrorKind::NotFound))).unwrap_err();
    assert!(sentence.contains("npm was not found"), "{sentence}");
    assert!(sentence.contains("Install Node.js"), "{sentence}");
    assert!(sentence.contains("CONTACT_SAFEGUARD_ASSETS"), "{sentence}");
    assert!(!sentence.contains('\n'), "Cargo shows one line");
}

#[cfg(unix)]
#[test]
fn what_npm_complained_about_is_passed_on_in_one_line() {
    use std::os::unix::process::ExitStatusExt as _;
    let output = std::process::Output {
        status: std::process::ExitStatus::from_raw(127 << 8),
        stdout: Vec::new(),
        stderr: b"env: 'node': No such file or directory\n\nsecond line\n".to_vec(),
    };
    let sentence = npm::judge(Ok(output)).unwrap_err();
    assert!(sentence.contains("'node': No such file or directory | second line"), "{sentence}");
    assert!(!sentence.contains('\n'), "{sentence}");
}

#[test]
fn the_lockfile_pins_every_package_by_content() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = std::fs::read_to_string(folder.join("package-lock.json")).unwrap();
    let packages = lock.matches("\"node_modules/").count();
    assert!(packages >= 2);
    assert_eq!(packages, lock.matches("\"integrity\": \"sha512-").count());
    assert!(!lock.contains("\"resolved\""), "an address would bind every builder to one registry");
}
