//! *What it finds*: counts of nobody: "no one was killed", "no casualties", "nobody was hurt".
//!
//! *What it leaves alone*: every other "no", which counts nothing.

use crate::draft::{Draft, Sentence, blank};
use crate::figure::Bounds;
use crate::lang::{BEFALLS, READ_AT};
use crate::tables::{Part, Tables};
use crate::words;

/// Adds the zeros of a sentence.
pub(crate) fn read(sentence: &Sentence<'_>, tables: &Tables) -> Vec<Draft> {
    (0..sentence.pieces.len())
        .filter_map(|at| read_at(sentence, tables, at))
        .collect()
}

fn read_at(sentence: &Sentence<'_>, tables: &Tables, at: usize) -> Option<Draft> {
    let zero = |length: usize| Draft {
        first: at,
        number: at,
        number_end: at + length,
        end: at + length,
        rule: "none",
        ..blank(Bounds::exactly(0.0))
    };
    match (sentence.word(at), sentence.word(at + 1)) {
        ("no", "one") => befalls(sentence, tables, at + 2).then(|| zero(1)),
        ("nobody", _) => befalls(sentence, tables, at + 1).then(|| zero(1)),
        ("no", noun) => {
            let noun = if READ_AT.has(noun) {
                sentence.word(at + 2)
            } else {
                noun
            };
            (tables.casualty(Part::Person, noun).is_some()
                || noun == "survivors"
                || noun == "victims"
                || words::is_plural(noun) && befalls(sentence, tables, at + 2))
            .then(|| zero(1))
        }
        _ => None,
    }
}

/// Whether what follows tells what became of someone.
fn befalls(sentence: &Sentence<'_>, tables: &Tables, from: usize) -> bool {
    (from..from + 5)
        .take_while(|&at| {
            at == from || words::is_aux(sentence.word(at - 1)) || BEFALLS.has(sentence.word(at - 1))
        })
        .any(|at| tables.casualty(Part::Fate, sentence.word(at)).is_some())
}
