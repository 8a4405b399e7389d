//! What the cue's clause tells besides: what the speaker does, whether it is negated, on what, where, to
//! whom and when it was said, and why the source is not named.

use crate::lang::{NEGATED, TIMES, VERBS};
use std::ops::Range;

use sayso_analysis::{Analysis, Deprel, Tree, Upos, WordId};
use sayso_text::Span;

use crate::anonymity;
use crate::{Kind, Stance, Statement, Tables};

/// Fills the attributes of a statement from the syntax around its cue.
pub(crate) fn read(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    statement: &mut Statement,
) {
    if statement.anonymity.is_none() {
        statement.anonymity = anonymity::reason(text, analysis, tree, tables, statement);
    }
    let Some(&cue) = statement.cue.first() else {
        // Quoted words without a cue are said; nothing tells what more is done with them.
        if statement.kind != Kind::Indirect {
            statement.stance = Stance::Asserts;
        }
        return;
    };
    let words = analysis.words_in(cue);
    let Some(head) = cue_head(analysis, words.clone()) else {
        return;
    };
    statement.stance = stance(text, analysis, tree, tables, cue, head);
    statement.negated = is_negated(text, analysis, tree, words, head);
    statement.stance = in_context(text, analysis, statement, head);
    let own: Vec<Span> = statement
        .content
        .iter()
        .chain(&statement.source)
        .copied()
        .collect();
    let outside = |span: Span| !own.iter().any(|piece| piece.overlaps(span));
    for child in tree.children(head).collect::<Vec<_>>() {
        let Some(span) = analysis
            .span_of(tree.extent(child))
            .filter(|&span| outside(span))
        else {
            continue;
        };
        match analysis.words[child].deprel {
            Deprel::Iobj => statement.addressee = statement.addressee.or(Some(span)),
            Deprel::Obj
                if analysis.words[child].upos != Upos::Verb
                    && speaks_to(&analysis.words[head].lemma) =>
            {
                statement.addressee = statement.addressee.or(Some(span));
            }
            Deprel::Obl
            | Deprel::OblUnmarked
            | Deprel::OblAgent
            | Deprel::Nmod
            | Deprel::Advmod => {
                oblique(text, analysis, tree, tables, child, span, statement);
            }
            _ => {}
        }
    }
}

/// What a cue does with this content: who asks to do something requests it, and who does not say a thing refuses.
fn in_context(text: &str, analysis: &Analysis, statement: &Statement, head: WordId) -> Stance {
    let content = statement.content[0].slice(text).to_lowercase();
    let opens = |words: &[&str]| {
        let first = content.split_whitespace().next().unwrap_or_default();
        words.contains(&first)
    };
    let lemma = analysis.words[head].lemma.as_str();
    let wonders = [
        "whether", "if", "how", "what", "who", "why", "when", "where", "which", "whose",
    ];
    match statement.stance {
        Stance::Asks if opens(&["to", "not"]) => Stance::Requests,
        Stance::Asserts
            if statement.negated
                && (matches!(
                    lemma,
                    "comment" | "respond" | "reply" | "answer" | "elaborate" | "specify"
                ) || statement.kind == Kind::Indirect && opens(&wonders)) =>
        {
            Stance::Refuses
        }
        stance => stance,
    }
}

/// The verb of a cue, else its noun, else its first word.
pub(crate) fn cue_head(analysis: &Analysis, words: Range<WordId>) -> Option<WordId> {
    let of = |upos| {
        words
            .clone()
            .rev()
            .find(move |&id| analysis.words[id].upos == upos)
    };
    of(Upos::Verb)
        .or_else(|| of(Upos::Noun))
        .or_else(|| words.clone().next())
}

