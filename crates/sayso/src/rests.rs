use std::collections::BTreeMap;

use crate::Reading;
use crate::json::RestsOnRow;

/// How many statements are whose word, most first. Speakers that can't be told are counted by the words
/// that name them, and all statements without such words together.
pub fn rests_on(reading: &Reading<'_>) -> Vec<RestsOnRow> {
    let mut counts: BTreeMap<(Option<usize>, String), (usize, usize)> = BTreeMap::new();
    for number in 0..reading.statements.len() {
        let entity = reading.speakers[number].entity;
        let name = match entity {
            Some(_) => String::new(),
            None => reading
                .source_words(number)
                .map(str::to_lowercase)
                .unwrap_or_default(),
        };
        let count = counts.entry((entity, name)).or_insert((0, number));
        count.0 += 1;
    }
    let mut rows: Vec<(usize, usize, RestsOnRow)> = counts
        .into_iter()
        .map(|((entity, _), (count, first))| {
            let known = entity.is_some() || reading.source_words(first).is_some();
            let row = RestsOnRow {
                name: known.then(|| reading.speaker_name(first)),
                entity: entity.map(|entity| format!("e{}", entity + 1)),
                statements: count,
            };
            (count, first, row)
        })
        .collect();
    rows.sort_by_key(|(count, first, _)| (std::cmp::Reverse(*count), *first));
    rows.into_iter().map(|(_, _, row)| row).collect()
}
