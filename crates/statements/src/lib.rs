//! Who said what: statements made of the roles and links that the reading model found.
//!
//! The model marks every word as source, cue, content or none, and says which cue and source each
//! content piece belongs to. [`find`] makes statements of that: it joins the pieces of one
//! statement ([`group`]), mends their edges ([`clean`]), tells direct from indirect speech
//! ([`kind`]), adds what rules can tell better than the model (first-person blocks set into a report,
//! transcripts, headlines), judges which of all that are statements ([`judge`]), nests statements in each other and
//! reads the attributes of the cue.

mod anonymity;
mod attributes;
mod block;
mod carry;
mod citing;
mod clean;
mod complete;
mod embedded;
mod goes_on;
mod group;
mod headline;
mod judge;
mod kind;
mod lang;
mod nesting;
mod pieces;
mod rejoin;
mod source;
mod spoken_to;
mod tables;
mod tally;
mod transcript;

use sayso_analysis::{Analysis, Tree, Upos};
use sayso_labels::labels;
use sayso_text::Span;

pub use judge::Feature;
pub use pieces::Pieces;
pub use tables::{TABLES, Tables};

/// A statement: content attributed to a source by a cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Direct, indirect, mixed or embedded.
    pub kind: Kind,
    /// What is said; several pieces where the cue interrupts it. Never empty.
    pub content: Vec<Span>,
    /// The words that attribute it; empty where there are none.
    pub cue: Vec<Span>,
    /// The words that name who says it; empty where they are missing.
    pub source: Vec<Span>,
    /// The words that name who says it where they stand in an earlier paragraph: a quotation that goes on.
    pub carried: Option<Span>,
    /// The statement that this one stands in, an index into the list.
    pub parent: Option<usize>,
    /// What the speaker does with it.
    pub stance: Stance,
    /// Whether the cue is negated ("did not say").
    pub negated: bool,
    /// What it was said on or in ("X", "a letter").
    pub medium: Option<Span>,
    /// Where it was said ("a press conference").
    pub venue: Option<Span>,
    /// To whom.
    pub addressee: Option<Span>,
    /// When, as the words at the cue tell.
    pub said_at: Option<Span>,
    /// Why the source is not named, where the text tells.
    pub anonymity: Option<Span>,
    /// Probability that content and source are right, 0..=1; calibrated by the caller.
    pub confidence: f32,
    /// What made the row: "model", or the rule's name.
    pub rule: &'static str,
}

impl Statement {
    /// A statement that a rule made; its attributes are still to be read.
    fn of_rule(
        kind: Kind,
        content: Vec<Span>,
        cue: Vec<Span>,
        source: Vec<Span>,
        confidence: f32,
        rule: &'static str,
    ) -> Self {
        Self {
            kind,
            content,
            cue,
            source,
            carried: None,
            parent: None,
            stance: Stance::Asserts,
            negated: false,
            medium: None,
            venue: None,
            addressee: None,
            said_at: None,
            anonymity: None,
            confidence,
            rule,
        }
    }

    /// From the first word of the content to its last.
    pub fn extent(&self) -> Span {
        self.content
            .iter()
            .skip(1)
            .fold(self.content[0], |all, &piece| all.cover(piece))
    }
}

labels! {
    /// How a statement's words stand in the report.
    pub Kind("kind of statement") {
        /// In the source's words, between quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Partly quoted.
        Mixed = "mixed",
        /// Set into the report without a cue, such as a post.
        Embedded = "embedded",
    }
}