/// What a cue does: by all its words, by a word and the preposition behind it ("called on"), by the verb that governs
/// the others ("denies backing"), by any of its words.
fn stance(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    cue: Span,
    head: WordId,
) -> Stance {
    let words = analysis.words_in(cue);
    let form = |id: WordId| analysis.words[id].span.slice(text).to_lowercase();
    let with_next = |id: WordId| {
        let next = analysis.words.get(id + 1)?;
        let binds = matches!(next.upos, Upos::Adp | Upos::Part | Upos::Sconj);
        let two = || {
            format!(
                "{} {}",
                analysis.words[id].lemma.to_lowercase(),
                form(id + 1)
            )
        };
        binds.then(two).and_then(|two| tables.stance(&two))
    };
    let alone = |id: WordId| {
        let lemma = analysis.words[id].lemma.to_lowercase();
        let form = form(id);
        // A wrong tag makes a wrong lemma, so the form and its bare stem may speak too.
        let stem = form
            .strip_suffix('s')
            .or(form.strip_suffix("ing"))
            .or(form.strip_suffix("ed"));
        let with_e = stem.map(|stem| format!("{stem}e"));
        [
            Some(lemma.as_str()),
            Some(form.as_str()),
            stem,
            with_e.as_deref(),
        ]
        .into_iter()
        .flatten()
        .find_map(|form| tables.stance(form))
    };
    let of = |id: WordId| with_next(id).or_else(|| alone(id));
    // "— the minister", "Police: …": a mere mark says no more than that they said it.
    if !cue.slice(text).contains(char::is_alphabetic) {
        return Stance::Asserts;
    }
    let governs = tree.head_of(words.clone());
    let lemmas: Vec<&str> = words
        .clone()
        .map(|id| analysis.words[id].lemma.as_str())
        .collect();
    tables
        .stance(&cue.slice(text).to_lowercase())
        .or_else(|| tables.stance(&lemmas.join(" ")))
        .or_else(|| governs.and_then(of))
        .or_else(|| of(head))
        .or_else(|| words.clone().find_map(of))
        .unwrap_or(Stance::Unknown)
}

fn is_negated(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    cue: Range<WordId>,
    head: WordId,
) -> bool {
    let negates =
        |id: WordId| NEGATED.has(analysis.words[id].span.slice(text).to_lowercase().as_str());
    cue.into_iter().any(negates) || tree.by(head, Deprel::Advmod).any(negates)
}

/// Verbs whose object is the one spoken to.
fn speaks_to(lemma: &str) -> bool {
    VERBS.has(lemma)
}

/// A prepositional or bare phrase at the cue: medium, venue, addressee or time.
fn oblique(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    child: WordId,
    span: Span,
    statement: &mut Statement,
) {
    let case = tree
        .by(child, Deprel::Case)
        .next()
        .map(|id| (id, analysis.words[id].span.slice(text).to_lowercase()));
    let head = analysis.words[child].span.slice(text);
    if is_time(analysis, child, head) {
        statement.said_at = statement.said_at.or(Some(span));
        return;
    }
    let Some((case_word, case)) = case else {
        return;
    };
    // The phrase without its preposition.
    let start = analysis
        .words
        .get(case_word + 1)
        .map_or(span.start(), |word| word.span.start());
    let Some(phrase) = Span::of(text, start..span.end()) else {
        return;
    };
    let words = phrase.slice(text);
    let bare = words
        .trim_start_matches("the ")
        .trim_start_matches("a ")
        .trim_start_matches("an ");
    match case.as_str() {
        "to" => statement.addressee = statement.addressee.or(Some(phrase)),
        "on" | "via" | "in" | "through" | "by" | "over" | "at" | "during" | "from" | "with" => {
            if tables.is_venue(bare, head) {
                statement.venue = statement.venue.or(Some(phrase));
            } else if tables.is_medium(bare, head) {
                statement.medium = statement.medium.or(Some(phrase));
            }
        }
        _ => {}
    }
}

fn is_time(analysis: &Analysis, child: WordId, head: &str) -> bool {
    let noun = matches!(
        analysis.words[child].upos,
        Upos::Noun | Upos::Propn | Upos::Adv
    );
    noun && TIMES.has(head.to_lowercase().trim_end_matches('.'))
}
