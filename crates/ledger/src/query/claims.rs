use rusqlite::{Result, Row, params};
use sayso::Pair;
use sayso_claims::{Status, asked};
use serde::Serialize;

use super::wanted::{all_of, in_chars, list, words_of};
use crate::decisions::{Mark, marks_of_claim};
use crate::{Ledger, LedgerError};

/// Which claims are asked for.
#[derive(Clone, Debug, Default)]
pub struct ClaimQuery {
    /// Of this status.
    pub status: Option<Status>,
    /// Of this story.
    pub story: Option<i64>,
    /// happening or figure.
    pub kind: Option<String>,
    /// Words of what is claimed. Those of most of them come first; half of them must be told.
    pub about: Option<String>,
    /// Supported by so many reports or more.
    pub reports: usize,
    /// How many at most; all where `None`.
    pub limit: Option<usize>,
}

/// A claim in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimFound {
    /// "story.number".
    pub claim: String,
    /// Its story's number.
    pub story: i64,
    /// happening or figure.
    pub kind: String,
    /// What is claimed, in the words of the first report that supports it.
    pub words: String,
    /// single source, confirmed, disputed, updated or corrected.
    pub status: String,
    /// Why, one sentence a rule.
    pub reasons: Vec<String>,
    /// Who says it, who denies it and since when, in one line.
    pub line: String,
    /// How many reports support it, their versions counted once.
    pub reports: usize,
    /// How many publishers.
    pub publishers: usize,
    /// How many publisher families.
    pub families: usize,
    /// On how many independent origins it rests at least: those that are surely not one.
    pub origins: usize,
    /// The same.
    pub origins_least: usize,
    /// And at most: those that may be others.
    pub origins_most: usize,
    /// What a figure is of: killed, wounded…, else its unit or sort.
    pub measure: Option<String>,
    /// The least that the figure may be as it stands now.
    pub value_low: Option<f64>,
    /// The most that it may be.
    pub value_high: Option<f64>,
    /// What people decided on it.
    pub decided: Vec<Mark>,
    /// Who supports, denies and corrects it, in the order of publication.
    pub attestations: Vec<AttestationFound>,
}

/// One report's support or denial of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttestationFound {
    /// The report's number.
    pub report: i64,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// supports, denies or corrects.
    pub role: String,
    /// Whose word it rests on.
    pub origin: String,
    /// The rule that told whose.
    pub rule: String,
    /// Whether it counts as an origin of its own standing; the outlet's own voice does not where sources are named.
    pub counts: bool,
    /// From the outlet to the last voice, where it stands in a statement.
    pub say_so: Vec<String>,
    /// The exact words.
    pub words: String,
    /// Where they stand in the text, in code points.
    pub span: Pair,
    /// The statement they stand in.
    pub statement: Option<String>,
    /// The figure, in claims of figures.
    pub figure: Option<String>,
    /// Its words.
    pub value: Option<String>,
    /// The least that it may be.
    pub value_low: Option<f64>,
    /// The most that it may be.
    pub value_high: Option<f64>,
}

/// Claims that are looked at for words; a question is narrowed by a story or status.
const LOOKED_AT: i64 = 5_000;

