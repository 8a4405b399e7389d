//! Reports that people edited or took out.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Result, params, params_from_iter};
use sayso::report::{Basis, Published};
use sayso::{Day, Report, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::log::{HOLDS, hex};
use super::rows::{self, As, Rows};
use super::{on_rows, story_of};
use crate::add::insert_changes;
use crate::check::Seals;
use crate::entry::{Entry, keys};
use crate::packed::{pack, unpack};
use crate::query::wanted::list;
use crate::rows::{Ids, Way, insert_credits, insert_rows, report_words};
use crate::stories::{self, keep_topics};

/// What a report tells of itself and a person may edit.
pub(super) const EDITABLE: [&str; 4] = ["title", "published", "outlet", "url"];

/// What a report told of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) published: Option<Day>,
    published_basis: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    authors: Vec<String>,
    warnings: Vec<String>,
}

/// What a report tells of itself now, its path and its text, and the part of that which is its words.
fn head(ledger: &Connection, report: i64) -> Result<(Head, String, String, [usize; 2])> {
    ledger
        .prepare_cached("SELECT * FROM report WHERE id = ?1")?
        .query_row([report], |cells| {
            Ok((
                Head {
                    title: cells.get("title")?,
                    published: crate::json::word(cells, "published")?,
                    published_basis: cells.get("published_basis")?,
                    outlet: cells.get("outlet")?,
                    url: cells.get("url")?,
                    authors: list(cells, "authors")?,
                    warnings: list(cells, "warnings")?,
                },
                cells.get("path")?,
                cells.get("text")?,
                [cells.get("body_start")?, cells.get("body_end")?],
            ))
        })
}

/// What a report told of itself before anybody edited it.
pub(super) fn head_as_read(ledger: &Connection, report: i64) -> Result<Head> {
    let kept: Option<Head> = ledger
        .prepare_cached("SELECT row FROM as_read WHERE report = ?1 AND kind = 'report'")?
        .query_row([report], |cells| list(cells, "row"))
        .optional()?;
    match kept {
        Some(kept) => Ok(kept),
        None => Ok(head(ledger, report)?.0),
    }
}

/// The values that people gave for a report, the last of each.
fn edits(ledger: &Connection, report: i64) -> Result<Map<String, Value>> {
    let mut all = ledger.prepare_cached(&format!(
        "SELECT becomes FROM decision JOIN report ON report.content = decision.content
         WHERE report.id = ?1 AND target = 'report' AND act = 'edit' AND {HOLDS} ORDER BY decision.id"
    ))?;
    let mut edits = Map::new();
    for one in all.query_map([report], |cells| {
        list::<Map<String, Value>>(cells, "becomes")
    })? {
        edits.extend(one?);
    }
    Ok(edits)
}

/// Reads a report again, as people edited it; the stories that it changes.
pub(super) fn reread(
    ledger: &Connection,
    report: i64,
    read: &dyn Fn(&Report) -> Entry,
) -> Result<()> {
    let was = head_as_read(ledger, report)?;
    let edits = edits(ledger, report)?;
    let mut now = was.clone();
    let words = |name: &str, was: &Option<String>| match edits.get(name) {
        Some(value) => value.as_str().map(str::to_owned),
        None => was.clone(),
    };
    now.title = words("title", &was.title);
    now.outlet = words("outlet", &was.outlet);
    now.url = words("url", &was.url);
    if let Some(day) = edits.get("published") {
        now.published = day.as_str().and_then(|day| day.parse().ok());
        now.published_basis = now.published.map(|_| Basis::Decided.as_str().to_owned());
    }
    let (_, path, text, body) = head(ledger, report)?;
    let plain = Report::from_text(path.clone(), text.clone());
    let again = Report {
        body: Span::of(&text, body[0]..body[1]).unwrap_or(plain.body),
        title: now.title.clone(),
        outlet: now.outlet.clone(),
        url: now.url.clone(),
        authors: now.authors.clone(),
        published: now.published.map(|Day(date)| Published {
            date,
            basis: Basis::Decided,
        }),
        warnings: Vec::new(),
        ..plain
    };
    let entry = read(&again);
    replace(ledger, report, &entry, &now)?;
    ledger
        .prepare_cached("DELETE FROM as_read WHERE report = ?1 AND kind = 'report'")?
        .execute([report])?;
    if !edits.is_empty() {
        ledger
            .prepare_cached("INSERT INTO as_read VALUES (?1, 'report', 0, ?2, NULL, NULL, NULL)")?
            .execute(params![
                report,
                serde_json::to_string(&was).unwrap_or_default()
            ])?;
    }
    for key in keys(&path, now.url.as_deref(), now.outlet.as_deref()) {
        ledger
            .prepare_cached("INSERT OR IGNORE INTO known_as VALUES (?1, ?2)")?
            .execute(params![key, report])?;
    }
    rows::settle(ledger, report, &on_rows(ledger, report)?)?;
    Seals::of(ledger)?.seal(ledger, report)
}

