use rusqlite::{Connection, OptionalExtension, Result, Transaction, TransactionBehavior, params};
use sayso::Report;
use sayso_claims::Tables;

use crate::LedgerError;
use crate::changes::changes;
use crate::check::Seals;
use crate::copies::{candidates, compare, words_of};
use crate::decisions;
use crate::entry::{ContentId, Entry, keys};
use crate::ledger::Ledger;
use crate::passages::{covered, runs};
use crate::rows;
use crate::stories;
use crate::words::Word;

/// Reports that are committed together.
pub const BATCH: usize = 64;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The report's number in the ledger.
    pub report: i64,
    /// Whether it was there before.
    pub outcome: Outcome,
}

/// Whether a report was in the ledger before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not.
    New,
    /// The same content was; nothing was added.
    Known,
    /// An earlier version of it was, with this number.
    Revision(i64),
    /// A person took it out; nothing was added. It comes back where that decision is undone.
    Removed,
}

impl Outcome {
    /// Whether it was added.
    pub fn is_new(self) -> bool {
        matches!(self, Self::New | Self::Revision(_))
    }
}

impl Ledger {
    /// Adds entries in batches of [`BATCH`], one commit each, and tells what became of each.
    ///
    /// # Errors
    /// Where a batch can't be written; those before it stay, of it nothing does.
    pub fn add(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
    ) -> std::result::Result<Vec<Added>, LedgerError> {
        let mut entries = entries.into_iter().peekable();
        let mut added = Vec::new();
        while entries.peek().is_some() {
            let batch: Vec<Entry> = entries.by_ref().take(BATCH).collect();
            let outcomes = add_batch(&mut self.file, &self.tables, &batch);
            added.extend(outcomes.map_err(|error| self.failed(&error))?);
        }
        Ok(added)
    }

    /// The number of a report whose content the ledger holds under the same path and address. There is no need to
    /// read it again.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn holds(&self, report: &Report) -> std::result::Result<Option<i64>, LedgerError> {
        let held = || {
            if let Some(number) = removed(&self.file, ContentId::of(report))? {
                return Ok(Some(number));
            }
            let Some(number) = known(&self.file, ContentId::of(report))? else {
                return Ok(None);
            };
            let mut named = self
                .file
                .prepare_cached("SELECT 1 FROM known_as WHERE key = ?1 AND report = ?2")?;
            for key in keys(
                &report.path,
                report.url.as_deref(),
                report.outlet.as_deref(),
            ) {
                if !named.exists(params![key, number])? {
                    return Ok(None);
                }
            }
            Ok(Some(number))
        };
        held().map_err(|error| self.failed(&error))
    }
}

fn add_batch(file: &mut Connection, tables: &Tables, batch: &[Entry]) -> Result<Vec<Added>> {
    let change = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut added = Vec::with_capacity(batch.len());
    let seals = Seals::of(&change)?;
    let mut new = Vec::new();
    for entry in batch {
        let one = add_one(&change, entry)?;
        if one.outcome.is_new() {
            new.push((entry, one.report));
        }
        added.push(one);
    }
    let mut touched = stories::assign(&change, tables, &new)?;
    decisions::pin(&change, &mut touched)?;
    for story in touched {
        stories::settle(&change, tables, story)?;
    }
    // When all that belongs to them is there.
    for one in added.iter().filter(|one| one.outcome.is_new()) {
        seals.seal(&change, one.report)?;
    }
    change.commit()?;
    Ok(added)
}

