//! Describing where a mention and a candidate stand: who speaks, who opens the paragraph, who was a subject, and how
//! the candidates stand beside each other.

use sayso_analysis::{Analysis, Deprel, WordId};

use crate::EntityKind;
use crate::chains::{Chain, ChainId, Chains};
use crate::describe::{Scene, nearest};
use crate::features::Feature;
use crate::forms::Class;
use crate::mentions::{Found, Position};

/// Verbs whose subject or object is dead.
const DYING: &[&str] = &["die", "kill", "murder", "assassinate", "execute", "slay"];
/// Sentences back in which another candidate of the gender is a rival.
const RIVALS: usize = 3;
/// Words back that are near.
const NEAR: usize = 6;

/// What is the same for all candidates of a mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// Features of the mention itself.
    own: Vec<Feature>,
    /// Candidates of the mention's gender in the last sentences.
    gendered: Vec<ChainId>,
    /// Candidates that were the subject in the mention's sentence or the one before, nearest first.
    subjects: Vec<ChainId>,
    /// Whose words were reported last before the mention.
    source: Option<(WordId, ChainId)>,
    /// The nearest candidate that is a person.
    person: Option<ChainId>,
}

impl Field {
    /// The features of the mention itself.
    pub(crate) fn own(&self) -> &[Feature] {
        &self.own
    }
}

/// Looks over the field once for a mention and its candidates.
pub(crate) fn survey(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    at: usize,
    candidates: &[ChainId],
) -> Field {
    let mention = &chains.found[at];
    let mut near: Vec<(usize, ChainId)> = candidates
        .iter()
        .filter_map(|&id| Some((last_before(&chains.all[id], at)?, id)))
        .collect();
    near.sort_unstable_by_key(|&(other, id)| (std::cmp::Reverse(other), id));
    let within = |&&(other, _): &&(usize, ChainId), sentences: usize| {
        chains.found[other].sentence + sentences >= mention.sentence
    };
    let same_gender =
        |id: ChainId| mention.gender.is_some() && chains.all[id].gender == mention.gender;
    let ids = |(_, id): &(usize, ChainId)| *id;
    let recent = || near.iter().filter(|one| within(one, RIVALS));
    Field {
        own: own(scene, mention),
        gendered: recent().map(ids).filter(|&id| same_gender(id)).collect(),
        subjects: near
            .iter()
            .filter(|one| within(one, 1))
            .map(ids)
            .filter(|&id| subject_in(chains, id, at, mention.sentence, 1))
            .collect(),
        source: scene
            .voices
            .source_before(mention.head)
            .and_then(|head| Some((head, (scene.speakers)(chains, head)?))),
        person: near
            .iter()
            .map(ids)
            .find(|&id| chains.all[id].kind == Some(EntityKind::Person)),
    }
}

/// The features of a mention itself.
fn own(scene: &Scene<'_>, mention: &Found) -> Vec<Feature> {
    use Feature as F;
    let mut out = vec![class(mention.class)];
    let mut yes = |condition: bool, feature: Feature| {
        if condition {
            out.push(feature);
        }
    };
    yes(scene.voices.is_source(mention.head), F::ItSpeaks);
    yes(mention.role == Position::Subject, F::ItIsSubject);
    yes(mention.role == Position::Possessor, F::ItIsPossessor);
    yes(mention.role == Position::Object, F::ItIsObject);
    yes(scene.voices.of(mention.head) != 0, F::ItIsQuoted);
    let sentences = &scene.analysis.sentences;
    let here = &sentences[mention.sentence];
    let first =
        mention.sentence == 0 || sentences[mention.sentence - 1].paragraph != here.paragraph;
    yes(first, F::ItOpensParagraph);
    yes(
        mention.words.start <= here.words.start + 1,
        F::ItOpensSentence,
    );
    yes(!is_main(scene.analysis, mention.head), F::ItIsEmbedded);
    out
}

