//! Sayso reads news reports and keeps apart who says what, and on whose word each thing rests.
//!
//! ```
//! use sayso::{Reader, Report};
//!
//! let reader = Reader::new()?;
//! let report = Report::from_text("note.txt", "“The bridge is shut,” Mayor Ines Halvorsen said on Friday.");
//! let reading = reader.read(&report);
//! for statement in reading.statements() {
//!     println!("{}: {}", statement.speaker(), statement.text());
//! }
//! # assert_eq!(reading.statements().next().unwrap().speaker().name(), Some("Ines Halvorsen"));
//! # Ok::<(), sayso::StartError>(())
//! ```
//!
//! A [`Reader`] is made once and read with from any number of threads. A [`Reading`] lends views of what was read
//! ([`StatementRef`]…) and gives it as a [`Row`], which is what `sayso read` prints and what [`serde_json`] reads back.

mod json;
mod narrated;
mod reading;
mod rests;
mod speakers;
mod tables;
mod values;
mod views;
mod voice;

use std::path::Path;
use std::sync::Arc;

use sayso_encoder::Encoder;
use sayso_entities::Resolver;
use sayso_lang::Lang;
use sayso_report::Agencies;
use thiserror::Error;

use tables::AllTables;

pub use reading::Reading;
pub use rests::rests_on;
pub use sayso_analysis::{Analysis, Deprel, NameKind, Upos, Word, conllu};
pub use sayso_entities::{Entities, Entity, EntityId, EntityKind, Form, Mention};
pub use sayso_events::{self as events, Event, EventType, Participant, Polarity, Quad};
pub use sayso_figures::{self as figures, Bounds, Comparator, Extent, Figure};
pub use sayso_labels::{self as labels, Label, UnknownLabel};
pub use sayso_places::{
    self as places, Gazetteer, GazetteerError, ImportSummary, Place, PlaceKind, Site,
    import as import_gazetteer,
};
pub use sayso_report as report;
pub use sayso_report::{Credit, Report};
pub use sayso_rows::{
    self as rows, BoundsRow, ByteSpan, CharSpan, CreditRow, Day, DecidedRow, EntityRow, EventRow,
    FigureRow, Id, MentionRow, NameRow, NormalisedRow, ParticipantRow, PlaceRow, ReportRow,
    RestsOnRow, Row, RunnerUpRow, SpeakerRow, StatementRow, TimeRow, schema, sort,
};
pub use sayso_statements::{Kind, Stance, Statement};
pub use sayso_tables::{Own, OwnError, TableError};
pub use sayso_text::{OffsetUnit, Offsets, Span};

/// `[start, end)` in a unit that the place where it stands tells.
pub type Pair = [usize; 2];

pub use sayso_times::{self as times, Time};
pub use speakers::Speaker;
pub use tables::tables;
pub use views::{EventRef, FigureRef, PlaceRef, StatementRef, TimeRef, VoiceRef};
pub use voice::Voice;

const EVENT_HEADS: &[u8] = include_bytes!("../../../models/events.safetensors");
const MODEL: &[u8] = include_bytes!("../../../models/reader.safetensors");

/// Makes a [`Reader`].
#[derive(Default)]
pub struct ReaderBuilder {
    own: Own,
    gazetteer: Option<Gazetteer>,
}

impl ReaderBuilder {
    /// Puts the tables of a folder on top, as [`Reader::with_tables`].
    ///
    /// # Errors
    /// [`StartError::Own`] with the file that can't be read or has a path that no table has.
    pub fn tables(mut self, folder: impl AsRef<Path>) -> Result<Self, StartError> {
        self.own.extend(Own::read(folder.as_ref())?);
        Ok(self)
    }

    /// Puts a user's rows on top, as [`Reader::with_own`].
    #[must_use]
    pub fn own(mut self, own: Own) -> Self {
        self.own.extend(own);
        self
    }

