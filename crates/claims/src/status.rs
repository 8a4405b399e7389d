//! What the attestations of a claim make of it.
//!
//! The first of these that holds:
//!
//! * *corrected*: a source or outlet took back or mended what it had told: by a verb of correcting, in a report that
//!   is a correction, or by telling the opposite of its own earlier word;
//! * *disputed*: a source denies it, or two origins give values for one thing at one time that cannot both hold;
//! * *updated*: a source changed its own figure, or a later one of another source takes the place of an earlier one
//!   where such counts grow or fall with time (killed, wounded, missing, captured, displaced);
//! * *confirmed*: it has two independent origins or more, whose clauses are likely one;
//! * *single source*: it has one.

use std::collections::BTreeSet;

use sayso_labels::labels;

use crate::figures::{compatible, grew, is_fate, is_of_something, may_compare};
use crate::judge::{Attestation, COMPARED, Claim, ClaimKind, Role, Story};
use crate::names::same_person;
use crate::origins::{Identity, Origins};
use crate::propositions::{FigureTold, Proposition};

labels! {
    /// The status of a claim.
    pub Status("status of a claim") {
        /// One origin.
        SingleSource = "single source",
        /// Two independent origins or more.
        Confirmed = "confirmed",
        /// Denied, or told with values that cannot both hold.
        Disputed = "disputed",
        /// Its figure was changed.
        Updated = "updated",
        /// Taken back or mended by who had told it.
        Corrected = "corrected",
    }
}

/// Decides the status of one story's claims.
pub(crate) struct Verdict<'s> {
    pub(crate) story: &'s Story,
    pub(crate) origins: &'s Origins<'s>,
}

