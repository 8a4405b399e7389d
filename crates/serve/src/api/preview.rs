//! What would be added, before it is.

use sayso::Report;
use sayso::report::Language;
use serde::Serialize;

/// Reports of a file that are told one by one.
const TOLD: usize = 50;

/// What would be added.
#[derive(Default, Serialize)]
pub(super) struct Previewed {
    /// The first fifty.
    preview: Vec<Preview>,
    /// How many there are in all.
    in_all: usize,
    failed: Vec<String>,
}

/// A report that would be added.
#[derive(Serialize)]
struct Preview {
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    /// English name; null where it can't be told.
    language: Option<&'static str>,
    words: usize,
    warnings: Vec<String>,
}

impl Previewed {
    pub(super) fn of(reports: impl Iterator<Item = Result<Report, String>>) -> Self {
        let mut told = Self::default();
        for report in reports {
            match report {
                Err(complaint) => told.failed.push(complaint),
                Ok(report) => {
                    told.in_all += 1;
                    if told.preview.len() < TOLD {
                        told.preview.push(Preview::of(report));
                    }
                }
            }
        }
        told
    }
}

impl Preview {
    fn of(report: Report) -> Self {
        let body = report.body.slice(&report.text);
        Self {
            words: body.split_whitespace().count(),
            published: report.published.map(|published| published.date.to_string()),
            language: report.language.as_ref().map(|Language { name, .. }| *name),
            title: report.title,
            outlet: report.outlet,
            url: report.url,
            warnings: report.warnings,
        }
    }
}
