//! Stories that people merged, and reports that they moved.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result, params};
use serde::{Deserialize, Serialize};

use super::log::{HOLDS, hex};
use super::story_of;
use crate::query::wanted::list;
use crate::stories::{count, new_story, put};

/// What a decision on stories says, by the contents of reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct OnStories {
    /// The reports of the story that is merged; empty where one report is moved.
    #[serde(default)]
    pub(super) from: Vec<String>,
    /// The reports of the story that it goes to; empty for a story of its own.
    #[serde(default)]
    pub(super) into: Vec<String>,
}

/// The contents of a story's reports.
pub(super) fn contents(ledger: &Connection, story: i64) -> Result<Vec<String>> {
    ledger
        .prepare_cached(
            "SELECT lower(hex(content)) FROM in_story JOIN report ON report.id = in_story.report WHERE story = ?1
             ORDER BY report.id",
        )?
        .query_map([story], |row| row.get(0))?
        .collect()
}

/// The story that most of some reports are in; of several the first.
pub(super) fn story_of_most(ledger: &Connection, contents: &[String]) -> Result<Option<i64>> {
    let mut story = ledger.prepare_cached(
        "SELECT story FROM in_story JOIN report ON report.id = in_story.report WHERE content = ?1",
    )?;
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for content in contents {
        let found: Option<i64> = story
            .query_row([hex(content)], |row| row.get(0))
            .optional()?;
        if let Some(found) = found {
            *votes.entry(found).or_default() += 1;
        }
    }
    let most = votes
        .into_iter()
        .max_by_key(|&(story, votes)| (votes, std::cmp::Reverse(story)));
    Ok(most.map(|(story, _)| story))
}

/// Puts reports to the stories that people put them to; the stories that change are added to those that did.
pub(crate) fn pin(ledger: &Connection, touched: &mut BTreeSet<i64>) -> Result<()> {
    let mut all = ledger.prepare_cached(&format!(
        "SELECT decision.*, report.id AS number FROM decision LEFT JOIN report ON report.content = decision.content
         WHERE target = 'story' AND act <> 'undo' AND {HOLDS} ORDER BY decision.id"
    ))?;
    let decided = all
        .query_map([], |cells| {
            Ok((
                cells.get::<_, Option<i64>>("number")?,
                cells.get_ref("act")?.as_str()? == "move",
                list::<OnStories>(cells, "becomes")?,
            ))
        })?
        .collect::<Result<Vec<_>>>()?;
    for (report, moves, on) in decided {
        if moves {
            let Some(report) = report else { continue };
            pin_one(ledger, report, &on, touched)?;
        } else {
            let (a, b) = (
                story_of_most(ledger, &on.from)?,
                story_of_most(ledger, &on.into)?,
            );
            if let (Some(a), Some(b)) = (a, b)
                && a != b
            {
                // The lower number stays, whichever of the two grew since.
                join(ledger, a.max(b), a.min(b), touched)?;
            }
        }
    }
    Ok(())
}

/// Puts one report to the story of others, or to one of its own.
fn pin_one(
    ledger: &Connection,
    report: i64,
    on: &OnStories,
    touched: &mut BTreeSet<i64>,
) -> Result<()> {
    let now = story_of(ledger, report)?;
    let story = if on.into.is_empty() {
        let alone = match now {
            Some(now) => {
                let others: i64 = ledger
                    .prepare_cached("SELECT count(*) FROM in_story WHERE story = ?1")?
                    .query_row([now], |row| row.get(0))?;
                others == 1
            }
            None => false,
        };
        if alone {
            return Ok(());
        }
        new_story(ledger)?
    } else {
        match story_of_most(ledger, &on.into)? {
            Some(story) => story,
            None => return Ok(()),
        }
    };
    if now == Some(story) {
        return Ok(());
    }
    put(ledger, report, story)?;
    for story in now.into_iter().chain([story]) {
        count(ledger, story)?;
        touched.insert(story);
    }
    Ok(())
}

/// Puts all reports of one story to another.
pub(super) fn join(
    ledger: &Connection,
    from: i64,
    into: i64,
    touched: &mut BTreeSet<i64>,
) -> Result<()> {
    ledger
        .prepare_cached("UPDATE in_story SET story = ?2 WHERE story = ?1")?
        .execute(params![from, into])?;
    for story in [from, into] {
        count(ledger, story)?;
        touched.insert(story);
    }
    Ok(())
}

/// Undoes what a decision did where stories are not made anew: a moved report goes back to the others that it was with,
/// a merged story is parted.
pub(super) fn unpin(
    ledger: &Connection,
    report: Option<i64>,
    was: &OnStories,
    becomes: &OnStories,
    touched: &mut BTreeSet<i64>,
) -> Result<()> {
    if let Some(report) = report {
        let back = OnStories {
            from: Vec::new(),
            into: was.into.clone(),
        };
        return pin_one(ledger, report, &back, touched);
    }
    let from: BTreeSet<&String> = becomes.from.iter().collect();
    let Some(story) = story_of_most(ledger, &becomes.into)? else {
        return Ok(());
    };
    let apart = new_story(ledger)?;
    for content in contents(ledger, story)? {
        if from.contains(&content) {
            let report: i64 = ledger
                .prepare_cached("SELECT id FROM report WHERE content = ?1")?
                .query_row([hex(&content)], |row| row.get(0))?;
            put(ledger, report, apart)?;
        }
    }
    for story in [story, apart] {
        count(ledger, story)?;
        touched.insert(story);
    }
    Ok(())
}
