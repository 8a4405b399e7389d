//! Puts each report to a story, and works out the claims of the stories that reports came to.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Result, params};
use sayso_claims::stories::{SAME_STORY, Topic, weight};
use sayso_claims::{Claim, Copied, Tables, Term, Told, judge};

use crate::check::seal_story;
use crate::entry::Entry;
use crate::packed::{pack, unpack};

/// Days without a report after which a story is over.
const OVER: f64 = 30.0;
/// Days without a report after which a report must be twice as like.
const FADES: f64 = 14.0;
/// Topics of a report, the most telling, by which stories are sought.
const SOUGHT: usize = 12;
/// Stories of one topic that are looked at, the latest first.
const KNOWN: usize = 64;
/// Stories that are held against a report.
const COMPARED: usize = 8;
/// Topics of a story that are held against a report.
const TOPICS: usize = 96;

/// Reports that a story holds at most: one that goes on for longer goes on as another, so that what a report costs
/// does not grow with it.
const MOST: i64 = 400;
/// Likeness from which on a copy is of the story of what it copies. Reports made by one pattern (of earthquakes, of
/// matches) share most of their words but tell of other things.
const COPY: f64 = 0.5;

/// Puts a new report to its story and gives that.
pub(crate) fn assign(ledger: &Connection, entry: &Entry, report: i64) -> Result<i64> {
    let likest = match of_earlier_version(ledger, report)? {
        Some(story) => Some((story, 1.0)),
        None => likest(ledger, entry, report)?,
    };
    let (story, likeness) = match likest {
        Some(found) => found,
        None => (new_story(ledger)?, 1.0),
    };
    ledger
        .prepare_cached("INSERT INTO in_story VALUES (?1, ?2, ?3)")?
        .execute(params![report, story, rounded(likeness)])?;
    ledger
        .prepare_cached(
            "UPDATE story SET reports = reports + 1,
             first_day = coalesce(min(first_day, ?2), first_day, ?2), last_day = coalesce(max(last_day, ?2), last_day, ?2)
             WHERE id = ?1",
        )?
        .execute(params![story, entry.row.report.published.map(|day| day.to_string())])?;
    let mut known = ledger.prepare_cached(
        "INSERT INTO topic VALUES (?1, 1) ON CONFLICT (term) DO UPDATE SET reports = reports + 1",
    )?;
    let mut of_story = ledger.prepare_cached(
        "INSERT INTO story_topic VALUES (?1, ?2, 1, ?3)
         ON CONFLICT (term, story) DO UPDATE SET reports = reports + 1, named = max(named, ?3)",
    )?;
    for topic in &entry.topics {
        known.execute([topic.term.number()])?;
        of_story.execute(params![topic.term.number(), story, topic.named])?;
    }
    let mut told = ledger.prepare_cached("INSERT INTO testimony VALUES (?1, ?2)")?;
    told.execute(params![
        report,
        pack(&serde_json::to_string(&entry.testimony).unwrap_or_default())
    ])?;
    Ok(story)
}

fn new_story(ledger: &Connection) -> Result<i64> {
    let id: i64 = ledger
        .prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM story")?
        .query_row([], |row| row.get(0))?;
    ledger
        .prepare_cached("INSERT INTO story VALUES (?1, 0, NULL, NULL)")?
        .execute([id])?;
    Ok(id)
}

fn of_earlier_version(ledger: &Connection, report: i64) -> Result<Option<i64>> {
    ledger
        .prepare_cached(
            "SELECT story FROM in_story WHERE report = (SELECT previous FROM report WHERE id = ?1)",
        )?
        .query_row([report], |row| row.get(0))
        .optional()
}

/// The stories of the reports that a report copies for the greater part.
fn of_copied(ledger: &Connection, report: i64) -> Result<BTreeSet<i64>> {
    ledger
        .prepare_cached(
            "SELECT DISTINCT story FROM copy JOIN in_story ON in_story.report = copy.earlier
             WHERE copy.report = ?1 AND copy.kind IN ('exact', 'near', 'reprint')",
        )?
        .query_map([report], |row| row.get(0))?
        .collect()
}

