//! Every row as a Web Annotation (W3C Recommendation of 2017) in one collection. A row's target is its words, found by
//! quote or by position in code points; its bodies are a tag that tells what sort of row it is, and the row as JSON.

use std::io::Write;

use sayso::CharSpan;
use sayso::rows::Text;
use sayso_ledger::{Ledger, Stored};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{ExportError, Request};

/// Code points before and after a quote by which it is found again.
const AROUND: usize = 32;

#[derive(Serialize)]
struct Annotation<'r> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: [Body; 2],
    target: Vec<Target<'r>>,
}

#[derive(Serialize)]
struct Body {
    r#type: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target<'r> {
    source: &'r str,
    selector: (QuoteSelector<'r>, PositionSelector),
}

#[derive(Serialize)]
struct QuoteSelector<'r> {
    r#type: &'static str,
    exact: &'r str,
    prefix: &'r str,
    suffix: &'r str,
}

#[derive(Serialize)]
struct PositionSelector {
    r#type: &'static str,
    start: usize,
    end: usize,
}

pub(crate) fn write(
    ledger: &Ledger,
    request: &Request,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    out.write_all(
        b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x-sayso:annotations\",\
          \"type\":\"AnnotationCollection\",\"label\":\"Rows of a ledger of Sayso\",\
          \"first\":{\"id\":\"urn:x-sayso:annotations#1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
    )?;
    let mut total = 0;
    ledger.each_report(&request.reports, |report| {
        let page = Page::new(&report);
        page.each(|annotation| {
            out.write_all(if total == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &annotation)?;
            total += 1;
            Ok(())
        })
    })?;
    write!(out, "\n]}},\"total\":{total}}}\n")?;
    Ok(())
}

/// The sorts of rows that are annotated.
pub const ANNOTATED: [&str; 6] = ["statement", "entity", "figure", "time", "place", "event"];

/// One report's rows of some sorts as a page of annotations.
///
/// # Errors
/// Where a row can't be written as JSON.
pub fn annotations_of(report: &Stored, sorts: &[String]) -> Result<Value, ExportError> {
    let page = Page::new(report);
    let mut items = Vec::new();
    page.each(|annotation| {
        let sort = &annotation.body[0].value;
        if sorts.iter().any(|wanted| wanted == sort) {
            items.push(serde_json::to_value(&annotation)?);
        }
        Ok(())
    })?;
    Ok(json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{}#annotations", page.name),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }))
}

/// A report whose rows are annotated.
struct Page<'r> {
    report: &'r Stored,
    quotes: Text<'r>,
    name: String,
}

impl<'r> Page<'r> {
    fn new(report: &'r Stored) -> Self {
        Self {
            report,
            quotes: Text::new(&report.text),
            name: format!("urn:x-sayso:{}", report.content),
        }
    }

    fn each(
        &self,
        mut give: impl FnMut(Annotation<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let row = &self.report.row;
        for one in &row.statements {
            give(self.annotation(&one.id.to_string(), "statement", one, &one.content)?)?;
        }
        for one in &row.entities {
            let spans: Vec<CharSpan> = one.mentions.iter().map(|mention| mention.span).collect();
            // An entity that only the registry names has no words here.
            if !spans.is_empty() {
                give(self.annotation(&one.id.to_string(), "entity", one, &spans)?)?;
            }
        }
        for one in &row.figures {
            give(self.annotation(&one.id.to_string(), "figure", one, &[one.span])?)?;
        }
        for one in &row.times {
            give(self.annotation(&one.id.to_string(), "time", one, &[one.span])?)?;
        }
        for one in &row.places {
            give(self.annotation(&one.id.to_string(), "place", one, &[one.span])?)?;
        }
        for one in &row.events {
            give(self.annotation(&one.id.to_string(), "event", one, &[one.trigger])?)?;
        }
        Ok(())
    }

    fn annotation(
        &self,
        id: &str,
        sort: &str,
        row: &impl Serialize,
        spans: &[CharSpan],
    ) -> Result<Annotation<'_>, ExportError> {
        let body = |purpose, format, value| Body {
            r#type: "TextualBody",
            purpose,
            format,
            value,
        };
        Ok(Annotation {
            id: format!("{}#{id}", self.name),
            r#type: "Annotation",
            motivation: "describing",
            body: [
                body("tagging", "text/plain", sort.to_owned()),
                body(
                    "describing",
                    "application/json",
                    serde_json::to_string(row)?,
                ),
            ],
            target: spans.iter().map(|span| self.target(*span)).collect(),
        })
    }

    fn target(&self, span: CharSpan) -> Target<'_> {
        let (prefix, suffix) = self.quotes.around(span, AROUND);
        Target {
            source: self.source(),
            selector: (
                QuoteSelector {
                    r#type: "TextQuoteSelector",
                    exact: self.quotes.words(span),
                    prefix,
                    suffix,
                },
                PositionSelector {
                    r#type: "TextPositionSelector",
                    start: span.start(),
                    end: span.end(),
                },
            ),
        }
    }

    /// The report's address, else a name made of its content.
    fn source(&self) -> &str {
        let address = self.report.row.report.url.as_deref();
        let sound = |url: &&str| url.contains(':') && !url.contains([' ', '<', '>', '"']);
        address.filter(sound).unwrap_or(&self.name)
    }
}
