//! One JSON object a report: the rows as programs read them.
//!
//! The names are those of the project's scorers (`statements`, `names`, `entities`…). Spans are
//! `[start, end)` in the unit that `report.offsets` names.

use sayso_text::{OffsetUnit, Offsets, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Reading;
use crate::json_events::{self, EventRow};
use crate::json_values::{self, FigureRow, PlaceRow, TimeRow};
use crate::rests::rests_on;

/// `[start, end)`.
pub type Pair = [usize; 2];

/// One report and what was read in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Row {
    /// The report itself.
    pub report: ReportRow,
    /// Who said what, in the order of the contents.
    pub statements: Vec<StatementRow>,
    /// Names in the text, not overlapping.
    pub names: Vec<NameRow>,
    /// What several mentions name.
    pub entities: Vec<EntityRow>,
    /// Numbers that count or measure.
    pub figures: Vec<FigureRow>,
    /// Time expressions with what they mean.
    pub times: Vec<TimeRow>,
    /// Places on the map.
    pub places: Vec<PlaceRow>,
    /// Who did what to whom.
    pub events: Vec<EventRow>,
    /// Whose word the statements are, most first.
    pub rests_on: Vec<RestsOnRow>,
}

/// The report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReportRow {
    /// Where it was read from, as given; "-" is standard input.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Date of publication, YYYY-MM-DD.
    pub published: Option<String>,
    /// Where the date was found.
    pub published_basis: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The agencies that it credits.
    pub credits: Vec<CreditRow>,
    /// Where it was published.
    pub url: Option<String>,
    /// ISO 639-3 code of the language, where it could be told.
    pub language: Option<String>,
    /// Character encoding of the file.
    pub encoding: String,
    /// What spans count: "chars" (code points), "bytes" or "utf16".
    pub offsets: OffsetUnitName,
    /// Words read.
    pub words: usize,
    /// Share of the text that was read, 0 to 1.
    pub read: f64,
    /// What failed or was doubtful.
    pub warnings: Vec<String>,
    /// Id of the model that read it.
    pub model: String,
    /// Version of Sayso.
    pub version: String,
    /// The text, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An agency that a report credits.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CreditRow {
    /// The agency.
    pub agency: String,
    /// The words that say so; null where the outlet or an author is the agency.
    pub span: Option<Pair>,
    /// The form of the credit: dateline, parentheses, dash, contribution, phrase, author or outlet.
    pub rule: String,
}

/// What offsets count.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnitName {
    /// Unicode code points.
    Chars,
    /// Bytes in UTF-8.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

/// A statement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatementRow {
    /// "s1", "s2"… in this report.
    pub id: String,
    /// direct, indirect, mixed or embedded.
    pub kind: String,
    /// What is said, in pieces.
    pub content: Vec<Pair>,
    /// The words that attribute it.
    pub cue: Vec<Pair>,
    /// The words that name who says it.
    pub source: Vec<Pair>,
    /// The entity the source resolves to; null where it can't be told.
    pub speaker: Option<SpeakerRow>,
    /// Who it may be, where the speaker can't be told.
    pub candidates: Vec<SpeakerRow>,
    /// From the outlet to the last voice.
    pub say_so: Vec<String>,
    /// The statement it stands in.
    pub parent: Option<String>,
    /// What the speaker does with it.
    pub stance: String,
    /// Whether the cue is negated.
    pub negated: bool,
    /// On what it was said.
    pub medium: Option<Pair>,
    /// Where it was said.
    pub venue: Option<Pair>,
    /// To whom.
    pub addressee: Option<Pair>,
    /// When, as the words at the cue tell.
    pub said_at: Option<Pair>,
    /// Why the source is not named.
    pub anonymity: Option<Pair>,
    /// Probability that content and source are right.
    pub confidence: f32,
    /// The model's id or the rule that made the row.
    pub rule: String,
}

/// A speaker.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SpeakerRow {
    /// Id of the entity.
    pub entity: String,
    /// Its name.
    pub name: String,
    /// Probability, 0 to 1.
    pub confidence: f32,
}

/// A name in the text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NameRow {
    /// Where it stands.
    pub span: Pair,
    /// PER, ORG, LOC, FAC, NORP or MISC.
    #[serde(rename = "type")]
    pub kind: String,
    /// Probability that span and type are right.
    pub confidence: f32,
}

/// An entity of the report.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EntityRow {
    /// "e1", "e2"… in this report.
    pub id: String,
    /// The fullest name known.
    pub name: String,
    /// PER, ORG, GPE, LOC, FAC, NORP or MISC.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO 3166-1 alpha-2 of its country, where told.
    pub country: Option<String>,
    /// Office held, as the text or the registry names it.
    pub office: Option<String>,
    /// Whether the name comes from the registry, not from the text.
    pub from_registry: bool,
    /// Where it is mentioned.
    pub mentions: Vec<MentionRow>,
}

/// A mention of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MentionRow {
    /// Where it stands.
    pub span: Pair,
    /// name, nominal or pronoun.
    pub form: String,
}

