//! How a claim of the ledger stands now, as seen from one who tells it.

use sayso_claims::Bounds;

use super::check::{Now, Verdict};
use crate::query::{AttestationFound, ClaimFound};

/// The verdict on what tells a claim, why, and the claim; `value` is what it tells of a figure.
pub(super) fn now(claim: &ClaimFound, value: Option<Bounds>) -> (Verdict, String, Now) {
    let stands = |line: &str| {
        (
            Verdict::Stands,
            format!("the ledger has it by {line}"),
            None,
        )
    };
    let told = |one: &AttestationFound| one.value.clone().unwrap_or_else(|| one.words.clone());
    let of = |role: &str| claim.attestations.iter().rev().find(|one| one.role == role);
    // Whether what is told is the value that stands.
    let is_latest =
        value.is_some_and(|value| value.low == claim.value_low && value.high == claim.value_high);
    let latest = || {
        let mut told = claim.attestations.iter().rev();
        told.find(|one| {
            let has = one.value_low == claim.value_low && one.value_high == claim.value_high;
            one.role != "denies" && one.figure.is_some() && has
        })
    };
    let (verdict, reason, one) = match claim.status.as_str() {
        "disputed" => match of("denies") {
            Some(one) => {
                let reason = format!("{} denied it in {}", one.origin, outlet(one));
                (Verdict::Disputed, reason, Some(one))
            }
            None => {
                let reason = claim.reasons.first().cloned().unwrap_or_default();
                (Verdict::Disputed, reason, None)
            }
        },
        "corrected" if !is_latest => match of("corrects").or_else(|| of("denies")) {
            Some(one) => {
                let reason = format!(
                    "{} corrected it in {}: {}",
                    one.origin,
                    outlet(one),
                    told(one)
                );
                (Verdict::Corrected, reason, Some(one))
            }
            None => stands(&claim.line),
        },
        "updated" if claim.kind == "figure" && !is_latest => match latest() {
            Some(one) => {
                let reason = format!("now {} by {} in {}", told(one), one.origin, outlet(one));
                (Verdict::Superseded, reason, Some(one))
            }
            None => stands(&claim.line),
        },
        "updated" if claim.kind != "figure" => match of("denies") {
            Some(one) => {
                let reason = format!("no longer so by {} in {}", one.origin, outlet(one));
                (Verdict::Superseded, reason, Some(one))
            }
            None => stands(&claim.line),
        },
        _ => stands(&claim.line),
    };
    let now = Now {
        claim: claim.claim.clone(),
        status: claim.status.clone(),
        origins_least: claim.origins_least,
        origins_most: claim.origins_most,
        line: claim.line.clone(),
        by: one.map(|one| one.origin.clone()),
        since: one.and_then(|one| one.published.clone()),
        report: one.map(|one| one.report),
        words: one.map(|one| one.words.clone()),
        value_low: claim.value_low,
        value_high: claim.value_high,
    };
    (verdict, reason, now)
}

fn outlet(one: &AttestationFound) -> String {
    let outlet = one.outlet.as_deref().unwrap_or("an unknown outlet");
    match &one.published {
        Some(day) => format!("{outlet}, {day}"),
        None => outlet.to_owned(),
    }
}