/// The features of where a candidate stands.
pub(crate) fn stand(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    at: usize,
    id: ChainId,
    field: &Field,
    out: &mut Vec<Feature>,
) {
    use Feature as F;
    let (mention, chain) = (&chains.found[at], &chains.all[id]);
    let Some(near) = nearest(chain, at) else {
        return;
    };
    let last = &chains.found[near];
    out.extend_from_slice(&field.own);
    let mut yes = |condition: bool, feature: Feature| {
        if condition {
            out.push(feature);
        }
    };
    let earlier = &chain.mentions[..chain.mentions.partition_point(|&other| other < at)];
    yes(scene.voices.is_source(last.head), F::LastSpeaks);
    yes(
        earlier
            .iter()
            .rev()
            .take(12)
            .any(|&other| scene.voices.is_source(chains.found[other].head)),
        F::SpeaksEver,
    );
    if let Some((head, source)) = field.source {
        let paragraph = scene.analysis.sentence_of(head).paragraph;
        let its = source == id;
        yes(its, F::SourceLast);
        yes(its && paragraph == mention.paragraph, F::SourceLastHere);
        yes(
            its && paragraph + 1 == mention.paragraph,
            F::SourceLastBefore,
        );
        yes(!its && paragraph == mention.paragraph, F::SpeakerRival);
    }
    yes(scene.voices.of(last.head) != 0, F::LastQuoted);
    let main = is_main(scene.analysis, last.head);
    yes(main, F::LastMain);
    yes(main && last.role == Position::Subject, F::LastRootSubject);
    match scene.analysis.words[last.head].deprel {
        Deprel::Nmod | Deprel::Compound => yes(true, F::LastModifier),
        Deprel::Obl | Deprel::OblAgent => yes(true, F::LastOblique),
        Deprel::Conj => yes(true, F::LastJoined),
        _ => {}
    }
    let here = subject_in(chains, id, at, mention.sentence, 0);
    let before = mention.sentence > 0 && subject_in(chains, id, at, mention.sentence - 1, 0);
    yes(here, F::AnySubjectHere);
    yes(before, F::AnySubjectBefore);
    yes(
        !here && !before && !field.subjects.is_empty(),
        F::SubjectRival,
    );
    yes(opens(chains, id, at, mention.paragraph), F::OpensParagraph);
    yes(
        mention.paragraph > 0 && opens(chains, id, at, mention.paragraph - 1),
        F::OpenedParagraphBefore,
    );
    let first = &chains.found[chain.mentions[0]];
    yes(first.sentence == mention.sentence, F::NewHere);
    yes(first.sentence + 1 == mention.sentence, F::NewBefore);
    yes(
        last.head < mention.head && last.head + NEAR >= mention.head,
        F::WordsNear,
    );
    let verb = |found: &Found| {
        let head = scene.analysis.words[found.head].head?;
        Some(scene.analysis.words[head].lemma.as_str())
    };
    yes(
        verb(last).is_some() && verb(last) == verb(mention),
        F::SameVerb,
    );
    yes(is_dead(scene.analysis, chains, chain, at), F::Dead);
    yes(chain.title.is_some(), F::Titled);
    yes(chain.from_registry, F::Known);
    let gendered = field.gendered.contains(&id);
    yes(!gendered && !field.gendered.is_empty(), F::GenderRival);
    yes(gendered && field.gendered.len() == 1, F::GenderSole);
    yes(field.person == Some(id), F::NearestPerson);
    if !mention.class.is_pronoun() {
        let (shared, other) = modifiers(chains, chain, mention);
        yes(shared, F::ModifiersShared);
        yes(!shared && !mention.modifiers.is_empty(), F::ModifiersOther);
        yes(
            !shared && other && !mention.modifiers.is_empty(),
            F::ModifiersClash,
        );
    }
}

