use crate::program::{Hall, text};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsConnector;

fn trusting(certificate: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_trusts_the_hall_reads_over_tls_and_no_other_name_is_believed() {
    let hall = Hall::new();
    let serving = hall.serve(&["--lan-name", "hall.local", "--listen", "0.0.0.0:0"]);
    let certificate = serving.said("Certificate for the hall's phones: ").unwrap();
    let sheet = std::fs::read(serving.said("Trust sheet to print: ").unwrap()).unwrap();
    assert!(sheet.starts_with(b"%PDF-"));

    let connector = trusting(certificate);
    let stream = tokio::net::TcpStream::connect(serving.address()).await.unwrap();
    let mut tls = connector.connect(ServerName::try_from("hall.local").unwrap(), stream).await.unwrap();
    tls.write_all(b"GET /sign-in HTTP/1.1\r\nHost: hall.local\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _closed = tls.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("strict-transport-security"), "{answer}");

    let stream = tokio::net::TcpStream::connect(serving.address()).await.unwrap();
    assert!(connector.connect(ServerName::try_from("bank.example").unwrap(), stream).await.is_err());
}

#[test]
fn plain_http_at_the_tls_port_is_told_to_type_https() {
    let hall = Hall::new();
    let serving = hall.serve(&["--lan-name", "hall.local", "--listen", "0.0.0.0:0"]);
    let answer = serving.get("/");
    assert!(
        answer.starts_with("HTTP/1.1 400") && answer.contains("https://") && answer.contains("passkeys"),
        "{answer}"
    );
}

#[test]
fn the_authority_is_kept_and_its_keys_are_for_their_owner_alone() {
    let hall = Hall::new();
    let first = hall.serve(&["--lan-name", "hall.local", "--listen", "0.0.0.0:0"]);
    let certificate = first.said("Certificate for the hall's phones: ").unwrap().to_owned();
    let before = std::fs::read(&certificate).unwrap();
    drop(first);
    let second = hall.serve(&["--lan-name", "hall.local", "--listen", "0.0.0.0:0"]);
    assert_eq!(std::fs::read(second.said("Certificate for the hall's phones: ").unwrap()).unwrap(), before);
    #[cfg(unix)]
    for file in ["authority.key", "server.key"] {
        use std::os::unix::fs::PermissionsExt as _;
        let path = std::path::Path::new(&certificate).with_file_name(file);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", text(&path));
    }
}