/// Puts the words of a report and of its rows into what is searched, or takes them out; gives the rows.
fn index(ledger: &Connection, report: i64, way: Way) -> Result<Rows> {
    let stand = Rows::of(ledger, report, As::Stand)?;
    stand.index(ledger, way)?;
    let title = stand.row.report.title.as_deref();
    report_words(ledger, report, title, &stand.text, way)?;
    Ok(stand)
}

/// Puts another reading of a report in the place of the one before. Rows keep the ids that there were.
fn replace(ledger: &Connection, report: i64, entry: &Entry, now: &Head) -> Result<()> {
    let stand = index(ledger, report, Way::Out)?;
    let read = Rows::of(ledger, report, As::Read)?;
    rows::delete(ledger, report)?;
    for table in ["name", "credit", "as_read"] {
        ledger
            .prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?
            .execute([report])?;
    }
    let row = &entry.row.report;
    let mut warnings = row.warnings.clone();
    for warning in &now.warnings {
        if !warnings.contains(warning) {
            warnings.push(warning.clone());
        }
    }
    ledger
        .prepare_cached(
            "UPDATE report SET title = ?2, published = ?3, published_basis = ?4, outlet = ?5, url = ?6, words = ?7,
                share_read = ?8, warnings = ?9, model = ?10, version = ?11 WHERE id = ?1",
        )?
        .execute(params![
            report,
            now.title,
            now.published.map(|day| day.to_string()),
            now.published_basis,
            now.outlet,
            now.url,
            row.words,
            row.read,
            serde_json::to_string(&warnings).unwrap_or_default(),
            row.model,
            row.version
        ])?;
    report_words(ledger, report, now.title.as_deref(), &stand.text, Way::In)?;
    insert_credits(ledger, &entry.row, report)?;
    let beside = Ids {
        ids: read.numbers().clone(),
        sentences: [&entry.sentences, &entry.event_sentences],
    };
    let text = sayso::rows::Text::new(&stand.text);
    insert_rows(ledger, &entry.row, report, &text, &beside)?;
    forget_topics(ledger, report)?;
    keep_topics(ledger, report, &entry.topics)?;
    let told = serde_json::to_string(&entry.testimony).unwrap_or_default();
    ledger
        .prepare_cached("UPDATE testimony SET told = ?2 WHERE report = ?1")?
        .execute(params![report, pack(&told)])?;
    Ok(())
}

/// Takes a report's topics out of the counts; they may be counted again from what is kept of them.
fn forget_topics(ledger: &Connection, report: i64) -> Result<()> {
    change_topics(ledger, report, -1)?;
    ledger
        .prepare_cached("DELETE FROM on_topics WHERE report = ?1")?
        .execute([report])?;
    Ok(())
}