impl<'s> Verdict<'s> {
    fn figure(&self, one: &Attestation) -> Option<&'s FigureTold> {
        let told = &self.story[one.report].testimony.propositions[one.proposition];
        told.figures.get(one.figure?)
    }

    fn outlet(&self, one: &Attestation) -> &str {
        self.story[one.report]
            .outlet
            .as_deref()
            .unwrap_or("an unknown outlet")
    }

    /// Gives a claim its status, and the reasons.
    pub(crate) fn decide(&self, claim: &mut Claim) {
        let corrected = self.corrections(claim);
        let disputed = self.disputes(claim);
        let mut updated = self.updates(claim);
        updated.extend(self.overtaken(claim));
        let (status, reasons) = if !corrected.is_empty() {
            (Status::Corrected, corrected)
        } else if !disputed.is_empty() {
            (Status::Disputed, disputed)
        } else if !updated.is_empty() {
            (Status::Updated, updated)
        } else {
            (
                if claim.origins > 1 {
                    Status::Confirmed
                } else {
                    Status::SingleSource
                },
                Vec::new(),
            )
        };
        claim.status = status;
        claim.reasons = reasons;
        claim.value = self.stands(claim).map(|figure| figure.bounds);

        claim.reasons.extend(self.other_numbers(claim));
        claim.reasons.push(rests_on(claim));
    }

    /// The figure that stands now: the correction, else that of the latest day, of these the last told.
    fn stands(&self, claim: &Claim) -> Option<&'s FigureTold> {
        let told = claim
            .attestations
            .iter()
            .filter(|one| one.role != Role::Denies);
        let told = told.filter_map(|one| Some((one, self.figure(one)?)));
        told.max_by_key(|(one, figure)| {
            (
                one.role == Role::Corrects,
                one.counts,
                self.day(one, figure),
                one.report,
            )
        })
        .map(|(_, figure)| figure)
    }

    /// That what was not so then is so now.
    fn overtaken(&self, claim: &Claim) -> Option<String> {
        let one = claim
            .attestations
            .iter()
            .find(|one| one.role == Role::Denies && self.overtakes(claim, one))?;
        Some(format!("no longer so in {}", self.outlet(one)))
    }

    /// That a happening is told with numbers that can't both hold: it may be confirmed where they are not.
    fn other_numbers(&self, claim: &Claim) -> Option<String> {
        if claim.kind == ClaimKind::Figure {
            return None;
        }
        let supports = claim
            .attestations
            .iter()
            .filter(|one| one.role == Role::Supports);
        let told: Vec<&FigureTold> = supports
            .take(COMPARED)
            .flat_map(|one| &self.story[one.report].testimony.propositions[one.proposition].figures)
            .filter(|figure| is_of_something(figure))
            .collect();
        let differs =
            |a: &&FigureTold| told.iter().find(|b| may_compare(a, b) && !compatible(a, b));
        let (a, b) = told.iter().find_map(|a| Some((a, differs(a)?)))?;
        Some(format!(
            "told with different numbers ({}; {}), which are a claim of their own",
            value(a),
            value(b)
        ))
    }

    fn corrections(&self, claim: &Claim) -> Vec<String> {
        let mut reasons = Vec::new();
        let supports: Vec<&Attestation> = claim
            .attestations
            .iter()
            .filter(|one| one.role == Role::Supports)
            .collect();
        for one in &claim.attestations {
            if one.role == Role::Corrects {
                let changes = match (
                    self.figure(one),
                    supports.last().and_then(|last| self.figure(last)),
                ) {
                    (Some(_), Some(_)) => supports
                        .iter()
                        .filter_map(|other| self.figure(other))
                        .any(|other| {
                            self.figure(one)
                                .is_some_and(|this| !compatible(this, other))
                        }),
                    _ => true,
                };
                if changes && !supports.is_empty() {
                    let who = if self.story[one.report].testimony.correction {
                        self.outlet(one)
                    } else {
                        &one.origin.voice
                    };
                    reasons.push(format!("{who} corrected it in {}", self.outlet(one)));
                }
            }
            let took_back = |other: &&Attestation| {
                let (before, now) = (&other.origin.voice, &one.origin.voice);
                let one_voice = before == now || same_person(before, now);
                one_voice && other.report < one.report && !one.origin.weak
            };
            // "No arrests" on Saturday and one on Monday is news, not a retraction.
            let overtakes = !self.told(one).denied && !self.told(one).concedes;
            if one.role == Role::Denies
                && !overtakes
                && supports.iter().any(|&other| took_back(&other))
            {
                reasons.push(format!(
                    "{} took it back in {}",
                    one.origin.voice,
                    self.outlet(one)
                ));
            }
        }
        reasons.dedup();
        reasons
    }

    fn told(&self, one: &Attestation) -> &'s Proposition {
        &self.story[one.report].testimony.propositions[one.proposition]
    }

    /// Whether a denial is of a later state than all that it denies: "no arrests" before, one arrest since.
    fn overtakes(&self, claim: &Claim, one: &Attestation) -> bool {
        let mut supports = claim
            .attestations
            .iter()
            .filter(|other| other.role == Role::Supports);
        let later = supports.all(|other| {
            self.story[other.report].day < self.story[one.report].day
                && self.origins.identity(other.origin.node, one.origin.node) == Identity::Same
        });
        let told = self.told(one);
        later && !told.denied && !told.rejects && !told.concedes
    }

    fn disputes(&self, claim: &Claim) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        for one in claim
            .attestations
            .iter()
            .filter(|one| one.role == Role::Denies && !self.overtakes(claim, one))
            // That something is so, told later by another, need not be of the time at which it was not.
            .filter(|one| self.told(one).denied || self.told(one).rejects)
        {
            // Who concedes it since does not deny it any more.
            let conceded = claim.attestations.iter().any(|other| {
                other.role == Role::Supports
                    && other.report > one.report
                    && other.origin.node == one.origin.node
                    && self.told(other).concedes
            });
            if conceded {
                continue;
            }
            // A report does not quarrel with itself, nor anyone with his own word.
            let mut others = claim
                .attestations
                .iter()
                .filter(|other| other.role == Role::Supports);
            let quarrel = others.any(|other| {
                other.origin.node != one.origin.node
                    || other.report != one.report && !other.origin.weak
            });
            if !quarrel {
                continue;
            }
            let reason = format!("{} denied it in {}", one.origin.voice, self.outlet(one));
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        for (a, b) in self.pairs(claim) {
            let (Some(x), Some(y)) = (self.figure(a), self.figure(b)) else {
                continue;
            };
            // A toll grows; values of one side, or of voices that may be one, are no quarrel.
            let later = is_fate(x) && self.day(a, x) < self.day(b, y);
            let sure = self.origins.identity(a.origin.node, b.origin.node) == Identity::Different;
            if sure && !compatible(x, y) && !later {
                let reason = format!(
                    "{} has {}, {} has {}",
                    a.origin.voice,
                    value(x),
                    b.origin.voice,
                    value(y)
                );
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
        reasons
    }

    fn updates(&self, claim: &Claim) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        for (a, b) in self.pairs(claim) {
            let (Some(x), Some(y)) = (self.figure(a), self.figure(b)) else {
                continue;
            };
            let (before, now) = (&a.origin.voice, &b.origin.voice);
            let one_voice = before == now || same_person(before, now);
            let identity = self.origins.identity(a.origin.node, b.origin.node);
            let one_source = identity == Identity::Same
                && a.report != b.report
                && x.bounds != y.bounds
                && (one_voice && is_fate(x) && grew(x, y) || !compatible(x, y));
            let later = self.day(a, x) < self.day(b, y);
            let overtaken = is_fate(x)
                && a.report != b.report
                && (later && grew(x, y) || !compatible(x, y) && identity != Identity::Different);
            if one_source || overtaken {
                let reason = format!(
                    "{} told {}, then {} told {}",
                    a.origin.voice,
                    value(x),
                    b.origin.voice,
                    value(y)
                );
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
        reasons
    }

    /// The supports that count, each with each later one.
    fn pairs<'c>(&self, claim: &'c Claim) -> Vec<(&'c Attestation, &'c Attestation)> {
        let counts: Vec<&Attestation> = claim
            .attestations
            .iter()
            .filter(|one| one.counts && one.figure.is_some() && one.role != Role::Denies)
            .take(COMPARED)
            .collect();
        let mut pairs = Vec::new();
        for (at, &a) in counts.iter().enumerate() {
            pairs.extend(counts[at + 1..].iter().map(|&b| (a, b)));
        }
        pairs
    }

    /// The day that a figure is true of, else that of its report.
    fn day<'a>(&'a self, one: &Attestation, figure: &'a FigureTold) -> Option<&'a str> {
        let published = self.story[one.report].day.as_deref();
        figure
            .day
            .as_deref()
            .filter(|day| published.is_none_or(|published| *day <= published))
            .or(published)
    }
}

/// A figure's bounds in words.
pub(crate) fn value(figure: &FigureTold) -> String {
    let about = if figure.approximate { "about " } else { "" };
    let bounds = figure.bounds;
    match (bounds.low, bounds.best, bounds.high) {
        (_, Some(best), _) => format!("{about}{best}"),
        (Some(low), None, Some(high)) if low == high => format!("{about}{low}"),
        (Some(low), None, Some(high)) => format!("{about}{low} to {high}"),
        (Some(low), None, None) => format!("at least {low}"),
        (None, None, Some(high)) => format!("at most {high}"),
        (None, None, None) => "no value".to_owned(),
    }
}

/// "rests on one origin: Marta Veldkamp", "rests on 1 to 3 origins: …; told by 2 outlets in their own voice".
fn rests_on(claim: &Claim) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut own: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for one in claim
        .attestations
        .iter()
        .filter(|one| one.role == Role::Supports)
    {
        if seen.insert(one.origin.node) {
            let is_own = matches!(one.origin.rule, "own voice" | "agency");
            let list = if is_own && one.origin.weak {
                &mut own
            } else {
                &mut names
            };
            list.push(&one.origin.name);
        }
    }
    let origins = match (claim.origins, claim.origins_most) {
        (1, 1) => "one origin".to_owned(),
        (least, most) if least == most => format!("{least} origins"),
        (least, most) => format!("{least} to {most} origins"),
    };
    let outlets = match own.len() {
        1 => format!("{} in its own voice", own[0]),
        count => format!("{count} outlets in their own voice, origin not given"),
    };
    match (names.is_empty(), own.is_empty()) {
        (false, true) => format!("rests on {origins}: {}", names.join(", ")),
        (false, false) => format!(
            "rests on {origins}: {}; told by {outlets}",
            names.join(", ")
        ),
        _ => format!("rests on {origins}: told by {outlets}"),
    }
}