/// The story whose topics are most like the report's, where one is like enough and not over.
fn likest(ledger: &Connection, entry: &Entry, report: i64) -> Result<Option<(i64, f64)>> {
    let reports: i64 = ledger
        .prepare_cached("SELECT count(*) FROM in_story")?
        .query_row([], |row| row.get(0))?;
    let mut known = ledger.prepare_cached("SELECT reports FROM topic WHERE term = ?1")?;
    let mut topics: Vec<(Topic, f64)> = Vec::with_capacity(entry.topics.len());
    for &topic in &entry.topics {
        let known: Option<i64> = known
            .query_row([topic.term.number()], |row| row.get(0))
            .optional()?;
        topics.push((topic, weight(topic, known.unwrap_or(0), reports)));
    }
    topics.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut having = ledger.prepare_cached(
        "SELECT story FROM story_topic WHERE term = ?1 ORDER BY story DESC LIMIT ?2",
    )?;
    let mut scores: BTreeMap<i64, f64> = BTreeMap::new();
    for (topic, weight) in topics.iter().take(SOUGHT) {
        let mut stories = having.query(params![topic.term.number(), KNOWN])?;
        while let Some(story) = stories.next()? {
            *scores.entry(story.get(0)?).or_default() += weight;
        }
    }
    let mut ranked: Vec<(i64, f64)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    let copied = of_copied(ledger, report)?;
    ranked.truncate(COMPARED);
    let known: Vec<i64> = ranked.into_iter().map(|(story, _)| story).collect();
    let unknown = copied.iter().filter(|story| !known.contains(story));
    let compared = known.iter().chain(unknown.take(COMPARED));
    let mut best: Option<(i64, f64)> = None;
    for &story in compared {
        let day = entry.row.report.published.map(|day| day.to_string());
        let Some(apart) = days_apart(ledger, story, day.as_deref())? else {
            continue;
        };
        let mut likeness = likeness(ledger, story, &topics, reports)? / (1.0 + apart / FADES);
        if copied.contains(&story) && likeness >= COPY {
            likeness = 1.0;
        }
        if likeness >= SAME_STORY && best.is_none_or(|(_, other)| likeness > other) {
            best = Some((story, likeness));
        }
    }
    Ok(best)
}

