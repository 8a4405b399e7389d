//! *What it tells*: whether a capital's or seat's name stands for the government or body there.
//!
//! *Example*: "Oslo rejected the offer" and "Oslo’s offer" are the government; "in Oslo", "Oslo’s
//! harbour" and "flew to Oslo" are the city.
//!
//! *What it leaves alone*: names of cities that are the seat of nobody in the registry.

use sayso_analysis::{Analysis, Deprel, Name, NameKind, Tree, Upos, WordId};

/// Verbs whose subject is the city itself.
const OF_CITIES: &[&str] = &[
    "lie",
    "host",
    "sit",
    "wake",
    "sleep",
    "stretch",
    "sprawl",
    "burn",
    "fall",
    "flood",
    "boast",
    "experience",
    "celebrate",
    "grow",
    "house",
    "swelter",
    "freeze",
    "tremble",
    "shake",
    "bustle",
    "stand",
    "locate",
    "situate",
];
/// Nouns that a city has and a government has not.
const CITY_NOUNS: &[&str] = &[
    "street",
    "suburb",
    "airport",
    "resident",
    "outskirts",
    "mayor",
    "metro",
    "subway",
    "harbour",
    "harbor",
    "port",
    "district",
    "river",
    "square",
    "centre",
    "center",
    "downtown",
    "university",
    "hospital",
    "museum",
    "skyline",
    "population",
    "station",
    "neighborhood",
    "neighbourhood",
    "hotel",
    "park",
    "theatre",
    "theater",
    "stadium",
    "bridge",
    "court",
    "area",
    "region",
    "time",
    "bureau",
    "office",
    "apartment",
    "home",
    "restaurant",
    "cathedral",
    "zoo",
    "marathon",
    "stock",
    "exchange",
    "police",
    "fire",
    "school",
    "newspaper",
];
/// Verbs of which someone is the one addressed, pressed or met.
const ADDRESSING: &[&str] = &[
    "contact",
    "accuse",
    "urge",
    "press",
    "pressure",
    "blame",
    "warn",
    "condemn",
    "tell",
    "ask",
    "inform",
    "notify",
    "persuade",
    "convince",
    "criticize",
    "criticise",
    "praise",
    "support",
    "back",
    "help",
    "arm",
    "sanction",
    "punish",
    "threaten",
    "provoke",
    "anger",
    "deter",
    "allow",
    "force",
    "push",
    "call",
    "thank",
    "remind",
    "assure",
    "invite",
    "defy",
    "challenge",
    "oppose",
    "trust",
    "engage",
    "isolate",
    "embarrass",
    "appease",
    "reward",
    "aid",
    "counter",
    "summon",
    "implore",
    "want",
    "expect",
    "demand",
    "consult",
    "deal",
    "negotiate",
    "talk",
    "speak",
    "appeal",
    "complain",
    "side",
    "ally",
    "align",
    "cooperate",
    "agree",
    "coordinate",
    "write",
    "sell",
    "supply",
    "give",
    "offer",
    "send",
    "provide",
    "transfer",
    "hand",
    "deliver",
    "cede",
    "owe",
    "pay",
];
/// Nouns between bodies, before "with", "to", "from", "between", "of".
const BETWEEN_BODIES: &[&str] = &[
    "relation",
    "relations",
    "tie",
    "talk",
    "deal",
    "agreement",
    "treaty",
    "alliance",
    "dispute",
    "war",
    "tension",
    "cooperation",
    "dialogue",
    "negotiation",
    "support",
    "pressure",
    "message",
    "letter",
    "request",
    "demand",
    "appeal",
    "response",
    "reaction",
    "threat",
    "aid",
    "assistance",
    "accord",
    "pact",
    "contact",
    "communication",
    "consultation",
    "partnership",
    "friendship",
    "rivalry",
    "sanction",
    "warning",
    "signal",
    "concession",
    "trade",
    "policy",
    "stance",
    "criticism",
    "condemnation",
    "backing",
    "approval",
    "permission",
    "order",
    "instruction",
    "denial",
    "claim",
    "statement",
    "assurance",
    "guarantee",
    "help",
    "denunciation",
    "conflict",
    "meeting",
    "summit",
    "confrontation",
];

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
            verb && !OF_CITIES.contains(&governor.lemma.as_str())
                || governor.upos == Upos::Adj
                || facility && !locative
        }
        Deprel::NsubjPass => ADDRESSING.contains(&governor.lemma.as_str()),
        Deprel::Obj | Deprel::Iobj => ADDRESSING.contains(&governor.lemma.as_str()),
        Deprel::OblAgent => true,
        Deprel::NmodPoss => {
            facility
                || !CITY_NOUNS.contains(&governor.lemma.to_lowercase().as_str())
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
                        case != "from" && ADDRESSING.contains(&lemma.as_str())
                    } else {
                        BETWEEN_BODIES.contains(&lemma.as_str())
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
