//! Puts reports to stories, and works out the claims of the stories that changed.
//!
//! In a ledger of up to [`SMALL`] reports all are put to stories anew whenever some are added: the order of adding does
//! not matter. In a larger one a new report is held against the stories of the reports that share its rarest words,
//! comes to the likest, and ties others to it where it is as like to them; what that costs does not grow with the
//! ledger.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Result, params};
use sayso_claims::stories::{MOST, OnTopics, SAME_STORY, Topic, cluster, weight};
use sayso_claims::{Claim, Copied, Tables, Term, Told, judge};

use crate::check::seal_story;
use crate::decisions;
use crate::entry::Entry;
use crate::packed::{pack, unpack};

/// Reports up to which all are put to stories anew: that takes a tenth of a second for so many.
const SMALL: i64 = 1_000;
/// Topics of a report, the most telling, by which reports like it are sought.
const SOUGHT: usize = 24;
/// Reports of one topic that are looked at, the latest first.
const KNOWN: usize = 96;
/// Reports found so whose stories are held against a new one.
const COMPARED: usize = 16;
/// Reports of a story that another is held against, the latest.
const HELD: usize = 24;

/// Puts new reports to their stories and gives the stories that changed; those that are empty now are gone.
pub(crate) fn assign(
    ledger: &Connection,
    tables: &Tables,
    entries: &[(&Entry, i64)],
) -> Result<BTreeSet<i64>> {
    let mut told = ledger.prepare_cached("INSERT INTO testimony VALUES (?1, ?2)")?;
    for (entry, report) in entries {
        keep_topics(ledger, *report, &entry.topics)?;
        told.execute(params![
            report,
            pack(&serde_json::to_string(&entry.testimony).unwrap_or_default())
        ])?;
    }
    let reports: i64 = ledger
        .prepare_cached("SELECT count(*) FROM testimony")?
        .query_row([], |row| row.get(0))?;
    if entries.is_empty() {
        Ok(BTreeSet::new())
    } else if reports <= SMALL {
        all_anew(ledger, tables, reports)
    } else {
        let mut touched = BTreeSet::new();
        for (_, report) in entries {
            one(ledger, tables, *report, reports, &mut touched)?;
        }
        Ok(touched)
    }
}

/// Keeps what a report is on.
pub(crate) fn keep_topics(ledger: &Connection, report: i64, topics: &[Topic]) -> Result<()> {
    let mut known = ledger.prepare_cached(
        "INSERT INTO topic VALUES (?1, 1) ON CONFLICT (term) DO UPDATE SET reports = reports + 1",
    )?;
    let mut of_topic = ledger.prepare_cached("INSERT OR IGNORE INTO of_topic VALUES (?1, ?2)")?;
    let mut bytes = Vec::with_capacity(5 * topics.len());
    for topic in topics {
        known.execute([topic.term.number()])?;
        of_topic.execute(params![topic.term.number(), report])?;
        bytes.extend(topic.term.number().to_le_bytes());
        bytes.push(topic.count);
    }
    ledger
        .prepare_cached("INSERT OR REPLACE INTO on_topics VALUES (?1, ?2)")?
        .execute(params![report, bytes])?;
    Ok(())
}

/// What a report is on, weighed.
fn on_topics(
    ledger: &Connection,
    tables: &Tables,
    report: i64,
    reports: i64,
    known: &mut BTreeMap<Term, i64>,
) -> Result<OnTopics> {
    let (bytes, day): (Option<Vec<u8>>, Option<f64>) = ledger
        .prepare_cached(
            "SELECT topics, julianday(report.published) FROM report LEFT JOIN on_topics ON on_topics.report = report.id
             WHERE report.id = ?1",
        )?
        .query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut having = ledger.prepare_cached("SELECT reports FROM topic WHERE term = ?1")?;
    let mut weighed = Vec::new();
    for bytes in bytes.unwrap_or_default().chunks_exact(5) {
        let [a, b, c, d, count] = *bytes else {
            continue;
        };
        let topic = Topic {
            term: Term::of_number(u32::from_le_bytes([a, b, c, d])),
            count,
        };
        let known = match known.get(&topic.term) {
            Some(&known) => known,
            None => {
                let found: Option<i64> = having
                    .query_row([topic.term.number()], |row| row.get(0))
                    .optional()?;
                known.insert(topic.term, found.unwrap_or(0));
                found.unwrap_or(0)
            }
        };
        weighed.push((topic, weight(topic, known, reports, tables)));
    }
    Ok(OnTopics::new(weighed, day))
}

