//! Takes a report apart into propositions, one a clause, and the voices that they are the word of.

mod clauses;
mod numbers;
mod parts;

use crate::lang::NEGATION;
use sayso::{Reading, Stance};
use sayso_analysis::{Deprel, Upos, WordId};
use serde::{Deserialize, Serialize};

use crate::tables::{Does, Tables};
use crate::terms::{Term, term, term_of_two};
use crate::voices::{Listener, Voice};

/// What one report tells, ready to be held against what others tell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimony {
    /// Whose words are in it, beside the outlet's own.
    pub voices: Vec<Voice>,
    /// What is told, in the order of the text.
    pub propositions: Vec<Proposition>,
    /// Whether the report as a whole is a correction.
    pub correction: bool,
}

/// One clause of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// First and last byte of the clause in the report's text.
    pub span: [usize; 2],
    /// What happened or is so.
    pub predicate: Term,
    /// To what or whom, where and how: the other words, in order of number.
    pub arguments: Vec<Term>,
    /// Whether these name nobody but people of somebody's: "his men".
    #[serde(default)]
    pub anybody: bool,
    /// Whether the clause says that it is not so.
    pub denied: bool,
    /// Whether it is somebody else's word that its speaker rejects ("denied that…").
    pub rejects: bool,
    /// Whose word it is, an index into [`Testimony::voices`]; `None` for the outlet's own.
    pub voice: Option<usize>,
    /// The voice of the sentence before in the same paragraph, where nothing else tells whose word this is.
    pub follows: Option<usize>,
    /// The statement it stands in, by its place in the report.
    pub statement: Option<usize>,
    /// Years that the clause names.
    pub years: Vec<u16>,
    /// The figures in it.
    pub figures: Vec<FigureTold>,
    /// Whether its verb takes back or mends what was told before.
    pub corrects: bool,
    /// Whose account the clause is said to be, where the one who denies it tells: "rejected a farmer's account that…".
    pub account_of: Option<usize>,
    /// Whether it vouches for what was told just before ("two surgeons confirmed the figure").
    pub confirms: bool,
    /// Whether it rejects what was told just before ("a claim that Lind dismissed").
    #[serde(default)]
    pub dismisses: bool,
    /// Whether its speaker concedes it.
    #[serde(default)]
    pub concedes: bool,
    /// The noun whose "no" denies it: "no weapon was found".
    #[serde(default)]
    pub none_of: Option<Term>,
    /// The persons that its subject names.
    #[serde(default)]
    pub who: Vec<Term>,
    /// The day that it tells of, where it names one only.
    #[serde(default)]
    pub day: Option<String>,
    /// Who does it, whom or what it is done to, and what it names.
    #[serde(default)]
    pub parts: Parts,
}

/// The words of who and what takes part in a clause, each list in order of number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// Who does it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agent: Vec<Term>,
    /// Whom or what it is done to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub patient: Vec<Term>,
    /// The places that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Term>,
    /// All names in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Term>,
}

/// A figure as claims compare it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureTold {
    /// Its place among the report's figures.
    pub number: usize,
    /// Where it stands, in bytes.
    pub span: [usize; 2],
    /// The value.
    pub bounds: Bounds,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// Unit, of what, and what became of them: figures that differ in these are not comparable.
    pub unit: Option<String>,
    /// count, killed, wounded…
    pub kind: String,
    /// total, increment or decrement.
    pub extent: String,
    /// What is counted.
    pub counted: Option<Term>,
    /// Whether that is anybody: people, residents, men.
    pub anybody: bool,
    /// Whether the text takes it for known: "the 12 men".
    #[serde(default)]
    pub definite: bool,
    /// Whether it counts some of a whole told beside it: "two of them", "including two pilots", "two pilots also died".
    #[serde(default)]
    pub part: bool,
    /// Whether it is wished, feared or supposed: "praying that nobody died".
    #[serde(default)]
    pub supposed: bool,
    /// The day that it is true of, where its clause tells.
    pub day: Option<String>,
}

