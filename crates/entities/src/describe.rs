//! Describing a candidate, or nobody, by features.

use crate::lang::{OUT_DESCRIPTION, PHRASE_SAME};
use sayso_analysis::{Analysis, Deprel, Tree, WordId};

use crate::chains::{Chain, ChainId, Chains};
use crate::forms::Class;
use crate::mentions::{Found, Position};
use crate::nounphrase::Definiteness;
use crate::voices::Voices;
use crate::{EntityKind, Form, Tables};

use crate::features::Feature;

/// All that features are read from.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) tables: &'a Tables,
    pub(crate) voices: &'a Voices,
    /// The chain of each voice's speaker, as known by now, by the speaker's head.
    pub(crate) speakers: &'a dyn Fn(&Chains<'_>, WordId) -> Option<ChainId>,
    /// Persons by how often they are named, most first.
    pub(crate) most_named: &'a [ChainId],
    /// The body, and the group of persons, that are named most.
    pub(crate) top_body: Option<ChainId>,
    pub(crate) top_group: Option<ChainId>,
    /// Mentions that are tied to a first person ("I’m Ada Lee").
    pub(crate) declared: &'a dyn Fn(usize) -> bool,
    /// Sentences of the first paragraph.
    pub(crate) opening: usize,
    /// Whether each paragraph ends with a question.
    pub(crate) questions: &'a [bool],
    /// Whether the report's own voice is in the first person.
    pub(crate) many_speak: bool,
}

/// What is known of the other candidates when one is described.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// How many candidates that fit stand nearer.
    pub(crate) nearer: usize,
    /// Whether it is the nearest that fits and was a subject.
    pub(crate) first_subject: bool,
    /// Whether the nearest earlier pronoun of the class is in the chain.
    pub(crate) nearest_same_class: bool,
    /// Whether the nearest earlier first-person, second-person mention is in the chain.
    pub(crate) spoke_last: bool,
    pub(crate) addressed_last: bool,
    /// How many candidates have been mentioned more often by now.
    pub(crate) outdone: usize,
    /// How many of the last twelve mentions are the chain's.
    pub(crate) recent: usize,
}

/// The chain's last mention before a mention, else its first after.
pub(crate) fn nearest(chain: &Chain, at: usize) -> Option<usize> {
    let place = chain.mentions.partition_point(|&other| other < at);
    place
        .checked_sub(1)
        .map(|before| chain.mentions[before])
        .or_else(|| chain.mentions.get(place).copied())
}