/// Puts all reports to stories anew where there are not too many; the stories whose reports changed.
pub(crate) fn anew(ledger: &Connection, tables: &Tables) -> Result<Option<BTreeSet<i64>>> {
    let reports: i64 = ledger
        .prepare_cached("SELECT count(*) FROM testimony")?
        .query_row([], |row| row.get(0))?;
    (reports <= SMALL)
        .then(|| all_anew(ledger, tables, reports))
        .transpose()
}

/// Puts all reports to stories anew and gives the stories whose reports changed. Those that a person moved stay.
fn all_anew(ledger: &Connection, tables: &Tables, reports: i64) -> Result<BTreeSet<i64>> {
    // By what was published, so that it does not matter which came first into the ledger.
    let mut all = ledger.prepare_cached(
        "SELECT report.id, in_story.story, report.previous FROM testimony JOIN report ON report.id = testimony.report
         LEFT JOIN in_story ON in_story.report = report.id
         WHERE NOT EXISTS (SELECT 1 FROM decision WHERE decision.content = report.content AND target = 'story'
            AND act = 'move' AND NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.undoes = decision.id))
         ORDER BY report.content",
    )?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let all: Vec<(i64, Option<i64>, Option<i64>)> = rows.collect::<Result<_>>()?;
    let mut known = BTreeMap::new();
    let mut ready = Vec::with_capacity(all.len());
    for (report, ..) in &all {
        ready.push(on_topics(ledger, tables, *report, reports, &mut known)?);
    }
    let place: BTreeMap<i64, usize> = all
        .iter()
        .enumerate()
        .map(|(at, one)| (one.0, at))
        .collect();
    let versions = all
        .iter()
        .enumerate()
        .filter_map(|(at, (.., previous))| Some((at, *place.get(previous.as_ref()?)?)));
    let versions: Vec<(usize, usize)> = versions.collect();
    let groups = cluster(&ready, &versions);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &group) in groups.iter().enumerate() {
        members.entry(group).or_default().push(at);
    }
    // A story keeps its number where most of its reports are; the larger group first, then that of the first report.
    let mut order: Vec<&Vec<usize>> = members.values().collect();
    order.sort_by_key(|group| {
        let first = group.iter().map(|&at| all[at].0).min();
        (std::cmp::Reverse(group.len()), first)
    });
    let mut taken: BTreeSet<i64> = BTreeSet::new();
    let mut numbers: Vec<(i64, &Vec<usize>)> = Vec::new();
    let mut without: Vec<&Vec<usize>> = Vec::new();
    for group in order {
        let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
        for &at in group {
            if let Some(story) = all[at].1 {
                *votes.entry(story).or_default() += 1;
            }
        }
        let free = votes.iter().filter(|(story, _)| !taken.contains(*story));
        match free.max_by_key(|(story, votes)| (**votes, std::cmp::Reverse(**story))) {
            Some((&story, _)) => {
                taken.insert(story);
                numbers.push((story, group));
            }
            None => without.push(group),
        }
    }
    without.sort_by_key(|group| group.iter().map(|&at| all[at].0).min());
    for group in without {
        let story = new_story(ledger)?;
        numbers.push((story, group));
    }
    let mut touched = BTreeSet::new();
    for (story, group) in numbers {
        let moved = group.iter().filter(|&&at| all[at].1 != Some(story));
        let mut changed = false;
        for &at in moved {
            changed = true;
            touched.extend(all[at].1);
            put(ledger, all[at].0, story)?;
        }
        if changed {
            touched.insert(story);
            let of = |other: usize| &ready[other];
            for &at in group {
                let others = group.iter().filter(|&&other| other != at).take(HELD);
                likeness_is(
                    ledger,
                    all[at].0,
                    mean(of(at), others.map(|&other| of(other))),
                )?;
            }
        }
    }
    for &story in &touched {
        count(ledger, story)?;
    }
    Ok(touched)
}