fn add_one(ledger: &Transaction<'_>, entry: &Entry) -> Result<Added> {
    if let Some(report) = known(ledger, entry.content)? {
        know_as(ledger, entry, report)?;
        return Ok(Added {
            report,
            outcome: Outcome::Known,
        });
    }
    if let Some(report) = removed(ledger, entry.content)? {
        return Ok(Added {
            report,
            outcome: Outcome::Removed,
        });
    }
    let previous = previous(ledger, entry)?;
    let report = rows::insert(ledger, entry, previous)?;
    know_as(ledger, entry, report)?;
    let first = previous.map_or(Ok(report), |previous| first_of(ledger, previous))?;
    insert_copies(ledger, entry, report, first)?;
    if let Some(previous) = previous {
        insert_changes(ledger, &entry.words, report, previous)?;
    }
    let mut sample = ledger.prepare_cached("INSERT INTO fingerprint VALUES (?1, ?2)")?;
    for hash in &entry.fingerprints {
        sample.execute([*hash, report])?;
    }
    let outcome = previous.map_or(Outcome::New, Outcome::Revision);
    Ok(Added { report, outcome })
}

fn known(ledger: &Connection, content: ContentId) -> Result<Option<i64>> {
    let mut known = ledger.prepare_cached("SELECT id FROM report WHERE content = ?1")?;
    known.query_row([content.0], |row| row.get(0)).optional()
}

/// The number that a report had before a person took it out.
fn removed(ledger: &Connection, content: ContentId) -> Result<Option<i64>> {
    let mut removed = ledger.prepare_cached("SELECT report FROM removed WHERE content = ?1")?;
    removed.query_row([content.0], |row| row.get(0)).optional()
}

fn know_as(ledger: &Connection, entry: &Entry, report: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached("INSERT OR IGNORE INTO known_as VALUES (?1, ?2)")?;
    for key in entry.keys() {
        insert.execute(params![key, report])?;
    }
    Ok(())
}

fn first_of(ledger: &Connection, report: i64) -> Result<i64> {
    ledger
        .prepare_cached("SELECT first FROM report WHERE id = ?1")?
        .query_row([report], |row| row.get(0))
}

/// The version before: the last report that came under the same address, or path and outlet.
fn previous(ledger: &Connection, entry: &Entry) -> Result<Option<i64>> {
    let mut last = ledger.prepare_cached(
        "SELECT report.id, report.url, report.title FROM known_as JOIN report ON report.id = known_as.report
         WHERE known_as.key = ?1 ORDER BY report.id DESC LIMIT 1",
    )?;
    for key in entry.keys() {
        let found: Option<(i64, Option<String>, Option<String>)> = last
            .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((report, url, title)) = found else {
            continue;
        };
        if key.starts_with("url ") {
            return Ok(Some(report));
        }
        // A path that has been given to another page.
        if entry.row.report.url.is_some() && url.is_some() {
            continue;
        }
        let same_title = title.is_some() && title == entry.row.report.title;
        if !entry.is_line() || same_title || resembles(&entry.words, &words_of(ledger, report)?) {
            return Ok(Some(report));
        }
    }
    Ok(None)
}

/// Whether a third of the words of two reports are in the same runs.
fn resembles(later: &[Word], earlier: &[Word]) -> bool {
    let same = covered(runs(later, earlier).iter().map(|run| (run.start, run.end)));
    3 * same >= later.len().max(earlier.len())
}

