//! The ledger's tables: for each the columns, and the rows that a report has in it. Every row begins with the
//! report's number; spans are in code points of its text.

use sayso::Pair;
use sayso_ledger::Known;

use crate::ExportError;
use crate::quotes::Quotes;
use crate::table::Kind::{Flag, Number, Real, Text};
use crate::table::{Cell, Table};

/// All of them.
pub(crate) const TABLES: &[Table] = &[
    REPORTS,
    STATEMENTS,
    EVENTS,
    PARTICIPANTS,
    FIGURES,
    TIMES,
    PLACES,
    ENTITIES,
    MENTIONS,
    NAMES,
    CREDITS,
    COPIES,
];

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

/// A row of cells.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$(Cell::from($cell)),*] };
}

const REPORTS: Table = Table {
    name: "reports",
    columns: &[
        ("report", Number),
        ("first", Number),
        ("previous", Number),
        ("content", Text),
        ("path", Text),
        ("url", Text),
        ("outlet", Text),
        ("title", Text),
        ("published", Text),
        ("published_basis", Text),
        ("authors", Text),
        ("language", Text),
        ("encoding", Text),
        ("words", Number),
        ("read", Real),
        ("warnings", Text),
        ("model", Text),
        ("version", Text),
        ("added", Text),
    ],
    rows: |report| {
        let told = &report.row.report;
        vec![row![
            report.id,
            report.first,
            report.previous,
            &report.content,
            &told.path,
            &told.url,
            &told.outlet,
            &told.title,
            &told.published,
            &told.published_basis,
            Cell::json(&told.authors),
            &told.language,
            &told.encoding,
            told.words,
            told.read,
            Cell::json(&told.warnings),
            &told.model,
            &told.version,
            &report.added,
        ]]
    },
};

const STATEMENTS: Table = Table {
    name: "statements",
    columns: &[
        ("report", Number),
        ("statement", Text),
        ("day", Text),
        ("day_basis", Text),
        ("speaker", Text),
        ("speaker_entity", Text),
        ("speaker_confidence", Real),
        ("candidates", Text),
        ("source", Text),
        ("cue", Text),
        ("content", Text),
        ("kind", Text),
        ("stance", Text),
        ("negated", Flag),
        ("parent", Text),
        ("medium", Text),
        ("venue", Text),
        ("addressee", Text),
        ("said_at", Text),
        ("anonymity", Text),
        ("say_so", Text),
        ("source_spans", Text),
        ("cue_spans", Text),
        ("content_spans", Text),
        ("confidence", Real),
        ("rule", Text),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let words = |span: Option<Pair>| span.map(|span| quotes.words(span));
        let rows = report.row.statements.iter().zip(&report.statements);
        rows.map(|(row, known)| {
            let speaker = row.speaker.as_ref();
            row![
                report.id,
                &row.id,
                &known.day,
                &known.day_basis,
                speaker.map(|speaker| &speaker.name),
                speaker.map(|speaker| &speaker.entity),
                speaker.map_or(Cell::Nothing, |speaker| Cell::confidence(
                    speaker.confidence
                )),
                Cell::json(&row.candidates),
                quotes.all_words(&row.source),
                quotes.all_words(&row.cue),
                quotes.all_words(&row.content),
                &row.kind,
                &row.stance,
                row.negated,
                &row.parent,
                words(row.medium),
                words(row.venue),
                words(row.addressee),
                words(row.said_at),
                words(row.anonymity),
                Cell::json(&row.say_so),
                Cell::json(&row.source),
                Cell::json(&row.cue),
                Cell::json(&row.content),
                Cell::confidence(row.confidence),
                &row.rule,
            ]
        })
        .collect()
    },
};

