//! Whether what was found is a statement: a logistic regression over what the words and their syntax show.
//!
//! *Examples*: "The board named a new pilot", "residents have voted to stay", "were questioned" look like cue and
//! content to the reading model or to a rule, and report nothing; "The envoy denied that …" does.
//!
//! The weights are made by `train/statements.py` from articles annotated whole; [`candidates`](crate::candidates)
//! gives it the features.

use std::collections::BTreeMap;

use sayso_analysis::{Analysis, Deprel, Role, Tree, Upos, WordId};
use sayso_tables::{Own, Table, TableError, record};
use sayso_text::Span;

use crate::attributes::cue_head;
use crate::kind::is_quoted;
use crate::{Kind, Statement};

record! {
    /// What a feature weighs.
    pub(crate) struct Weight key [feature] {
        /// What the words show, or the name of a threshold.
        feature: String,
        /// What it weighs, in log odds.
        weight: f32,
    }
}

pub(crate) const WEIGHTS: Table<Weight> = Table::new(
    "statements/judge.tsv",
    include_str!("../../../data/statements/judge.tsv"),
);

/// Log odds under which what was found is left out. Chosen on the gold articles' dev set and PolNeAR's, whose annotators
/// count more as statements: rows of news gain up to 0, PolNeAR loses from -2 on.
const THRESHOLD: &str = "threshold";
/// The same of a piece of several.
const PIECE_THRESHOLD: &str = "piece threshold";

/// A feature's name and its value.
pub type Feature = (String, f32);

/// The weights of the features.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judge {
    weights: BTreeMap<String, f32>,
}

impl Judge {
    /// The weights that come with Sayso, and a user's.
    pub(crate) fn new(own: &Own) -> Result<Self, TableError> {
        let rows = own.rows(&WEIGHTS)?.into_iter();
        let weights = rows.map(|row| (row.feature.clone(), row.weight));
        Ok(Self {
            weights: weights.collect(),
        })
    }

    /// Whether these features are those of a statement.
    pub(crate) fn accepts(&self, features: &[Feature]) -> bool {
        self.odds(features) >= self.weight(THRESHOLD)
    }

    /// Whether these features are those of a piece of the statement.
    pub(crate) fn accepts_piece(&self, features: &[Feature]) -> bool {
        self.odds(features) >= self.weight(PIECE_THRESHOLD)
    }

    fn odds(&self, features: &[Feature]) -> f32 {
        let terms = features
            .iter()
            .map(|(name, value)| self.weight(name) * value);
        terms.sum()
    }

    fn weight(&self, name: &str) -> f32 {
        self.weights.get(name).copied().unwrap_or(0.0)
    }
}

/// Raw log odds of the model beyond which nothing more is learned from them.
const ODDS: f32 = 4.0;

fn odds(probability: f32) -> f32 {
    let probability = probability.clamp(0.001, 0.999);
    (probability / (1.0 - probability)).ln().clamp(-ODDS, ODDS)
}

/// What the words and the syntax of a statement show.
pub(crate) fn features(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    statement: &Statement,
) -> Vec<Feature> {
    let mut shown = Shown {
        text,
        analysis,
        tree,
        features: vec![("bias".to_owned(), 1.0)],
    };
    let rule = statement.rule;
    shown.flag(format!("rule {rule}"));
    if rule == "model" {
        shown.value("confidence", odds(statement.confidence));
    }
    let roles = analysis.roles.iter().filter(|role| {
        role.role == Role::Content
            && statement
                .content
                .iter()
                .any(|piece| piece.overlaps(role.span))
    });
    let sure = roles.map(|role| role.confidence).fold(0.0, f32::max);
    shown.value("content sure", sure);
    let shape = shown.content(statement);
    shown.cue(statement, shape);
    shown.source(statement);
    shown.place(statement);
    shown.features
}

