use sayso::{RestsOnRow, StatementRow};

/// How many statements are whose word, most first. Speakers that can't be told are counted by the words that name
/// them, and all statements without such words together.
pub(super) fn rests_on(statements: &[StatementRow], text: &str) -> Vec<RestsOnRow> {
    let mut counts: Vec<(Whose<'_>, RestsOnRow)> = Vec::new();
    for statement in statements {
        let whose = Whose::of(statement, text);
        match counts.iter_mut().find(|(other, _)| *other == whose) {
            Some((_, row)) => row.statements += 1,
            None => counts.push((whose, row(statement, text))),
        }
    }
    counts.sort_by_key(|(_, row)| std::cmp::Reverse(row.statements));
    counts.into_iter().map(|(_, row)| row).collect()
}

#[derive(PartialEq)]
enum Whose<'s> {
    Entity(&'s str),
    Words(String),
}

impl<'s> Whose<'s> {
    fn of(statement: &'s StatementRow, text: &str) -> Self {
        match &statement.speaker {
            Some(speaker) => Self::Entity(&speaker.entity),
            None => Self::Words(source(statement, text).unwrap_or_default().to_lowercase()),
        }
    }
}

fn row(statement: &StatementRow, text: &str) -> RestsOnRow {
    let name = match (&statement.speaker, source(statement, text)) {
        (Some(speaker), _) => Some(speaker.name.clone()),
        (None, Some(_)) if statement.kind == "embedded" => Some("unattributed".to_owned()),
        (None, source) => source,
    };
    RestsOnRow {
        name,
        entity: statement
            .speaker
            .as_ref()
            .map(|speaker| speaker.entity.clone()),
        statements: 1,
    }
}

/// The first of the words that name a statement's source.
fn source(statement: &StatementRow, text: &str) -> Option<String> {
    let [start, end] = *statement.source.first()?;
    Some(text.chars().skip(start).take(end - start).collect())
}