labels! {
    /// What a speaker does with a content.
    pub Stance("stance") {
        /// Says that it is so.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Wants to know.
        Asks = "asks",
        /// Commands it.
        Orders = "orders",
        /// Asks for it to be done.
        Requests = "requests",
        /// Says that they will do it.
        Promises = "promises",
        /// Says that harm will come of it.
        Threatens = "threatens",
        /// Says that harm may come of it, by others' doing or nobody's.
        Warns = "warns",
        /// Holds it true.
        Believes = "believes",
        /// Does not hold it true.
        Doubts = "doubts",
        /// Holds that it will be so, or wants it.
        Expects = "expects",
        /// Says that someone did wrong by it.
        Accuses = "accuses",
        /// Says that it is good.
        Praises = "praises",
        /// Says sorry for it.
        Apologises = "apologises",
        /// Will not say it, or not answer.
        Refuses = "refuses",
        /// Has it from others who are not named.
        Hearsay = "hearsay",
        /// Attributed by a cue that the tables do not know.
        Unknown = "unknown",
    }
}

/// The statements of a report, in the order of their contents.
pub fn find(text: &str, analysis: &Analysis, tables: &Tables) -> Vec<Statement> {
    let tree = analysis.tree();
    let mut statements = proposed(text, analysis, &tree, tables);
    for statement in &mut statements {
        if statement.content.len() > 1 && statement.rule == MODEL {
            keep_pieces(text, analysis, &tree, tables, statement);
        }
    }
    statements.retain(|statement| {
        !is_judged(statement)
            || tables
                .judge()
                .accepts(&judge::features(text, analysis, &tree, statement))
    });
    statements.retain(|statement| !is_judged(statement) || !is_far(text, analysis, statement));
    nesting::nest(&mut statements);
    statements
}

/// Whether words without quotation marks stand in another paragraph than all that attributes them: a headline, or a
/// sentence that follows a quotation. In the annotated articles 23 of 26 such rows are wrong. What a colon leads to is not far.
fn is_far(text: &str, analysis: &Analysis, statement: &Statement) -> bool {
    let paragraph = |span: Span| {
        let paragraphs = &analysis.paragraphs;
        paragraphs.partition_point(|paragraph| paragraph.span.end() <= span.start())
    };
    let extent = statement.extent();
    let led_to = || {
        let mut pieces = statement.content.iter();
        pieces.next().is_some_and(|piece| {
            let before = text.get(..piece.start()).unwrap_or_default();
            before.trim_end().ends_with(':')
        })
    };
    let quoted = || {
        let mut quotes = analysis.quotes.iter();
        quotes.any(|quote| quote.span.overlaps(extent))
    };
    let mut told = statement.cue.iter().chain(&statement.source).peekable();
    told.peek().is_some()
        && told.all(|&words| {
            let mut pieces = statement.content.iter();
            pieces.all(|&piece| paragraph(piece) != paragraph(words))
        })
        && !quoted()
        && !led_to()
}

/// What may be statements, each with the features that the judge sees of it and of each of its pieces: what its
/// weights are trained on.
pub fn candidates(
    text: &str,
    analysis: &Analysis,
    tables: &Tables,
) -> Vec<(Statement, Vec<Feature>, Vec<Vec<Feature>>)> {
    let tree = analysis.tree();
    let proposed = proposed(text, analysis, &tree, tables).into_iter();
    let judged = proposed.filter(is_judged).map(|statement| {
        let features = judge::features(text, analysis, &tree, &statement);
        let several = statement.content.len() > 1 && statement.rule == MODEL;
        let pieces = statement.content.iter().filter(|_| several);
        let pieces = pieces
            .map(|&piece| judge::of_piece(text, analysis, &tree, &statement, piece))
            .collect();
        (statement, features, pieces)
    });
    judged.collect()
}

/// The rule of what the reading model found.
const MODEL: &str = "model";

/// Whether the judge has learned of such rows.
fn is_judged(statement: &Statement) -> bool {
    matches!(
        statement.rule,
        MODEL | "nested-clause" | "clause-before-cue" | "clause-after-cue" | goes_on::RULE
    )
}

/// Takes out the pieces that are no part of what is said, unless nothing would be left.
fn keep_pieces(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    tables: &Tables,
    statement: &mut Statement,
) {
    let belongs = |&piece: &Span| {
        let features = judge::of_piece(text, analysis, tree, statement, piece);
        tables.judge().accepts_piece(&features)
    };
    let kept: Vec<Span> = statement.content.iter().copied().filter(belongs).collect();
    if !kept.is_empty() {
        statement.content = kept;
    }
}