fn mean<'o>(one: &OnTopics, others: impl Iterator<Item = &'o OnTopics>) -> f64 {
    let likeness: Vec<f64> = others.map(|other| one.likeness(other)).collect();
    if likeness.is_empty() {
        1.0
    } else {
        likeness.iter().sum::<f64>() / likeness.len() as f64
    }
}

/// Puts one report to the likest story, and others to that where the report ties them.
fn one(
    ledger: &Connection,
    tables: &Tables,
    report: i64,
    reports: i64,
    touched: &mut BTreeSet<i64>,
) -> Result<()> {
    let mut known = BTreeMap::new();
    let own = on_topics(ledger, tables, report, reports, &mut known)?;
    let mut having = ledger.prepare_cached(
        "SELECT report FROM of_topic WHERE term = ?1 ORDER BY report DESC LIMIT ?2",
    )?;
    let mut scores: BTreeMap<i64, f64> = BTreeMap::new();
    for (term, weight) in own.most_telling().into_iter().take(SOUGHT) {
        let mut others = having.query(params![term.number(), KNOWN])?;
        while let Some(other) = others.next()? {
            *scores.entry(other.get(0)?).or_default() += weight * weight;
        }
    }
    let mut ranked: Vec<(i64, f64)> = scores
        .into_iter()
        .filter(|(other, _)| *other != report)
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    ranked.truncate(COMPARED);
    let mut story_of = ledger.prepare_cached("SELECT story FROM in_story WHERE report = ?1")?;
    let mut stories: BTreeSet<i64> = BTreeSet::new();
    for (other, _) in &ranked {
        stories.extend(
            story_of
                .query_row([other], |row| row.get::<_, i64>(0))
                .optional()?,
        );
    }
    let version = of_earlier_version(ledger, report)?;
    stories.extend(version);
    let mut likest: Vec<(f64, i64, Vec<OnTopics>)> = Vec::new();
    for story in stories {
        let held = held(ledger, tables, story, reports, &mut known)?;
        let mut likeness = mean(&own, held.iter());
        if version == Some(story) {
            likeness = 1.0;
        }
        if likeness >= SAME_STORY {
            likest.push((likeness, story, held));
        }
    }
    likest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut likest = likest.into_iter();
    let Some((likeness, story, mut members)) = likest.next() else {
        let story = new_story(ledger)?;
        put(ledger, report, story)?;
        count(ledger, story)?;
        touched.insert(story);
        return Ok(());
    };
    let story = if size(ledger, story)? < MOST && !members.is_empty() {
        story
    } else {
        new_story(ledger)?
    };
    put(ledger, report, story)?;
    likeness_is(ledger, report, likeness)?;
    members.push(own);
    for (_, other, its) in likest {
        let mut sum = 0.0;
        for one in &its {
            sum += mean(one, members.iter());
        }
        let full = size(ledger, story)? + size(ledger, other)? > MOST;
        if sum / its.len().max(1) as f64 >= SAME_STORY && !full {
            ledger
                .prepare_cached("UPDATE in_story SET story = ?1 WHERE story = ?2")?
                .execute([story, other])?;
            count(ledger, other)?;
            touched.insert(other);
            members.extend(its);
        }
    }
    count(ledger, story)?;
    touched.insert(story);
    Ok(())
}

/// The latest reports of a story.
fn held(
    ledger: &Connection,
    tables: &Tables,
    story: i64,
    reports: i64,
    known: &mut BTreeMap<Term, i64>,
) -> Result<Vec<OnTopics>> {
    let latest: Vec<i64> = ledger
        .prepare_cached(
            "SELECT report FROM in_story WHERE story = ?1 ORDER BY report DESC LIMIT ?2",
        )?
        .query_map(params![story, HELD], |row| row.get(0))?
        .collect::<Result<_>>()?;
    let each = latest.into_iter();
    each.map(|report| on_topics(ledger, tables, report, reports, known))
        .collect()
}