const EVENTS: Table = Table {
    name: "events",
    columns: &[
        ("report", Number),
        ("event", Text),
        ("day", Text),
        ("day_basis", Text),
        ("type", Text),
        ("mode", Text),
        ("contexts", Text),
        ("cameo", Text),
        ("polarity", Text),
        ("status", Text),
        ("actors", Text),
        ("recipients", Text),
        ("place", Text),
        ("place_id", Text),
        ("time", Text),
        ("time_id", Text),
        ("figure", Text),
        ("trigger", Text),
        ("start", Number),
        ("end", Number),
        ("sentence", Text),
        ("sentence_start", Number),
        ("sentence_end", Number),
        ("statement", Text),
        ("say_so", Text),
        ("confidence", Real),
        ("rule", Text),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let rows = report.row.events.iter().zip(&report.events);
        rows.map(|(row, known)| {
            let names = |all: &[sayso::ParticipantRow]| {
                let names = all.iter().map(|one| crate::participants::name(report, one));
                Cell::json(&names.collect::<Vec<_>>())
            };
            row![
                report.id,
                &row.id,
                &known.day,
                &known.day_basis,
                &row.kind,
                &row.mode,
                Cell::json(&row.contexts),
                &row.cameo,
                &row.polarity,
                &row.status,
                names(&row.actors),
                names(&row.recipients),
                &row.place,
                &row.place_id,
                &row.time,
                &row.time_id,
                &row.figure,
                quotes.words(row.trigger),
                row.trigger[0],
                row.trigger[1],
                sentence(known, &quotes),
                known.sentence.map(|span| span[0]),
                known.sentence.map(|span| span[1]),
                &row.statement,
                Cell::json(&row.say_so),
                Cell::confidence(row.confidence),
                &row.rule,
            ]
        })
        .collect()
    },
};

const PARTICIPANTS: Table = Table {
    name: "participants",
    columns: &[
        ("report", Number),
        ("event", Text),
        ("role", Text),
        ("number", Number),
        ("text", Text),
        ("start", Number),
        ("end", Number),
        ("entity", Text),
        ("name", Text),
        ("countries", Text),
        ("sector", Text),
    ],
    rows: |report| {
        let mut rows = Vec::new();
        for event in &report.row.events {
            for (role, all) in [("actor", &event.actors), ("recipient", &event.recipients)] {
                rows.extend(all.iter().enumerate().map(|(number, one)| {
                    row![
                        report.id,
                        &event.id,
                        role,
                        number + 1,
                        &one.text,
                        one.span[0],
                        one.span[1],
                        &one.entity,
                        crate::participants::entity_name(report, one),
                        Cell::json(&one.countries),
                        &one.sector,
                    ]
                }));
            }
        }
        rows
    },
};

const FIGURES: Table = Table {
    name: "figures",
    columns: &[
        ("report", Number),
        ("figure", Text),
        ("day", Text),
        ("day_basis", Text),
        ("words", Text),
        ("start", Number),
        ("end", Number),
        ("low", Real),
        ("best", Real),
        ("high", Real),
        ("approximate", Flag),
        ("comparator", Text),
        ("extent", Text),
        ("unit", Text),
        ("per", Text),
        ("base_unit", Text),
        ("base_low", Real),
        ("base_best", Real),
        ("base_high", Real),
        ("kind", Text),
        ("counted", Text),
        ("whole", Text),
        ("of", Text),
        ("time_id", Text),
        ("said_id", Text),
        ("sentence", Text),
        ("statement", Text),
        ("say_so", Text),
        ("confidence", Real),
        ("rule", Text),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let rows = report.row.figures.iter().zip(&report.figures);
        rows.map(|(row, known)| {
            let base = row.normalised.as_ref();
            row![
                report.id,
                &row.id,
                &known.day,
                &known.day_basis,
                quotes.words(row.span),
                row.span[0],
                row.span[1],
                row.low,
                row.best,
                row.high,
                row.approximate,
                &row.comparator,
                &row.extent,
                &row.unit,
                &row.per,
                base.map(|base| &base.unit),
                base.and_then(|base| base.bounds.low),
                base.and_then(|base| base.bounds.best),
                base.and_then(|base| base.bounds.high),
                &row.kind,
                &row.counted,
                &row.whole,
                &row.of,
                &row.time,
                &row.said,
                sentence(known, &quotes),
                &row.statement,
                Cell::json(&row.say_so),
                Cell::confidence(row.confidence),
                &row.rule,
            ]
        })
        .collect()
    },
};

const TIMES: Table = Table {
    name: "times",
    columns: &[
        ("report", Number),
        ("time", Text),
        ("words", Text),
        ("start", Number),
        ("end", Number),
        ("type", Text),
        ("value", Text),
        ("mod", Text),
        ("first_day", Text),
        ("last_day", Text),
        ("basis", Text),
        ("precision", Text),
        ("statement", Text),
        ("say_so", Text),
        ("confidence", Real),
        ("rule", Text),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let row = |row: &sayso::TimeRow| {
            row![
                report.id,
                &row.id,
                quotes.words(row.span),
                row.span[0],
                row.span[1],
                &row.kind,
                &row.value,
                &row.modifier,
                &row.start,
                &row.end,
                &row.basis,
                &row.precision,
                &row.statement,
                Cell::json(&row.say_so),
                Cell::confidence(row.confidence),
                &row.rule,
            ]
        };
        report.row.times.iter().map(row).collect()
    },
};