/// Bounds of a value; what the text leaves open is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Not below this.
    pub low: Option<f64>,
    /// The value told.
    pub best: Option<f64>,
    /// Not above this.
    pub high: Option<f64>,
}

impl Testimony {
    /// What a reading tells.
    pub fn new(reading: &Reading<'_>, tables: &Tables) -> Self {
        let _scope = tables.enter();
        let tree = reading.analysis.tree();
        let listener = Listener {
            reading,
            tree: &tree,
            tables,
        };
        Taker::new(&listener).take()
    }
}

/// Words at the top of a report that make it a correction.
const CORRECTIONS: [&str; 4] = [
    "correction",
    "clarification",
    "corrections and clarifications",
    "erratum",
];

struct Taker<'r> {
    listener: &'r Listener<'r>,
    /// For each word the head of its clause.
    clause: Vec<WordId>,
    /// Words of cues and sources: they attribute, and tell nothing of what happened.
    attributes: Vec<bool>,
    /// The statement that each word of a cue makes.
    cue_of: Vec<Option<usize>>,
    voices: Vec<Option<usize>>,
    told: Testimony,
}

impl<'r> Taker<'r> {
    fn new(listener: &'r Listener<'r>) -> Self {
        let analysis = &listener.reading.analysis;
        let count = analysis.words.len();
        let mut attributes = vec![false; count];
        let mut cue_of = vec![None; count];
        for (number, statement) in listener.reading.statements.iter().enumerate() {
            for &span in statement.cue.iter().chain(&statement.source) {
                attributes[analysis.words_in(span)].fill(true);
            }
            for &span in &statement.cue {
                cue_of[analysis.words_in(span)].fill(Some(number));
            }
        }
        Self {
            listener,
            clause: clauses::clauses(listener),
            attributes,
            cue_of,
            voices: Vec::new(),
            told: Testimony::default(),
        }
    }

    fn take(mut self) -> Testimony {
        let reading = self.listener.reading;
        for statement in 0..reading.statements.len() {
            let voice = self.listener.of_statement(statement);
            let voice = voice.map(|voice| self.voice(voice));
            self.voices.push(voice);
        }
        let title = reading
            .report
            .title
            .as_deref()
            .unwrap_or_default()
            .to_lowercase();
        self.told.correction = CORRECTIONS.iter().any(|word| title.starts_with(word));
        let count = reading.analysis.words.len();
        let mut words: Vec<Vec<WordId>> = vec![Vec::new(); count];
        for word in 0..count {
            words[self.clause[word]].push(word);
        }
        let mut subject = None;
        for (head, words) in words.iter().enumerate() {
            if words.is_empty() {
                continue;
            }
            if let Some(mut proposition) = self.proposition(head, words, subject) {
                proposition.follows = self.follows(head, &proposition);
                self.told.propositions.push(proposition);
            }
            subject = self.subject(head).or(subject);
        }
        self.told.propositions.sort_by_key(|told| told.span);
        self.told
    }

    fn voice(&mut self, voice: Voice) -> usize {
        let known = self.told.voices.iter().position(|known| *known == voice);
        known.unwrap_or_else(|| {
            self.told.voices.push(voice);
            self.told.voices.len() - 1
        })
    }

