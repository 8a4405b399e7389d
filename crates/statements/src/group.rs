//! From content pieces and their links to statements.

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_analysis::{Analysis, ContentLink, Deprel, Role, Tree, Upos, WordId};

use sayso_text::Span;

use crate::carry::carry;
use crate::{Kind, Stance, Statement};

/// What a content piece was linked to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Anchor {
    /// A cue, an index into the roles.
    Cue(usize),
    /// No cue, but a source.
    Source(usize),
    /// Neither: the piece stands alone.
    Alone(usize),
}

/// Joins the pieces that share a cue into statements. In PolNeAR a cue carries one attribution, so
/// pieces with one cue are pieces of one content.
pub(crate) fn statements(analysis: &Analysis) -> Vec<Statement> {
    let tree = analysis.tree();
    let mut links: Vec<ContentLink> = analysis
        .links
        .iter()
        .map(|link| with_syntax(analysis, &tree, link))
        .collect();
    carry(analysis, &mut links);
    give_to_free_cues(analysis, &mut links);
    let mut groups: BTreeMap<Anchor, Vec<&ContentLink>> = BTreeMap::new();
    for link in &links {
        let anchor = match (likely(&link.cues), likely(&link.sources)) {
            (Some((cue, _)), _) => Anchor::Cue(cue),
            (None, Some((source, _))) => Anchor::Source(source),
            (None, None) => Anchor::Alone(link.content),
        };
        groups.entry(anchor).or_default().push(link);
    }
    let mut found = Vec::new();
    for (anchor, links) in groups {
        for links in clusters(analysis, anchor, links) {
            found.push(statement(analysis, anchor, &links));
        }
    }
    found
}

/// Words between two pieces of one statement at most, where its cue does not stand between them.
const GAP: usize = 20;

/// Parts the pieces that share a cue into those of one content: neighbours in a paragraph with the cue
/// or a few words between them, or with no word between them at all. Of PolNeAR's contents in several
/// pieces, 97% are so; other pieces are further statements by the same cue.
fn clusters<'l>(
    analysis: &Analysis,
    anchor: Anchor,
    links: Vec<&'l ContentLink>,
) -> Vec<Vec<&'l ContentLink>> {
    let mut clusters: Vec<Vec<&ContentLink>> = Vec::new();
    for link in links {
        let joins = clusters
            .last()
            .and_then(|cluster| cluster.last())
            .is_some_and(|last| are_one(analysis, anchor, last, link));
        match clusters.last_mut() {
            Some(cluster) if joins => cluster.push(link),
            _ => clusters.push(vec![link]),
        }
    }
    clusters
}

fn are_one(analysis: &Analysis, anchor: Anchor, before: &ContentLink, after: &ContentLink) -> bool {
    let roles = &analysis.roles;
    let gap = roles[before.content].words.end..roles[after.content].words.start;
    let words = gap
        .clone()
        .filter(|&id| !matches!(analysis.words[id].upos, Upos::Punct | Upos::Sym))
        .count();
    if words == 0 {
        return true;
    }
    let paragraph = |word: WordId| analysis.sentence_of(word).paragraph;
    if paragraph(gap.start) != paragraph(gap.end) {
        return false;
    }
    let between = matches!(anchor, Anchor::Cue(cue) if gap.start <= roles[cue].words.start && roles[cue].words.end <= gap.end);
    between || words <= GAP
}

/// A cue that the model is this sure of wants a content of its own.
const SURE_CUE: f32 = 0.5;
/// What a free cue's share of a piece must be, of the share of the cue that has it.
const WORTH: f32 = 0.004;