/// The features of a chain as a candidate for mention `at`.
pub(crate) fn describe(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    at: usize,
    id: ChainId,
    standing: Standing,
    out: &mut Vec<Feature>,
) {
    use Feature as F;
    let (mention, chain) = (&chains.found[at], &chains.all[id]);
    let Some(near) = nearest(chain, at) else {
        return;
    };
    let last = &chains.found[near];
    let mut yes = |condition: bool, feature: Feature| {
        if condition {
            out.push(feature);
        }
    };
    yes(chain.named, F::Named);
    yes(!chain.named, F::Unnamed);
    out_kind(mention, chain, &mut yes);
    match (mention.gender, chain.gender) {
        (Some(a), Some(b)) => yes(
            true,
            if a == b {
                F::GenderSame
            } else {
                F::GenderClash
            },
        ),
        (Some(_), None) => yes(true, F::GenderOpen),
        _ => {}
    }
    if let Some(plural) = chain.plural {
        yes(
            true,
            if plural == mention.plural {
                F::NumberSame
            } else {
                F::NumberClash
            },
        );
    }
    out_distance(mention, last, near < at, &mut yes);
    let last_form = match last.form {
        Form::Name => F::LastName,
        Form::Nominal => F::LastNominal,
        Form::Pronoun => F::LastPronoun,
    };
    yes(true, last_form);
    let last_place = match last.role {
        Position::Subject => F::LastSubject,
        Position::Object => F::LastObject,
        Position::Possessor => F::LastPossessor,
        Position::Vocative | Position::Other => F::LastOther,
    };
    yes(true, last_place);
    yes(last.role == mention.role, F::SamePlace);
    yes(
        last.class == mention.class && last.form == mention.form,
        F::LastSameClass,
    );
    yes(standing.nearest_same_class, F::NearestSameClass);
    yes(
        true,
        [F::First, F::Second, F::Third]
            .get(standing.nearer)
            .copied()
            .unwrap_or(F::Later),
    );
    yes(standing.first_subject, F::FirstSubject);
    yes(standing.outdone == 0, F::Prominent);
    yes(standing.outdone == 1, F::SecondProminent);
    yes(standing.recent > 3, F::RecentlyOften);
    yes(
        is_joined(scene.analysis, mention.head, last.head),
        F::Joined,
    );
    let subject = last.role == Position::Subject && near < at;
    yes(
        subject && last.sentence + 1 == mention.sentence,
        F::SubjectBefore,
    );
    yes(subject && last.sentence == mention.sentence, F::SubjectHere);
    let count = chain.mentions.partition_point(|&other| other < at);
    yes(
        true,
        match count {
            0 | 1 => F::Mentioned1,
            2..=4 => F::Mentioned2,
            5..=9 => F::Mentioned5,
            _ => F::Mentioned10,
        },
    );
    yes(scene.most_named.first() == Some(&id), F::MostNamed);
    yes(
        chains.found[chain.mentions[0]].sentence < scene.opening,
        F::InOpening,
    );
    yes(scene.top_body == Some(id), F::TopBody);
    yes(chain.name_words.len() > 1, F::SeveralNames);
    out_clause(scene, mention, last, &mut yes);
    out_voice(scene, chains, at, id, &mut yes);
    if mention.class.is_of_speech() {
        out_speech(scene, chains, at, id, standing, &mut yes);
    }
    if !mention.class.is_pronoun() {
        out_description(scene, chains, mention, chain, &mut yes);
    }
}

fn out_kind(mention: &Found, chain: &Chain, yes: &mut impl FnMut(bool, Feature)) {
    use Feature as F;
    let kind = match chain.kind {
        Some(EntityKind::Person) => F::Person,
        Some(EntityKind::Organisation) => F::Organisation,
        Some(EntityKind::Group) => F::Group,
        Some(EntityKind::Country) => F::Country,
        Some(EntityKind::Place | EntityKind::Facility) => F::Place,
        Some(EntityKind::Other) | None => F::KindOpen,
    };
    yes(true, kind);
    if let (Some(a), Some(b)) = (mention.kind, chain.kind) {
        let alike = a == b
            || matches!(
                (a, b),
                (EntityKind::Person, EntityKind::Group)
                    | (
                        EntityKind::Place,
                        EntityKind::Country | EntityKind::Facility
                    )
            );
        yes(true, if alike { F::KindSame } else { F::KindClash });
    }
}

fn out_distance(mention: &Found, last: &Found, before: bool, yes: &mut impl FnMut(bool, Feature)) {
    use Feature as F;
    let distance = match mention.sentence.saturating_sub(last.sentence) {
        _ if !before => F::OnlyAfter,
        0 => F::SameSentence,
        1 => F::OneBefore,
        2 => F::TwoBefore,
        3..=5 => F::FiveBefore,
        6..=10 => F::TenBefore,
        _ => F::FarBefore,
    };
    yes(true, distance);
    yes(mention.paragraph == last.paragraph, F::SameParagraph);
    yes(mention.paragraph == last.paragraph + 1, F::ParagraphBefore);
}

/// Whether two heads are joined by "and" or "or".
fn is_joined(analysis: &Analysis, one: WordId, other: WordId) -> bool {
    let list = |word: WordId| {
        if analysis.words[word].deprel == Deprel::Conj {
            analysis.words[word].head.unwrap_or(word)
        } else {
            word
        }
    };
    one != other && list(one) == list(other)
}

/// Binding: what stands in one clause with the mention.
fn out_clause(
    scene: &Scene<'_>,
    mention: &Found,
    last: &Found,
    yes: &mut impl FnMut(bool, Feature),
) {
    let governor = |found: &Found| scene.analysis.words[found.head].head;
    let same = last.sentence == mention.sentence
        && governor(last).is_some()
        && governor(last) == governor(mention);
    let reflexive = mention.personal.is_some_and(|personal| personal.reflexive);
    let possessive = mention.role == Position::Possessor;
    yes(
        same && !reflexive && !possessive && last.role != Position::Possessor,
        Feature::Coargument,
    );
    yes(
        same && reflexive && last.role == Position::Subject,
        Feature::ReflexiveSubject,
    );
}

