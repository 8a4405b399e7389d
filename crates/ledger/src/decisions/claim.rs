//! Claims that people merged, split or gave a status.

use std::collections::BTreeSet;

use rusqlite::{Connection, Result};
use sayso_claims::{Attestation, Claim, Regroup, Status, Tables, Told};
use serde::{Deserialize, Serialize};

use super::log::HOLDS;
use crate::query::wanted::list;

/// Where an attestation stands: what a claim is known by, whatever its number is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Anchor {
    /// The content of the report, in hexadecimal digits.
    pub(super) content: String,
    /// Its words in bytes: the figure's in claims of figures.
    pub(super) span: [usize; 2],
}

/// What a decision on claims says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct OnClaims {
    /// happening or figure.
    pub(super) kind: String,
    /// The claim.
    pub(super) claim: Vec<Anchor>,
    /// The claim that it is merged with, or what is taken out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) other: Vec<Anchor>,
    /// The status that it has from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<Status>,
    /// What is claimed, for people.
    pub(super) words: String,
}

/// The claims of a story as people decided, each with the numbers of the decisions that it follows.
pub(crate) fn decide(
    ledger: &Connection,
    tables: &Tables,
    story: i64,
    reports: &[Told],
    claims: Vec<Claim>,
) -> Result<Vec<(Claim, Vec<i64>)>> {
    let mut all = ledger.prepare_cached(&format!(
        "SELECT decision.* FROM decision WHERE target = 'claim' AND act <> 'undo' AND {HOLDS}
         AND content IN (SELECT content FROM in_story JOIN report ON report.id = in_story.report WHERE story = ?1)
         ORDER BY decision.id"
    ))?;
    let decided = all
        .query_map([story], |cells| {
            Ok((
                cells.get::<_, i64>("id")?,
                cells.get::<_, String>("act")?,
                cells.get::<_, String>("who")?,
                cells.get::<_, String>("at")?,
                list::<OnClaims>(cells, "becomes")?,
            ))
        })?
        .collect::<Result<Vec<_>>>()?;
    let mut claims: Vec<(Claim, Vec<i64>)> = claims
        .into_iter()
        .map(|claim| (claim, Vec::new()))
        .collect();
    if decided.is_empty() {
        return Ok(claims);
    }
    let place = Places::of(ledger, reports)?;
    let again = Regroup::new(reports, tables);
    for (number, act, who, at, on) in decided {
        let Some(one) = place.claim(&claims, &on.kind, &on.claim) else {
            continue;
        };
        match act.as_str() {
            "status" => {
                let Some(status) = on.status else { continue };
                let claim = &mut claims[one].0;
                if claim.status != status {
                    let told = format!("decided by {who} on {at}: it was {}", claim.status);
                    claim.reasons.insert(0, told);
                    claim.status = status;
                }
                claims[one].1.push(number);
            }
            "merge" => {
                let Some(other) = place.claim(&claims, &on.kind, &on.other) else {
                    continue;
                };
                if other == one {
                    claims[one].1.push(number);
                    continue;
                }
                let mut attestations = claims[one].0.attestations.clone();
                for more in &claims[other].0.attestations {
                    let same = |known: &Attestation| {
                        (known.report, known.proposition, known.figure, known.role)
                            == (more.report, more.proposition, more.figure, more.role)
                    };
                    if !attestations.iter().any(same) {
                        attestations.push(more.clone());
                    }
                }
                let kind = claims[one].0.kind;
                if let Some(mut claim) = again.claim(kind, &attestations) {
                    claim.reasons.push(format!("merged by {who} on {at}"));
                    let mut follows = claims[other].1.clone();
                    follows.extend(&claims[one].1);
                    follows.push(number);
                    let (kept, gone) = (one.min(other), one.max(other));
                    claims[kept] = (claim, follows);
                    claims.remove(gone);
                }
            }
            "split" => {
                let claim = &claims[one].0;
                let (out, stay): (Vec<&Attestation>, Vec<&Attestation>) = claim
                    .attestations
                    .iter()
                    .partition(|attestation| place.is_of(attestation, &on.other));
                if out.is_empty() || stay.is_empty() {
                    continue;
                }
                let mut parts = Vec::new();
                for part in [stay, out] {
                    if let Some(mut claim) = again.claim(claim.kind, part) {
                        claim.reasons.push(format!("parted by {who} on {at}"));
                        let mut follows = claims[one].1.clone();
                        follows.push(number);
                        parts.push((claim, follows));
                    }
                }
                claims.splice(one..=one, parts);
            }
            _ => {}
        }
    }
    Ok(claims)
}

/// Where attestations stand.
struct Places<'r> {
    reports: &'r [Told],
    contents: Vec<String>,
}

impl<'r> Places<'r> {
    fn of(ledger: &Connection, reports: &'r [Told]) -> Result<Self> {
        let mut content =
            ledger.prepare_cached("SELECT lower(hex(content)) FROM report WHERE id = ?1")?;
        let contents = reports
            .iter()
            .map(|told| content.query_row([told.report], |row| row.get(0)))
            .collect::<Result<_>>()?;
        Ok(Self { reports, contents })
    }

    fn is_of(&self, one: &Attestation, anchors: &[Anchor]) -> bool {
        let told = &self.reports[one.report].testimony.propositions[one.proposition];
        let figure = one.figure.and_then(|figure| told.figures.get(figure));
        let span = figure.map_or(told.span, |figure| figure.span);
        anchors.iter().any(|anchor| {
            anchor.content == self.contents[one.report]
                && anchor.span[0] < span[1]
                && span[0] < anchor.span[1]
        })
    }

    /// The claim of a kind that has most of these attestations.
    fn claim(&self, claims: &[(Claim, Vec<i64>)], kind: &str, anchors: &[Anchor]) -> Option<usize> {
        let each = claims.iter().enumerate();
        let of_kind = each.filter(|(_, (claim, _))| claim.kind.as_str() == kind);
        let counted = of_kind.map(|(at, (claim, _))| {
            let known = claim
                .attestations
                .iter()
                .filter(|one| self.is_of(one, anchors));
            let places: BTreeSet<_> = known.map(|one| (one.report, one.proposition)).collect();
            (places.len(), at)
        });
        let found = counted.filter(|(count, _)| *count > 0);
        let most = found.max_by_key(|&(count, at)| (count, std::cmp::Reverse(at)));
        most.map(|(_, at)| at)
    }
}