/// Gives each cue that got no piece the one that it has most claim to, from a cue that keeps others.
fn give_to_free_cues(analysis: &Analysis, links: &mut [ContentLink]) {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for link in links.iter() {
        if let Some((cue, _)) = likely(&link.cues) {
            *taken.entry(cue).or_default() += 1;
        }
    }
    let free = (0..analysis.roles.len()).filter(|&at| {
        analysis.roles[at].role == Role::Cue && analysis.roles[at].confidence >= SURE_CUE
    });
    for cue in free {
        if taken.contains_key(&cue) {
            continue;
        }
        let claim = |link: &ContentLink| {
            let (owner, best) = likely(&link.cues)?;
            let share = link.cues.iter().find(|(at, _)| *at == cue)?.1 / best;
            (taken.get(&owner).copied() > Some(1) && share >= WORTH).then_some((share, owner))
        };
        let best = links
            .iter()
            .enumerate()
            .filter_map(|(at, link)| Some((at, claim(link)?)));
        let Some((at, (_, owner))) =
            best.max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(&a.0)))
        else {
            continue;
        };
        prefer(&mut links[at].cues, cue);
        taken.entry(owner).and_modify(|count| *count -= 1);
        taken.insert(cue, 1);
    }
}

/// Makes a candidate the best by giving it the share of the one that was, and that one its own.
fn prefer(candidates: &mut [(usize, f32)], chosen: usize) {
    if let Some(at) = candidates
        .iter()
        .position(|(candidate, _)| *candidate == chosen)
    {
        let best = candidates[0].1;
        candidates[0].1 = candidates[at].1;
        candidates[at].1 = best;
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    }
}

/// How much likelier a link is where the syntax ties its two ends.
const TIED: f32 = 15.0;
/// And where a mere mark stands between them.
const SET_OFF: f32 = 2000.0;

/// The link with the candidates that the syntax ties to the content made likelier.
fn with_syntax(analysis: &Analysis, tree: &Tree<'_>, link: &ContentLink) -> ContentLink {
    let content = &analysis.roles[link.content].words;
    let roles = &analysis.roles;
    let mut cues = link.cues.clone();
    reweigh(&mut cues, |cue| {
        if set_off(analysis, content, &roles[cue].words) {
            SET_OFF
        } else if tied(analysis, content, &roles[cue].words) {
            TIED
        } else {
            1.0
        }
    });
    let mut sources = link.sources.clone();
    if let Some((cue, _)) = likely(&cues) {
        let cue = &roles[cue].words;
        let verb = tree.head_of(cue.clone());
        let subject = verb.and_then(|verb| subject(analysis, tree, verb));
        reweigh(&mut sources, |source| {
            let words = &roles[source].words;
            let speaks = subject.is_some_and(|subject| words.contains(&subject));
            let named = set_off(analysis, words, cue)
                && (words.start < cue.start) != (content.start < cue.start);
            if named {
                SET_OFF
            } else if speaks || tied(analysis, words, cue) {
                TIED
            } else {
                1.0
            }
        });
    }
    ContentLink {
        content: link.content,
        cues,
        sources,
    }
}

/// Clauses that a subject may stand above its verb.
const CLAUSES: usize = 4;

/// The subject of a verb: its own, or that of the clause which a participle or infinitive hangs from; for a
/// participle that describes a noun, the noun.
pub(crate) fn subject(analysis: &Analysis, tree: &Tree<'_>, mut verb: WordId) -> Option<WordId> {
    for _ in 0..CLAUSES {
        let own = own_subject(tree, verb);
        if own.is_some() {
            return own;
        }
        match analysis.words[verb].deprel {
            Deprel::Acl => return analysis.words[verb].head,
            Deprel::Advcl | Deprel::Xcomp | Deprel::Conj => verb = analysis.words[verb].head?,
            _ => return None,
        }
    }
    None
}

/// The subject that hangs from a verb; of several the one that stands nearest.
pub(crate) fn own_subject(tree: &Tree<'_>, verb: WordId) -> Option<WordId> {
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass]
        .into_iter()
        .flat_map(|deprel| tree.by(verb, deprel));
    subjects.min_by_key(|subject| subject.abs_diff(verb))
}

