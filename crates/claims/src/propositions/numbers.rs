//! The numbers of a clause, as claims compare them.

use crate::lang::DEFINITE;
use std::ops::Range;

use sayso::Span;
use sayso_analysis::{Deprel, Upos, WordId};

use super::{Bounds, FigureTold, Taker};
use crate::tables::Does;
use crate::terms::term;

impl Taker<'_> {
    pub(super) fn figures(&self, head: WordId, words: &[WordId]) -> Vec<FigureTold> {
        let reading = self.listener.reading;
        let analysis = &reading.analysis;
        let from = words
            .first()
            .map_or(0, |&word| analysis.words[word].span.start());
        let first = reading
            .figures
            .partition_point(|figure| figure.span.end() <= from);
        let mut told = Vec::new();
        for (number, figure) in reading.figures.iter().enumerate().skip(first) {
            let stands: Range<WordId> = analysis.words_in(figure.span);
            if words.last().is_some_and(|&last| stands.start > last) {
                break;
            }
            let denied = figure.comparator == Some(sayso::Comparator::Not);
            if self.clause.get(stands.start) == Some(&head) && !denied {
                told.push(self.figure(number, figure, words));
            }
        }
        told
    }

    fn figure(&self, number: usize, figure: &sayso::Figure, words: &[WordId]) -> FigureTold {
        let reading = self.listener.reading;
        let analysis = &reading.analysis;
        let tables = self.listener.tables;
        let head = |span: Span| self.listener.tree.head_of(analysis.words_in(span));
        let noun = figure.counted.and_then(head);
        let tally = |noun: WordId| tables.does(&analysis.words[noun].lemma, Does::Tally);
        let noun = noun
            .filter(|&noun| !tally(noun))
            .or_else(|| self.of_tally(words));
        let people =
            noun.is_some_and(|noun| tables.does(&analysis.words[noun].lemma, Does::People));
        let of_person = noun.is_some_and(|noun| {
            analysis.words[noun].mention == Some(sayso_analysis::MentionKind::Person)
        });
        let mut kind = figure.kind.as_str();
        if kind == "count" && (noun.is_none() || people || of_person) {
            // "two guards were treated for gunshot wounds": the clause tells what became of them.
            let told = |form: &str| {
                let sought = term(tables, form).term;
                words
                    .iter()
                    .any(|&word| term(tables, &analysis.words[word].lemma).term == sought)
            };
            if let Some(known) = ["killed", "wounded"]
                .into_iter()
                .find(|kind| told(kind.trim_end_matches("ed")))
            {
                kind = known;
            }
        }
        let bounds = Bounds {
            low: figure.bounds.low,
            best: figure.bounds.best,
            high: figure.bounds.high,
        };
        let day = reading.time_of(figure).and_then(|time| {
            let (first, last) = reading.times[time].interval?;
            (first == last).then(|| first.to_string())
        });
        FigureTold {
            number,
            span: [figure.span.start(), figure.span.end()],
            bounds,
            approximate: figure.approximate,
            unit: figure.unit.as_ref().map(|unit| unit.code.clone()),
            kind: kind.to_owned(),
            extent: self.extent(figure, kind).to_owned(),
            counted: noun.map(|noun| term(tables, &analysis.words[noun].lemma).term),
            anybody: people,
            definite: self.is_definite(figure.span),
            part: self.is_part(figure, words),
            supposed: self.is_supposed(figure),
            day,
        }
    }

    /// "Seven others were wounded", "dozens more were hurt" beside three killed: others than these, but all the wounded.
    fn extent(&self, figure: &sayso::Figure, kind: &str) -> &'static str {
        if figure.extent.as_str() == "increment" && kind == "wounded" {
            "total"
        } else {
            figure.extent.as_str()
        }
    }

    /// Whether a figure is of some of a whole.
    fn is_part(&self, figure: &sayso::Figure, words: &[WordId]) -> bool {
        let analysis = &self.listener.reading.analysis;
        let at = analysis.words_in(figure.span).start;
        let first = analysis.sentence_of(at).words.start;
        let before = (first..at).rev().take(2);
        let mut before = before.map(|word| analysis.words[word].lemma.as_str());
        let also = words
            .iter()
            .any(|&word| matches!(analysis.words[word].lemma.as_str(), "also" | "too"));
        // "Two of the wounded", "one of them", but not "dozens of people".
        let whole = figure.whole.is_some_and(|whole| {
            analysis.words_in(whole).any(|word| {
                matches!(analysis.words[word].upos, Upos::Det | Upos::Pron)
                    || analysis.words[word].deprel == Deprel::NmodPoss
            })
        });
        whole
            || figure.of.is_some()
            || before.any(|lemma| matches!(lemma, "include" | "including" | "among" | "them"))
            || also && self.is_definite(figure.span)
    }

    /// Whether the statement that a figure stands in only asks, or what stands above it wishes or fears.
    fn is_supposed(&self, figure: &sayso::Figure) -> bool {
        use sayso::Stance;
        let reading = self.listener.reading;
        let statement = reading.statement_at(figure.span);
        let wished =
            statement.is_some_and(|statement| reading.statements[statement].stance == Stance::Asks);
        let at = reading.analysis.words_in(figure.span).start;
        let mut above = Some(self.clause[at]);
        let mut hung = false;
        for _ in 0..4 {
            above = above.and_then(|word| reading.analysis.words[word].head);
            hung |= above.is_some_and(|word| {
                matches!(
                    reading.analysis.words[word].lemma.as_str(),
                    "pray" | "hope" | "wish" | "fear" | "imagine" | "suppose" | "if"
                )
            });
        }
        wished || hung
    }

    /// Whether a determiner right before a figure takes it for known.
    fn is_definite(&self, figure: Span) -> bool {
        let analysis = &self.listener.reading.analysis;
        let before = analysis.words_in(figure).start.checked_sub(1);
        before.is_some_and(|word| DEFINITE.has(analysis.words[word].lemma.as_str()))
    }

    /// What a tally counts: guards, in "the number of guards wounded"; what the last figure counted, in "the figure".
    fn of_tally(&self, words: &[WordId]) -> Option<WordId> {
        let tally = words
            .iter()
            .copied()
            .find(|&word| self.does(word, Does::Tally))?;
        let of = self.listener.tree.by(tally, Deprel::Nmod).next();
        let noun = |word: &WordId| self.listener.reading.analysis.words[*word].upos == Upos::Noun;
        of.filter(noun).or_else(|| self.last_counted(tally))
    }

    fn last_counted(&self, before: WordId) -> Option<WordId> {
        let reading = self.listener.reading;
        let analysis = &reading.analysis;
        let at = analysis.words[before].span.start();
        let last = reading
            .figures
            .iter()
            .rev()
            .filter(|figure| figure.span.end() <= at);
        let counted = last.filter_map(|figure| figure.counted).next()?;
        self.listener.tree.head_of(analysis.words_in(counted))
    }

    /// What the number at `word` counts.
    pub(super) fn counted_by(&self, word: WordId) -> Option<WordId> {
        let reading = self.listener.reading;
        let counted = reading.figures[self.figure_at(word)?].counted?;
        let tree = self.listener.tree;
        tree.head_of(reading.analysis.words_in(counted))
    }

    /// The figure that a word is part of.
    pub(super) fn figure_at(&self, word: WordId) -> Option<usize> {
        let reading = self.listener.reading;
        let span = reading.analysis.words[word].span;
        let at = reading
            .figures
            .partition_point(|figure| figure.span.end() <= span.start());
        let figure = reading.figures.get(at)?;
        figure.span.contains(span).then_some(at)
    }
}
