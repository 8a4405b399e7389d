//! What the tests of the ledger share.

use std::sync::LazyLock;

use sayso::{Reader, Report};
use sayso_claims::Tables;

use crate::{Entry, Ledger};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::new().unwrap());
pub(crate) static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// A ledger in a folder that goes with the first.
pub(crate) fn ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(&folder.path().join("test.sayso")).unwrap();
    (folder, ledger)
}

/// A report of the Halder Post under an address.
pub(crate) fn post(page: &str, published: &str, text: &str) -> Report {
    Report {
        url: Some(format!("https://post.example/{page}")),
        outlet: Some("Halder Post".into()),
        published: Some(sayso::report::Published {
            date: published.parse().unwrap(),
            basis: sayso::report::Basis::Given,
        }),
        ..Report::from_text(format!("{page}.txt"), text)
    }
}

pub(crate) fn entry(report: &Report) -> Entry {
    Entry::new(&READER.read(report), &TABLES)
}