/// What the model, the rules and the syntax propose, in the order of the contents.
fn proposed(text: &str, analysis: &Analysis, tree: &Tree<'_>, tables: &Tables) -> Vec<Statement> {
    let mut statements = group::statements(analysis);
    for statement in &mut statements {
        clean::mend(text, analysis, statement);
        source::supply(text, analysis, tree, statement);
        complete::lengthen(analysis, tree, statement);
        anonymity::leave_out(text, analysis, tree, tables, statement);
    }
    statements.retain(|statement| !statement.content.is_empty());
    goes_on::part(text, analysis, &mut statements);
    rejoin::join(analysis, &mut statements);
    citing::turn(analysis, tree, &mut statements);
    block::fill(text, analysis, &mut statements);
    transcript::add(text, analysis, &mut statements);
    embedded::add(text, analysis, &mut statements);
    headline::add(text, analysis, &mut statements);
    statements.retain(|statement| {
        !statement.content.is_empty()
            && !is_label(text, analysis, statement)
            && !is_byline(text, analysis, statement)
    });
    nesting::add_by_syntax(text, analysis, tree, tables, &mut statements);
    statements.retain(|statement| !asks_for_anonymity(text, tables, statement));
    tally::add(analysis, tree, &mut statements);
    for statement in &mut statements {
        if is_judged(statement) {
            spoken_to::leave_out(analysis, tree, statement);
        }
    }
    statements.sort_by_key(|statement| (statement.content[0], statement.cue.first().copied()));
    for statement in &mut statements {
        // Turns of transcripts and first-person paragraphs know what they are.
        if is_judged(statement) || matches!(statement.rule, citing::RULE | headline::RULE) {
            statement.kind = kind::of(text, analysis, &statement.content);
            attributes::read(text, analysis, tree, tables, statement);
        }
    }
    statements
}

/// Whether the words only tell why a source is not named ("asked not to be named").
fn asks_for_anonymity(text: &str, tables: &Tables, statement: &Statement) -> bool {
    let Some(&cue) = statement.cue.first() else {
        return false;
    };
    let whole = cue.cover(statement.extent()).slice(text).to_lowercase();
    tables
        .anonymity()
        .iter()
        .any(|reason| whole.starts_with(reason.as_str()))
}

/// Whether the words are the line that tells who wrote the report.
fn is_byline(text: &str, analysis: &Analysis, statement: &Statement) -> bool {
    let content = statement.content[0];
    let at = analysis
        .paragraphs
        .partition_point(|paragraph| paragraph.span.end() <= content.start());
    let Some(paragraph) = analysis.paragraphs.get(at) else {
        return false;
    };
    let words = &analysis.words[analysis.words_in(paragraph.span)];
    paragraph.span.slice(text).trim_start().starts_with("By ")
        && !words
            .iter()
            .any(|word| matches!(word.upos, Upos::Verb | Upos::Aux))
}

/// Words of a quotation that may be a mere label.
const LABEL: usize = 4;

/// Whether the words are a name, title or scare quote and no one's statement: a few quoted words
/// without a source of their own and without a verb.
fn is_label(text: &str, analysis: &Analysis, statement: &Statement) -> bool {
    if !statement.source.is_empty() || statement.content.len() > 1 {
        return false;
    }
    let words = &analysis.words[analysis.words_in(statement.content[0])];
    let told = words
        .iter()
        .filter(|word| word.span.slice(text).contains(char::is_alphanumeric))
        .count();
    let quoted = kind::of(text, analysis, &statement.content) == Kind::Direct;
    quoted
        && told <= LABEL
        && !words
            .iter()
            .any(|word| matches!(word.upos, Upos::Verb | Upos::Aux))
}
