mod compared;
mod figures;
mod independent;
mod regroup;

use std::collections::{BTreeMap, BTreeSet};

use crate::alike::{Core, HELD, Ready, Weights, by_predicate, by_term, groups};
use crate::figures::{is_fate, is_fate_kind};
use crate::origins::{Attested, Origin, Origins, counted};
use crate::propositions::{Bounds, Proposition, Testimony};
use crate::status::{Status, Verdict};
use crate::tables::Tables;
use crate::terms::Term;
pub use compared::compared;
use independent::unlike;
pub use regroup::Regroup;

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
    /// On how many independent origins it rests at least: those that are surely not one.
    pub origins: usize,
    /// And at most: those that may be others.
    pub origins_most: usize,
    /// What a figure is of: the fate of those counted, or the unit.
    pub measure: Option<String>,
    /// The value of a figure that stands now.
    pub value: Option<Bounds>,
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

impl Item<'_> {
    fn is(&self, other: &Self) -> bool {
        (self.report, self.number) == (other.report, other.number)
    }
}

/// The claims of a story, in the order in which they were first told: those of happenings, then those of figures.
pub fn judge(story: &Story, tables: &Tables) -> Vec<Claim> {
    let _scope = tables.enter();
    let judge = Judge::new(story, tables);
    let figures = judge.figures();
    let mut claims = judge.happenings();
    claims.retain(|claim| !figures.iter().any(|figure| tells_all(figure, claim)));
    claims.extend(figures);
    claims
}

/// Whether a figure's claim tells all that a happening's does: how many were killed, that some were.
fn tells_all(figure: &Claim, happening: &Claim) -> bool {
    let fate = figure.measure.as_deref().is_some_and(is_fate_kind);
    let told = |one: &Attestation| {
        figure.attestations.iter().any(|other| {
            (other.report, other.proposition, other.role) == (one.report, one.proposition, one.role)
        })
    };
    fate && happening.attestations.iter().all(told)
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
    weights: Weights,
    /// Whether people decided which attestations belong together.
    decided: bool,
}

/// An attestation before its origin is known.
struct Vote<'s> {
    item: Item<'s>,
    figure: Option<usize>,
    role: Role,
    /// Whose word it is, an index into the report's voices.
    voice: Option<usize>,
}

impl<'s> Vote<'s> {
    fn of(item: Item<'s>, role: Role) -> Self {
        Self {
            item,
            figure: None,
            role,
            voice: item.told.voice,
        }
    }

    /// The support of one whose account the proposition is said to be.
    fn by(item: Item<'s>, voice: usize) -> Self {
        Self {
            voice: Some(voice),
            ..Self::of(item, Role::Supports)
        }
    }
}

impl<'s> Judge<'s> {
    fn new(story: &'s Story, tables: &'s Tables) -> Self {
        let items = items(story);
        Self {
            story,
            tables,
            origins: Origins::new(story, tables),
            weights: Weights::new(items.iter().map(|item| item.told)),
            items,
            decided: false,
        }
    }

    fn happenings(&self) -> Vec<Claim> {
        let tells = |item: &&Item<'s>| !item.told.arguments.is_empty() && !item.told.confirms;
        let told: Vec<Item<'s>> = self.items.iter().filter(tells).copied().collect();
        let ready: Vec<Ready> = told.iter().map(|item| self.ready(item)).collect();
        let grouped = groups(&ready, &self.tables.pairs);
        let groups = &grouped.groups;
        let mut group_of = vec![0; told.len()];
        for (number, group) in groups.iter().enumerate() {
            group.iter().for_each(|&member| group_of[member] = number);
        }
        let rivals = by_predicate(&ready);
        let having = by_term(&ready);
        let dismissals = self.dismissals();
        let rejects = |group: &&Vec<usize>| group.iter().all(|&number| told[number].told.rejects);
        let (rejecting, telling): (Vec<_>, Vec<_>) = groups.iter().partition(rejects);
        // Rejections that were tied to what they reject.
        let mut tied = vec![false; told.len()];
        let mut claims = Vec::new();
        for group in telling.into_iter().chain(rejecting) {
            if group.iter().all(|&number| tied[number]) {
                continue;
            }
            let members: Vec<Item<'s>> = group.iter().map(|&number| told[number]).collect();
            // The side that was told first is the claim; what was only ever rejected is claimed by who is denied.
            let first = members.iter().find(|item| !item.told.rejects);
            let claimed = first.is_some_and(|item| item.told.denied);
            let mut votes: Vec<Vote<'s>> = Vec::new();
            for &item in &members {
                let denied = item.told.account_of.filter(|_| !claimed);
                votes.extend(denied.map(|voice| Vote::by(item, voice)));
                votes.push(Vote::of(item, self.role(item, &members, claimed)));
            }
            let mut beside = in_passing(group, &told, &ready, &having);
            beside.extend(grouped.beside(group));
            beside.sort_unstable();
            beside.dedup();
            for number in beside.into_iter().take(MOST_IN_PASSING) {
                votes.push(Vote::of(told[number], Role::Supports));
            }
            // Denials in other words that tell of the same.
            let denies = |number: usize| {
                let mut held = group
                    .iter()
                    .take(HELD)
                    .filter(|&&member| told[member].told.denied == claimed);
                held.any(|&member| ready[member].denies(&ready[number]))
            };
            for &number in &rivals[&members[0].told.predicate] {
                let elsewhere = group_of[number] != group_of[group[0]];
                if elsewhere && told[number].told.denied != claimed && denies(number) {
                    // Who conceded it since denied something that is a claim of its own, and taken back.
                    let conceded = members.iter().any(|item| {
                        item.told.concedes
                            && item.report > told[number].report
                            && self.is_one(item, &told[number])
                    });
                    tied[number] = !conceded;
                    votes.push(Vote::of(told[number], Role::Denies));
                }
            }
            for (by, of) in &dismissals {
                if members.iter().any(|item| item.is(of))
                    && !votes.iter().any(|vote| vote.item.is(by))
                {
                    votes.push(Vote::of(*by, Role::Denies));
                }
            }
            claims.extend(self.claim(ClaimKind::Happening, votes));
        }
        // Two clauses left by themselves that each likely tell what the other does are one claim.
        let mut seen = BTreeSet::new();
        claims.retain(|claim| {
            let all = claim.attestations.iter();
            seen.insert(
                all.map(|one| (one.report, one.proposition, one.role.as_str()))
                    .collect::<Vec<_>>(),
            )
        });
        claims
    }

