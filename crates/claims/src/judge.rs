use std::collections::BTreeSet;

use crate::alike::{DENIES, Weights, groups};
use crate::figures::{InClause, compatible, is_fate, is_of_something, same_thing, size};
use crate::names::same_person;
use crate::origins::{Origin, Origins, counted};
use crate::propositions::{FigureTold, Proposition, Testimony};
use crate::status::Status;
use crate::tables::Tables;
use crate::terms::Term;

/// One report of a story, in the order of publication.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its number.
    pub report: i64,
    /// The number of its first version; itself where there is one only.
    pub first: i64,
    /// Who published it.
    pub outlet: Option<String>,
    /// The agencies that it credits.
    pub agencies: Vec<String>,
    /// The day of publication.
    pub day: Option<String>,
    /// What it tells.
    pub testimony: Testimony,
    /// What stands in earlier reports too.
    pub copied: Vec<Copied>,
}

/// What a report has word for word from an earlier one.
#[derive(Clone, Debug)]
pub struct Copied {
    /// The earlier report's number.
    pub earlier: i64,
    /// Where it stands in the later one, in bytes.
    pub spans: Vec<[usize; 2]>,
}

/// The reports of one story.
pub type Story = [Told];

/// What sort of thing is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    /// That something happened or is so.
    Happening,
    /// That something is so many or so much.
    Figure,
}

impl ClaimKind {
    /// As written in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Happening => "happening",
            Self::Figure => "figure",
        }
    }
}

/// One proposition across the reports of a story.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What sort of thing is claimed.
    pub kind: ClaimKind,
    /// What it is of: the terms of its propositions.
    pub terms: BTreeSet<Term>,
    /// Who tells it, supports and denials, in the order of the reports.
    pub attestations: Vec<Attestation>,
    /// What that makes of it.
    pub status: Status,
    /// Why, one sentence a rule.
    pub reasons: Vec<String>,
    /// How many reports support it.
    pub reports: usize,
    /// How many publishers.
    pub publishers: usize,
    /// How many publisher families.
    pub families: usize,
    /// On how many independent origins it rests.
    pub origins: usize,
}

/// One report's support or denial of a claim.
#[derive(Clone, Debug)]
pub struct Attestation {
    /// The report, by its place in the story.
    pub report: usize,
    /// The proposition, by its place in the report's testimony.
    pub proposition: usize,
    /// The figure, by its place in the proposition; in claims of figures.
    pub figure: Option<usize>,
    /// supports, denies or corrects.
    pub role: Role,
    /// Whose word it rests on, and the rule that told.
    pub origin: Origin,
    /// Whether the origin counts.
    pub counts: bool,
}

/// What an attestation does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says that it is so.
    Supports,
    /// Says that it is not so.
    Denies,
    /// Takes back or mends what was told before.
    Corrects,
}

impl Role {
    /// As written in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Denies => "denies",
            Self::Corrects => "corrects",
        }
    }
}

/// A proposition with where it stands.
#[derive(Clone, Copy)]
struct Item<'s> {
    report: usize,
    number: usize,
    told: &'s Proposition,
}

/// The claims of a story, in the order in which they were first told: those of happenings, then those of figures.
pub fn judge(story: &Story, tables: &Tables) -> Vec<Claim> {
    let judge = Judge {
        story,
        tables,
        origins: Origins::new(story, tables),
        items: items(story),
    };
    let weights = Weights::new(judge.items.iter().map(|item| item.told));
    let mut claims = judge.happenings(&weights);
    claims.extend(judge.figures(&weights));
    claims
}

fn items(story: &Story) -> Vec<Item<'_>> {
    let each = story.iter().enumerate();
    each.flat_map(|(report, told)| {
        let propositions = told.testimony.propositions.iter().enumerate();
        propositions.map(move |(number, told)| Item {
            report,
            number,
            told,
        })
    })
    .collect()
}

struct Judge<'s> {
    story: &'s Story,
    tables: &'s Tables,
    origins: Origins<'s>,
    items: Vec<Item<'s>>,
}

/// An attestation before its origin is known.
struct Vote<'s> {
    item: Item<'s>,
    figure: Option<usize>,
    role: Role,
    /// The voice that is said to support it, where that is not the clause's own.
    by: Option<usize>,
}

