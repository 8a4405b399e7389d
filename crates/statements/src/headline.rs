//! *What it finds*: headlines and posts that name behind or before a mark whose word they are.
//!
//! *Examples*: "Nine dead after air strikes: health ministry", "Union rejects the offer – spokesman", "Police: two held
//! after blast".
//!
//! *What it leaves alone*: lines that end like a sentence, marks with more than a few words on the speaker's side, and
//! credits ("Photo: …"), which say nothing: no verb or adjective stands in them.

use sayso_analysis::{Analysis, MentionKind, NameKind, Role, Upos, WordId};
use sayso_text::Span;

use crate::{Kind, Statement};

/// What made the rows.
pub(crate) const RULE: &str = "headline";
/// A guess: the annotated articles seldom have their headlines.
const CONFIDENCE: f32 = 0.6;
/// Words of a speaker at most ("the Tesk regional health ministry").
const SPEAKER: usize = 6;
/// Words of what is said at least.
const FEWEST: usize = 3;
/// Paragraphs at the start of a report that may be its headline.
const FIRST: usize = 2;

/// Adds them where the model found no statement.
pub(crate) fn add(text: &str, analysis: &Analysis, statements: &mut Vec<Statement>) {
    for paragraph in analysis.paragraphs.iter().take(FIRST) {
        let line = paragraph.span.trim(text);
        let words = line.slice(text);
        if words.is_empty()
            || words.ends_with(['.', '!', '?', ':', '"', '”', ')'])
            || words.starts_with('(')
        {
            continue;
        }
        let taken = statements
            .iter()
            .any(|statement| !statement.cue.is_empty() && statement.extent().overlaps(line));
        if taken {
            continue;
        }
        let Some(found) = behind(text, analysis, line).or_else(|| before(text, analysis, line))
        else {
            continue;
        };
        statements
            .retain(|statement| !(statement.cue.is_empty() && line.contains(statement.extent())));
        statements.push(found);
    }
}

/// "…: police", "… – union".
fn behind(text: &str, analysis: &Analysis, line: Span) -> Option<Statement> {
    let words = line.slice(text);
    let marks = [": ", " – ", " — ", " - ", " -- "];
    let (at, mark) = marks
        .iter()
        .filter_map(|mark| words.rfind(mark).map(|at| (at, mark)))
        .max_by_key(|(at, _)| *at)?;
    let content = Span::of(text, line.start()..line.start() + at)?.trim(text);
    let cue = Span::of(text, line.start() + at..line.start() + at + mark.len())?.trim(text);
    let source = Span::of(text, line.start() + at + mark.len()..line.end())?.trim(text);
    statement(analysis, content, cue, source)
}

/// "Police: …".
fn before(text: &str, analysis: &Analysis, line: Span) -> Option<Statement> {
    let words = line.slice(text);
    let at = words.find(": ")?;
    let source = Span::of(text, line.start()..line.start() + at)?.trim(text);
    let cue = Span::of(text, line.start() + at..line.start() + at + 1)?;
    let content = Span::of(text, line.start() + at + 1..line.end())?.trim(text);
    statement(analysis, content, cue, source)
}

fn statement(analysis: &Analysis, content: Span, cue: Span, source: Span) -> Option<Statement> {
    let who = analysis.words_in(source);
    let said = analysis.words_in(content);
    let verb = |word: WordId| matches!(analysis.words[word].upos, Upos::Verb | Upos::Aux);
    let tells = |word: WordId| verb(word) || analysis.words[word].upos == Upos::Adj;
    let speaks = |word: WordId| {
        matches!(
            analysis.words[word].mention,
            Some(MentionKind::Person | MentionKind::Organisation)
        )
    };
    let named = analysis.names.iter().any(|name| {
        who.contains(&name.words.start)
            && matches!(name.kind, NameKind::Person | NameKind::Organisation)
    });
    let is_source = || {
        let mut roles = analysis.roles.iter();
        roles.any(|role| role.role == Role::Source && role.span.overlaps(source))
    };
    let fits = !who.is_empty()
        && who.len() <= SPEAKER
        && said.len() >= FEWEST
        && !who.clone().any(verb)
        && said.clone().any(tells)
        && (named || who.clone().any(speaks) || is_source());
    fits.then(|| {
        Statement::of_rule(
            Kind::Indirect,
            vec![content],
            vec![cue],
            vec![source],
            CONFIDENCE,
            RULE,
        )
    })
}
