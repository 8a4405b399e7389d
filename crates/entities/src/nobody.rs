//! Describing the choice of nobody, or of someone new, by features.

use crate::EntityKind;
use crate::chains::Chains;
use crate::describe::{Scene, is_modified};
use crate::features::Feature;
use crate::nounphrase::Definiteness;

/// What is known when nobody is chosen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Void {
    /// Whether the nearest earlier pronoun of the class was left open, and that in this paragraph.
    pub(crate) before: bool,
    pub(crate) before_here: bool,
    /// How many candidates fit.
    pub(crate) fitting: usize,
    /// Whether a candidate shares the description's head.
    pub(crate) namesakes: bool,
}

/// The features of choosing nobody for a mention.
pub(crate) fn describe_nobody(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    at: usize,
    void: Void,
    out: &mut Vec<Feature>,
) {
    use Feature as F;
    let mention = &chains.found[at];
    let mut yes = |condition: bool, feature: Feature| {
        if condition {
            out.push(feature);
        }
    };
    yes(true, F::Nobody);
    if !mention.class.is_pronoun() {
        yes(mention.definiteness == Definiteness::Definite, F::NobodyThe);
        yes(
            mention.definiteness == Definiteness::Demonstrative,
            F::NobodyThis,
        );
        yes(
            mention.definiteness == Definiteness::Possessed,
            F::NobodyHis,
        );
        yes(mention.definiteness == Definiteness::Bare, F::NobodyBare);
        yes(is_modified(scene, mention), F::NobodyModified);
        let noun = scene.tables.noun(&mention.lemma);
        yes(
            noun.is_some_and(|noun| noun.gender.is_some() && !noun.office),
            F::NobodyKin,
        );
        yes(noun.is_some_and(|noun| noun.office), F::NobodyOffice);
        yes(void.namesakes, F::NobodyNamesakes);
    }
    yes(scene.voices.of(mention.head) != 0, F::NobodyInSpeech);
    let speaker = scene
        .voices
        .speaker(mention.head)
        .and_then(|head| (scene.speakers)(chains, head));
    yes(speaker.is_some(), F::NobodySpeaker);
    yes(mention.kind == Some(EntityKind::Person), F::NobodyPerson);
    yes(
        mention.kind == Some(EntityKind::Organisation),
        F::NobodyBody,
    );
    yes(mention.plural, F::NobodyPlural);
    yes(void.before, F::NobodyBefore);
    yes(void.before_here, F::NobodyBeforeHere);
    yes(mention.sentence < scene.opening, F::NobodyOpening);
    if mention.class.is_of_speech() {
        let voice = scene.voices.of(mention.head);
        yes(
            scene.questions[mention.paragraph] && voice == 0,
            F::NobodyQuestion,
        );
        yes(
            mention.paragraph > 0 && scene.questions[mention.paragraph - 1] && voice == 0,
            F::NobodyAfterQuestion,
        );
        yes(scene.many_speak, F::NobodyManySpeak);
    }
    yes(void.fitting == 0, F::NobodyFew);
    yes(void.fitting == 1, F::NobodyOne);
}
