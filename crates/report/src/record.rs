//! Reports of which the fields are told apart from the text: lines of JSON, rows of tables.

use jiff::civil::Date;

use crate::{Basis, Published, ReadError, Report, html, text};

/// What is told of a report beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Where it comes from.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published: YYYY-MM-DD, which a time of day may follow. What is no day becomes a warning.
    pub published: Option<String>,
}

impl Record {
    /// The report of a text. All of it is its words, but a leading `date YYYY-MM-DD`.
    pub fn of_text(self, words: String) -> Report {
        let mut report = text::report(self.path.clone(), words, "UTF-8");
        // What the record tells goes before the text's own.
        let own = report.published.take();
        self.fill(&mut report);
        report.published = report.published.or(own);
        report
    }

    /// The reports of a web page, as those of a file of one: what the page tells of itself goes before the record.
    ///
    /// # Errors
    /// Where no article is found in it.
    pub fn of_page(&self, page: &str) -> Result<Vec<Report>, ReadError> {
        let mut reports = html::reports(&self.path, page, "UTF-8")?;
        for report in &mut reports {
            self.clone().fill(report);
        }
        Ok(reports)
    }

    /// Tells a report what it does not tell itself.
    fn fill(self, report: &mut Report) {
        report.title = report.title.take().or(self.title);
        report.outlet = report.outlet.take().or(self.outlet);
        report.url = report.url.take().or(self.url);
        if report.authors.is_empty() {
            report.authors = self.authors;
        }
        let Some(stated) = self.published.filter(|_| report.published.is_none()) else {
            return;
        };
        match date_of(&stated) {
            Some(date) => {
                report.published = Some(Published {
                    date,
                    basis: Basis::Field,
                });
            }
            None => report
                .warnings
                .push(format!("its date {stated:?} is none; wanted YYYY-MM-DD")),
        }
    }
}

/// The day of an ISO 8601 date or date and time.
pub(crate) fn date_of(stated: &str) -> Option<Date> {
    stated.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_before_its_record() {
        let record = Record {
            path: "7".to_owned(),
            title: Some("Given".to_owned()),
            outlet: Some("Harrow Gazette".to_owned()),
            published: Some("2026-04-11T09:00Z".to_owned()),
            ..Record::default()
        };
        let page = "<html><head><title>Ferry stops</title></head><body><article><h1>Ferry stops</h1>\
            <p>The ferry at Orle stopped on Monday, the harbour master said, and no date was set for its return.</p>\
            <p>He said that a new engine would be needed before it could sail again in any weather.</p></article></body></html>";
        let reports = record.of_page(page).unwrap();
        assert_eq!(reports.len(), 1);
        let report = &reports[0];
        assert_eq!(report.title.as_deref(), Some("Ferry stops"));
        assert_eq!(report.outlet.as_deref(), Some("Harrow Gazette"));
        assert_eq!(report.published.unwrap().date.to_string(), "2026-04-11");
        assert!(record.of_page("<html></html>").is_err());
    }

    #[test]
    fn a_record_goes_before_its_text() {
        let record = |published: &str| Record {
            published: Some(published.to_owned()),
            ..Record::default()
        };
        let text = "date 2026-03-11 The lock is shut.".to_owned();
        let report = record("2026-04-01").of_text(text.clone());
        assert_eq!(report.published.unwrap().date.to_string(), "2026-04-01");
        let report = record("last week").of_text(text);
        assert_eq!(report.published.unwrap().date.to_string(), "2026-03-11");
        assert!(report.warnings[0].contains("last week"));
    }
}