    fn proposition(
        &mut self,
        head: WordId,
        words: &[WordId],
        last: Option<WordId>,
    ) -> Option<Proposition> {
        let reading = self.listener.reading;
        let analysis = &reading.analysis;
        let act = self.cue_of[head];
        let acts = act.is_some_and(|statement| {
            let stance = reading.statements[statement].stance;
            is_act(stance) || stance == Stance::Expects && self.wants_in_clause(head, statement)
        });
        if let Some(dismissed) = self.dismissing(head, words) {
            return Some(dismissed);
        }
        if let Some(statement) = act.filter(|_| !acts) {
            return self.vouching(head, words, statement);
        }
        if self.is_fragment(head, words) {
            return None;
        }
        let content: Vec<WordId> = words
            .iter()
            .copied()
            .filter(|&word| !self.attributes[word] || acts && word == head)
            .collect();
        let mut told = content.iter().copied().filter(|&word| {
            !matches!(
                analysis.words[word].upos,
                Upos::Punct | Upos::Cconj | Upos::Sconj
            )
        });
        let first = told.next()?;
        let end = told.next_back().unwrap_or(first);
        let (predicate, opposite, used) = self.predicate(head, &content, last)?;
        let mut arguments: Vec<Term> = Vec::new();
        for &word in &content {
            if word != head && !used.contains(&word) {
                self.arguments(word, &mut arguments);
            }
        }
        // What a clause without a subject tells is of the noun it hangs on, or of what was spoken of last.
        match self.subject(head) {
            Some(subject) if analysis.words[subject].upos == Upos::Pron => {
                let known = reading.entities.of_word(analysis, subject).is_some();
                if let Some(last) = last.filter(|_| !known && !used.contains(&subject)) {
                    self.arguments(last, &mut arguments);
                }
            }
            Some(_) => {}
            None => {
                if let Some(noun) = self.hangs_on(head).filter(|noun| !used.contains(noun)) {
                    self.arguments(noun, &mut arguments);
                }
            }
        }
        arguments.retain(|&argument| argument != predicate);
        arguments.sort_unstable();
        arguments.dedup();
        let span = analysis.words[first].span.cover(analysis.words[end].span);
        let statement = if acts {
            act
        } else {
            reading.statement_at(analysis.words[head].span)
        };
        let stance = statement.map(|statement| &reading.statements[statement]);
        let rejected = !acts
            && stance
                .is_some_and(|statement| statement.stance == Stance::Denies && !statement.negated);
        let lemma = |word: WordId| analysis.words[word].lemma.as_str();
        let negated = content
            .iter()
            .filter(|&&word| self.negates(word, head, &used))
            .count()
            % 2
            == 1;
        let voice = match statement {
            Some(statement) => self.voices[statement],
            None => self.own_voice(head),
        };
        Some(Proposition {
            span: [span.start(), span.end()],
            predicate,
            arguments,
            anybody: self.is_anybody(&content, &used),
            denied: negated ^ rejected ^ opposite,
            rejects: rejected,
            voice,
            follows: None,
            statement,
            years: content
                .iter()
                .filter_map(|&word| year(lemma(word)))
                .collect(),
            figures: self.figures(head, words),
            corrects: self.does(head, Does::Corrects),
            account_of: statement
                .filter(|_| rejected)
                .and_then(|statement| self.account_of(statement)),
            confirms: false,
            dismisses: false,
            concedes: statement.is_some_and(|statement| self.concedes(statement)),
            none_of: content.iter().find_map(|&word| {
                let none = analysis.words[word].lemma == "no" && self.negates(word, head, &used);
                let noun = analysis.words[word].head.filter(|_| none)?;
                Some(term(self.listener.tables, &analysis.words[noun].lemma).term)
            }),
            who: self.who(head),
            day: self.day(words),
            parts: self.parts(head, &content),
        })
    }

    /// Whether a word says that what a clause tells is not so: "not" at its verb, "no" and "nobody" as or at its
    /// subject or object. "Without", "no fewer than 12" and "29, not 31" are of their nouns and numbers.
    fn negates(&self, word: WordId, head: WordId, used: &[WordId]) -> bool {
        let analysis = &self.listener.reading.analysis;
        let here = &analysis.words[word];
        let lemma = here.lemma.as_str();
        if !is_negation(lemma) || self.is_cue_negation(word) || self.figure_at(word).is_some() {
            return false;
        }
        let core = |word: WordId| {
            let at = &analysis.words[word];
            let role = matches!(
                at.deprel,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Root | Deprel::Ccomp
            );
            word == head || at.head == Some(head) && role
        };
        match lemma {
            "not" | "n't" | "never" => here.head.is_some_and(|at| {
                at == head
                    || used.contains(&at)
                    || analysis.words[at].head == Some(head)
                        && matches!(
                            analysis.words[at].deprel,
                            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Xcomp
                        )
            }),
            "no" => here.deprel == Deprel::Det && here.head.is_some_and(core),
            _ => core(word),
        }
    }

