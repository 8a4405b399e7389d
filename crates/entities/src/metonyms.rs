//! *What it tells*: whether a capital's or seat's name stands for the government or body there.
//!
//! *Example*: "Oslo rejected the offer" and "Oslo’s offer" are the government; "in Oslo", "Oslo’s
//! harbour" and "flew to Oslo" are the city.
//!
//! *What it leaves alone*: names of cities that are the seat of nobody in the registry.

use crate::lang::{ADDRESSING, BETWEEN_BODIES, CITY_NOUNS, OF_CITIES};
use sayso_analysis::{Analysis, Deprel, Name, NameKind, Tree, Upos, WordId};

/// Whether the words of `name` act, are addressed, or have what only a body has.
pub(crate) fn acts(analysis: &Analysis, tree: &Tree<'_>, name: &Name, facility: bool) -> bool {
    // A reader trained on treebanks that call acting capitals organisations has seen it act.
    if name.kind == NameKind::Organisation {
        return true;
    }
    let Some(head) = tree.head_of(name.words.clone()) else {
        return false;
    };
    if matches!(
        analysis.words[head].deprel,
        Deprel::Compound | Deprel::Appos | Deprel::Flat | Deprel::NmodUnmarked
    ) {
        return false;
    }
    let first = first_of_list(analysis, head);
    let word = &analysis.words[first];
    let Some(governor) = word.head.map(|at| &analysis.words[at]) else {
        return false;
    };
    match word.deprel {
        Deprel::Nsubj | Deprel::NsubjOuter => {
            let verb = matches!(governor.upos, Upos::Verb | Upos::Aux);
            let locative = tree
                .by(word.head.unwrap_or(first), Deprel::Cop)
                .next()
                .is_some()
                && governor.upos != Upos::Adj;
            verb && !OF_CITIES.has(governor.lemma.as_str())
                || governor.upos == Upos::Adj
                || facility && !locative
        }
        Deprel::NsubjPass => ADDRESSING.has(governor.lemma.as_str()),
        Deprel::Obj | Deprel::Iobj => ADDRESSING.has(governor.lemma.as_str()),
        Deprel::OblAgent => true,
        Deprel::NmodPoss => {
            facility
                || !CITY_NOUNS.has(governor.lemma.to_lowercase().as_str())
                    && governor.upos == Upos::Noun
        }
        Deprel::Obl | Deprel::Nmod => {
            let case = tree
                .by(first, Deprel::Case)
                .next()
                .map_or("", |case| analysis.words[case].lemma.as_str());
            match case {
                "by" => governor.upos == Upos::Verb || governor.upos == Upos::Noun,
                "with" | "against" | "between" | "to" | "from" | "of" | "on" | "for" | "toward"
                | "towards" | "among" => {
                    let lemma = governor.lemma.to_lowercase();
                    if governor.upos == Upos::Verb {
                        case != "from" && ADDRESSING.has(lemma.as_str())
                    } else {
                        BETWEEN_BODIES.has(lemma.as_str())
                    }
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Of names joined by "and", the first: it bears the list's relation.
fn first_of_list(analysis: &Analysis, head: WordId) -> WordId {
    let mut at = head;
    for _ in 0..8 {
        match analysis.words[at].head {
            Some(next)
                if analysis.words[at].deprel == Deprel::Conj
                    && analysis.words[next].upos == Upos::Propn =>
            {
                at = next
            }
            _ => break,
        }
    }
    at
}