fn class(class: Class) -> Feature {
    use Feature as F;
    match class {
        Class::He => F::ClassHe,
        Class::She => F::ClassShe,
        Class::They => F::ClassThey,
        Class::It => F::ClassIt,
        Class::I => F::ClassI,
        Class::You => F::ClassYou,
        Class::We => F::ClassWe,
        Class::One => F::ClassOne,
        Class::Several => F::ClassSeveral,
    }
}

fn last_before(chain: &Chain, at: usize) -> Option<usize> {
    let place = chain.mentions.partition_point(|&other| other < at);
    place.checked_sub(1).map(|before| chain.mentions[before])
}

/// Whether a mention of the chain before `at` was a subject in a sentence or in those `more` before it.
fn subject_in(chains: &Chains<'_>, id: ChainId, at: usize, sentence: usize, more: usize) -> bool {
    let mentions = &chains.all[id].mentions;
    let before = &mentions[..mentions.partition_point(|&other| other < at)];
    before
        .iter()
        .rev()
        .map(|&other| &chains.found[other])
        .skip_while(|found| found.sentence > sentence)
        .take_while(|found| found.sentence + more >= sentence)
        .any(|found| found.role == Position::Subject)
}

/// Whether the first mention of a paragraph that can be a person or body is the chain's.
fn opens(chains: &Chains<'_>, id: ChainId, at: usize, paragraph: usize) -> bool {
    let mentions = &chains.all[id].mentions;
    let first = mentions.partition_point(|&other| chains.found[other].paragraph < paragraph);
    let Some(&first) = mentions.get(first).filter(|&&first| first < at) else {
        return false;
    };
    let acts = |other: &usize| {
        !matches!(
            chains.found[*other].kind,
            Some(EntityKind::Place | EntityKind::Facility | EntityKind::Other)
        ) && chains.of[*other].is_some()
    };
    chains.found[first].paragraph == paragraph
        && !(0..first)
            .rev()
            .take_while(|&other| chains.found[other].paragraph == paragraph)
            .any(|other| acts(&other) && chains.chain_of(other) != Some(id))
}

/// Whether a word's clause is the sentence's own, not one inside another.
fn is_main(analysis: &Analysis, word: WordId) -> bool {
    let mut at = word;
    for _ in 0..4 {
        let Some(head) = analysis.words[at].head else {
            return true;
        };
        match analysis.words[at].deprel {
            Deprel::Conj | Deprel::Appos | Deprel::Flat | Deprel::NmodPoss | Deprel::Nmod => {}
            deprel
                if matches!(deprel.universal(), "nsubj" | "obj" | "obl" | "iobj")
                    && analysis.words[head].head.is_none() =>
            {
                return true;
            }
            _ => return false,
        }
        at = head;
    }
    false
}

fn is_dead(analysis: &Analysis, chains: &Chains<'_>, chain: &Chain, at: usize) -> bool {
    chain
        .mentions
        .iter()
        .take_while(|&&other| other < at)
        .take(8)
        .any(|&other| {
            let word = &analysis.words[chains.found[other].head];
            let Some(verb) = word.head else {
                return false;
            };
            let lemma = analysis.words[verb].lemma.as_str();
            DYING.contains(&lemma)
                && match word.deprel {
                    Deprel::NsubjPass | Deprel::Obj => true,
                    Deprel::Nsubj => lemma == "die",
                    _ => false,
                }
        })
}

/// Whether a description shares a modifier with the chain, and whether the chain has others.
fn modifiers(chains: &Chains<'_>, chain: &Chain, mention: &Found) -> (bool, bool) {
    let mut others = false;
    let mut shared = false;
    let knows = |word: &String| {
        chain.name_words.contains(word)
            || chain
                .offices
                .iter()
                .any(|office| office.split(' ').any(|part| part == word))
    };
    shared |= mention.modifiers.iter().any(knows);
    for &other in chain.mentions.iter().rev().take(8) {
        let found = &chains.found[other];
        others |= !found.modifiers.is_empty();
        shared |= mention
            .modifiers
            .iter()
            .any(|word| found.modifiers.contains(word));
    }
    (shared, others)
}