fn out_voice(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    at: usize,
    id: ChainId,
    yes: &mut impl FnMut(bool, Feature),
) {
    use Feature as F;
    let (mention, chain) = (&chains.found[at], &chains.all[id]);
    let voice = scene.voices.of(mention.head);
    let speaker = scene
        .voices
        .speaker(mention.head)
        .and_then(|head| (scene.speakers)(chains, head));
    yes(speaker == Some(id), F::Speaker);
    yes(
        speaker.is_some_and(|speaker| speaker != id),
        F::OtherSpeaker,
    );
    if let Some(near) = nearest(chain, at) {
        let same = scene.voices.of(chains.found[near].head) == voice;
        yes(same, F::SameVoice);
        yes(!same, F::OtherVoice);
    }
}

/// Who spoke and who was spoken to, hereabouts.
fn out_speech(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    at: usize,
    id: ChainId,
    standing: Standing,
    yes: &mut impl FnMut(bool, Feature),
) {
    use Feature as F;
    let (mention, chain) = (&chains.found[at], &chains.all[id]);
    let voice = scene.voices.of(mention.head);
    let away = |list: &[usize]| {
        let before = &list[..list.partition_point(|&other| other < at)];
        let same =
            |&&other: &&usize| (scene.voices.of(chains.found[other].head) == 0) == (voice == 0);
        before.iter().rev().take(8).find(same).map(|&other| {
            mention
                .paragraph
                .saturating_sub(chains.found[other].paragraph)
        })
    };
    yes(
        true,
        match away(&chain.first_person) {
            Some(0) => F::SpokeHere,
            Some(1) => F::Spoke1,
            Some(2) => F::Spoke2,
            Some(_) => F::SpokeFar,
            None => F::SpokeNever,
        },
    );
    let after = chain.first_person.partition_point(|&other| other < at);
    yes(
        chain
            .first_person
            .get(after)
            .is_some_and(|&other| chains.found[other].paragraph == mention.paragraph),
        F::SpeaksLaterHere,
    );
    yes(scene.top_group == Some(id), F::TopGroup);
    yes(!chain.members.is_empty(), F::Pair);
    let member = |member: &ChainId| {
        away(&chains.all[*member].first_person).is_some_and(|paragraphs| paragraphs < 3)
    };
    yes(chain.members.iter().any(member), F::MemberSpoke);
    yes(
        scene.questions[mention.paragraph] && voice == 0,
        F::Question,
    );
    yes(
        mention.paragraph > 0 && scene.questions[mention.paragraph - 1] && voice == 0,
        F::AfterQuestion,
    );
    yes(voice != 0, F::InSpeech);
    yes(scene.many_speak, F::ManySpeak);
    if let Some(paragraphs) = away(&chain.second_person) {
        yes(
            true,
            match paragraphs {
                0 => F::AddressedHere,
                1 => F::Addressed1,
                2 => F::Addressed2,
                _ => F::AddressedFar,
            },
        );
    }
    yes(standing.spoke_last, F::SpokeLast);
    yes(standing.addressed_last, F::AddressedLast);
    let from = chain
        .mentions
        .partition_point(|&other| chains.found[other].paragraph + 1 < mention.paragraph);
    for &other in chain.mentions[from..]
        .iter()
        .take_while(|&&other| chains.found[other].paragraph <= mention.paragraph + 1)
        .take(12)
    {
        let found = &chains.found[other];
        let here = found.paragraph == mention.paragraph;
        let called = found.role == Position::Vocative || is_call(scene.analysis, found);
        yes(called && here, F::CalledHere);
        yes(
            called && found.paragraph + 1 == mention.paragraph,
            F::CalledBefore,
        );
        let declared = found.form == Form::Name && (scene.declared)(other);
        yes(declared && here, F::Declares);
        let named = !called && !declared && found.form == Form::Name;
        yes(named && here, F::NamedHere);
        yes(
            named && found.paragraph.abs_diff(mention.paragraph) == 1,
            F::NamedBeside,
        );
    }
}