fn change_topics(ledger: &Connection, report: i64, by: i64) -> Result<()> {
    let topics: Option<Vec<u8>> = ledger
        .prepare_cached("SELECT topics FROM on_topics WHERE report = ?1")?
        .query_row([report], |row| row.get(0))
        .optional()?;
    for bytes in topics.unwrap_or_default().chunks_exact(5) {
        let [a, b, c, d, _] = *bytes else { continue };
        let term = u32::from_le_bytes([a, b, c, d]);
        if by < 0 {
            ledger
                .prepare_cached("UPDATE topic SET reports = reports - 1 WHERE term = ?1")?
                .execute([term])?;
            ledger
                .prepare_cached("DELETE FROM topic WHERE term = ?1 AND reports <= 0")?
                .execute([term])?;
            ledger
                .prepare_cached("DELETE FROM of_topic WHERE term = ?1 AND report = ?2")?
                .execute(params![term, report])?;
        } else {
            ledger
                .prepare_cached(
                    "INSERT INTO topic VALUES (?1, 1) ON CONFLICT (term) DO UPDATE SET reports = reports + 1",
                )?
                .execute([term])?;
            ledger
                .prepare_cached("INSERT OR IGNORE INTO of_topic VALUES (?1, ?2)")?
                .execute(params![term, report])?;
        }
    }
    Ok(())
}

/// What is held of a removed report: the rows of each table that are its own, as the tables have them.
#[derive(Default, Serialize, Deserialize)]
struct Held {
    /// Table, columns and rows; those of the report itself first.
    tables: Vec<(String, Vec<String>, Vec<Vec<Cell>>)>,
    /// The other versions of it.
    versions: Vec<i64>,
}

/// A value of SQLite's.
#[derive(Serialize, Deserialize)]
enum Cell {
    #[serde(rename = "n")]
    Null,
    #[serde(rename = "i")]
    Integer(i64),
    #[serde(rename = "r")]
    Real(f64),
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "b")]
    Blob(String),
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value, ValueRef};
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Integer(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Blob(digits) => ToSqlOutput::Owned(Value::Blob(hex(digits))),
        })
    }
}

/// The tables of what belongs to a report, those that others are tied to first, with what ties their rows to it.
const OWN: [(&str, &str); 18] = [
    ("report", "id = ?1"),
    ("known_as", "report = ?1"),
    ("copy", "report = ?1 OR earlier = ?1"),
    ("passage", "report = ?1 OR earlier = ?1"),
    ("fingerprint", "report = ?1"),
    ("change", "report = ?1"),
    ("entity", "report = ?1"),
    ("name", "report = ?1"),
    ("time", "report = ?1"),
    ("place", "report = ?1"),
    ("statement", "report = ?1"),
    ("figure", "report = ?1"),
    ("event", "report = ?1"),
    ("credit", "report = ?1"),
    ("testimony", "report = ?1"),
    ("in_story", "report = ?1"),
    ("on_topics", "report = ?1"),
    ("as_read", "report = ?1"),
];

/// The reports that share words with one.
fn sharers(ledger: &Connection, report: i64) -> Result<Vec<i64>> {
    ledger
        .prepare_cached(
            "SELECT earlier FROM copy WHERE report = ?1 UNION SELECT report FROM copy WHERE earlier = ?1 ORDER BY 1",
        )?
        .query_map([report], |row| row.get(0))?
        .collect()
}

/// Takes a report out and keeps all that is held of it; the stories that it leaves.
pub(super) fn remove(ledger: &Connection, report: i64, touched: &mut BTreeSet<i64>) -> Result<()> {
    let mut held = Held::default();
    for (table, tied) in OWN {
        held.tables.push(dump(ledger, table, tied, report)?);
    }
    let (content, first): (Vec<u8>, i64) = ledger
        .prepare_cached("SELECT content, first FROM report WHERE id = ?1")?
        .query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    held.versions = versions(ledger, first)?;
    held.versions.retain(|version| *version != report);
    let story = story_of(ledger, report)?;
    let sharers = sharers(ledger, report)?;
    // Claims are worked out anew, and must not hold on to it meanwhile.
    if let Some(story) = story {
        stories::forget(ledger, story)?;
    }
    index(ledger, report, Way::Out)?;
    change_topics(ledger, report, -1)?;
    // The other versions hold on to each other.
    relink(ledger, &held.versions, Some(report))?;
    for (table, tied) in OWN.iter().rev() {
        ledger.execute(&format!("DELETE FROM {table} WHERE {tied}"), [report])?;
    }
    ledger.execute("DELETE FROM sealed WHERE report = ?1", [report])?;
    let seals = Seals::of(ledger)?;
    for other in sharers {
        seals.seal(ledger, other)?;
    }
    let held = serde_json::to_string(&held).unwrap_or_default();
    ledger
        .prepare_cached("INSERT OR REPLACE INTO removed VALUES (?1, ?2, ?3)")?
        .execute(params![content, report, pack(&held)])?;
    if let Some(story) = story {
        stories::count(ledger, story)?;
        touched.insert(story);
    }
    Ok(())
}