impl<'s> Judge<'s> {
    fn happenings(&self, weights: &Weights) -> Vec<Claim> {
        let told: Vec<Item<'s>> = self
            .items
            .iter()
            .filter(|item| !item.told.arguments.is_empty() && !item.told.confirms)
            .copied()
            .collect();
        let propositions: Vec<&Proposition> = told.iter().map(|item| item.told).collect();
        let groups = groups(&propositions, weights);
        let mut claims = Vec::new();
        // Rejections that were tied to what they reject.
        let mut tied = vec![false; told.len()];
        let rejects =
            |group: &&Vec<usize>| group.iter().all(|&number| propositions[number].rejects);
        let (rejecting, telling): (Vec<_>, Vec<_>) = groups.iter().partition(rejects);
        for group in telling.into_iter().chain(rejecting) {
            if group.iter().all(|&number| tied[number]) {
                continue;
            }
            let members: Vec<Item<'s>> = group.iter().map(|&number| told[number]).collect();
            // The side that was told first is the claim; what was only ever rejected is claimed by who is denied.
            let claimed = members
                .iter()
                .find(|item| !item.told.rejects)
                .is_some_and(|item| item.told.denied);
            let mut votes: Vec<Vote<'s>> = Vec::new();
            for &item in &members {
                if let Some(voice) = item.told.account_of.filter(|_| !claimed) {
                    votes.push(Vote {
                        item,
                        figure: None,
                        role: Role::Supports,
                        by: Some(voice),
                    });
                }
                let role = self.role(item, &members, claimed);
                votes.push(Vote {
                    item,
                    figure: None,
                    role,
                    by: None,
                });
            }
            // Denials in other words that tell of the same.
            for (number, &item) in told.iter().enumerate() {
                let elsewhere = !group
                    .iter()
                    .any(|&number| std::ptr::eq(propositions[number], item.told));
                let denies = |member: &Item<'_>| {
                    member.told.denied == claimed && weights.alike(member.told, item.told) >= DENIES
                };
                if elsewhere && item.told.denied != claimed && members.iter().any(denies) {
                    tied[number] = true;
                    votes.push(Vote {
                        item,
                        figure: None,
                        role: Role::Denies,
                        by: None,
                    });
                }
            }
            claims.extend(self.claim(ClaimKind::Happening, votes));
        }
        claims
    }

    /// What a proposition does to the claim of its group.
    fn role(&self, item: Item<'_>, members: &[Item<'_>], denied: bool) -> Role {
        let other_years = |other: &Item<'_>| {
            other.report != item.report
                && !other.told.years.is_empty()
                && !item.told.years.is_empty()
                && other.told.years != item.told.years
        };
        let correction = self.story[item.report].testimony.correction;
        let others = members.iter().any(|other| other.report != item.report);
        if others && (correction || item.told.corrects) {
            let differs = item.told.denied != denied || members.iter().any(other_years);
            if differs || correction {
                return Role::Corrects;
            }
        }
        if item.told.denied == denied {
            Role::Supports
        } else {
            Role::Denies
        }
    }

    fn figures(&self, weights: &Weights) -> Vec<Claim> {
        struct Figure<'s> {
            item: Item<'s>,
            number: usize,
            told: &'s FigureTold,
        }
        let mut all: Vec<Figure<'s>> = Vec::new();
        for &item in &self.items {
            for (number, told) in item.told.figures.iter().enumerate() {
                if is_of_something(told) {
                    all.push(Figure { item, number, told });
                }
            }
        }
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (at, figure) in all.iter().enumerate() {
            let this = InClause {
                figure: figure.told,
                clause: figure.item.told,
            };
            let joins = |group: &Vec<usize>| {
                group.iter().take(COMPARED).any(|&member| {
                    let member = &all[member];
                    same_thing(
                        InClause {
                            figure: member.told,
                            clause: member.item.told,
                        },
                        this,
                        weights,
                    )
                })
            };
            match groups.iter_mut().find(|group| joins(group)) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        let mut claims = Vec::new();
        for group in &groups {
            let mut votes: Vec<Vote<'s>> = Vec::new();
            for &number in group {
                let figure = &all[number];
                // Of several figures of one voice in a report the largest is of the whole.
                let parts = |at: usize| {
                    let other = &all[at];
                    let same = other.item.report == figure.item.report
                        && other.item.told.voice == figure.item.told.voice;
                    let larger = size(other.told) > size(figure.told)
                        || size(other.told) == size(figure.told) && at < number;
                    same && larger
                };
                if group.iter().any(|&other| parts(other)) {
                    continue;
                }
                let correction = self.story[figure.item.report].testimony.correction;
                let role = if correction || figure.item.told.corrects {
                    Role::Corrects
                } else {
                    Role::Supports
                };
                votes.push(Vote {
                    item: figure.item,
                    figure: Some(figure.number),
                    role,
                    by: None,
                });
            }
            let first = votes
                .first()
                .map(|vote| (vote.item.report, vote.item.number));
            for &item in self.items.iter().filter(|item| item.told.confirms) {
                let vouched = self.items.iter().rev().find(|other| {
                    other.report == item.report
                        && other.told.span < item.told.span
                        && other.told.figures.iter().any(is_of_something)
                });
                let holds = vouched.is_some_and(|vouched| {
                    group.iter().any(|&member| {
                        let member = all[member].item;
                        (member.report, member.number) == (vouched.report, vouched.number)
                    })
                });
                if holds && first.is_some() {
                    votes.push(Vote {
                        item,
                        figure: None,
                        role: Role::Supports,
                        by: None,
                    });
                }
            }
            claims.extend(self.claim(ClaimKind::Figure, votes));
        }
        claims
    }

    fn claim(&self, kind: ClaimKind, mut votes: Vec<Vote<'s>>) -> Option<Claim> {
        votes.sort_by_key(|vote| {
            (
                vote.item.report,
                vote.item.told.span,
                vote.role != Role::Supports,
            )
        });
        let attestations = self.attest(&votes);
        // What is only denied, and claimed by nobody, is no claim.
        let supports = || attestations.iter().filter(|one| one.role != Role::Denies);
        supports().next()?;
        let reports: BTreeSet<i64> = supports().map(|one| self.story[one.report].first).collect();
        let outlets: BTreeSet<String> = supports()
            .map(|one| {
                self.story[one.report]
                    .outlet
                    .as_deref()
                    .unwrap_or("unknown outlet")
                    .to_lowercase()
            })
            .collect();
        let families: BTreeSet<&str> = outlets
            .iter()
            .map(|outlet| self.tables.family(outlet))
            .collect();
        let origins: BTreeSet<usize> = attestations
            .iter()
            .filter(|one| one.counts && one.role == Role::Supports)
            .map(|one| one.origin.node)
            .collect();
        let mut claim = Claim {
            kind,
            terms: votes
                .iter()
                .flat_map(|vote| {
                    vote.item
                        .told
                        .arguments
                        .iter()
                        .copied()
                        .chain([vote.item.told.predicate])
                })
                .collect(),
            status: Status::SingleSource,
            reasons: Vec::new(),
            reports: reports.len(),
            publishers: outlets.len(),
            families: families.len(),
            origins: origins.len(),
            attestations,
        };
        self.decide(&mut claim);
        Some(claim)
    }

    /// The votes with their origins.
    fn attest(&self, votes: &[Vote<'s>]) -> Vec<Attestation> {
        let by: Vec<Proposition> = votes
            .iter()
            .map(|vote| Proposition {
                voice: vote.by.or(vote.item.told.voice),
                ..vote.item.told.clone()
            })
            .collect();
        let each = |role: Role| {
            votes
                .iter()
                .enumerate()
                .filter(move |(_, vote)| vote.role == role)
                .map(|(at, _)| at)
        };
        let mut found: Vec<(usize, Origin, bool)> = Vec::new();
        for role in [Role::Supports, Role::Denies, Role::Corrects] {
            let numbers: Vec<usize> = each(role).collect();
            let attested: Vec<(usize, &Proposition)> = numbers
                .iter()
                .map(|&at| (votes[at].item.report, &by[at]))
                .collect();
            let origins = self.origins.of(&attested);
            let count = counted(&origins);
            for (at, origin) in numbers.into_iter().zip(origins) {
                let counts = count.contains(&origin.node);
                found.push((at, origin, counts));
            }
        }
        found.sort_by_key(|(at, ..)| *at);
        found
            .into_iter()
            .map(|(at, origin, counts)| Attestation {
                report: votes[at].item.report,
                proposition: votes[at].item.number,
                figure: votes[at].figure,
                role: votes[at].role,
                origin,
                counts,
            })
            .collect()
    }

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

    fn decide(&self, claim: &mut Claim) {
        let corrected = self.corrections(claim);
        let disputed = self.disputes(claim);
        let updated = self.updates(claim);
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
        claim.reasons.push(rests_on(claim));
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
            if one.role == Role::Denies && supports.iter().any(|&other| took_back(&other)) {
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

    fn disputes(&self, claim: &Claim) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        for one in claim
            .attestations
            .iter()
            .filter(|one| one.role == Role::Denies)
        {
            let reason = format!("{} denied it in {}", one.origin.voice, self.outlet(one));
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        for (a, b) in self.pairs(claim) {
            let (Some(x), Some(y)) = (self.figure(a), self.figure(b)) else {
                continue;
            };
            let later = self.day(a, x) < self.day(b, y) && is_fate(x);
            if a.origin.node != b.origin.node && !compatible(x, y) && !later {
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
            let one_source = a.origin.node == b.origin.node
                && a.report != b.report
                && x.bounds != y.bounds
                && (one_voice || !compatible(x, y));
            let overtaken = !compatible(x, y) && is_fate(x) && self.day(a, x) < self.day(b, y);
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
            .filter(|one| one.counts && one.figure.is_some())
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

/// Figures of one claim that are held against each other: a story may tell a toll a thousand times.
const COMPARED: usize = 48;

fn value(figure: &FigureTold) -> String {
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

/// "rests on one origin: Marta Veldkamp; 4 reports repeat it"
fn rests_on(claim: &Claim) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for one in claim
        .attestations
        .iter()
        .filter(|one| one.counts && one.role == Role::Supports)
    {
        if seen.insert(one.origin.node) {
            names.push(&one.origin.name);
        }
    }
    let origins = match names.len() {
        1 => "one origin".to_owned(),
        count => format!("{count} origins"),
    };
    format!("rests on {origins}: {}", names.join(", "))
}
