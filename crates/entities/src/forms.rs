//! Personal pronouns: what each form tells of the one it stands for.

use sayso_bodies::Gender;

/// A personal pronoun's person, number and gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Personal {
    pub(crate) class: Class,
    pub(crate) possessive: bool,
    pub(crate) reflexive: bool,
}

/// Which pronoun, or which sort of description: each has its own weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    He,
    She,
    They,
    It,
    I,
    You,
    We,
    /// A description of one ("the minister").
    One,
    /// A description of several ("the parents").
    Several,
}

impl Class {
    pub(crate) const ALL: &'static [Self] = &[
        Self::He,
        Self::She,
        Self::They,
        Self::It,
        Self::I,
        Self::You,
        Self::We,
        Self::One,
        Self::Several,
    ];

    /// As written in the model's table.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::He => "he",
            Self::She => "she",
            Self::They => "they",
            Self::It => "it",
            Self::I => "i",
            Self::You => "you",
            Self::We => "we",
            Self::One => "one",
            Self::Several => "several",
        }
    }

    pub(crate) fn gender(self) -> Option<Gender> {
        match self {
            Self::He => Some(Gender::Male),
            Self::She => Some(Gender::Female),
            _ => None,
        }
    }

    /// First or second person: who is meant hangs on who speaks.
    pub(crate) fn is_of_speech(self) -> bool {
        matches!(self, Self::I | Self::You | Self::We)
    }

    pub(crate) fn is_pronoun(self) -> bool {
        !matches!(self, Self::One | Self::Several)
    }
}

/// The personal pronoun that a word is, in any case of letters.
pub(crate) fn personal(word: &str) -> Option<Personal> {
    use Class::{He, I, It, She, They, We, You};
    let lower = word.to_lowercase();
    let (class, possessive, reflexive) = match lower.as_str() {
        "he" | "him" => (He, false, false),
        "his" => (He, true, false),
        "himself" => (He, false, true),
        "she" => (She, false, false),
        "her" | "hers" => (She, true, false),
        "herself" => (She, false, true),
        "they" | "them" => (They, false, false),
        "their" | "theirs" => (They, true, false),
        "themselves" | "themself" => (They, false, true),
        "it" => (It, false, false),
        "its" => (It, true, false),
        "itself" => (It, false, true),
        "i" | "me" => (I, false, false),
        "my" | "mine" => (I, true, false),
        "myself" => (I, false, true),
        "you" => (You, false, false),
        "your" | "yours" => (You, true, false),
        "yourself" | "yourselves" => (You, false, true),
        "we" | "us" => (We, false, false),
        "our" | "ours" => (We, true, false),
        "ourselves" => (We, false, true),
        _ => return None,
    };
    Some(Personal {
        class,
        possessive,
        reflexive,
    })
}
