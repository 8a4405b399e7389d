//! The ledger's tables: for each the columns, and the rows that a report has in it. Every row begins with the
//! report's number; spans are in code points of its text. Fields of rows have their columns by themselves; here
//! stands what a table has besides, and what it calls otherwise.

use sayso::rows::{Cell, Shape, Value as _};
use sayso::{
    CreditRow, EntityRow, EventRow, FigureRow, MentionRow, NameRow, ParticipantRow, PlaceRow,
    StatementRow, TimeRow,
};
use sayso_ledger::{Shared, Stored};

use crate::ExportError;
use crate::participants::{entity_name, name};
use crate::table::{Fill, Rows, Table, perhaps, text};

/// All of them.
pub(crate) const TABLES: &[Table] = &[
    table("reports", reports),
    table("statements", statements),
    table("events", events),
    table("participants", participants),
    table("figures", figures),
    table("times", times),
    table("places", places),
    table("entities", entities),
    table("mentions", mentions),
    table("names", names),
    table("credits", credits),
    table("copies", copies),
];

const fn table(name: &'static str, fill: fn() -> Box<dyn Fill>) -> Table {
    Table { name, fill }
}

/// The table of that name.
pub(crate) fn named(name: Option<&str>) -> Result<&'static Table, ExportError> {
    let name = name.ok_or(ExportError::NoTable)?;
    let mut tables = TABLES.iter();
    tables
        .find(|table| table.name == name)
        .ok_or_else(|| ExportError::UnknownTable {
            name: name.to_owned(),
        })
}

fn reports() -> Box<dyn Fill> {
    let rows = Rows::<Stored>::new(|report| vec![(report, None)])
        .with("first", Shape::Number, |_, report| {
            Cell::Number(report.first)
        })
        .with("previous", Shape::Number, |_, report| {
            report.previous.cell()
        })
        .with("content", Shape::Text, |_, report| text(&report.content));
    // The fields of the report's own row.
    let fields = <sayso::ReportRow>::COLUMNS.iter();
    let fields = fields.filter(|field| !["credits", "offsets", "text"].contains(&field.name));
    let rows = fields.fold(rows, |rows, field| {
        let value = field.value;
        rows.with(field.name, field.shape, move |_, report| {
            value(&report.row.report)
        })
    });
    Box::new(rows.with("added", Shape::Text, |_, report| {
        perhaps(report.added.as_deref())
    }))
}

fn statements() -> Box<dyn Fill> {
    let rows = Rows::<StatementRow>::new(|report| {
        let rows = report.row.statements.iter();
        rows.zip(report.statements.iter().map(Some)).collect()
    });
    Box::new(
        rows.with("statement", Shape::Text, |_, row| row.id.cell())
            .with_day()
            .with("speaker", Shape::Text, |_, row| {
                perhaps(row.speaker.as_ref().map(|speaker| speaker.name.as_str()))
            })
            .with("speaker_entity", Shape::Text, |_, row| {
                row.speaker.as_ref().map(|speaker| speaker.entity).cell()
            })
            .with("speaker_confidence", Shape::Real, |_, row| {
                row.speaker
                    .as_ref()
                    .map(|speaker| speaker.confidence)
                    .cell()
            })
            .with_fields(StatementRow::COLUMNS, &[], &["id", "speaker"]),
    )
}

fn events() -> Box<dyn Fill> {
    const NAMES: Shape = Shape::List(&Shape::Text);
    let rows = Rows::<EventRow>::new(|report| {
        let rows = report.row.events.iter();
        rows.zip(report.events.iter().map(Some)).collect()
    });
    let names = |report: &Stored, all: &[ParticipantRow]| {
        Cell::List(all.iter().map(|one| text(name(report, one))).collect())
    };
    Box::new(
        rows.with("event", Shape::Text, |_, row| row.id.cell())
            .with_day()
            .with("actors", NAMES, move |of, row| {
                names(of.report, &row.actors)
            })
            .with("recipients", NAMES, move |of, row| {
                names(of.report, &row.recipients)
            })
            .with_fields(
                EventRow::COLUMNS,
                &[],
                &["id", "actor", "recipient", "actors", "recipients"],
            )
            .with_sentence(),
    )
}

/// A participant of an event, and which of them.
struct TakesPart {
    event: String,
    role: &'static str,
    number: i64,
    one: ParticipantRow,
}

fn participants() -> Box<dyn Fill> {
    Box::new(Participants)
}

/// Participants stand in their events' rows.
struct Participants;

impl Participants {
    fn of(report: &Stored) -> Vec<TakesPart> {
        let mut all = Vec::new();
        for event in &report.row.events {
            for (role, side) in [("actor", &event.actors), ("recipient", &event.recipients)] {
                all.extend((1..).zip(side).map(|(number, one)| TakesPart {
                    event: event.id.to_string(),
                    role,
                    number,
                    one: one.clone(),
                }));
            }
        }
        all
    }
}

impl Fill for Participants {
    fn columns(&self) -> Vec<(String, Shape)> {
        let own = [
            ("report", Shape::Number),
            ("event", Shape::Text),
            ("role", Shape::Text),
            ("number", Shape::Number),
            ("name", Shape::Text),
            ("start", Shape::Number),
            ("end", Shape::Number),
        ];
        let own = own
            .into_iter()
            .map(|(name, shape)| (name.to_owned(), shape));
        let fields = <ParticipantRow>::COLUMNS
            .iter()
            .filter(|field| field.name != "span");
        own.chain(fields.map(|field| (field.name.to_owned(), field.shape)))
            .collect()
    }

