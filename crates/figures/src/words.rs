//! Word classes told by form alone, for the word-order rules.

use crate::draft::Sentence;

/// Words that end or cannot stand in what is counted.
const FUNCTION: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "along",
    "already",
    "also",
    "although",
    "am",
    "amid",
    "among",
    "an",
    "and",
    "another",
    "any",
    "apiece",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "because",
    "been",
    "before",
    "behind",
    "being",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "either",
    "else",
    "even",
    "ever",
    "every",
    "except",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "inside",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "just",
    "later",
    "like",
    "may",
    "me",
    "might",
    "must",
    "my",
    "near",
    "nearly",
    "neither",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "own",
    "per",
    "plus",
    "rather",
    "said",
    "says",
    "say",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "till",
    "to",
    "together",
    "too",
    "toward",
    "towards",
    "under",
    "underway",
    "unless",
    "until",
    "up",
    "upon",
    "us",
    "via",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "whilst",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
    "earlier",
    "apart",
    "aboard",
    "ashore",
    "abroad",
    "alone",
    "overnight",
    "today",
    "yesterday",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "worldwide",
    "nationwide",
    "times'",
    "got",
    "gets",
    "get",
    "came",
    "come",
    "comes",
    "took",
    "take",
    "takes",
    "gave",
    "give",
    "gives",
    "made",
    "make",
    "makes",
    "told",
    "left",
    "began",
    "saw",
    "lie",
    "lay",
    "stood",
    "fled",
    "fell",
    "rose",
    "won",
    "paid",
    "ran",
    "sat",
    "lost",
    "put",
    "goes",
    "go",
    "going",
    "don't",
    "n't",
    "altogether",
    "overall",
    "respectively",
];

const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did",
    "can", "could", "may", "might", "must", "shall", "should", "will", "would",
];

/// Plurals and collectives without -s.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "troops",
    "personnel",
    "staff",
    "aircraft",
    "cattle",
    "fish",
    "sheep",
    "deer",
    "feet",
    "teeth",
    "geese",
    "mice",
    "oxen",
    "servicemen",
    "servicewomen",
    "fishermen",
    "policemen",
    "policewomen",
    "gunmen",
    "firemen",
    "militiamen",
    "clergymen",
    "craftsmen",
    "businessmen",
    "spokesmen",
    "sportsmen",
    "schoolchildren",
    "grandchildren",
    "infantry",
    "cavalry",
    "crew",
    "criteria",
    "media",
    "data",
    "bacteria",
    "crises",
    "others",
    "more",
    "dead",
    "wounded",
    "injured",
    "missing",
    "captured",
    "spacecraft",
    "hovercraft",
    "offspring",
    "livestock",
    "poultry",
    "cod",
    "salmon",
    "tuna",
    "dice",
    "pence",
    "euro",
    "yen",
    "baht",
    "lives",
    "wives",
    "knives",
    "wolves",
    "leaves",
    "buses",
    "cases",
    "houses",
    "clothes",
    "gases",
];

/// Words for what became of people.
const FATES: &[&str] = &[
    "killed",
    "wounded",
    "injured",
    "captured",
    "missing",
    "dead",
    "displaced",
    "hurt",
    "drowned",
    "died",
    "rescued",
    "arrested",
    "detained",
];

/// Singular words in -s.
const NOT_PLURAL: &[&str] = &[
    "across",
    "always",
    "perhaps",
    "less",
    "plus",
    "this",
    "thus",
    "his",
    "its",
    "as",
    "is",
    "was",
    "has",
    "does",
    "says",
    "us",
    "yes",
    "news",
    "politics",
    "economics",
    "series",
    "versus",
    "towards",
    "afterwards",
    "besides",
    "sometimes",
    "various",
    "previous",
    "serious",
    "religious",
    "famous",
    "numerous",
    "dangerous",
    "indigenous",
    "consecutive",
    "business",
    "process",
    "access",
    "success",
    "press",
    "mass",
    "class",
    "gas",
    "bus",
    "virus",
    "campus",
    "status",
    "census",
    "crisis",
    "basis",
    "analysis",
    "glass",
    "grass",
    "cross",
    "loss",
    "boss",
    "pass",
    "express",
    "progress",
    "congress",
    "address",
    "distress",
    "rebellious",
    "precious",
    "armless",
    "homeless",
    "jobless",
    "endless",
    "needs",
    "wants",
    "seems",
    "asks",
    "sees",
    "goes",
];

/// Whether the word is a plural by its form.
pub(crate) fn is_plural(word: &str) -> bool {
    if PLURALS.contains(&word) {
        return true;
    }
    let ends = word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !word.ends_with("'s")
        && !word.ends_with("’s");
    ends && word.chars().count() > 3 && !NOT_PLURAL.contains(&word)
        || matches!(
            word,
            "cms" | "kms" | "mps" | "meps" | "ngos" | "pows" | "ids" | "jobs" | "men"
        )
}

/// Whether the word may open or stand in a noun phrase: letters, and no function word.
pub(crate) fn may_open_noun(word: &str) -> bool {
    !word.is_empty() && !FUNCTION.contains(&word) && !word.starts_with(['\'', '’'])
}

pub(crate) fn is_aux(word: &str) -> bool {
    AUXILIARIES.contains(&word)
}

pub(crate) fn is_fate(word: &str) -> bool {
    FATES.contains(&word)
}

pub(crate) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "i" | "he" | "she" | "it" | "we" | "they" | "you" | "me" | "him" | "her" | "us" | "them"
    )
}

pub(crate) fn is_day(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

/// Words that may have a capital only because they open the sentence.
pub(crate) fn opens_sentence(word: &str) -> bool {
    FUNCTION.contains(&word)
        || matches!(
            word,
            "another"
                | "some"
                | "just"
                | "only"
                | "last"
                | "every"
                | "nearly"
                | "almost"
                | "exactly"
                | "total"
                | "police"
                | "officials"
        )
}

/// Adjectives that often stand between a number and the name of a model.
pub(crate) fn is_adjective(word: &str) -> bool {
    matches!(
        word,
        "new" | "old" | "own" | "used" | "its" | "their" | "his" | "her" | "the" | "boeings" | "s"
    )
}

/// "Ukrainian", "Chinese", "British": capitals that describe people.
pub(crate) fn is_people_adjective(word: &str) -> bool {
    ["ian", "ean", "ese", "ish", "can", "man", "qi", "ch", "ic"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether nearly every word has a capital, so that capitals tell nothing.
pub(crate) fn is_headline(sentence: &Sentence<'_>) -> bool {
    let words: Vec<usize> = (0..sentence.pieces.len())
        .filter(|&at| sentence.pieces[at].is_word() && sentence.pieces[at].lower.len() > 3)
        .collect();
    let capitals = words.iter().filter(|&&at| sentence.is_capital(at)).count();
    words.len() >= 3 && capitals * 10 >= words.len() * 8
}

/// Whether the word looks like a verb's past or its -ing form.
pub(crate) fn is_verb_like(word: &str) -> bool {
    let ends = word.ends_with("ed") && word.len() > 4 || word.ends_with("ing") && word.len() > 5;
    ends && !matches!(
        word,
        "building"
            | "wedding"
            | "hundred"
            | "meeting"
            | "killing"
            | "shooting"
            | "hearing"
            | "wing"
            | "ring"
            | "evening"
            | "morning"
            | "ceiling"
            | "warning"
            | "listing"
            | "filing"
            | "bombing"
            | "seed"
            | "breed"
            | "speed"
            | "need"
    )
}