    /// Whether the cue of a statement concedes.
    fn concedes(&self, statement: usize) -> bool {
        let reading = self.listener.reading;
        let cues = reading.statements[statement].cue.iter();
        let mut words = cues.flat_map(|&span| reading.analysis.words_in(span));
        words.any(|word| self.does(word, Does::Concedes))
    }

    /// The words of the persons' names in the subject of a clause.
    fn who(&self, head: WordId) -> Vec<Term> {
        let analysis = &self.listener.reading.analysis;
        let Some(subject) = self.subject(head) else {
            return Vec::new();
        };
        let mut names = analysis.names.iter().filter(|name| {
            name.kind == sayso_analysis::NameKind::Person && name.words.contains(&subject)
        });
        let mut who: Vec<Term> = names
            .next()
            .into_iter()
            .flat_map(|name| name.words.clone())
            .filter(|&word| analysis.words[word].upos == Upos::Propn)
            .map(|word| term(self.listener.tables, &analysis.words[word].lemma).term)
            .collect();
        who.sort_unstable();
        who.dedup();
        who
    }

    /// The only day that the times of a clause name.
    fn day(&self, words: &[WordId]) -> Option<String> {
        let reading = self.listener.reading;
        let mut days = reading.times.iter().filter_map(|time| {
            let word = reading.analysis.words_in(time.span).start;
            let (first, last) = time.interval?;
            (first == last && words.contains(&word)).then(|| first.to_string())
        });
        let day = days.next()?;
        days.all(|other| other == day).then_some(day)
    }