/// Puts a removed report back as it was; its number, where it is put back.
pub(super) fn restore(
    ledger: &Connection,
    content: &[u8],
    touched: &mut BTreeSet<i64>,
) -> Result<Option<i64>> {
    let found: Option<(i64, Vec<u8>)> = ledger
        .prepare_cached("SELECT report, held FROM removed WHERE content = ?1")?
        .query_row([content], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((number, packed)) = found else {
        return Ok(None);
    };
    let held = unpack(&packed).map_err(FromSqlError::other)?;
    let mut held: Held = serde_json::from_str(&held).map_err(FromSqlError::other)?;
    // Another report may have been given its number since.
    let taken = ledger
        .prepare_cached("SELECT 1 FROM report WHERE id = ?1")?
        .exists([number])?;
    if taken {
        return Ok(None);
    }
    let mut known = ledger.prepare_cached("SELECT 1 FROM report WHERE id = ?1")?;
    for (table, columns, rows) in &mut held.tables {
        let at = |name: &str| columns.iter().position(|column| column == name);
        match table.as_str() {
            "report" => {
                for row in rows.iter_mut() {
                    if let (Some(first), Some(previous)) = (at("first"), at("previous")) {
                        row[first] = Cell::Integer(number);
                        row[previous] = Cell::Null;
                    }
                }
            }
            "copy" | "passage" => {
                // Those that it shared words with may be gone since.
                let ends = [at("report"), at("earlier")];
                let mut kept = Vec::new();
                for row in std::mem::take(rows) {
                    let mut all = true;
                    for end in ends.into_iter().flatten() {
                        if let Cell::Integer(other) = row[end]
                            && other != number
                        {
                            all &= known.exists([other])?;
                        }
                    }
                    if all {
                        kept.push(row);
                    }
                }
                *rows = kept;
            }
            "in_story" => {
                if let Some(story) = at("story") {
                    for row in rows.iter() {
                        if let Cell::Integer(story) = row[story] {
                            ledger
                                .prepare_cached(
                                    "INSERT OR IGNORE INTO story VALUES (?1, 0, NULL, NULL)",
                                )?
                                .execute([story])?;
                            touched.insert(story);
                        }
                    }
                }
            }
            _ => {}
        }
        let values: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            columns
                .iter()
                .map(|column| format!("\"{column}\""))
                .collect::<Vec<_>>()
                .join(", "),
            values.join(", ")
        );
        let mut insert = ledger.prepare_cached(&sql)?;
        for row in rows {
            insert.execute(params_from_iter(row.iter()))?;
        }
    }
    drop(known);
    index(ledger, number, Way::In)?;
    change_topics(ledger, number, 1)?;
    let mut versions = held.versions;
    versions.push(number);
    relink(ledger, &versions, None)?;
    let seals = Seals::of(ledger)?;
    for other in sharers(ledger, number)?.into_iter().chain([number]) {
        seals.seal(ledger, other)?;
    }
    for &story in touched.iter() {
        stories::count(ledger, story)?;
    }
    ledger
        .prepare_cached("DELETE FROM removed WHERE content = ?1")?
        .execute([content])?;
    Ok(Some(number))
}