    fn rows(&self, report: &Stored) -> Vec<Vec<Cell>> {
        let row = |TakesPart {
                       event,
                       role,
                       number,
                       one,
                   }: TakesPart| {
            let mut cells = vec![
                Cell::Number(report.id),
                Cell::Text(event),
                text(role),
                Cell::Number(number),
                perhaps(entity_name(report, &one)),
                one.span.start().cell(),
                one.span.end().cell(),
            ];
            let fields = <ParticipantRow>::COLUMNS
                .iter()
                .filter(|field| field.name != "span");
            cells.extend(fields.map(|field| (field.value)(&one)));
            cells
        };
        Self::of(report).into_iter().map(row).collect()
    }
}

fn figures() -> Box<dyn Fill> {
    let rows = Rows::<FigureRow>::new(|report| {
        let rows = report.row.figures.iter();
        rows.zip(report.figures.iter().map(Some)).collect()
    });
    let base = |row: &FigureRow, bound: fn(&sayso::BoundsRow) -> Option<f64>| {
        let base = row.normalised.as_ref();
        base.and_then(|base| bound(&base.bounds)).cell()
    };
    Box::new(
        rows.with("figure", Shape::Text, |_, row| row.id.cell())
            .with_day()
            .with("base_unit", Shape::Text, |_, row| {
                perhaps(row.normalised.as_ref().map(|base| base.unit.as_str()))
            })
            .with("base_low", Shape::Real, move |_, row| {
                base(row, |bounds| bounds.low)
            })
            .with("base_best", Shape::Real, move |_, row| {
                base(row, |bounds| bounds.best)
            })
            .with("base_high", Shape::Real, move |_, row| {
                base(row, |bounds| bounds.high)
            })
            .with_fields(
                FigureRow::COLUMNS,
                &[("time", "time_id"), ("said", "said_id")],
                &["id", "normalised", "counted_span"],
            )
            .with("counted_span", Shape::Span, |_, row| {
                row.counted_span.cell()
            })
            .with_sentence(),
    )
}

fn times() -> Box<dyn Fill> {
    let rows = Rows::<TimeRow>::new(|report| alone(&report.row.times));
    let names = [("id", "time"), ("start", "first_day"), ("end", "last_day")];
    Box::new(rows.with_fields(TimeRow::COLUMNS, &names, &[]))
}

fn places() -> Box<dyn Fill> {
    let rows = Rows::<PlaceRow>::new(|report| alone(&report.row.places));
    Box::new(rows.with_fields(PlaceRow::COLUMNS, &[("id", "place")], &[]))
}

fn entities() -> Box<dyn Fill> {
    let rows = Rows::<EntityRow>::new(|report| alone(&report.row.entities));
    Box::new(
        rows.with_fields(EntityRow::COLUMNS, &[("id", "entity")], &["mentions"])
            .with("mentions", Shape::Number, |_, row| {
                row.mentions.len().cell()
            }),
    )
}

/// Mentions stand in their entities' rows.
struct Mentions;

fn mentions() -> Box<dyn Fill> {
    Box::new(Mentions)
}

impl Fill for Mentions {
    fn columns(&self) -> Vec<(String, Shape)> {
        let own = [
            ("report", Shape::Number),
            ("entity", Shape::Text),
            ("words", Shape::Text),
            ("start", Shape::Number),
            ("end", Shape::Number),
        ];
        let own = own
            .into_iter()
            .map(|(name, shape)| (name.to_owned(), shape));
        let fields = <MentionRow>::COLUMNS
            .iter()
            .filter(|field| field.name != "span");
        own.chain(fields.map(|field| (field.name.to_owned(), field.shape)))
            .collect()
    }

    fn rows(&self, report: &Stored) -> Vec<Vec<Cell>> {
        let words = sayso::rows::Text::new(&report.text);
        let mut rows = Vec::new();
        for entity in &report.row.entities {
            rows.extend(entity.mentions.iter().map(|mention| {
                let mut cells = vec![
                    Cell::Number(report.id),
                    entity.id.cell(),
                    text(words.words(mention.span)),
                    mention.span.start().cell(),
                    mention.span.end().cell(),
                ];
                let fields = <MentionRow>::COLUMNS
                    .iter()
                    .filter(|field| field.name != "span");
                cells.extend(fields.map(|field| (field.value)(mention)));
                cells
            }));
        }
        rows
    }
}

fn names() -> Box<dyn Fill> {
    let rows = Rows::<NameRow>::new(|report| alone(&report.row.names));
    Box::new(rows.with_fields(NameRow::COLUMNS, &[], &[]))
}

fn credits() -> Box<dyn Fill> {
    let rows = Rows::<CreditRow>::new(|report| alone(&report.row.report.credits));
    Box::new(rows.with_fields(CreditRow::COLUMNS, &[], &[]))
}

fn copies() -> Box<dyn Fill> {
    let rows = Rows::<Shared>::new(|report| alone(&report.copies));
    Box::new(
        rows.with("earlier", Shape::Number, |_, copy| {
            Cell::Number(copy.earlier)
        })
        .with("kind", Shape::Text, |_, copy| text(&copy.kind))
        .with("share", Shape::Real, |_, copy| Cell::Real(copy.share))
        .with("earlier_share", Shape::Real, |_, copy| {
            Cell::Real(copy.earlier_share)
        }),
    )
}

/// Rows of which nothing more is known.
fn alone<R>(rows: &[R]) -> Vec<(&R, Option<&sayso_ledger::Known>)> {
    rows.iter().map(|row| (row, None)).collect()
}
