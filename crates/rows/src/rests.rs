//! What a report rests on: the one place where statements are counted by whose word they are.

use crate::sort::Entity;
use crate::{Id, RestsOnRow};

/// Whose word a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The speaker's entity, where it can be told.
    pub entity: Option<Id<Entity>>,
    /// The speaker's name, or what stands for one; `None` where nothing names the source.
    pub name: Option<String>,
    /// The words that name the source.
    pub words: Option<String>,
}

/// How many statements are whose word, most first. Speakers that can't be told are counted by the words that name
/// them, and all statements without such words together.
pub fn rests_on(statements: impl IntoIterator<Item = Whose>) -> Vec<RestsOnRow> {
    type Key = (Option<Id<Entity>>, String);
    let mut counts: Vec<(Key, RestsOnRow)> = Vec::new();
    for Whose {
        entity,
        name,
        words,
    } in statements
    {
        let words = words.filter(|_| entity.is_none());
        let key = (
            entity,
            words.map_or_else(String::new, |words| words.to_lowercase()),
        );
        match counts.iter_mut().find(|(other, _)| *other == key) {
            Some((_, row)) => row.statements += 1,
            None => counts.push((
                key,
                RestsOnRow {
                    name,
                    entity,
                    statements: 1,
                },
            )),
        }
    }
    counts.sort_by_key(|(_, row)| std::cmp::Reverse(row.statements));
    counts.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_are_counted_by_who_they_are() {
        let named = |entity: usize, name: &str, words: &str| Whose {
            entity: Some(Id::at(entity)),
            name: Some(name.to_owned()),
            words: Some(words.to_owned()),
        };
        let words = |words: Option<&str>| Whose {
            entity: None,
            name: words.map(str::to_owned),
            words: words.map(str::to_owned),
        };
        let found = rests_on([
            words(Some("Two officials")),
            named(0, "Ana Ruiz", "she"),
            named(1, "Ana Ruiz", "the captain"),
            words(None),
            words(Some("two officials")),
            named(0, "Ana Ruiz", "Ruiz"),
            words(None),
        ]);
        let told: Vec<_> = found
            .iter()
            .map(|row| (row.name.as_deref(), row.statements))
            .collect();
        let wanted = [
            (Some("Two officials"), 2),
            (Some("Ana Ruiz"), 2),
            (None, 2),
            (Some("Ana Ruiz"), 1),
        ];
        assert_eq!(told, wanted);
    }
}