/// What shows that a piece of several belongs to a statement.
pub(crate) fn of_piece(
    text: &str,
    analysis: &Analysis,
    tree: &Tree<'_>,
    statement: &Statement,
    piece: Span,
) -> Vec<Feature> {
    let alone = Statement {
        content: vec![piece],
        kind: crate::kind::of(text, analysis, &[piece]),
        ..statement.clone()
    };
    let mut found = features(text, analysis, tree, &alone);
    for (name, _) in &mut found {
        name.insert_str(0, "piece ");
    }
    let longest = statement.content.iter().map(|piece| piece.len()).max();
    let others = statement.content.iter().filter(|&&other| other != piece);
    let quoted = others
        .flat_map(|&other| analysis.words_in(other).next())
        .any(|word| is_quoted(analysis, analysis.words[word].span));
    let mut flag = |name: &str| found.push((format!("piece {name}"), 1.0));
    if longest == Some(piece.len()) {
        flag("longest");
    }
    if statement.content[0] == piece {
        flag("first");
    }
    if quoted {
        flag(if alone.kind == Kind::Indirect {
            "unquoted beside quoted"
        } else {
            "quoted beside quoted"
        });
    }
    if let Some(&cue) = statement.cue.first() {
        let cue = analysis.words_in(cue);
        let words = analysis.words_in(piece);
        if words.start == cue.end {
            flag("right behind cue");
        }
        let home = |word: WordId| analysis.sentence_index(word);
        if !cue.is_empty() && !words.is_empty() && home(cue.start) != home(words.start) {
            flag("in another sentence");
        }
    }
    found
}

struct Shown<'a, 't> {
    text: &'a str,
    analysis: &'a Analysis,
    tree: &'a Tree<'t>,
    features: Vec<Feature>,
}

impl Shown<'_, '_> {
    fn flag(&mut self, name: String) {
        self.features.push((name, 1.0));
    }

    fn value(&mut self, name: &str, value: f32) {
        self.features.push((name.to_owned(), value));
    }

    fn lower(&self, word: WordId) -> String {
        self.analysis.words[word]
            .span
            .slice(self.text)
            .to_lowercase()
    }