impl Ledger {
    /// The claims that meet a query: by how much of what is asked they tell, then by how many reports support them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn claims(&self, query: &ClaimQuery) -> std::result::Result<Vec<ClaimFound>, LedgerError> {
        let found = self
            .find_claims(query)
            .map_err(|error| self.failed(&error))?;
        self.unaltered_stories(found.iter().map(|claim| claim.story))?;
        let attested = found.iter().flat_map(|claim| &claim.attestations);
        self.unaltered(attested.map(|attestation| attestation.report))?;
        Ok(found)
    }

    /// The claims of these ids, in their order.
    pub(super) fn claims_of(
        &self,
        ids: &[i64],
    ) -> std::result::Result<Vec<ClaimFound>, LedgerError> {
        let found: Result<Vec<ClaimFound>> = ids.iter().map(|&id| self.claim(id)).collect();
        let found = found.map_err(|error| self.failed(&error))?;
        self.unaltered_stories(found.iter().map(|claim| claim.story))?;
        Ok(found)
    }

    /// How many claims meet a query, whatever its limit.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_claims(&self, query: &ClaimQuery) -> std::result::Result<usize, LedgerError> {
        let count = || {
            match query.about {
            Some(_) => Ok(self.rank_claims(query)?.len()),
            None => self
                .file
                .prepare_cached(
                    "SELECT count(*) FROM claim WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR story = ?2)
                     AND (?3 IS NULL OR kind = ?3) AND reports >= ?4",
                )?
                .query_row(
                    params![
                        query.status.map(Status::as_str),
                        query.story,
                        query.kind,
                        query.reports
                    ],
                    |row| row.get(0),
                ),
        }
        };
        count().map_err(|error| self.failed(&error))
    }

    fn find_claims(&self, query: &ClaimQuery) -> Result<Vec<ClaimFound>> {
        let mut ranked = self.rank_claims(query)?;
        ranked.truncate(query.limit.unwrap_or(usize::MAX));
        ranked.into_iter().map(|id| self.claim(id)).collect()
    }

    /// The ids of the claims that meet a query, the first first.
    fn rank_claims(&self, query: &ClaimQuery) -> Result<Vec<i64>> {
        let status = query.status.map(Status::as_str);
        let asked = query
            .about
            .as_deref()
            .map(|words| asked(words, &self.tables));
        // Words narrow the reports first, where no story does.
        let wanted = query.about.as_deref().filter(|_| query.story.is_none());
        let wanted = wanted.map(|words| all_of(words).unwrap_or_default());
        let reports = match &wanted {
            Some(wanted) if wanted.is_empty() => return Ok(Vec::new()),
            Some(_) => {
                "AND id IN (SELECT claim FROM attestation WHERE report IN
                        (SELECT rowid FROM report_words WHERE report_words MATCH ?6))"
            }
            None => "AND ?6 IS NULL",
        };
        // Only what is asked for stands in the question, so that an index answers it.
        let when =
            |asked: bool, is: &'static str, open: &'static str| if asked { is } else { open };
        let status_is = when(status.is_some(), "status = ?1", "?1 IS NULL");
        let story_is = when(query.story.is_some(), "story = ?2", "?2 IS NULL");
        let kind_is = when(query.kind.is_some(), "kind = ?3", "?3 IS NULL");
        // Of one story what is contested comes first, then what changed, what is confirmed, and what many tell.
        let order = when(
            query.story.is_some(),
            "CASE WHEN reports < 2 AND status = 'single source' THEN 9
                  WHEN status IN ('disputed', 'corrected') THEN 0 WHEN status = 'updated' THEN 1
                  WHEN status = 'confirmed' THEN 2 ELSE 3 END, reports DESC,",
            "reports DESC,",
        );
        let sql = format!(
            "SELECT id, terms FROM claim WHERE {status_is} AND {story_is} AND {kind_is}
             AND reports >= ?4 {reports} ORDER BY {order} id LIMIT ?5"
        );
        let all = if asked.is_some() {
            LOOKED_AT
        } else {
            query.limit.map_or(-1, |limit| limit as i64)
        };
        let mut claims = self.file.prepare_cached(&sql)?;
        let rows = claims.query_map(
            params![status, query.story, query.kind, query.reports, all, wanted],
            |row| {
                let terms: Vec<u32> = match asked {
                    Some(_) => list(row, "terms")?,
                    None => Vec::new(),
                };
                Ok((row.get::<_, i64>("id")?, terms))
            },
        )?;
        let mut ranked: Vec<(usize, i64)> = Vec::new();
        for row in rows {
            let (id, terms) = row?;
            let told = match &asked {
                None => 0,
                Some(asked) => {
                    let told = asked
                        .iter()
                        .filter(|any| any.iter().any(|term| terms.contains(&term.number())))
                        .count();
                    if 2 * told < asked.len().max(1) {
                        continue;
                    }
                    told
                }
            };
            ranked.push((told, id));
        }
        // Of equals the order by reports stays.
        ranked.sort_by_key(|&(told, _)| std::cmp::Reverse(told));
        Ok(ranked.into_iter().map(|(_, id)| id).collect())
    }

    pub(crate) fn claim(&self, id: i64) -> Result<ClaimFound> {
        let mut claim = self
            .file
            .prepare_cached("SELECT * FROM claim WHERE id = ?1")?;
        let mut found = claim.query_row([id], |row| {
            let story: i64 = row.get("story")?;
            Ok(ClaimFound {
                claim: format!("{story}.{}", row.get::<_, i64>("number")?),
                story,
                kind: row.get("kind")?,
                words: String::new(),
                status: row.get("status")?,
                reasons: list(row, "reasons")?,
                line: String::new(),
                reports: row.get("reports")?,
                publishers: row.get("publishers")?,
                families: row.get("families")?,
                origins: row.get("origins")?,
                origins_least: row.get("origins")?,
                origins_most: row.get("origins_most")?,
                measure: row.get("measure")?,
                value_low: row.get("value_low")?,
                value_high: row.get("value_high")?,
                decided: Vec::new(),
                attestations: Vec::new(),
            })
        })?;
        found.decided = marks_of_claim(&self.file, id)?;
        let mut attestations = self.file.prepare_cached(
            "SELECT attestation.*, report.outlet, report.published, report.text, statement.row ->> 'say_so' AS say_so,
                    substr(report.text, 1 + (figure.row ->> '$.span[0]'),
                           (figure.row ->> '$.span[1]') - (figure.row ->> '$.span[0]')) AS value,
                    figure.row ->> 'low' AS low, figure.row ->> 'high' AS high
             FROM attestation JOIN report ON report.id = attestation.report
             LEFT JOIN statement ON statement.report = attestation.report AND statement.number = attestation.statement
             LEFT JOIN figure ON figure.report = attestation.report AND figure.number = attestation.figure
             WHERE attestation.claim = ?1 ORDER BY attestation.number",
        )?;
        found.attestations = attestations
            .query_map([id], attestation)?
            .collect::<Result<_>>()?;
        let first = found
            .attestations
            .iter()
            .find(|one| one.role == "supports")
            .or(found.attestations.first());
        found.words = first.map(|one| one.words.clone()).unwrap_or_default();
        found.line = line(&found.attestations);
        Ok(found)
    }
}