/// The days between a day and the nearest of a story's; `None` where the story is full or over.
fn days_apart(ledger: &Connection, story: i64, day: Option<&str>) -> Result<Option<f64>> {
    let (reports, apart): (i64, f64) = ledger
        .prepare_cached(
            "SELECT reports, coalesce(max(julianday(?2) - julianday(last_day), julianday(first_day) - julianday(?2), 0), 0)
             FROM story WHERE id = ?1",
        )?
        .query_row(params![story, day], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((reports < MOST && apart <= OVER).then_some(apart))
}

/// The cosine of a report's topics and a story's, of which each weighs as the share of its reports that have it.
fn likeness(ledger: &Connection, story: i64, topics: &[(Topic, f64)], reports: i64) -> Result<f64> {
    let mut of_story = ledger.prepare_cached(
        "SELECT story_topic.term, named, story_topic.reports, topic.reports, story.reports
         FROM story_topic JOIN topic USING (term) JOIN story ON story.id = story_topic.story
         WHERE story_topic.story = ?1 ORDER BY story_topic.reports DESC, story_topic.term LIMIT ?2",
    )?;
    let mut rows = of_story.query(params![story, TOPICS])?;
    let (mut all, mut names) = (Cosine::default(), Cosine::default());
    while let Some(row) = rows.next()? {
        let topic = Topic {
            term: Term::of_number(row.get(0)?),
            named: row.get(1)?,
        };
        let (having, known, reports_of_story): (f64, i64, f64) =
            (row.get(2)?, row.get(3)?, row.get(4)?);
        let weight = weight(topic, known, reports) * having / reports_of_story;
        let own = topics.iter().find(|(own, _)| own.term == topic.term);
        let own = own.map_or(0.0, |(_, own)| *own);
        all.add(own, weight);
        if topic.named {
            names.add(own, weight);
        }
    }
    let length = |named: bool| -> f64 {
        let kept = topics.iter().filter(|(topic, _)| topic.named || !named);
        kept.map(|(_, weight)| weight * weight).sum()
    };
    Ok(all.of(length(false)).min(names.of(length(true)) / NAMES))
}

/// How like a report's names must be to a story's, for each part that all its topics must be: reports of two strikes
/// speak of the same things, but not of the same people and places.
const NAMES: f64 = 1.2;

/// A cosine of a report's topics and a story's, summed up topic by topic of the story.
#[derive(Default)]
struct Cosine {
    shared: f64,
    whole: f64,
}

impl Cosine {
    fn add(&mut self, own: f64, weight: f64) {
        self.shared += own * weight;
        self.whole += weight * weight;
    }

    fn of(&self, own: f64) -> f64 {
        let lengths = (own * self.whole).sqrt();
        if lengths > 0.0 {
            self.shared / lengths
        } else {
            0.0
        }
    }
}

/// Works out the claims of a story anew.
pub(crate) fn settle(ledger: &Connection, tables: &Tables, story: i64) -> Result<()> {
    let reports = reports_of(ledger, story)?;
    let claims = judge(&reports, tables);
    ledger
        .prepare_cached(
            "DELETE FROM attestation WHERE claim IN (SELECT id FROM claim WHERE story = ?1)",
        )?
        .execute([story])?;
    ledger
        .prepare_cached("DELETE FROM claim WHERE story = ?1")?
        .execute([story])?;
    for (number, claim) in claims.iter().enumerate() {
        insert(ledger, story, number, claim, &reports)?;
    }
    seal_story(ledger, story)
}

fn insert(
    ledger: &Connection,
    story: i64,
    number: usize,
    claim: &Claim,
    reports: &[Told],
) -> Result<()> {
    // A claim's id tells its story and place, whatever was added before it.
    let id = (story << 20) + number as i64;
    let terms: Vec<u32> = claim.terms.iter().map(|term| term.number()).collect();
    ledger
        .prepare_cached("INSERT INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?
        .execute(params![
            id,
            story,
            number + 1,
            claim.kind.as_str(),
            claim.status.as_str(),
            serde_json::to_string(&claim.reasons).unwrap_or_default(),
            claim.reports,
            claim.publishers,
            claim.families,
            claim.origins,
            serde_json::to_string(&terms).unwrap_or_default(),
        ])?;
    let mut attest = ledger.prepare_cached(
        "INSERT INTO attestation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut origins: Vec<&str> = Vec::new();
    for (number, one) in claim.attestations.iter().enumerate() {
        let told = &reports[one.report];
        let proposition = &told.testimony.propositions[one.proposition];
        let name = one.origin.name.as_str();
        let origin = origins
            .iter()
            .position(|known| *known == name)
            .unwrap_or_else(|| {
                origins.push(name);
                origins.len() - 1
            });
        let figure = one
            .figure
            .and_then(|figure| proposition.figures.get(figure));
        attest.execute(params![
            id,
            number + 1,
            told.report,
            proposition.span[0],
            proposition.span[1],
            one.role.as_str(),
            origin + 1,
            name,
            one.origin.rule,
            one.counts,
            proposition.statement.map(|statement| statement + 1),
            figure.map(|figure| figure.number + 1),
        ])?;
    }
    Ok(())
}

/// The reports of a story in the order of their publication.
fn reports_of(ledger: &Connection, story: i64) -> Result<Vec<Told>> {
    let mut reports = ledger.prepare_cached(
        "SELECT report.id, report.first, report.outlet, report.published, testimony.told
         FROM in_story JOIN report ON report.id = in_story.report JOIN testimony ON testimony.report = report.id
         WHERE in_story.story = ?1 ORDER BY report.published IS NULL, report.published, report.id",
    )?;
    let mut credits =
        ledger.prepare_cached("SELECT agency FROM credit WHERE report = ?1 ORDER BY agency")?;
    let mut copied = ledger.prepare_cached(
        "SELECT earlier, start, end FROM passage WHERE report = ?1 AND 2 * quoted <= words ORDER BY earlier, start",
    )?;
    let mut rows = reports.query([story])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let report: i64 = row.get(0)?;
        let testimony = unpack(row.get_ref(4)?.as_blob()?).map_err(FromSqlError::other)?;
        let testimony = serde_json::from_str(&testimony).map_err(FromSqlError::other)?;
        let mut passages: BTreeMap<i64, Vec<[usize; 2]>> = BTreeMap::new();
        let mut shared = copied.query([report])?;
        while let Some(passage) = shared.next()? {
            let spans = passages.entry(passage.get(0)?).or_default();
            spans.push([passage.get(1)?, passage.get(2)?]);
        }
        let agencies: BTreeSet<String> = credits
            .query_map([report], |row| row.get(0))?
            .collect::<Result<_>>()?;
        told.push(Told {
            report,
            first: row.get(1)?,
            outlet: row.get(2)?,
            agencies: agencies.into_iter().collect(),
            day: row.get(3)?,
            testimony,
            copied: passages
                .into_iter()
                .map(|(earlier, spans)| Copied { earlier, spans })
                .collect(),
        });
    }
    Ok(told)
}

fn rounded(likeness: f64) -> f64 {
    (likeness * 1000.0).round() / 1000.0
}