/// How much of a report is one speaker's word.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RestsOnRow {
    /// The speaker's name; null for statements whose speaker can't be told.
    pub name: Option<String>,
    /// The entity, where there is one.
    pub entity: Option<String>,
    /// How many statements.
    pub statements: usize,
}

impl Row {
    /// The rows of a reading, with spans in `unit`, and with the text where `with_text`.
    pub fn new(reading: &Reading<'_>, unit: OffsetUnit, with_text: bool) -> Self {
        let report = reading.report;
        let offsets = Offsets::new(&report.text, unit);
        let analysis = &reading.analysis;
        Self {
            report: ReportRow {
                path: report.path.clone(),
                title: report.title.clone(),
                published: report
                    .published
                    .as_ref()
                    .map(|published| published.date.to_string()),
                published_basis: report
                    .published
                    .as_ref()
                    .map(|published| published.basis.as_str().to_owned()),
                outlet: report.outlet.clone(),
                authors: report.authors.clone(),
                credits: credits(reading, &offsets),
                url: report.url.clone(),
                language: report
                    .language
                    .as_ref()
                    .map(|language| language.code.to_owned()),
                encoding: report.encoding.to_string(),
                offsets: match unit {
                    OffsetUnit::Chars => OffsetUnitName::Chars,
                    OffsetUnit::Bytes => OffsetUnitName::Bytes,
                    OffsetUnit::Utf16 => OffsetUnitName::Utf16,
                },
                words: analysis.words.len(),
                read: reading.share_read(),
                warnings: reading.warnings(),
                model: reading.model.to_string(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                text: with_text.then(|| report.text.clone()),
            },
            statements: statements(reading, &offsets),
            names: analysis
                .names
                .iter()
                .map(|name| NameRow {
                    span: offsets.pair(name.span),
                    kind: name.kind.as_str().to_owned(),
                    confidence: rounded(name.confidence),
                })
                .collect(),
            entities: entities(reading, &offsets),
            figures: json_values::figures(reading, &offsets),
            times: json_values::times(reading, &offsets),
            places: json_values::places(reading, &offsets),
            events: json_events::events(reading, &offsets),
            rests_on: rests_on(reading),
        }
    }
}

fn credits(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<CreditRow> {
    let rows = reading.credits.iter().map(|credit| CreditRow {
        agency: credit.agency.clone(),
        span: credit.span.map(|span| offsets.pair(span)),
        rule: credit.rule.to_owned(),
    });
    rows.collect()
}

fn statements(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<StatementRow> {
    let pairs = |spans: &[Span]| {
        spans
            .iter()
            .map(|&span| offsets.pair(span))
            .collect::<Vec<_>>()
    };
    let pair = |span: Option<Span>| span.map(|span| offsets.pair(span));
    reading
        .statements
        .iter()
        .enumerate()
        .map(|(number, statement)| {
            let speaker = &reading.speakers[number];
            StatementRow {
                id: format!("s{}", number + 1),
                kind: statement.kind.as_str().to_owned(),
                content: pairs(&statement.content),
                cue: pairs(&statement.cue),
                source: pairs(&statement.source),
                speaker: speaker
                    .entity
                    .map(|entity| reading.speaker_row(entity, speaker.confidence)),
                candidates: speaker
                    .candidates
                    .iter()
                    .map(|&(entity, share)| reading.speaker_row(entity, share))
                    .collect(),
                say_so: reading.say_so(number),
                parent: statement.parent.map(|parent| format!("s{}", parent + 1)),
                stance: statement.stance.as_str().to_owned(),
                negated: statement.negated,
                medium: pair(statement.medium),
                venue: pair(statement.venue),
                addressee: pair(statement.addressee),
                said_at: pair(statement.said_at),
                anonymity: pair(statement.anonymity),
                confidence: rounded(statement.confidence),
                rule: if statement.rule == "model" {
                    reading.model.to_string()
                } else {
                    statement.rule.to_owned()
                },
            }
        })
        .collect()
}

/// Confidences are given to three places: more would pretend.
pub(crate) fn rounded(confidence: f32) -> f32 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}

fn entities(reading: &Reading<'_>, offsets: &Offsets<'_>) -> Vec<EntityRow> {
    let all = reading.entities.entities.iter().enumerate();
    all.map(|(number, entity)| EntityRow {
        id: format!("e{}", number + 1),
        name: entity.name.clone(),
        kind: entity.kind.as_str().to_owned(),
        country: entity.country.clone(),
        office: entity.office.clone(),
        from_registry: entity.from_registry,
        mentions: entity
            .mentions
            .iter()
            .map(|mention| MentionRow {
                span: offsets.pair(mention.span),
                form: mention.form.as_str().to_owned(),
            })
            .collect(),
    })
    .collect()
}

impl Row {
    /// The row on one line.
    ///
    /// # Errors
    /// Where a number can't be written as JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

/// The JSON Schema (2020-12) of a [`Row`].
pub fn schema() -> String {
    let schema = schemars::schema_for!(Row);
    format!("{:#}", schema.to_value())
}
