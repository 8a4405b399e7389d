//! Which agencies a report credits: "(Reuters)", "— AP", "The Associated Press contributed to this report".

use sayso_tables::{Own, Table, TableError, choice, record};
use sayso_text::Span;

use crate::Report;

record! {
    /// How an agency is credited.
    pub(crate) struct AgencyRow key [] {
        /// The agency.
        agency: String,
        /// The words it is written with.
        written: String,
        /// `name` as it is credited, `phrase` for words that only this agency closes its reports with.
        form: Form,
    }
}

pub(crate) const AGENCIES: Table<AgencyRow> = Table::new(
    "report/agencies.tsv",
    include_str!("../../../data/report/agencies.tsv"),
);

/// How far from the beginning of a text a credit in parentheses stands: after the place of a dateline.
const HEAD: usize = 160;
/// How much of the end of a text is looked at for closing credits.
const TAIL: usize = 600;

/// The agencies that reports are credited to.
#[derive(Clone, Debug)]
pub struct Agencies {
    rows: Vec<Agency>,
}

#[derive(Clone, Debug)]
struct Agency {
    name: String,
    written: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Phrase,
}

choice!(Form, "form", "name" => Self::Name, "phrase" => Self::Phrase);

/// An agency that a report credits.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// The agency.
    pub agency: String,
    /// Where the text says so; `None` where the outlet or an author is the agency.
    pub span: Option<Span>,
    /// The form of the credit: dateline, parentheses, dash, contribution, phrase, author or outlet.
    pub rule: &'static str,
}

impl Agencies {
    /// The table that comes with Sayso.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn new() -> Result<Self, TableError> {
        Self::with(&Own::default())
    }

    /// The same with a user's rows behind.
    ///
    /// # Errors
    /// With the row that is not as it should be.
    pub fn with(own: &Own) -> Result<Self, TableError> {
        let rows = own.rows(&AGENCIES)?.into_iter().map(|row| {
            let row = row.into_cells();
            Agency {
                name: row.agency,
                written: row.written,
                form: row.form,
            }
        });
        Ok(Self {
            rows: rows.collect(),
        })
    }

    /// The agencies that a report credits, each once, in the order of their names.
    pub fn credits(&self, report: &Report) -> Vec<Credit> {
        let (text, outlet) = (report.text.as_str(), report.outlet.as_deref());
        let mut credits: Vec<Credit> = Vec::new();
        for row in &self.rows {
            if let Some((span, rule)) = row.credited(text, outlet, &report.authors)
                && !credits.iter().any(|credit| credit.agency == row.name)
            {
                credits.push(Credit {
                    agency: row.name.clone(),
                    span,
                    rule,
                });
            }
        }
        credits.sort_by(|a, b| a.agency.cmp(&b.agency));
        credits
    }
}

impl Credit {
    /// Whether the whole report is the agency's, and not what it contributed to.
    pub fn is_of_all(&self) -> bool {
        self.rule != "contribution"
    }
}

impl Agency {
    fn credited(
        &self,
        text: &str,
        outlet: Option<&str>,
        authors: &[String],
    ) -> Option<(Option<Span>, &'static str)> {
        if self.form == Form::Phrase {
            return self
                .in_tail(text, |_, _| true)
                .map(|span| (Some(span), "phrase"));
        }
        let same = |other: &str| other.eq_ignore_ascii_case(&self.written);
        if outlet.is_some_and(same) {
            return Some((None, "outlet"));
        }
        if authors.iter().any(|author| same(author)) {
            return Some((None, "author"));
        }
        let head = first(text, HEAD);
        if let Some(span) = self.find(text, 0..head, opening) {
            return Some((Some(span), "dateline"));
        }
        let closing = |before: &str, after: &str| {
            let ends = after
                .trim_start_matches(['.', ')'])
                .chars()
                .next()
                .is_none_or(|c| c == '\n');
            ends && before.trim_end_matches(' ').ends_with(['—', '–', '-'])
                && !before.ends_with('-')
        };
        self.in_tail(text, |before, after| {
            parenthesised(before, after) && after.trim_start_matches([')', '.']).trim().is_empty()
        })
        .map(|span| (Some(span), "parentheses"))
        .or_else(|| self.in_tail(text, closing).map(|span| (Some(span), "dash")))
        .or_else(|| {
            self.in_tail(text, contributes)
                .map(|span| (Some(span), "contribution"))
        })
    }