/// Whether a description's words fit what is known of the chain.
fn out_description(
    scene: &Scene<'_>,
    chains: &Chains<'_>,
    mention: &Found,
    chain: &Chain,
    yes: &mut impl FnMut(bool, Feature),
) {
    use Feature as F;
    let head_same = chain.lemmas.contains(&mention.lemma);
    yes(head_same, F::HeadSame);
    yes(
        !head_same
            && chain
                .lemmas
                .iter()
                .any(|lemma| scene.tables.are_synonyms(lemma, &mention.lemma)),
        F::SynonymSame,
    );
    yes(
        head_same && phrase_same(scene.text, chains, mention, chain),
        F::PhraseSame,
    );
    yes(chain.name_words.contains(&mention.lemma), F::NameHolds);
    let pair = OUT_DESCRIPTION.has(mention.lemma.as_str());
    yes(
        pair && mention.class == Class::Several && !chain.members.is_empty(),
        F::PairNoun,
    );
    let office = mention
        .offices
        .iter()
        .any(|office| chain.offices.contains(office));
    yes(office, F::OfficeSame);
    yes(
        !office && !mention.offices.is_empty() && !chain.offices.is_empty(),
        F::OfficeOther,
    );
    if let Some(noun) = scene.tables.noun(&mention.lemma) {
        yes(chain.kind == Some(noun.kind), F::NounFits);
    }
    if let (Some(a), Some(b)) = (&mention.country, &chain.country) {
        yes(
            true,
            if a == b {
                F::CountrySame
            } else {
                F::CountryClash
            },
        );
    }
    let made = match (mention.definiteness, chain.named) {
        (Definiteness::Definite, true) => Some(F::TheNamed),
        (Definiteness::Definite, false) => Some(F::TheUnnamed),
        (Definiteness::Demonstrative, true) => Some(F::ThisNamed),
        (Definiteness::Demonstrative, false) => Some(F::ThisUnnamed),
        (Definiteness::Possessed, true) => Some(F::HisNamed),
        (Definiteness::Possessed, false) => Some(F::HisUnnamed),
        (Definiteness::Bare, true) => Some(F::BareNamed),
        (Definiteness::Bare, false) => Some(F::BareUnnamed),
        (Definiteness::Indefinite, _) => None,
    };
    if let Some(made) = made {
        yes(true, made);
    }
    let modified = is_modified(scene, mention);
    yes(modified && chain.named, F::ModifiedNamed);
    yes(modified && !chain.named, F::ModifiedUnnamed);
    let possessor = scene.tree.by(mention.head, Deprel::NmodPoss).next();
    yes(
        possessor.is_some_and(|word| {
            chain
                .mentions
                .iter()
                .rev()
                .take(20)
                .any(|&other| chains.found[other].head == word)
        }),
        F::PossessorIsIt,
    );
}

/// "Mrs. Lee?": a sentence that is no more than a name gives somebody the floor.
fn is_call(analysis: &Analysis, found: &Found) -> bool {
    found.form == Form::Name
        && analysis.words[found.head].head.is_none()
        && analysis.sentences[found.sentence].words.len() <= found.words.len() + 2
}

pub(crate) fn is_modified(scene: &Scene<'_>, mention: &Found) -> bool {
    scene.tree.children(mention.head).any(|child| {
        matches!(
            scene.analysis.words[child].deprel,
            Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl | Deprel::Amod | Deprel::Compound
        )
    })
}

fn phrase_same(text: &str, chains: &Chains<'_>, mention: &Found, chain: &Chain) -> bool {
    let bare = |found: &Found| {
        let phrase = found.span.slice(text).to_lowercase();
        phrase
            .split_once(' ')
            .map_or(phrase.clone(), |(first, rest)| {
                if PHRASE_SAME.has(first) {
                    rest.to_owned()
                } else {
                    phrase.clone()
                }
            })
    };
    let wanted = bare(mention);
    chain.mentions.iter().rev().take(6).any(|&other| {
        let found = &chains.found[other];
        found.form == Form::Nominal && bare(found) == wanted
    })
}
