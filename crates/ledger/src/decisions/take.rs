//! Taking decisions: what is asked is made sure of, written down, and takes effect; or what would follow is told.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Result as SqlResult, Transaction, TransactionBehavior};
use sayso::rows::{Decision, Text};
use sayso::{CharSpan, FigureRow, Report};
use serde_json::{Map, Value, json};

use super::claim::{Anchor, OnClaims};
use super::log::{Line, hex};
use super::new::{Act, Decided, NewDecision, Target, Undo};
use super::report::{EDITABLE, follows, head_as_read, remove, reread, restore};
use super::story::{OnStories, contents, pin, unpin};
use super::{settle_reports, story_of};
use crate::entry::Entry;
use crate::json::read as read_json;
use crate::review::{NewReview, ReviewError, checked_time, checked_words};
use crate::{ClaimFound, ClaimQuery, Ledger, LedgerError, stories};

/// Sentences of what follows at most.
const TOLD: usize = 24;
/// Characters of a claim's words in them.
const WORDS: usize = 90;

/// What a decision touches: its effect is worked out for these.
#[derive(Default)]
struct Effect {
    reports: Vec<i64>,
    stories: BTreeSet<i64>,
    follows: Vec<String>,
}

type Taken<T> = Result<T, ReviewError>;

impl Ledger {
    /// Keeps a decision, or tells with `dry_run` what would follow from it. `read` reads a report again as its entry:
    /// another headline, day or outlet changes what is read in it.
    ///
    /// # Errors
    /// Where there is no such thing, a value is none that it can have, or the file can't be written.
    pub fn decide(&mut self, new: &NewDecision, read: &dyn Fn(&Report) -> Entry) -> Taken<Decided> {
        let at = checked_time(&new.at)?;
        let note = checked_words("who", &new.who, new.note.as_deref())?;
        if new.on == Target::Row {
            return self.decide_row(new, note);
        }
        self.within(new.dry_run, |ledger, change| {
            let by = By {
                who: new.who.trim(),
                at: &at,
                note,
            };
            match (new.on, new.act) {
                (Target::Report, Act::Edit | Act::Remove) => {
                    ledger.decide_report(change, new, &by, read)
                }
                (Target::Story, Act::Merge | Act::Move) => ledger.decide_story(change, new, &by),
                (Target::Claim, Act::Status | Act::Merge | Act::Split) => {
                    ledger.decide_claim(change, new, &by)
                }
                (on, act) => Err(ReviewError::form(
                    "do",
                    format!("{act} is no decision on a {on}"),
                )),
            }
        })
    }

    /// Keeps that an earlier decision does not hold, or tells with `dry_run` what would follow.
    ///
    /// # Errors
    /// As [`Ledger::decide`].
    pub fn undo(
        &mut self,
        decision: i64,
        undo: &Undo,
        read: &dyn Fn(&Report) -> Entry,
    ) -> Taken<Decided> {
        let at = checked_time(&undo.at)?;
        let note = checked_words("who", &undo.who, undo.note.as_deref())?;
        self.within(undo.dry_run, |ledger, change| {
            let by = By {
                who: undo.who.trim(),
                at: &at,
                note,
            };
            ledger.undo_within(change, decision, &by, read)
        })
    }