    /// Takes another gazetteer, as [`import_gazetteer`] makes it.
    #[must_use]
    pub fn gazetteer(self, gazetteer: Gazetteer) -> Self {
        Self {
            gazetteer: Some(gazetteer),
            ..self
        }
    }

    /// The reader.
    ///
    /// # Errors
    /// With the row that is not as its table wants it.
    pub fn build(self) -> Result<Reader, StartError> {
        let reader = Reader::with_own(&self.own)?;
        Ok(match self.gazetteer {
            Some(gazetteer) => reader.with_gazetteer(gazetteer),
            None => reader,
        })
    }
}

/// Why a reader could not be made; with the tables and the model that come with Sayso it can.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The model file.
    #[error(transparent)]
    Model(#[from] sayso_encoder::ModelError),
    /// The heads of events.
    #[error(transparent)]
    EventHeads(#[from] sayso_events::HeadsError),
    /// A table; with the rows that come with Sayso none is damaged.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A user's own tables can't be read.
    #[error(transparent)]
    Own(#[from] OwnError),
    /// The gazetteer.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
}

/// Reads reports. Share one between threads.
pub struct Reader {
    encoder: Encoder,
    statements: sayso_statements::Tables,
    resolver: Resolver,
    figures: sayso_figures::Tables,
    times: sayso_times::Vocabulary,
    events: sayso_events::Tables,
    event_heads: sayso_events::Heads,
    agencies: Agencies,
    lang: Arc<Lang>,
    gazetteer: Gazetteer,
    model: Arc<str>,
}

impl Reader {
    /// A reader with the model and the tables that come with Sayso.
    ///
    /// # Errors
    /// Where one of them is damaged.
    ///
    /// ```
    /// let reader = sayso::Reader::new()?;
    /// let report = sayso::Report::from_text("note.txt", "The lock is shut.");
    /// assert_eq!(reader.read(&report).statements.len(), 0);
    /// # Ok::<(), sayso::StartError>(())
    /// ```
    pub fn new() -> Result<Self, StartError> {
        Self::with_own(&Own::default())
    }

    /// A reader with the tables of a folder on top, which mirrors Sayso's `data/` folder: `statements/cues.tsv`,
    /// `bodies/leaders.tsv`, `events/lexicon.tsv`… Their rows add to and replace Sayso's.
    ///
    /// # Errors
    /// [`StartError::Own`] with the file that can't be read or has a path that no table has, [`StartError::Table`] with
    /// the file, line and column that is not as its table wants it.
    pub fn with_tables(folder: &Path) -> Result<Self, StartError> {
        Self::with_own(&Own::read(folder)?)
    }

    /// A reader with tables and a gazetteer of one's own.
    ///
    /// ```
    /// let reader = sayso::Reader::builder().build()?;
    /// # let _: &sayso::Reader = &reader;
    /// # Ok::<(), sayso::StartError>(())
    /// ```
    pub fn builder() -> ReaderBuilder {
        ReaderBuilder::default()
    }

    /// A reader with a user's rows on top.
    ///
    /// # Errors
    /// [`StartError::Table`] with the line that is not as its table wants it.
    pub fn with_own(own: &Own) -> Result<Self, StartError> {
        let tables = AllTables::with(own)?;
        let mut encoder = Encoder::load(MODEL)?;
        let model = match own.id_of_reading() {
            Some(id) => format!("{}+{id}", encoder.id()).into(),
            None => encoder.id().into(),
        };
        if let Some(lemmas) = tables.lemmas {
            encoder = encoder.with_lemmas(lemmas);
        }
        Ok(Self {
            encoder,
            statements: tables.statements,
            resolver: Resolver::with(tables.bodies, tables.entities, tables.ranking),
            figures: tables.figures,
            times: tables.times,
            events: tables.events,
            event_heads: sayso_events::Heads::load(EVENT_HEADS)?,
            agencies: tables.agencies,
            lang: tables.lang,
            gazetteer: Gazetteer::embedded()?.with_tables(tables.places),
            model,
        })
    }

    /// Checks a user's rows without making a reader.
    ///
    /// # Errors
    /// [`StartError::Table`] with the line that is not as its table wants it.
    pub fn check(own: &Own) -> Result<(), StartError> {
        AllTables::with(own)?;
        Ok(())
    }

    /// The same with other heads of events, as `train/events.py` makes them.
    ///
    /// # Errors
    /// Where the bytes are no heads of this version.
    pub fn with_event_heads(self, bytes: &[u8]) -> Result<Self, StartError> {
        let event_heads = sayso_events::Heads::load(bytes)?;
        Ok(Self {
            event_heads,
            ..self
        })
    }

    /// The same with another gazetteer, as [`import_gazetteer`] makes it of a GeoNames dump.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: Gazetteer) -> Self {
        let gazetteer = gazetteer.with_tables_of(&self.gazetteer);
        Self { gazetteer, ..self }
    }

    /// Reads one report: who said what, and who is who. Never fails: what could not be read is in
    /// [`Reading::warnings`].
    pub fn read<'r>(&self, report: &'r Report) -> Reading<'r> {
        let model = Arc::clone(&self.model);
        if report
            .language
            .as_ref()
            .is_some_and(|language| !language.is_read())
        {
            return Reading::unread(report, model);
        }
        let _scope = self.lang.enter();
        let text = report.text.as_str();
        let mut analysis = self.encoder.read(text, report.body);
        sayso_places::divide(text, &mut analysis, &self.gazetteer);
        let published = report
            .published
            .and_then(|published| sayso_bodies::Day::parse(&published.date.to_string()));
        let entities = self.resolver.resolve(text, &analysis, published);
        let mut statements = sayso_statements::find(text, &analysis, &self.statements);
        for statement in &mut statements {
            if statement.rule == "model" {
                statement.confidence = self.calibrated(statement.confidence);
            }
        }
        let mut reading = Reading::new(report, model, analysis, statements, entities);
        reading.credits = self.agencies.credits(report);
        self.read_values(&mut reading);
        reading
    }

    /// Times, figures and places, in this order: a time's number is no figure.
    fn read_values(&self, reading: &mut Reading<'_>) {
        let (text, analysis) = (reading.report.text.as_str(), &reading.analysis);
        reading.places = sayso_places::find(
            text,
            analysis,
            &self.gazetteer,
            &sayso_places::Context::default(),
        );
        values::leave_out_metonyms(&mut reading.places, analysis, &reading.entities);
        let context = sayso_times::Context {
            published: reading
                .report
                .published
                .as_ref()
                .map(|published| published.date),
            hemisphere: values::hemisphere(&reading.places),
        };
        reading.times = sayso_times::find_with(&self.times, text, analysis, &context);
        let dates: Vec<Span> = reading
            .times
            .iter()
            .filter(|time| time.interval.is_some() || time.kind == sayso_times::Kind::Time)
            .map(|time| time.span)
            .collect();
        reading.figures = sayso_figures::find(text, analysis, &self.figures, &dates);
        reading.events = sayso_events::find_with(
            text,
            analysis,
            &reading.entities,
            self.resolver.bodies(),
            &self.events,
            Some(&self.event_heads),
        );
        // "was not authorised to speak" tells of the statement, and of nothing that happened.
        let reasons: Vec<Span> = reading
            .statements
            .iter()
            .filter_map(|statement| statement.anonymity)
            .collect();
        reading
            .events
            .retain(|event| !reasons.iter().any(|reason| reason.contains(event.trigger)));
    }

    /// A raw confidence as the probability that the statement is right (Platt 1999).
    fn calibrated(&self, raw: f32) -> f32 {
        let Some([slope, offset]) = self.encoder.calibration("statement") else {
            return raw;
        };
        let raw = raw.clamp(0.001, 0.999);
        let odds = (raw / (1.0 - raw)).ln();
        1.0 / (1.0 + (-(slope * odds + offset)).exp())
    }
}