    /// Whether a clause tells nothing by itself: "who died", "which means", a heading, a line of rights.
    fn is_fragment(&self, head: WordId, words: &[WordId]) -> bool {
        let analysis = &self.listener.reading.analysis;
        let text = &self.listener.reading.report.text;
        let told = words.iter().copied().filter(|&word| {
            let here = &analysis.words[word];
            !self.attributes[word]
                && (matches!(here.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
                    || here.upos == Upos::Verb && !self.does(word, Does::Light))
        });
        let nouns = words.iter().any(|&word| {
            matches!(
                analysis.words[word].upos,
                Upos::Noun | Upos::Propn | Upos::Num
            ) && word != head
        });
        // "… but did not derail" has its subject before it; "they resigned" speaks of who is known.
        let known = match self.subject(head) {
            Some(subject) => {
                let relative = matches!(
                    analysis.words[subject].lemma.as_str(),
                    "who" | "which" | "that"
                );
                let reading = self.listener.reading;
                !relative
                    && (reading.entities.of_word(analysis, subject).is_some()
                        || reading.statement_at(analysis.words[head].span).is_some())
            }
            None => analysis.words[head].deprel == Deprel::Conj && self.hangs_on(head).is_some(),
        };
        let sentence = analysis.sentence_of(head).span.slice(text);
        let heading = !sentence.chars().any(char::is_lowercase);
        let rights = sentence.to_lowercase();
        let rights = [
            "all rights reserved",
            "may not be published",
            "copyright",
            "©",
        ]
        .iter()
        .any(|line| rights.contains(line));
        heading || rights || told.count() < 2 && !nouns && !known
    }

    /// A verb that rejects an account told before it: "a claim that Lind dismissed", "he called the reports
    /// groundless".
    fn dismissing(&mut self, head: WordId, words: &[WordId]) -> Option<Proposition> {
        let analysis = &self.listener.reading.analysis;
        let rejects = self.does(head, Does::Rejects)
            || analysis.words[head].lemma == "call"
                && words.iter().any(|&word| self.does(word, Does::Baseless));
        if !rejects {
            return None;
        }
        let hung = analysis.words[head]
            .head
            .filter(|_| matches!(analysis.words[head].deprel, Deprel::AclRelcl | Deprel::Acl))
            .filter(|&noun| self.does(noun, Does::Account));
        let object = self
            .listener
            .tree
            .by(head, Deprel::Obj)
            .next()
            .filter(|&object| self.does(object, Does::Account));
        // An account with words of its own is denied by these.
        let noun = hung.or(object)?;
        let own = self.listener.tree.by(head, Deprel::Ccomp).next().is_some()
            || self.listener.tree.children(noun).any(|child| {
                child != head
                    && matches!(
                        analysis.words[child].deprel,
                        Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl
                    )
            });
        if own {
            return None;
        }
        let voice = match self.cue_of[head] {
            Some(statement) => self.voices[statement],
            None => {
                let subject = self.subject(head)?;
                let voice = self.listener.of_subject(subject)?;
                Some(self.voice(voice))
            }
        };
        let analysis = &self.listener.reading.analysis;
        let last = words.last().copied().unwrap_or(head);
        let span = analysis.words[*words.first()?]
            .span
            .cover(analysis.words[last].span);
        let statement = self.cue_of[head];
        Some(Proposition {
            span: [span.start(), span.end()],
            predicate: term(self.listener.tables, &analysis.words[noun].lemma).term,
            arguments: Vec::new(),
            anybody: false,
            denied: true,
            rejects: true,
            voice,
            follows: None,
            statement,
            years: Vec::new(),
            figures: Vec::new(),
            corrects: false,
            account_of: None,
            confirms: false,
            dismisses: true,
            concedes: false,
            none_of: None,
            who: Vec::new(),
            day: None,
            parts: Parts::default(),
        })
    }

    /// Whether what a cue wants stands in the cue's own clause: "the federation wants 120 more posts".
    fn wants_in_clause(&self, head: WordId, statement: usize) -> bool {
        let reading = self.listener.reading;
        let contents = reading.statements[statement].content.iter();
        let mut words = contents.flat_map(|&piece| reading.analysis.words_in(piece));
        words.any(|word| self.clause[word] == head)
    }

    /// Whether the nouns of a clause but those of its predicate are people of somebody's who is not named.
    fn is_anybody(&self, words: &[WordId], used: &[WordId]) -> bool {
        let analysis = &self.listener.reading.analysis;
        let mut nouns = words.iter().copied().filter(|word| {
            !used.contains(word) && matches!(analysis.words[*word].upos, Upos::Noun | Upos::Propn)
        });
        let is_of_somebody = |noun: WordId| {
            let mut owners = self.listener.tree.by(noun, Deprel::NmodPoss);
            self.does(noun, Does::People)
                && owners.any(|owner| analysis.words[owner].upos == Upos::Pron)
        };
        nouns.next().is_some_and(is_of_somebody) && nouns.all(is_of_somebody)
    }

    fn is_cue_negation(&self, word: WordId) -> bool {
        self.listener.reading.analysis.words[word]
            .head
            .is_some_and(|head| self.cue_of[head].is_some())
    }

    fn does(&self, word: WordId, does: Does) -> bool {
        let lemma = &self.listener.reading.analysis.words[word].lemma;
        self.listener.tables.does(lemma, does)
    }

    /// A cue that vouches for a number or an account told before it: "two surgeons confirmed the figure".
    fn vouching(&self, head: WordId, words: &[WordId], statement: usize) -> Option<Proposition> {
        if !self.does(head, Does::Confirms) {
            return None;
        }
        let stands_back =
            |word: &&WordId| self.does(**word, Does::Tally) || self.does(**word, Does::Account);
        let noun = *words.iter().find(stands_back)?;
        let analysis = &self.listener.reading.analysis;
        let span = analysis.words[head].span.cover(analysis.words[noun].span);
        Some(Proposition {
            span: [span.start(), span.end()],
            predicate: term(self.listener.tables, &analysis.words[noun].lemma).term,
            arguments: Vec::new(),
            anybody: false,
            denied: false,
            rejects: false,
            voice: self.voices[statement],
            follows: None,
            statement: Some(statement),
            years: Vec::new(),
            figures: Vec::new(),
            corrects: false,
            account_of: None,
            confirms: true,
            dismisses: false,
            concedes: false,
            none_of: None,
            who: Vec::new(),
            day: None,
            parts: Parts::default(),
        })
    }

    /// The voice in "a farmer's account", where that is what a statement denies.
    fn account_of(&mut self, statement: usize) -> Option<usize> {
        let reading = self.listener.reading;
        let analysis = &reading.analysis;
        let mut accounts = reading.statements[statement]
            .cue
            .iter()
            .flat_map(|&span| analysis.words_in(span))
            .flat_map(|word| std::iter::once(word).chain(self.listener.tree.children(word)))
            .filter(|&word| self.does(word, Does::Account));
        let account = accounts.next()?;
        let owner = self.listener.tree.by(account, Deprel::NmodPoss).next()?;
        let voice = self.listener.of_subject(owner)?;
        Some(self.voice(voice))
    }

    /// A clause whose verb makes it its subject's word: "the union puts the figure at 400".
    fn own_voice(&mut self, head: WordId) -> Option<usize> {
        if !self.does(head, Does::Voice) && !self.does(head, Does::Corrects) {
            return None;
        }
        let subject = self.listener.tree.by(head, Deprel::Nsubj).next()?;
        let voice = self.listener.of_subject(subject)?;
        Some(self.voice(voice))
    }

    /// The voice that an unattributed sentence carries on: of the statement in the sentence before, in the same
    /// paragraph.
    fn follows(&self, head: WordId, proposition: &Proposition) -> Option<usize> {
        if proposition.voice.is_some() || proposition.statement.is_some() {
            return None;
        }
        let reading = self.listener.reading;
        let at = reading.analysis.sentence_index(head);
        let sentence = &reading.analysis.sentences[at];
        let before = reading.analysis.sentences[..at].iter().rev();
        let before = before.take_while(|before| before.paragraph == sentence.paragraph);
        for before in before {
            let last = reading.statements.iter().rposition(|statement| {
                statement
                    .cue
                    .iter()
                    .chain(&statement.content)
                    .any(|span| span.overlaps(before.span))
            });
            if let Some(statement) = last {
                return self.voices[statement];
            }
        }
        None
    }

    /// The predicate of a clause, whether it tells the opposite of its group, and the words that made it.
    /// `last` is what was spoken of before, for which an "it" may stand: "the fire … was not returned", "… returned it".
    fn predicate(
        &self,
        head: WordId,
        words: &[WordId],
        last: Option<WordId>,
    ) -> Option<(Term, bool, Vec<WordId>)> {
        let tables = self.listener.tables;
        let analysis = &self.listener.reading.analysis;
        let lemma = |word: WordId| analysis.words[word].lemma.as_str();
        let it = self.listener.tree.by(head, Deprel::Obj).next();
        if let (Some(it), Some(last)) = (it.filter(|&it| lemma(it) == "it"), last)
            && let Some(sense) = term_of_two(tables, lemma(head), lemma(last))
        {
            return Some((sense.term, sense.opposite, vec![head, it]));
        }
        for &word in words {
            let open = matches!(
                analysis.words[word].upos,
                Upos::Noun | Upos::Adp | Upos::Adv | Upos::Adj | Upos::Verb | Upos::Part
            );
            if word == head || !open {
                continue;
            }
            if let Some(sense) = term_of_two(tables, lemma(head), lemma(word)) {
                let used = vec![head, word];
                return Some((sense.term, sense.opposite, used));
            }
        }
        let light = tables.does(lemma(head), Does::Light)
            || words.iter().any(|&word| {
                let two = format!("{} {}", lemma(head), lemma(word));
                word != head && tables.does(&two, Does::Light)
            });
        if light && analysis.words[head].upos == Upos::Verb {
            let tree = self.listener.tree;
            let object = tree
                .by(head, Deprel::Obj)
                .next()
                .filter(|&object| lemma(object) != "place");
            let noun = object
                .or_else(|| self.subject(head))
                .or_else(|| self.hangs_on(head));
            let relative = noun.filter(|&noun| analysis.words[noun].upos == Upos::Pron);
            let noun = if relative.is_some() {
                self.hangs_on(head)
            } else {
                noun
            }?;
            if !matches!(analysis.words[noun].upos, Upos::Noun) {
                return None;
            }
            let sense = term(tables, lemma(noun));
            return Some((sense.term, sense.opposite, vec![head, noun]));
        }
        // "It was 29, not 31" tells of what is counted.
        let tells = match analysis.words[head].upos {
            Upos::Verb | Upos::Noun | Upos::Adj => head,
            Upos::Num => self.counted_by(head)?,
            _ => return None,
        };
        let sense = term(tables, lemma(tells));
        Some((sense.term, sense.opposite, vec![head, tells]))
    }

    fn subject(&self, head: WordId) -> Option<WordId> {
        let tree = self.listener.tree;
        let analysis = &self.listener.reading.analysis;
        tree.children(head).find(|&child| {
            matches!(
                analysis.words[child].deprel,
                Deprel::Nsubj | Deprel::NsubjPass
            )
        })
    }

    /// The noun that a clause hangs on: "the dam, built in 1961".
    fn hangs_on(&self, head: WordId) -> Option<WordId> {
        let analysis = &self.listener.reading.analysis;
        let word = &analysis.words[head];
        match word.deprel {
            Deprel::Acl | Deprel::AclRelcl => word.head,
            // "… gave way and flooded three hamlets": one subject for both.
            Deprel::Conj => word
                .head
                .and_then(|other| self.subject(other).or_else(|| self.hangs_on(other))),
            _ => None,
        }
        .filter(|&noun| matches!(analysis.words[noun].upos, Upos::Noun | Upos::Propn))
    }

    fn arguments(&self, word: WordId, found: &mut Vec<Term>) {
        let reading = self.listener.reading;
        let here = &reading.analysis.words[word];
        let tables = self.listener.tables;
        match here.upos {
            Upos::Verb if tables.does(&here.lemma, Does::Light) => {}
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb => {
                found.push(term(tables, &here.lemma).term);
            }
            Upos::Adv if here.lemma == "back" => found.push(term(tables, "back").term),
            Upos::Pron => {
                let known = reading.entities.of_word(&reading.analysis, word);
                let known = known.map(|(entity, _)| {
                    let entity = &reading.entities.entities[entity];
                    entity.mentions[0].span
                });
                // "The ministry denied that its forces had fired": whose is not told is the speaker's.
                let owned = here.deprel == Deprel::NmodPoss;
                let speaker = || {
                    let statement = reading.statement_at(here.span).filter(|_| owned)?;
                    reading.statements[statement].source.first().copied()
                };
                let Some(meant) = known.or_else(speaker) else {
                    return;
                };
                for word in reading.analysis.words_in(meant) {
                    let named = &reading.analysis.words[word];
                    if matches!(named.upos, Upos::Noun | Upos::Propn) {
                        found.push(term(tables, &named.lemma).term);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Cues that do what they say: the clause of the cue is what happened.
fn is_act(stance: Stance) -> bool {
    matches!(
        stance,
        Stance::Promises
            | Stance::Orders
            | Stance::Requests
            | Stance::Threatens
            | Stance::Accuses
            | Stance::Apologises
    )
}

fn is_negation(lemma: &str) -> bool {
    // "Without incident" denies nothing.
    lemma != "without" && NEGATION.has(lemma)
}

fn year(lemma: &str) -> Option<u16> {
    let year: u16 = lemma.parse().ok()?;
    (lemma.len() == 4 && (1500..2100).contains(&year)).then_some(year)
}