    /// Does something in one transaction, which a dry run takes back.
    fn within(
        &mut self,
        dry_run: bool,
        what: impl FnOnce(&Self, &Transaction<'_>) -> Taken<(i64, Vec<String>)>,
    ) -> Taken<Decided> {
        let failed = |error: rusqlite::Error| LedgerError::of(&self.path, &error);
        let change = Transaction::new_unchecked(&self.file, TransactionBehavior::Immediate)
            .map_err(failed)?;
        let (number, mut follows) = what(self, &change)?;
        if follows.len() > TOLD {
            let more = follows.len() - TOLD;
            follows.truncate(TOLD);
            follows.push(format!("and {more} more"));
        }
        if follows.is_empty() {
            follows.push("nothing else changes".to_owned());
        }
        let decision = if dry_run {
            None
        } else {
            self.one_decision(number).map_err(failed)?
        };
        if dry_run {
            change.rollback().map_err(failed)?;
        } else {
            change.commit().map_err(failed)?;
        }
        Ok(Decided { decision, follows })
    }

    fn decide_row(&mut self, new: &NewDecision, note: Option<&str>) -> Taken<Decided> {
        let decision = match new.act {
            Act::Accept => Decision::Accept,
            Act::Reject => Decision::Reject,
            Act::Correct => Decision::Correct,
            Act::Withdraw => Decision::Withdraw,
            act => {
                return Err(ReviewError::form(
                    "do",
                    format!("{act} is no decision on a row"),
                ));
            }
        };
        let report = needed("report", new.report)?;
        let review = NewReview {
            report,
            row: needed("row", new.row.clone())?,
            decision,
            corrected: new.to.clone(),
            note: note.map(str::to_owned),
            who: new.who.clone(),
            at: new.at.clone(),
        };
        self.within(new.dry_run, |ledger, change| {
            let failed = |error: rusqlite::Error| ledger.failed(&error);
            let story = story_of(change, report).map_err(failed)?;
            let before = ledger.claims_of_story(story)?;
            let number = ledger.keep_review(change, &review)?;
            Ok((
                number,
                differences(&before, &ledger.claims_of_story(story)?),
            ))
        })
    }

    fn decide_report(
        &self,
        change: &Transaction<'_>,
        new: &NewDecision,
        by: &By<'_>,
        read: &dyn Fn(&Report) -> Entry,
    ) -> Taken<(i64, Vec<String>)> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let report = needed("report", new.report)?;
        let content = content_of(change, report)
            .map_err(failed)?
            .ok_or(ReviewError::NoReport { report })?;
        let head = head_as_read(change, report).map_err(failed)?;
        let path: String = change
            .query_row("SELECT path FROM report WHERE id = ?1", [report], |row| {
                row.get(0)
            })
            .map_err(failed)?;
        let was = json!({"title": head.title, "published": head.published, "outlet": head.outlet, "url": head.url,
            "path": path});
        let mut effect = Effect::default();
        let becomes = if new.act == Act::Edit {
            Some(Value::from(edited(&new.to)?).to_string())
        } else {
            effect.follows = follows(change, report).map_err(failed)?;
            None
        };
        let stories: BTreeSet<i64> = story_of(change, report)
            .map_err(failed)?
            .into_iter()
            .collect();
        let before = self.claims_in(&stories)?;
        let number = by
            .line(
                Target::Report,
                new.act,
                Some(content),
                was.to_string(),
                becomes,
            )
            .keep(change)
            .map_err(failed)?;
        effect.stories = stories;
        if new.act == Act::Edit {
            effect.reports.push(report);
            reread(change, report, read).map_err(failed)?;
        } else {
            remove(change, report, &mut effect.stories).map_err(failed)?;
        }
        self.take_effect(change, effect, &before)
            .map(|told| (number, told))
    }