    fn ready(&self, item: &Item<'_>) -> Ready {
        let testimony = &self.story[item.report].testimony;
        self.weights.ready(testimony, item.number, self.tables)
    }

    /// Whether two propositions are the word of one.
    fn is_one(&self, a: &Item<'_>, b: &Item<'_>) -> bool {
        match (a.told.voice, b.told.voice) {
            (Some(x), Some(y)) => self.origins.are_one((a.report, x), (b.report, y)),
            _ => false,
        }
    }

    /// Propositions that reject what was told just before them by another, with that.
    fn dismissals(&self) -> Vec<(Item<'s>, Item<'s>)> {
        let dismiss = self.items.iter().filter(|item| item.told.dismisses);
        dismiss
            .filter_map(|&item| {
                let before = self.items.iter().rev().find(|other| {
                    other.report == item.report
                        && other.told.span < item.told.span
                        && !other.told.dismisses
                        && other.told.voice != item.told.voice
                        && item.told.span[0].saturating_sub(other.told.span[1]) <= NEAR
                })?;
                Some((item, *before))
            })
            .collect()
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
        let others = || members.iter().any(|other| other.report != item.report);
        if (correction || item.told.corrects) && others() {
            // A correction corrects what it tells otherwise, not what it repeats.
            if item.told.denied != denied || members.iter().any(other_years) {
                return Role::Corrects;
            }
        }
        if item.told.denied == denied {
            Role::Supports
        } else {
            Role::Denies
        }
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
        let counting: Vec<&Attestation> = attestations
            .iter()
            .filter(|one| one.role == Role::Supports)
            .collect();
        let independent = self.independent(kind, &counting);
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
            origins: independent.least,
            origins_most: independent.most,
            measure: None,
            value: None,
            attestations,
        };
        Verdict {
            story: self.story,
            origins: &self.origins,
        }
        .decide(&mut claim);
        claim.reasons.extend(independent.unlike.map(unlike));
        if kind == ClaimKind::Figure {
            claim.measure = votes.iter().find_map(|vote| {
                let figure = &vote.item.told.figures[vote.figure?];
                Some(if is_fate(figure) {
                    figure.kind.clone()
                } else {
                    figure.unit.clone().unwrap_or_else(|| figure.kind.clone())
                })
            });
        }
        Some(claim)
    }

    /// The votes with their origins.
    fn attest(&self, votes: &[Vote<'s>]) -> Vec<Attestation> {
        let each = |role: Role| {
            let of_role = votes
                .iter()
                .enumerate()
                .filter(move |(_, vote)| vote.role == role);
            of_role.map(|(at, _)| at)
        };
        let mut found: Vec<(usize, Origin, bool)> = Vec::new();
        for role in [Role::Supports, Role::Denies, Role::Corrects] {
            let numbers: Vec<usize> = each(role).collect();
            let attested: Vec<Attested<'_>> = numbers
                .iter()
                .map(|&at| Attested {
                    report: votes[at].item.report,
                    voice: votes[at].voice,
                    told: votes[at].item.told,
                })
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
}

/// What of other groups tells a group's claim in passing, where two reports tell it.
fn in_passing(
    group: &[usize],
    told: &[Item<'_>],
    ready: &[Ready],
    having: &BTreeMap<Term, Vec<usize>>,
) -> Vec<usize> {
    let reports: BTreeSet<usize> = group.iter().map(|&number| told[number].report).collect();
    let members: Vec<&Ready> = group.iter().map(|&number| &ready[number]).collect();
    let Some(core) = Core::of(&members).filter(|_| reports.len() > 1) else {
        return Vec::new();
    };
    let needed = core.needed();
    let others = needed.iter().filter_map(|term| having.get(term)).flatten();
    let others: BTreeSet<usize> = others.copied().collect();
    others
        .into_iter()
        .filter(|number| group.binary_search(number).is_err())
        .filter(|&number| core.is_told_by(&ready[number]))
        .take(MOST_IN_PASSING)
        .collect()
}

/// Bytes between what is told and the words that reject it.
const NEAR: usize = 400;
/// Clauses at most that tell a claim in passing.
const MOST_IN_PASSING: usize = 64;
/// Figures of one claim that are held against each other: a story may tell a toll a thousand times.
pub(crate) const COMPARED: usize = 48;