/// Multiplies the candidates' odds and brings the sum, "none" included, back to 1.
fn reweigh(candidates: &mut [(usize, f32)], factor: impl Fn(usize) -> f32) {
    let none = 1.0 - candidates.iter().map(|(_, p)| p).sum::<f32>();
    for (candidate, probability) in candidates.iter_mut() {
        *probability *= factor(*candidate);
    }
    let all = none.max(0.0) + candidates.iter().map(|(_, p)| p).sum::<f32>();
    for (_, probability) in candidates.iter_mut() {
        *probability /= all;
    }
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

/// Whether a cue is a mere mark ("—", ":") with no word between it and the other stretch.
fn set_off(analysis: &Analysis, words: &Range<WordId>, cue: &Range<WordId>) -> bool {
    let is_mark = |id: WordId| matches!(analysis.words[id].upos, Upos::Punct | Upos::Sym);
    let mut between = if words.end <= cue.start {
        words.end..cue.start
    } else {
        cue.end..words.start.max(cue.end)
    };
    cue.clone().all(is_mark) && between.all(is_mark)
}

/// Whether the head of one stretch hangs from the other.
fn tied(analysis: &Analysis, content: &Range<WordId>, cue: &Range<WordId>) -> bool {
    let outer = |words: &Range<WordId>| {
        words
            .clone()
            .filter_map(|id| analysis.words[id].head)
            .filter(|head| !words.contains(head))
            .collect::<Vec<_>>()
    };
    outer(content).iter().any(|head| cue.contains(head))
        || outer(cue).iter().any(|head| content.contains(head))
}

/// The best candidate, unless "none" is likelier.
fn likely(candidates: &[(usize, f32)]) -> Option<(usize, f32)> {
    let all: f32 = candidates.iter().map(|(_, probability)| probability).sum();
    candidates
        .first()
        .copied()
        .filter(|(_, probability)| *probability > 1.0 - all)
}

/// Words from an article to its noun at most.
const NOUN_PHRASE: usize = 5;

/// The words of a source; an article that stands alone is taken with its noun.
fn whole_source(analysis: &Analysis, words: &Range<WordId>) -> Span {
    let last = &analysis.words[words.end - 1];
    let head = last.head.filter(|&head| {
        last.deprel == Deprel::Det
            && last.upos == Upos::Det
            && (words.end..words.end + NOUN_PHRASE).contains(&head)
    });
    let end = head.map_or(words.end, |head| head + 1);
    analysis.words[words.start]
        .span
        .cover(analysis.words[end - 1].span)
}

fn statement(analysis: &Analysis, anchor: Anchor, links: &[&ContentLink]) -> Statement {
    let roles = &analysis.roles;
    // The source that the pieces agree on most, longer pieces counting more.
    let mut votes: BTreeMap<Option<usize>, f32> = BTreeMap::new();
    let mut length = 0.0;
    let mut content_confidence = 0.0;
    let mut cue_confidence = 0.0;
    for link in links {
        let words = roles[link.content].words.len() as f32;
        let mut none = 1.0;
        for &(source, probability) in &link.sources {
            *votes.entry(Some(source)).or_default() += probability * words;
            none -= probability;
        }
        *votes.entry(None).or_default() += none.max(0.0) * words;
        length += words;
        content_confidence += roles[link.content].confidence * words;
        cue_confidence += words
            * match anchor {
                Anchor::Cue(cue) => link
                    .cues
                    .iter()
                    .find(|(at, _)| *at == cue)
                    .map_or(0.0, |(_, p)| *p),
                _ => 1.0 - link.cues.iter().map(|(_, p)| p).sum::<f32>(),
            };
    }
    let (source, share) = votes
        .into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .map_or((None, 0.0), |(source, votes)| (source, votes / length));
    let cue = match anchor {
        Anchor::Cue(cue) => Some(cue),
        _ => None,
    };
    let source_confidence = source.map_or(1.0, |source| roles[source].confidence);
    Statement {
        stance: Stance::Unknown,
        ..Statement::of_rule(
            Kind::Indirect,
            links.iter().map(|link| roles[link.content].span).collect(),
            cue.iter().map(|&cue| roles[cue].span).collect(),
            source
                .iter()
                .map(|&source| whole_source(analysis, &roles[source].words))
                .collect(),
            (content_confidence / length)
                * (cue_confidence / length).sqrt()
                * share
                * source_confidence.sqrt(),
            "model",
        )
    }
}