    fn decide_story(
        &self,
        change: &Transaction<'_>,
        new: &NewDecision,
        by: &By<'_>,
    ) -> Taken<(i64, Vec<String>)> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let members = |story: i64| -> Taken<Vec<String>> {
            let all = contents(change, story).map_err(failed)?;
            match all.is_empty() {
                true => Err(ReviewError::NoStory { story }),
                false => Ok(all),
            }
        };
        let (content, was, becomes, stories) = if new.act == Act::Merge {
            let (story, into) = (needed("story", new.story)?, needed("into", new.into)?);
            if story == into {
                return Err(ReviewError::form("into", "is the same story"));
            }
            let on = OnStories {
                from: members(story)?,
                into: members(into)?,
            };
            (
                None,
                OnStories::default(),
                on,
                BTreeSet::from([story, into]),
            )
        } else {
            let report = needed("report", new.report)?;
            let content = content_of(change, report)
                .map_err(failed)?
                .ok_or(ReviewError::NoReport { report })?;
            let now = story_of(change, report).map_err(failed)?;
            let mut others = match now {
                Some(now) => members(now)?,
                None => Vec::new(),
            };
            others.retain(|other| hex(other) != content);
            let into = new.into.map(members).transpose()?.unwrap_or_default();
            let was = OnStories {
                from: Vec::new(),
                into: others,
            };
            let on = OnStories {
                from: Vec::new(),
                into,
            };
            let stories = now.into_iter().chain(new.into).collect();
            (Some(content), was, on, stories)
        };
        let before = self.claims_in(&stories)?;
        let text = |on: &OnStories| serde_json::to_string(on).unwrap_or_default();
        let number = by
            .line(
                Target::Story,
                new.act,
                content,
                text(&was),
                Some(text(&becomes)),
            )
            .keep(change)
            .map_err(failed)?;
        let effect = Effect {
            stories,
            ..Effect::default()
        };
        self.take_effect(change, effect, &before)
            .map(|told| (number, told))
    }

    fn decide_claim(
        &self,
        change: &Transaction<'_>,
        new: &NewDecision,
        by: &By<'_>,
    ) -> Taken<(i64, Vec<String>)> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let name = needed("claim", new.claim.as_deref())?;
        let claim = self.claim_named(name)?;
        let mut on = OnClaims {
            kind: claim.kind.clone(),
            claim: self.anchors(&claim).map_err(failed)?,
            words: claim.words.clone(),
            ..OnClaims::default()
        };
        match new.act {
            Act::Status => {
                on.status = Some(needed("status", new.status)?);
            }
            Act::Merge => {
                let other = self.claim_named(needed("with", new.with.as_deref())?)?;
                if other.claim == claim.claim {
                    return Err(ReviewError::form("with", "is the same claim"));
                }
                if (other.story, &other.kind) != (claim.story, &claim.kind) {
                    return Err(ReviewError::form(
                        "with",
                        "is of another story or sort; only claims of one story that are both of happenings or both of figures can be one",
                    ));
                }
                on.other = self.anchors(&other).map_err(failed)?;
            }
            _ => {
                let all = on.claim.clone();
                let out: BTreeSet<usize> = new.attestations.iter().copied().collect();
                let known = out.iter().all(|place| (1..=all.len()).contains(place));
                if out.is_empty() || !known || out.len() == all.len() {
                    return Err(ReviewError::form(
                        "attestations",
                        format!(
                            "are not some of the {} that the claim has, by their places from 1",
                            all.len()
                        ),
                    ));
                }
                let part = |taken: bool| {
                    let places = all.iter().zip(1..);
                    let part = places.filter(|(_, place)| out.contains(place) == taken);
                    part.map(|(anchor, _)| anchor.clone())
                        .collect::<Vec<Anchor>>()
                };
                on.other = part(true);
                on.claim = part(false);
            }
        }
        let content = on.claim.first().map(|anchor| hex(&anchor.content));
        let stories = BTreeSet::from([claim.story]);
        let before = self.claims_in(&stories)?;
        let was = json!({"status": claim.status, "claim": claim.claim}).to_string();
        let becomes = serde_json::to_string(&on).unwrap_or_default();
        let number = by
            .line(Target::Claim, new.act, content, was, Some(becomes))
            .keep(change)
            .map_err(failed)?;
        stories::settle(change, &self.tables, claim.story).map_err(failed)?;
        Ok((number, differences(&before, &self.claims_in(&stories)?)))
    }

    fn undo_within(
        &self,
        change: &Transaction<'_>,
        decision: i64,
        by: &By<'_>,
        read: &dyn Fn(&Report) -> Entry,
    ) -> Taken<(i64, Vec<String>)> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let found = self
            .one_decision(decision)
            .map_err(failed)?
            .ok_or(ReviewError::NoDecision { decision })?;
        if found.act == Act::Undo || !found.holds {
            return Err(ReviewError::form(
                "decision",
                format!("{decision} is undone already or undoes another; decide again instead"),
            ));
        }
        type Raw = (Option<Vec<u8>>, String, Option<String>, Option<i64>);
        let (content, was, becomes, report): Raw = change
            .query_row(
                "SELECT decision.content, was, becomes, report.id FROM decision
                 LEFT JOIN report ON report.content = decision.content WHERE decision.id = ?1",
                [decision],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .map_err(failed)?;
        let mut effect = Effect::default();
        if let Some(report) = report {
            effect
                .stories
                .extend(story_of(change, report).map_err(failed)?);
        }
        effect.stories.extend(found.story);
        let before = self.claims_in(&effect.stories)?;
        let line = Line {
            undoes: Some(decision),
            ..by.line(found.on, Act::Undo, content.clone(), "{}".to_owned(), None)
        };
        let number = line.keep(change).map_err(failed)?;
        match (found.on, found.act) {
            (Target::Row, _) => {
                if let Some(report) = report {
                    settle_reports(change, &self.tables, &[report]).map_err(failed)?;
                }
            }
            (Target::Report, Act::Remove) => {
                let content = content.unwrap_or_default();
                match restore(change, &content, &mut effect.stories).map_err(failed)? {
                    Some(report) => effect
                        .follows
                        .push(format!("report {report} is in the ledger again")),
                    None => {
                        return Err(ReviewError::form(
                            "decision",
                            "its report can't be put back: another has its number; add it again",
                        ));
                    }
                }
            }
            (Target::Report, _) => {
                if let Some(report) = report {
                    reread(change, report, read).map_err(failed)?;
                }
            }
            (Target::Story, _) => {
                let on = |text: &str| serde_json::from_str::<OnStories>(text).unwrap_or_default();
                let becomes = on(&becomes.unwrap_or_default());
                let moved = report.filter(|_| found.act == Act::Move);
                unpin(change, moved, &on(&was), &becomes, &mut effect.stories).map_err(failed)?;
            }
            (Target::Claim, _) => {}
        }
        self.take_effect(change, effect, &before)
            .map(|told| (number, told))
    }

    /// Puts reports to stories and works out claims anew; what that changes, a sentence each.
    fn take_effect(
        &self,
        change: &Transaction<'_>,
        mut effect: Effect,
        before: &[ClaimFound],
    ) -> Taken<Vec<String>> {
        let failed = |error: rusqlite::Error| self.failed(&error);
        let anew = stories::anew(change, &self.tables).map_err(failed)?;
        effect.stories.extend(anew.into_iter().flatten());
        pin(change, &mut effect.stories).map_err(failed)?;
        for &story in &effect.stories {
            stories::settle(change, &self.tables, story).map_err(failed)?;
        }
        let mut told = effect.follows;
        told.extend(differences(before, &self.claims_in(&effect.stories)?));
        Ok(told)
    }

    fn claims_of_story(&self, story: Option<i64>) -> Result<Vec<ClaimFound>, LedgerError> {
        self.claims_in(&story.into_iter().collect())
    }

    fn claims_in(&self, stories: &BTreeSet<i64>) -> Result<Vec<ClaimFound>, LedgerError> {
        // What is shown of them was looked at before; in the middle of a change sums are not yet those of the rows.
        self.sound.forget();
        let mut all = Vec::new();
        for &story in stories {
            all.extend(self.claims(&ClaimQuery {
                story: Some(story),
                ..ClaimQuery::default()
            })?);
        }
        self.sound.forget();
        Ok(all)
    }

    /// The claim of a name: "story.number".
    fn claim_named(&self, name: &str) -> Taken<ClaimFound> {
        let story = name
            .split_once('.')
            .and_then(|(story, _)| story.parse().ok());
        let all = self.claims_of_story(story)?;
        let found = all.into_iter().find(|claim| claim.claim == name);
        found.ok_or_else(|| ReviewError::NoClaim {
            claim: name.to_owned(),
        })
    }

    /// Where the attestations of a claim stand.
    fn anchors(&self, claim: &ClaimFound) -> SqlResult<Vec<Anchor>> {
        let mut of_report = self
            .file
            .prepare_cached("SELECT lower(hex(content)), text FROM report WHERE id = ?1")?;
        let mut figures = self
            .file
            .prepare_cached("SELECT row FROM figure WHERE report = ?1 AND number = ?2")?;
        claim
            .attestations
            .iter()
            .map(|one| {
                let (content, text): (String, String) =
                    of_report.query_row([one.report], |row| Ok((row.get(0)?, row.get(1)?)))?;
                let number = one
                    .figure
                    .as_deref()
                    .and_then(|id| id.get(1..)?.parse::<i64>().ok());
                let figure: Option<FigureRow> = match number {
                    Some(number) => figures
                        .query_row([one.report, number], |cells| read_json(cells, "row"))
                        .optional()?,
                    None => None,
                };
                let span = figure.map_or(CharSpan::new(one.span[0], one.span[1]), |figure| {
                    figure.span
                });
                let bytes = Text::new(&text).bytes(span);
                Ok(Anchor {
                    content,
                    span: [bytes.start(), bytes.end()],
                })
            })
            .collect()
    }
}