/// Voices named in the line of a claim; of more it says how many.
const NAMED: usize = 4;

/// "Marta Veldkamp and border police since 2026-04-11; denied by Emil Radek since 2026-04-12".
fn line(attestations: &[AttestationFound]) -> String {
    let side = |role: &str| {
        let of_role = || attestations.iter().filter(|one| one.role == role);
        // Where sources are named, the outlets' own voices are not.
        let named = of_role().any(|one| one.counts);
        let mut voices: Vec<&str> = Vec::new();
        for one in of_role().filter(|one| one.counts || !named) {
            if !voices.contains(&one.origin.as_str()) {
                voices.push(&one.origin);
            }
        }
        let since = of_role().filter_map(|one| one.published.as_deref()).min();
        (!voices.is_empty()).then(|| {
            let since = since.map_or_else(String::new, |day| format!(" since {day}"));
            format!("{}{since}", joined(&voices))
        })
    };
    let told = [
        ("", side("supports")),
        ("denied by ", side("denies")),
        ("corrected by ", side("corrects")),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter_map(|(how, who)| Some(format!("{how}{}", who?)))
        .collect();
    told.join("; ")
}

/// "A", "A and B", "A, B, C, D and 3 others".
fn joined(voices: &[&str]) -> String {
    let more = voices.len().saturating_sub(NAMED);
    let others = format!("{more} other{}", if more == 1 { "" } else { "s" });
    let mut named: Vec<&str> = voices.iter().take(NAMED).copied().collect();
    if more > 0 {
        named.push(&others);
    }
    match named.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        _ => named.concat(),
    }
}

fn attestation(row: &Row<'_>) -> Result<AttestationFound> {
    let text = row.get_ref("text")?.as_str()?;
    let span: Pair = [row.get("start")?, row.get("end")?];
    let outlet: Option<String> = row.get("outlet")?;
    let say_so = match row.get_ref("say_so")?.as_str_or_null()? {
        Some(_) => list(row, "say_so")?,
        None => vec![outlet.clone().unwrap_or_else(|| "outlet".to_owned())],
    };
    let number = |column: &str| row.get::<_, Option<i64>>(column);
    Ok(AttestationFound {
        report: row.get("report")?,
        published: row.get("published")?,
        role: row.get("role")?,
        origin: row.get("origin_name")?,
        rule: row.get("rule")?,
        counts: row.get("counts")?,
        say_so,
        words: words_of(text, &[span]),
        span: in_chars(text, &[span]).first().copied().unwrap_or_default(),
        statement: number("statement")?.map(|number| format!("s{number}")),
        figure: number("figure")?.map(|number| format!("f{number}")),
        value: row.get("value")?,
        value_low: row.get("low")?,
        value_high: row.get("high")?,
        outlet,
    })
}
