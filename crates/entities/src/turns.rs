//! *What it finds*: who says "I" in the turns of a transcript or interview.
//!
//! *Example*: "I’m Ada Lee" in the turn; "ADA LEE: …" and "Ada Lee" on a line of its own before
//! it; "Mrs. Lee?" at the end of the turn before; "— Ada Lee" on the line after it.
//!
//! *What it leaves alone*: first persons inside quotations, whose source the statements tell.

use sayso_analysis::Analysis;

use crate::chains::{ChainId, Chains};
use crate::forms::Class;
use crate::mentions::Found;
use crate::voices::Voices;
use crate::{EntityKind, Form};

/// How sure the rule is.
const SURE: f32 = 0.85;
/// Labels ("ADA LEE:") from which a text is a transcript, where a turn runs to the next label.
const TRANSCRIPT: usize = 3;

/// Puts the first persons of a turn into the chain of its speaker.
pub(crate) fn join(text: &str, analysis: &Analysis, voices: &Voices, chains: &mut Chains<'_>) {
    let speakers = speakers(text, analysis, voices, chains);
    let found = chains.found;
    for (at, mention) in found.iter().enumerate() {
        if mention.class != Class::I || chains.of[at].is_some() || voices.of(mention.head) != 0 {
            continue;
        }
        if let Some(speaker) = speakers[mention.paragraph] {
            chains.join(at, speaker, "turn", SURE);
        }
    }
}

/// Who speaks each paragraph, where the text tells.
fn speakers(
    text: &str,
    analysis: &Analysis,
    voices: &Voices,
    chains: &Chains<'_>,
) -> Vec<Option<ChainId>> {
    let count = analysis.paragraphs.len();
    let mut given: Vec<Option<ChainId>> = vec![None; count];
    let mut labels: Vec<(usize, ChainId)> = Vec::new();
    let own = |mention: &Found| voices.of(mention.head) == 0;
    let placed = |at: usize| Some((&chains.found[at], chains.chain_of(at)?));
    for (mention, chain) in (0..chains.found.len()).filter_map(placed) {
        let named = mention.form == Form::Name
            && mention.kind == Some(EntityKind::Person)
            && !mention.plural;
        if !named || !own(mention) {
            continue;
        }
        let paragraph = analysis.paragraphs[mention.paragraph].span;
        let before = &text[paragraph.start()..mention.span.start()];
        let after = &text[mention.span.end()..paragraph.end()];
        let bare = |side: &str| !side.contains(char::is_alphanumeric);
        match (bare(before), bare(after)) {
            (true, false) if after.starts_with(':') => labels.push((mention.paragraph, chain)),
            (true, true) if before.contains(['—', '–', '-']) => {
                if let Some(place) = mention.paragraph.checked_sub(1) {
                    given[place].get_or_insert(chain);
                }
            }
            (true, true) => give_floor(text, analysis, mention.paragraph, chain, &mut given),
            (false, true)
                if before.trim_end().ends_with(['.', '?', '!', '…', ']', ','])
                    && is_call(after) =>
            {
                let whole = before.trim_end().ends_with(',') || is_sentence(analysis, mention);
                if whole {
                    give_floor(text, analysis, mention.paragraph, chain, &mut given);
                }
            }
            _ => {}
        }
    }
    let transcript = labels.len() >= TRANSCRIPT;
    for (at, &(paragraph, chain)) in labels.iter().enumerate() {
        let next = labels.get(at + 1).map_or(count, |&(next, _)| next);
        let end = if transcript { next } else { paragraph + 1 };
        for place in &mut given[paragraph..end.max(paragraph + 1)] {
            *place = Some(chain);
        }
    }
    // What a speaker says of themselves comes before all else.
    for (mention, chain) in (0..chains.found.len()).filter_map(placed) {
        if mention.class == Class::I && own(mention) {
            given[mention.paragraph] = Some(chain);
        }
    }
    given
}

/// The next paragraph that is no heading is the speaker's.
fn give_floor(
    text: &str,
    analysis: &Analysis,
    paragraph: usize,
    chain: ChainId,
    given: &mut [Option<ChainId>],
) {
    let next = (paragraph + 1..given.len()).take(2).find(|&at| {
        analysis.paragraphs[at]
            .span
            .slice(text)
            .ends_with(|last: char| !last.is_alphanumeric())
    });
    if let Some(next) = next {
        given[next].get_or_insert(chain);
    }
}

fn is_call(after: &str) -> bool {
    after.starts_with(['?', '.', '!'])
}

/// Whether a mention's sentence holds no more than it, or it is set off from the sentence.
fn is_sentence(analysis: &Analysis, mention: &Found) -> bool {
    let words = &analysis.sentences[mention.sentence].words;
    words.len() <= mention.words.len() + 2 || mention.words.end + 1 >= words.end
}