/// Who decides, when and why.
struct By<'b> {
    who: &'b str,
    at: &'b str,
    note: Option<&'b str>,
}

impl<'b> By<'b> {
    fn line(
        &self,
        target: Target,
        act: Act,
        content: Option<Vec<u8>>,
        was: String,
        becomes: Option<String>,
    ) -> Line<'b> {
        Line {
            target,
            act,
            content,
            undoes: None,
            was,
            becomes,
            note: self.note,
            who: self.who,
            at: self.at,
        }
    }
}

fn needed<T>(field: &str, value: Option<T>) -> Taken<T> {
    value.ok_or_else(|| ReviewError::form(field, "is needed for this decision"))
}

fn content_of(change: &Transaction<'_>, report: i64) -> SqlResult<Option<Vec<u8>>> {
    change
        .prepare_cached("SELECT content FROM report WHERE id = ?1")?
        .query_row([report], |row| row.get(0))
        .optional()
}

/// Values for a report as they are kept.
fn edited(to: &Map<String, Value>) -> Taken<Map<String, Value>> {
    let mut kept = Map::new();
    for (name, value) in to {
        if !EDITABLE.contains(&name.as_str()) {
            return Err(ReviewError::form(
                name,
                format!(
                    "a report has no such value to edit; it has {}",
                    EDITABLE.join(", ")
                ),
            ));
        }
        let value = match value {
            Value::Null => Value::Null,
            Value::String(words) if words.trim().is_empty() => Value::Null,
            Value::String(words) if name == "published" => {
                let day: sayso::Day = words
                    .trim()
                    .parse()
                    .map_err(|told: String| ReviewError::field(name, told))?;
                day.to_string().into()
            }
            Value::String(words) if words.chars().count() <= 500 => words.trim().into(),
            _ => {
                return Err(ReviewError::field(
                    name,
                    "is neither words of up to 500 characters nor null",
                ));
            }
        };
        kept.insert(name.clone(), value);
    }
    if kept.is_empty() {
        return Err(ReviewError::form(
            "to",
            "nothing is edited; give at least one value",
        ));
    }
    Ok(kept)
}