fn size(ledger: &Connection, story: i64) -> Result<usize> {
    ledger
        .prepare_cached("SELECT count(*) FROM in_story WHERE story = ?1")?
        .query_row([story], |row| row.get(0))
}

pub(crate) fn put(ledger: &Connection, report: i64, story: i64) -> Result<()> {
    ledger
        .prepare_cached(
            "INSERT INTO in_story VALUES (?1, ?2, 1) ON CONFLICT (report) DO UPDATE SET story = ?2",
        )?
        .execute([report, story])?;
    Ok(())
}

fn likeness_is(ledger: &Connection, report: i64, likeness: f64) -> Result<()> {
    ledger
        .prepare_cached("UPDATE in_story SET likeness = ?2 WHERE report = ?1")?
        .execute(params![report, rounded(likeness)])?;
    Ok(())
}

/// Counts the reports of a story and its days anew; a story without reports is no more.
pub(crate) fn count(ledger: &Connection, story: i64) -> Result<()> {
    if size(ledger, story)? == 0 {
        forget(ledger, story)?;
        ledger
            .prepare_cached("DELETE FROM story WHERE id = ?1")?
            .execute([story])?;
        return Ok(());
    }
    ledger
        .prepare_cached(
            "UPDATE story SET (reports, first_day, last_day) =
                (SELECT count(*), min(published), max(published) FROM in_story JOIN report ON report.id = in_story.report
                 WHERE in_story.story = ?1)
             WHERE id = ?1",
        )?
        .execute([story])?;
    Ok(())
}

pub(crate) fn new_story(ledger: &Connection) -> Result<i64> {
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

/// Takes the claims of a story away.
pub(crate) fn forget(ledger: &Connection, story: i64) -> Result<()> {
    ledger
        .prepare_cached(
            "DELETE FROM claim_decided WHERE claim IN (SELECT id FROM claim WHERE story = ?1)",
        )?
        .execute([story])?;
    ledger
        .prepare_cached(
            "DELETE FROM attestation WHERE claim IN (SELECT id FROM claim WHERE story = ?1)",
        )?
        .execute([story])?;
    ledger
        .prepare_cached("DELETE FROM claim WHERE story = ?1")?
        .execute([story])?;
    Ok(())
}

/// Works out the claims of a story anew.
pub(crate) fn settle(ledger: &Connection, tables: &Tables, story: i64) -> Result<()> {
    let reports = reports_of(ledger, tables, story)?;
    let claims = judge(&reports, tables);
    let claims = decisions::decide(ledger, tables, story, &reports, claims)?;
    forget(ledger, story)?;
    for (number, (claim, follows)) in claims.iter().enumerate() {
        let id = insert(ledger, story, number, claim, &reports)?;
        for decision in follows {
            ledger
                .prepare_cached("INSERT OR IGNORE INTO claim_decided VALUES (?1, ?2)")?
                .execute(params![id, decision])?;
        }
    }
    seal_story(ledger, story)
}

fn insert(
    ledger: &Connection,
    story: i64,
    number: usize,
    claim: &Claim,
    reports: &[Told],
) -> Result<i64> {
    // A claim's id tells its story and place, whatever was added before it.
    let id = (story << 20) + number as i64;
    let terms: Vec<u32> = claim.terms.iter().map(|term| term.number()).collect();
    ledger
        .prepare_cached("INSERT INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")?
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
            claim.origins_most,
            claim.measure,
            claim.value.and_then(|value| value.low),
            claim.value.and_then(|value| value.high),
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
    Ok(id)
}

/// The reports of a story in the order of their publication.
pub(crate) fn reports_of(ledger: &Connection, tables: &Tables, story: i64) -> Result<Vec<Told>> {
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
        let mut testimony = serde_json::from_str(&testimony).map_err(FromSqlError::other)?;
        decisions::amend(ledger, tables, report, &mut testimony)?;
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