fn dump(
    ledger: &Connection,
    table: &str,
    tied: &str,
    report: i64,
) -> Result<(String, Vec<String>, Vec<Vec<Cell>>)> {
    use rusqlite::types::ValueRef;
    // Columns that are worked out are not among them.
    let columns: Vec<String> = ledger
        .prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?
        .query_map([table], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let named: Vec<String> = columns
        .iter()
        .map(|column| format!("\"{column}\""))
        .collect();
    let mut all = ledger.prepare_cached(&format!(
        "SELECT {} FROM {table} WHERE {tied}",
        named.join(", ")
    ))?;
    let rows = all
        .query_map([report], |cells| {
            let cell = |at: usize| -> Result<Cell> {
                Ok(match cells.get_ref(at)? {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(number) => Cell::Integer(number),
                    ValueRef::Real(number) => Cell::Real(number),
                    ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
                    ValueRef::Blob(bytes) => {
                        Cell::Blob(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
                    }
                })
            };
            (0..columns.len()).map(cell).collect::<Result<Vec<Cell>>>()
        })?
        .collect::<Result<_>>()?;
    Ok((table.to_owned(), columns, rows))
}

fn versions(ledger: &Connection, first: i64) -> Result<Vec<i64>> {
    ledger
        .prepare_cached("SELECT id FROM report WHERE first = ?1 ORDER BY id")?
        .query_map([first], |row| row.get(0))?
        .collect()
}

/// Makes some reports versions of one another, in the order of their numbers, and works out anew what each changed in
/// the one before where that is another now.
fn relink(ledger: &Connection, versions: &[i64], without: Option<i64>) -> Result<()> {
    let mut known = ledger.prepare_cached("SELECT previous FROM report WHERE id = ?1")?;
    let mut before: BTreeMap<i64, Option<i64>> = BTreeMap::new();
    for &version in versions {
        if let Some(previous) = known.query_row([version], |row| row.get(0)).optional()? {
            before.insert(version, previous);
        }
    }
    let Some(&first) = before.keys().next() else {
        return Ok(());
    };
    let seals = Seals::of(ledger)?;
    let mut last = None;
    for (&version, &previous) in &before {
        ledger
            .prepare_cached("UPDATE report SET first = ?2, previous = ?3 WHERE id = ?1")?
            .execute(params![version, first, last])?;
        if previous != last {
            ledger
                .prepare_cached("DELETE FROM change WHERE report = ?1")?
                .execute([version])?;
            if let Some(last) = last {
                let words = crate::copies::words_of(ledger, version)?;
                insert_changes(ledger, &words, version, last)?;
            }
        }
        if Some(version) != without {
            seals.seal(ledger, version)?;
        }
        last = Some(version);
    }
    Ok(())
}

/// What follows for other reports where one is taken out.
pub(super) fn follows(ledger: &Connection, report: i64) -> Result<Vec<String>> {
    let mut told = Vec::new();
    let counts: (i64, i64, i64) = ledger.query_row(
        "SELECT (SELECT count(*) FROM statement WHERE report = ?1), (SELECT count(*) FROM figure WHERE report = ?1),
                (SELECT count(*) FROM event WHERE report = ?1)",
        [report],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    told.push(format!(
        "{} statements, {} figures and {} events leave the ledger with it",
        counts.0, counts.1, counts.2
    ));
    let mut copies = ledger.prepare_cached(
        "SELECT copy.report, outlet, kind FROM copy JOIN report ON report.id = copy.report
         WHERE earlier = ?1 AND kind IN ('exact', 'near', 'reprint') ORDER BY copy.report",
    )?;
    let rows = copies.query_map([report], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, Option<String>>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    for row in rows {
        let (copy, outlet, kind) = row?;
        let outlet = outlet
            .map(|outlet| format!(" ({outlet})"))
            .unwrap_or_default();
        told.push(format!(
            "report {copy}{outlet} has its words ({kind} copy) and stands on its own from then on"
        ));
    }
    let first: i64 =
        ledger.query_row("SELECT first FROM report WHERE id = ?1", [report], |row| {
            row.get(0)
        })?;
    let mut others = versions(ledger, first)?;
    others.retain(|version| *version != report);
    if !others.is_empty() {
        let others: Vec<String> = others.iter().map(i64::to_string).collect();
        told.push(format!("its other versions stay: {}", others.join(", ")));
    }
    Ok(told)
}