fn insert_copies(ledger: &Connection, entry: &Entry, report: i64, first: i64) -> Result<()> {
    let mut insert = ledger.prepare_cached("INSERT INTO copy VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut insert_passage = ledger
        .prepare_cached("INSERT OR IGNORE INTO passage VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for earlier in candidates(ledger, &entry.fingerprints, first)? {
        let Some(copy) = compare(&entry.words, &entry.quotes, &words_of(ledger, earlier)?) else {
            continue;
        };
        insert.execute(params![
            report,
            earlier,
            copy.kind.as_str(),
            copy.share,
            copy.earlier_share
        ])?;
        for passage in &copy.passages {
            insert_passage.execute(params![
                report,
                earlier,
                passage.span.start(),
                passage.span.end(),
                passage.earlier.start(),
                passage.earlier.end(),
                passage.words,
                passage.quoted
            ])?;
        }
    }
    Ok(())
}

pub(crate) fn insert_changes(
    ledger: &Connection,
    words: &[Word],
    report: i64,
    previous: i64,
) -> Result<()> {
    let mut insert =
        ledger.prepare_cached("INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut number = 0;
    let now = rows::told(ledger, report)?;
    let before = rows::told(ledger, previous)?;
    for (name, now, before) in now
        .iter()
        .zip(&before)
        .map(|((name, now), (_, before))| (name, now, before))
    {
        if now != before {
            let none = None::<i64>;
            insert.execute(params![report, number, name, none, none, none, none])?;
            number += 1;
        }
    }
    let earlier = words_of(ledger, previous)?;
    for change in changes(words, &earlier, &runs(words, &earlier)) {
        let start = |span: Option<sayso::Span>| span.map(sayso::Span::start);
        let end = |span: Option<sayso::Span>| span.map(sayso::Span::end);
        insert.execute(params![
            report,
            number,
            "text",
            start(change.removed),
            end(change.removed),
            start(change.added),
            end(change.added)
        ])?;
        number += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StatementQuery;
    use crate::testing::{entry, ledger, post};
    use sayso::rows::DayBasis;

    const SHOTS: &str = "Three border guards were wounded when shots were fired at the Tarn crossing on Saturday night, the border command said.\n\n“The fire came from the other side,” spokesman Emil Radek said. “Our guards did not fire back.”\n\nThe crossing was shut for the night and opened again at six in the morning.";

    #[test]
    fn the_same_is_stored_once() {
        let (_folder, mut ledger) = ledger();
        let report = post("shots", "2026-04-11", SHOTS);
        let first = ledger.add([entry(&report), entry(&report)]).unwrap();
        assert_eq!(
            first.iter().map(|added| added.outcome).collect::<Vec<_>>(),
            [Outcome::New, Outcome::Known]
        );
        assert_eq!(ledger.holds(&report).unwrap(), Some(first[0].report));
        let elsewhere = Report {
            path: "mirror/shots.txt".into(),
            ..report
        };
        assert_eq!(ledger.holds(&elsewhere).unwrap(), None);
        assert_eq!(
            ledger.add([entry(&elsewhere)]).unwrap()[0].outcome,
            Outcome::Known
        );
        assert_eq!(
            ledger.find("mirror/shots.txt").unwrap(),
            Some(first[0].report)
        );
        assert_eq!(ledger.count().unwrap(), 1);
    }

    #[test]
    fn a_later_version_is_a_revision() {
        let (_folder, mut ledger) = ledger();
        let first = post("shots", "2026-04-11", SHOTS);
        let second = post("shots", "2026-04-11", &SHOTS.replace("Three", "Two"));
        let added = ledger
            .add([entry(&first), entry(&second), entry(&first)])
            .unwrap();
        assert_eq!(added[1].outcome, Outcome::Revision(added[0].report));
        assert_eq!(
            added[2],
            Added {
                report: added[0].report,
                outcome: Outcome::Known
            }
        );
        let found = ledger.report(added[1].report).unwrap().unwrap();
        let changes: Vec<_> = found
            .changes
            .iter()
            .map(|change| (change.removed.as_deref(), change.added.as_deref()))
            .collect();
        assert_eq!(changes, [(Some("Three"), Some("Two"))]);
        assert_eq!(found.versions.len(), 2);
        // A version is no copy.
        assert!(found.copies.is_empty());
    }

    #[test]
    fn a_line_of_a_file_may_become_another_report() {
        let (_folder, mut ledger) = ledger();
        let line = |text: &str| Report::from_text("wire.jsonl#3", text);
        let added = ledger
            .add([
                entry(&line(SHOTS)),
                entry(&line(&SHOTS.replace("Three", "Two"))),
                entry(&line(
                    "Snow kept the pass at Orlen shut for a third day, the road office said.",
                )),
            ])
            .unwrap();
        assert_eq!(added[1].outcome, Outcome::Revision(added[0].report));
        assert_eq!(added[2].outcome, Outcome::New);
    }

    #[test]
    fn a_reprint_is_tied_to_what_it_reprints() {
        let (_folder, mut ledger) = ledger();
        let reprint = Report {
            outlet: Some("Evening Standard".into()),
            url: Some("https://standard.example/1".into()),
            ..post(
                "x",
                "2026-04-12",
                &format!("Shots at border, says army\n\n{SHOTS}\n\n(Reuters)"),
            )
        };
        let added = ledger
            .add([entry(&post("shots", "2026-04-11", SHOTS)), entry(&reprint)])
            .unwrap();
        let found = ledger.report(added[1].report).unwrap().unwrap();
        assert_eq!(found.credits[0].agency, "Reuters");
        let [copy] = &found.copies[..] else {
            panic!("{:?}", found.copies)
        };
        assert_eq!(
            (copy.report, copy.kind.as_str(), copy.their_share),
            (added[0].report, "near", 1.0)
        );
        let shared: String = found
            .text
            .chars()
            .skip(copy.spans[0].start())
            .take(copy.spans[0].end() - copy.spans[0].start())
            .collect();
        assert!(shared.starts_with("Three border") && shared.ends_with("the morning"));
        let original = ledger.report(added[0].report).unwrap().unwrap();
        assert!(!original.copies[0].earlier);
    }

    #[test]
    fn rows_are_tied_to_the_text() {
        let (_folder, mut ledger) = ledger();
        ledger
            .add([entry(&post("shots", "2026-04-11", SHOTS))])
            .unwrap();
        let query = StatementQuery {
            by: Some("radek".into()),
            about: Some("\"fire back\"".into()),
            ..Default::default()
        };
        let found = ledger.statements(&query).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0]
                .words
                .content
                .contains("Our guards did not fire back")
        );
        assert_eq!(found[0].day, "2026-04-11".parse().ok());
        let later = StatementQuery {
            since: Some("2026-04-12".parse().unwrap()),
            ..query
        };
        assert!(ledger.statements(&later).unwrap().is_empty());
        let figures = ledger
            .figures(&crate::FigureQuery {
                of: "guards".into(),
                limit: None,
            })
            .unwrap();
        assert_eq!(
            (figures[0].row.best, figures[0].words.figure.as_str()),
            (Some(3.0), "Three")
        );
        let events = ledger
            .events(&crate::EventQuery {
                kind: Some(sayso::EventType::Assault),
                recipient: Some("guards".into()),
                ..Default::default()
            })
            .unwrap();
        let triggers: Vec<&str> = events
            .iter()
            .map(|hit| hit.words.trigger.as_str())
            .collect();
        let known = |trigger: &&str| ["shots", "fired", "wounded"].contains(trigger);
        assert!(triggers.iter().all(known), "{triggers:?}");
        let mut wounded = events.iter().filter(|hit| hit.words.trigger == "wounded");
        let event = wounded.next().unwrap();
        assert!(wounded.next().is_none(), "{triggers:?}");
        assert_eq!(event.row.recipients[0].text, "Three border guards");
        assert_eq!(event.row.recipients[0].span, sayso::CharSpan::new(0, 19));
        assert_eq!(event.row.figure, "f1".parse().ok());
        assert_eq!(
            (event.day, event.day_basis),
            ("2026-04-11".parse().ok(), Some(DayBasis::Published))
        );
        assert!(
            event.words.sentence.starts_with("Three") && event.words.sentence.ends_with("said.")
        );
        let none = crate::EventQuery {
            recipient: Some("bakers".into()),
            ..Default::default()
        };
        assert!(ledger.events(&none).unwrap().is_empty());
        assert_eq!(ledger.search("crossing wound", 5).unwrap().len(), 1);
        assert!(ledger.search("NEAR(\" crossing ( *", 5).unwrap().is_empty());
        ledger.check().unwrap();
    }
}
