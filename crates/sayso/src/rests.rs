use sayso_rows::{Id, RestsOnRow, Whose};

use crate::Reading;

/// How many statements are whose word, most first, as [`sayso_rows::rests_on`] counts.
pub fn rests_on(reading: &Reading<'_>) -> Vec<RestsOnRow> {
    sayso_rows::rests_on((0..reading.statements.len()).map(|at| {
        let (entity, words) = (reading.speakers[at].entity, reading.source_words(at));
        let known = entity.is_some() || words.is_some();
        Whose {
            entity: entity.map(Id::at),
            name: known.then(|| reading.speaker_name(at)),
            words: words.map(str::to_owned),
        }
    }))
}