/// What became of claims: each is known by where it is told.
fn differences(before: &[ClaimFound], after: &[ClaimFound]) -> Vec<String> {
    let places = |claim: &ClaimFound| -> BTreeSet<(i64, [usize; 2], Option<String>)> {
        let each = claim.attestations.iter();
        each.map(|one| (one.report, one.span, one.figure.clone()))
            .collect()
    };
    let now: Vec<_> = after.iter().map(places).collect();
    let mut met: BTreeMap<usize, usize> = BTreeMap::new();
    let mut told = Vec::new();
    for (at, claim) in before.iter().enumerate() {
        let was = places(claim);
        let alike = now
            .iter()
            .enumerate()
            .filter(|(other, _)| after[*other].kind == claim.kind);
        let shared = alike.map(|(other, is)| (is.intersection(&was).count(), other));
        let best = shared
            .filter(|(count, _)| *count > 0)
            .max_by_key(|&(count, other)| (count, std::cmp::Reverse(other)));
        let words = short(&claim.words);
        let Some((_, other)) = best else {
            told.push(format!("“{words}” ({}) is claimed no more", claim.status));
            continue;
        };
        let is = &after[other];
        if met.insert(other, at).is_some() {
            told.push(format!(
                "“{words}” is one claim with “{}”",
                short(&is.words)
            ));
        } else if is.status != claim.status {
            told.push(format!("“{words}” is {}, was {}", is.status, claim.status));
        } else if counts(is) != counts(claim) {
            told.push(format!(
                "“{words}” has {}, had {}",
                counts(is),
                counts(claim)
            ));
        } else if value(is) != value(claim) {
            told.push(format!("“{words}” has another value"));
        }
    }
    for (other, claim) in after.iter().enumerate() {
        if !met.contains_key(&other) && !before.is_empty() {
            told.push(format!(
                "“{}” is a claim of its own ({})",
                short(&claim.words),
                claim.status
            ));
        }
    }
    told
}

fn value(claim: &ClaimFound) -> (Option<f64>, Option<f64>) {
    (claim.value_low, claim.value_high)
}

fn counts(claim: &ClaimFound) -> String {
    let origins = match claim.origins == claim.origins_most {
        true => claim.origins.to_string(),
        false => format!("{} to {}", claim.origins, claim.origins_most),
    };
    format!("{} reports and {origins} origins", claim.reports)
}

fn short(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    if words.chars().count() <= WORDS {
        return words;
    }
    let cut: String = words.chars().take(WORDS).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{cut}…")
}