    /// Features of the content; its shape.
    fn content(&mut self, statement: &Statement) -> &'static str {
        let first = statement.content[0];
        let words = self.analysis.words_in(first);
        let length: usize = statement
            .content
            .iter()
            .map(|piece| self.analysis.words_in(*piece).len())
            .sum();
        let head = self.tree.head_of(words.clone());
        let clause = |head: WordId| {
            self.tree.children(head).any(|child| {
                matches!(
                    self.analysis.words[child].deprel,
                    Deprel::Nsubj | Deprel::NsubjPass | Deprel::Expl | Deprel::Csubj
                )
            })
        };
        let opens = words
            .clone()
            .find(|&word| self.analysis.words[word].upos != Upos::Punct);
        let opening = opens.map(|word| self.lower(word)).unwrap_or_default();
        let shape = match statement.kind {
            Kind::Direct | Kind::Embedded => "quoted",
            Kind::Mixed => "mixed",
            Kind::Indirect if head.is_some_and(clause) => "clause",
            Kind::Indirect if matches!(opening.as_str(), "to" | "not") => "infinitive",
            Kind::Indirect
                if head.is_some_and(|head| {
                    matches!(self.analysis.words[head].upos, Upos::Verb | Upos::Aux)
                }) =>
            {
                "verb"
            }
            Kind::Indirect => "noun",
        };
        let has_verb = words
            .clone()
            .any(|word| matches!(self.analysis.words[word].upos, Upos::Verb | Upos::Aux));
        let bucket = match length {
            0..=2 => "2",
            3..=4 => "4",
            5..=8 => "8",
            9..=16 => "16",
            _ => "more",
        };
        self.flag(format!("shape {shape}"));
        self.flag(format!("length {bucket}"));
        self.flag(format!("length {bucket} {shape}"));
        self.flag(format!("pieces {}", statement.content.len().min(3)));
        if !has_verb {
            self.flag(format!("no verb {shape}"));
        }
        let known = [
            "that", "to", "not", "whether", "if", "what", "how", "why", "when", "where", "who",
            "which", "as", "of", "for", "on", "about", "in", "by", "with", "his", "her", "its",
            "their",
        ];
        if known.contains(&opening.as_str()) {
            self.flag(format!("opens {opening}"));
        } else if let Some(word) = opens {
            let upos = self.analysis.words[word].upos;
            self.flag(format!("opens {upos}"));
        }
        let last = words.clone().next_back();
        if let Some(last) = last {
            let word = &self.analysis.words[last];
            if matches!(
                word.upos,
                Upos::Adp | Upos::Det | Upos::Aux | Upos::Cconj | Upos::Pron | Upos::Part
            ) {
                self.flag(format!("ends {}", word.upos));
            }
        }
        shape
    }

    /// Features of the cue and of how the content hangs on it.
    fn cue(&mut self, statement: &Statement, shape: &str) {
        let Some(&cue) = statement.cue.first() else {
            self.flag("no cue".to_owned());
            self.flag(format!("no cue {shape}"));
            return;
        };
        let words = self.analysis.words_in(cue);
        let Some(head) = cue_head(self.analysis, words.clone()) else {
            return;
        };
        let word = &self.analysis.words[head];
        let lemma = word.lemma.to_lowercase();
        let stance = statement.stance.as_str();
        self.flag(format!("cue {lemma}"));
        self.flag(format!("cue {lemma} {shape}"));
        self.flag(format!("stance {stance}"));
        self.flag(format!("stance {stance} {shape}"));
        self.flag(format!("cue is {}", word.upos));
        self.flag(format!("cue is {} {shape}", word.xpos));
        self.flag(format!("cue under {}", word.deprel));
        if words.len() > 1 && words.len() <= 4 {
            self.flag(format!("cues {}", cue.slice(self.text).to_lowercase()));
        }
        if statement.negated {
            self.flag("negated".to_owned());
        }
        let content = self.analysis.words_in(statement.content[0]);
        let top = self.tree.head_of(content.clone());
        let hangs = match top {
            Some(top) if self.analysis.words[top].head == Some(head) => {
                self.analysis.words[top].deprel.as_str()
            }
            Some(_) if word.head.is_some_and(|over| content.contains(&over)) => "over",
            Some(top)
                if self.analysis.words[top]
                    .head
                    .is_some_and(|over| words.contains(&over)) =>
            {
                "cue"
            }
            Some(top)
                if self.analysis.words[top]
                    .head
                    .is_some_and(|over| self.analysis.words[over].head == Some(head)) =>
            {
                "below"
            }
            Some(top)
                if self.analysis.sentence_index(top) != self.analysis.sentence_index(head) =>
            {
                "other sentence"
            }
            _ => "apart",
        };
        self.flag(format!("hangs {hangs}"));
        self.flag(format!("hangs {hangs} {shape}"));
        self.flag(format!("stance {stance} {hangs}"));
        let before = content.start < head;
        self.flag(format!("content before {before} {shape}"));
        for child in self.tree.children(head).collect::<Vec<_>>() {
            let deprel = self.analysis.words[child].deprel;
            let form = self.lower(child);
            match deprel {
                Deprel::Aux => self.flag(format!("aux {form}")),
                Deprel::AuxPass => self.flag("passive".to_owned()),
                Deprel::Mark => self.flag(format!("mark {form}")),
                Deprel::Obj if !content.contains(&child) => self.flag(format!("object {shape}")),
                _ => {}
            }
        }
        if is_quoted(self.analysis, word.span) {
            self.flag("cue quoted".to_owned());
        }
    }

    /// Features of the source.
    fn source(&mut self, statement: &Statement) {
        let Some(&source) = statement.source.first() else {
            self.flag("no source".to_owned());
            return;
        };
        let words = self.analysis.words_in(source);
        let Some(head) = self.tree.head_of(words.clone()) else {
            return;
        };
        let word = &self.analysis.words[head];
        self.flag(format!("source is {}", word.upos));
        if word.upos == Upos::Pron {
            self.flag(format!("source {}", self.lower(head)));
        }
        if word.upos == Upos::Noun {
            self.flag(format!("source {}", word.lemma.to_lowercase()));
        }
        match word.mention {
            Some(kind) => self.flag(format!("source names {kind}")),
            None => self.flag("source names nothing".to_owned()),
        }
        self.flag(format!("source under {}", word.deprel));
        if let Some(&cue) = statement.cue.first() {
            let cue = self.analysis.words_in(cue);
            if !cue.is_empty()
                && self.analysis.sentence_index(cue.start) != self.analysis.sentence_index(head)
            {
                self.flag("source far".to_owned());
            }
        }
    }

    /// Features of where it stands.
    fn place(&mut self, statement: &Statement) {
        let words = self.analysis.words_in(statement.content[0]);
        if !words.is_empty() {
            let sentence = self.analysis.sentence_of(words.start).span;
            if sentence.slice(self.text).trim_end().ends_with('?') {
                self.flag("question".to_owned());
            }
            let rest = words_beside(self.analysis, sentence, statement);
            if rest == 0 {
                self.flag("fills its sentence".to_owned());
            }
        }
    }
}

/// Words of a sentence outside of a statement's content, cue and source.
fn words_beside(analysis: &Analysis, sentence: Span, statement: &Statement) -> usize {
    let own = || {
        let parts = statement.content.iter().chain(&statement.cue);
        parts.chain(&statement.source)
    };
    let words = &analysis.words[analysis.words_in(sentence)];
    let outside = words
        .iter()
        .filter(|word| word.upos != Upos::Punct && !own().any(|span| span.overlaps(word.span)));
    outside.count()
}