const PLACES: Table = Table {
    name: "places",
    columns: &[
        ("report", Number),
        ("place", Text),
        ("words", Text),
        ("start", Number),
        ("end", Number),
        ("name", Text),
        ("lat", Real),
        ("lon", Real),
        ("precision", Text),
        ("radius_km", Real),
        ("relation", Text),
        ("country", Text),
        ("admin1", Text),
        ("admin2", Text),
        ("kind", Text),
        ("geonames", Number),
        ("runners_up", Text),
        ("statement", Text),
        ("say_so", Text),
        ("confidence", Real),
        ("rule", Text),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let row = |row: &sayso::PlaceRow| {
            row![
                report.id,
                &row.id,
                quotes.words(row.span),
                row.span[0],
                row.span[1],
                &row.name,
                row.lat,
                row.lon,
                &row.precision,
                row.radius_km,
                &row.relation,
                &row.country,
                &row.admin1,
                &row.admin2,
                &row.kind,
                row.geonames.map(i64::from),
                Cell::json(&row.runners_up),
                &row.statement,
                Cell::json(&row.say_so),
                Cell::confidence(row.confidence),
                &row.rule,
            ]
        };
        report.row.places.iter().map(row).collect()
    },
};

const ENTITIES: Table = Table {
    name: "entities",
    columns: &[
        ("report", Number),
        ("entity", Text),
        ("name", Text),
        ("type", Text),
        ("country", Text),
        ("office", Text),
        ("from_registry", Flag),
        ("mentions", Number),
    ],
    rows: |report| {
        let row = |row: &sayso::EntityRow| {
            row![
                report.id,
                &row.id,
                &row.name,
                &row.kind,
                &row.country,
                &row.office,
                row.from_registry,
                row.mentions.len(),
            ]
        };
        report.row.entities.iter().map(row).collect()
    },
};

const MENTIONS: Table = Table {
    name: "mentions",
    columns: &[
        ("report", Number),
        ("entity", Text),
        ("words", Text),
        ("start", Number),
        ("end", Number),
        ("form", Text),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let mut rows = Vec::new();
        for entity in &report.row.entities {
            rows.extend(entity.mentions.iter().map(|mention| {
                row![
                    report.id,
                    &entity.id,
                    quotes.words(mention.span),
                    mention.span[0],
                    mention.span[1],
                    &mention.form,
                ]
            }));
        }
        rows
    },
};

const NAMES: Table = Table {
    name: "names",
    columns: &[
        ("report", Number),
        ("words", Text),
        ("start", Number),
        ("end", Number),
        ("type", Text),
        ("confidence", Real),
    ],
    rows: |report| {
        let quotes = Quotes::new(&report.text);
        let row = |row: &sayso::NameRow| {
            row![
                report.id,
                quotes.words(row.span),
                row.span[0],
                row.span[1],
                &row.kind,
                Cell::confidence(row.confidence),
            ]
        };
        report.row.names.iter().map(row).collect()
    },
};

const CREDITS: Table = Table {
    name: "credits",
    columns: &[
        ("report", Number),
        ("agency", Text),
        ("start", Number),
        ("end", Number),
        ("rule", Text),
    ],
    rows: |report| {
        let credits = report.row.report.credits.iter();
        credits
            .map(|credit| {
                row![
                    report.id,
                    &credit.agency,
                    credit.span.map(|span| span[0]),
                    credit.span.map(|span| span[1]),
                    &credit.rule,
                ]
            })
            .collect()
    },
};

const COPIES: Table = Table {
    name: "copies",
    columns: &[
        ("report", Number),
        ("earlier", Number),
        ("kind", Text),
        ("share", Real),
        ("earlier_share", Real),
    ],
    rows: |report| {
        let copies = report.copies.iter();
        copies
            .map(|copy| {
                row![
                    report.id,
                    copy.earlier,
                    &copy.kind,
                    copy.share,
                    copy.earlier_share,
                ]
            })
            .collect()
    },
};

fn sentence<'t>(known: &Known, quotes: &Quotes<'t>) -> Option<&'t str> {
    known.sentence.map(|span| quotes.words(span))
}
