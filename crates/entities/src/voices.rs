//! Whose words a word is among: the source of the statement, the speaker of the turn.

use crate::lang::SAYING;
use sayso_analysis::{Analysis, Role, Tree, Upos, WordId};

/// A link to a source below this probability is not taken.
const LIKELY: f32 = 0.3;

/// Which stretch of speech each word is in; 0 is the report's own voice.
pub(crate) struct Voices {
    of: Vec<u32>,
    /// The head of the words that name the speaker of each stretch.
    speakers: Vec<Option<WordId>>,
    /// Heads of the words that name a source: of statements, and subjects of verbs of saying; sorted.
    sources: Vec<WordId>,
    /// Those of them that the reader linked to a statement's content; sorted.
    linked: Vec<WordId>,
}

impl Voices {
    /// The stretch a word is in.
    pub(crate) fn of(&self, word: WordId) -> u32 {
        self.of[word]
    }

    /// The head of the words that name the speaker of a word, where it is in speech and they
    /// are known.
    pub(crate) fn speaker(&self, word: WordId) -> Option<WordId> {
        self.speakers[self.of[word] as usize]
    }

    /// Whether a word heads the words that name a source.
    pub(crate) fn is_source(&self, word: WordId) -> bool {
        self.sources.binary_search(&word).is_ok()
    }

    /// Whether the reader itself took the words for the source of a statement.
    pub(crate) fn is_linked(&self, word: WordId) -> bool {
        self.linked.binary_search(&word).is_ok()
    }

    /// The last source before a word.
    pub(crate) fn source_before(&self, word: WordId) -> Option<WordId> {
        let at = self.sources.partition_point(|&source| source < word);
        at.checked_sub(1).map(|at| self.sources[at])
    }
}

/// Finds the stretches of speech: contents with their sources where the analysis has them,
/// quotations with the subject of the verb beside them where it has not.
pub(crate) fn find(analysis: &Analysis, tree: &Tree<'_>) -> Voices {
    let mut voices = Voices {
        of: vec![0; analysis.words.len()],
        speakers: vec![None],
        sources: Vec::new(),
        linked: Vec::new(),
    };
    from_quotes(analysis, tree, &mut voices);
    from_links(analysis, tree, &mut voices);
    let says = |word: WordId| {
        analysis.words[word].deprel.universal() == "nsubj"
            && analysis.words[word].head.is_some_and(|verb| {
                analysis.words[verb].upos == Upos::Verb && SAYING.has(&analysis.words[verb].lemma)
            })
    };
    voices
        .sources
        .extend((0..analysis.words.len()).filter(|&word| says(word)));
    for list in [&mut voices.sources, &mut voices.linked] {
        list.sort_unstable();
        list.dedup();
    }
    voices
}

fn from_links(analysis: &Analysis, tree: &Tree<'_>, voices: &mut Voices) {
    for link in &analysis.links {
        let Some(content) = analysis
            .roles
            .get(link.content)
            .filter(|role| role.role == Role::Content)
        else {
            continue;
        };
        let best = link
            .sources
            .first()
            .filter(|(_, probability)| *probability >= LIKELY);
        let source = best.and_then(|&(at, _)| analysis.roles.get(at));
        let speaker = source.and_then(|source| tree.head_of(source.words.clone()));
        voices.sources.extend(speaker);
        voices.linked.extend(speaker);
        // Only what stands between quotation marks is in the speaker's first person.
        let quoted = |word: WordId| is_quoted(analysis, word);
        if speaker.is_none() && !content.words.clone().any(quoted) {
            continue;
        }
        let voice = voices.speakers.len() as u32;
        voices.speakers.push(speaker);
        for word in content.words.clone() {
            if quoted(word) {
                voices.of[word] = voice;
            }
        }
    }
}

fn is_quoted(analysis: &Analysis, word: WordId) -> bool {
    let span = analysis.words[word].span;
    let at = analysis
        .quotes
        .partition_point(|quote| quote.span.end() <= span.start());
    analysis
        .quotes
        .get(at)
        .is_some_and(|quote| quote.inner.contains(span))
}

fn from_quotes(analysis: &Analysis, tree: &Tree<'_>, voices: &mut Voices) {
    let mut before: Option<(usize, Option<WordId>)> = None;
    for quote in &analysis.quotes {
        let words = analysis.words_in(quote.inner);
        // One or two words between marks are a name or a term.
        if words.len() < 3 {
            continue;
        }
        let paragraph = analysis.sentence_of(words.start).paragraph;
        let beside = speaker_beside(analysis, tree, words.clone());
        let same_paragraph = before
            .filter(|(other, _)| *other == paragraph || quote.continues)
            .and_then(|(_, speaker)| speaker);
        let speaker = beside.or(same_paragraph);
        before = Some((paragraph, speaker));
        let voice = voices.speakers.len() as u32;
        voices.speakers.push(speaker);
        for word in words {
            voices.of[word] = voice;
        }
    }
}

/// The subject of a verb of saying outside the quotation, in the sentence of its last words,
/// of its first, or the one that leads up to it.
fn speaker_beside(
    analysis: &Analysis,
    tree: &Tree<'_>,
    quote: std::ops::Range<WordId>,
) -> Option<WordId> {
    let last = analysis.sentence_index(quote.end - 1);
    let first = analysis.sentence_index(quote.start);
    let after = last + 1;
    let lead = first
        .checked_sub(1)
        .filter(|&at| analysis.sentences[at].paragraph == analysis.sentences[first].paragraph);
    let follows = (after < analysis.sentences.len()
        && analysis.sentences[after].paragraph == analysis.sentences[last].paragraph)
        .then_some(after);
    [Some(last), Some(first), lead, follows]
        .into_iter()
        .flatten()
        .find_map(|sentence| {
            let words = analysis.sentences[sentence].words.clone();
            let outside = words.filter(|id| !quote.contains(id));
            outside
                .filter(|&id| {
                    analysis.words[id].upos == Upos::Verb
                        && SAYING.has(analysis.words[id].lemma.as_str())
                })
                .find_map(|verb| {
                    tree.children(verb).find(|&child| {
                        analysis.words[child].deprel.universal() == "nsubj"
                            && !quote.contains(&child)
                    })
                })
        })
}
