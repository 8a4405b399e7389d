//! *What it finds*: why a source is not named, as the sentence of the source tells.
//!
//! *Examples*: "two diplomats, who were not authorised to speak", "on condition of anonymity because they were not
//! allowed to brief reporters".
//!
//! The words are the reporter's: what of a content lies in them is taken out of it.

use sayso_analysis::{Analysis, Deprel, Tree};
use sayso_text::Span;

use crate::kind::is_quoted;
use crate::{Statement, Tables};

/// Words of a clause before those that make it a reason, at most: where there are more, the clause tells other things.
const LEAD: usize = 6;

/// The reason in the sentence of a statement's source; of several that follow each other, all.
pub(crate) fn reason(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    statement: &Statement,
) -> Option<Span> {
    let place = statement.source.first().or(statement.cue.first())?;
    let sentence = analysis.sentence_of(analysis.words_in(*place).next()?).span;
    let lower = sentence.slice(text).to_lowercase();
    if lower.len() != sentence.len() {
        return None;
    }
    let reasons = tables.anonymity().iter();
    let mut found: Vec<Span> = reasons
        .filter_map(|words| {
            let at = sentence.start() + lower.find(words.as_str())?;
            Span::of(text, at..at + words.len())
        })
        .map(|words| clause(analysis, tree, words))
        .collect();
    found.sort();
    let reasons = found.into_iter().reduce(|all, next| {
        let near = next.start() <= all.end()
            || !text[all.end()..next.start()].contains(char::is_alphanumeric);
        if near { all.cover(next) } else { all }
    })?;
    let words = reasons.slice(text);
    let start = reasons.end() - words.trim_start_matches([',', ' ', '—', '–']).len();
    Span::of(text, start..reasons.end())
}

/// The clause that such words stand in, if it is not the whole sentence and tells nothing else.
fn clause(analysis: &Analysis, tree: &Tree<'_>, words: Span) -> Span {
    let inside = analysis.words_in(words);
    let mut top = tree.head_of(inside.clone());
    while let Some(word) = top.filter(|&word| !is_clause(analysis.words[word].deprel)) {
        top = analysis.words[word].head;
    }
    let extent = top.map(|top| tree.extent(top));
    let short = extent.filter(|extent| inside.start.saturating_sub(extent.start) <= LEAD);
    let clause = short.and_then(|extent| analysis.span_of(extent));
    clause.map_or(words, |clause| clause.cover(words))
}

fn is_clause(deprel: Deprel) -> bool {
    matches!(
        deprel,
        Deprel::AclRelcl
            | Deprel::Acl
            | Deprel::Advcl
            | Deprel::Conj
            | Deprel::Parataxis
            | Deprel::Obl
    )
}

/// Notes the reason, and takes it out of the content where nobody is quoted with it.
pub(crate) fn leave_out(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    statement: &mut Statement,
) {
    let Some(reason) = reason(text, analysis, tree, tables, statement) else {
        return;
    };
    statement.anonymity = Some(reason);
    let pieces = statement.content.drain(..);
    statement.content = pieces
        .filter_map(|piece| {
            if !piece.overlaps(reason) || is_quoted(analysis, piece) {
                return Some(piece);
            }
            let rest = match (reason.start() <= piece.start(), piece.end() <= reason.end()) {
                (true, true) => return None,
                (true, false) => reason.end()..piece.end(),
                (false, true) => piece.start()..reason.start(),
                (false, false) => return Some(piece),
            };
            let rest = Span::of(text, rest)?;
            let words = rest.slice(text);
            let end = words.trim_end_matches([',', ' ', '—', '–']).len();
            let rest = Span::of(text, rest.start()..rest.start() + end)?.trim(text);
            (!rest.is_empty()).then_some(rest)
        })
        .collect();
}