    fn in_tail(&self, text: &str, fits: impl Fn(&str, &str) -> bool) -> Option<Span> {
        let start = first_from(text, text.len().saturating_sub(TAIL));
        self.find(text, start..text.len(), fits)
    }

    /// Where the written words stand in a range of the text as whole words, with what `fits` before and after.
    fn find(
        &self,
        text: &str,
        range: std::ops::Range<usize>,
        fits: impl Fn(&str, &str) -> bool,
    ) -> Option<Span> {
        text[range.clone()]
            .match_indices(&self.written)
            .find_map(|(at, words)| {
                let (start, end) = (range.start + at, range.start + at + words.len());
                let (before, after) = (&text[..start], &text[end..]);
                let whole = !before.ends_with(char::is_alphanumeric)
                    && !after.starts_with(char::is_alphanumeric);
                (whole && fits(before, after)).then(|| Span::at(text, start..end))
            })
    }
}

/// "LISBON (Reuters) - The strike…"
fn opening(before: &str, after: &str) -> bool {
    let dash = after
        .trim_start_matches([')', ' '])
        .starts_with(['-', '–', '—']);
    parenthesised(before, after) && dash
}

fn parenthesised(before: &str, after: &str) -> bool {
    before.ends_with('(') && after.starts_with(')')
}

/// "… contributed to this report", "reporting by …", "material from …", "with …" at the end.
fn contributes(before: &str, after: &str) -> bool {
    let sentence = after.split(['\n', '.']).next().unwrap_or_default();
    let lead = before
        .rsplit(['\n', '.'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let lead = lead.trim_end().trim_end_matches("the").trim_end();
    sentence.contains("contributed to this")
        || sentence.contains("contributed reporting")
        || [
            "material from",
            "reporting by",
            "reporting from",
            "information from",
        ]
        .iter()
        .any(|form| lead.ends_with(form))
}

/// The last character boundary not after `bytes`.
fn first(text: &str, bytes: usize) -> usize {
    text.floor_char_boundary(bytes)
}

fn first_from(text: &str, bytes: usize) -> usize {
    text.ceil_char_boundary(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Vec<(String, &'static str)> {
        let agencies = Agencies::new().unwrap();
        agencies
            .credits(&Report::from_text("report.txt", text))
            .into_iter()
            .map(|credit| (credit.agency, credit.rule))
            .collect()
    }

    #[test]
    fn every_form_is_known() {
        for (text, agency, rule) in [
            (
                "LISBON (Reuters) - The strike went on.",
                "Reuters",
                "dateline",
            ),
            (
                "The strike went on. (AFP)",
                "Agence France-Presse",
                "parentheses",
            ),
            ("The strike went on.\n\n— AP", "Associated Press", "dash"),
            (
                "It went on.\n\nThe Associated Press contributed to this report.",
                "Associated Press",
                "contribution",
            ),
            (
                "It went on.\n\nWith material from dpa.",
                "Deutsche Presse-Agentur",
                "contribution",
            ),
        ] {
            assert_eq!(rules(text), [(agency.to_owned(), rule)], "{text}");
        }
    }

    #[test]
    fn an_agency_that_is_talked_of_is_not_credited() {
        assert!(rules("Reuters reported that the Associated Press (AP) would cut a hundred posts. Staff protested.").len() <= 1);
        assert!(rules("The minister told Reuters that talks went on. “No,” he said.").is_empty());
        assert!(rules("Ask the PA.").is_empty());
    }

    #[test]
    fn outlets_and_authors_may_be_agencies() {
        let agencies = Agencies::new().unwrap();
        let credits = agencies.credits(&Report {
            outlet: Some("reuters".to_owned()),
            authors: vec!["AP".to_owned()],
            ..Report::from_text("report.txt", "It rained.")
        });
        let rules: Vec<&str> = credits.iter().map(|credit| credit.rule).collect();
        assert_eq!(rules, ["author", "outlet"]);
    }

    #[test]
    fn tables_are_checked() {
        let with = |rows: &str| Agencies::with(&Own::of("report/agencies.tsv", rows));
        let error = with("# mine\nagency\twritten\tform\nCW\tCW\tnom\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("report/agencies.tsv, line 3, column `form`"),
            "{error}"
        );
        let agencies = with("agency\twritten\tform\nContinental Wire\tCW\tname\n").unwrap();
        let report = Report::from_text("report.txt", "TARN, April 11 (CW) — Shots fell.");
        assert_eq!(agencies.credits(&report)[0].agency, "Continental Wire");
    }
}
