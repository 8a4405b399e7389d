//! Seeks the words of a statement or quotation in the ledger, with who says them there.

use rusqlite::{Connection, OptionalExtension, Result, Row};
use sayso::rows::{Text, sort};
use sayso::{CharSpan, Id, Kind, OffsetUnit, Offsets, Reading, Span, StatementRow};

use super::align::{Alignment, align};
use super::check::Held;
use super::find::{REPORTS, STATEMENTS};
use super::who::{Agreement, Voice};
use super::wording::{Placed, with_gaps, wording};
use crate::json::read;
use sayso_claims::names::folded;

/// Least share of words that are the same, by a speaker who is the same.
const LIKE: f64 = 0.6;
/// The same by another speaker, or one who can't be told.
const MORE_LIKE: f64 = 0.7;
/// The same in a report's own words.
const MOST_LIKE: f64 = 0.85;
/// Words by which quoted words of another are known for the same, and how many of them must tell something.
const WEIGHTY: usize = 4;
const TELLING: usize = 2;
/// Words by which unquoted ones are.
const LONG: usize = 6;
/// Words of a short wording.
const FEW: usize = 6;
/// Words that must be the same at least, of wordings that have as many.
const LEAST: usize = 2;
/// How sure both speakers must be for the words to be given to the wrong one.
const SURE: f64 = 0.5;
/// How much a speaker who is the same counts beside likeness.
const BY_SAME: f64 = 0.2;

/// Words that are sought.
pub(super) struct Sought<'t> {
    pub(super) text: &'t str,
    pub(super) spans: Vec<Span>,
    pub(super) words: Vec<Placed>,
    pub(super) voice: Voice,
    /// How sure it is who says them.
    pub(super) sureness: f64,
    quoted: bool,
}

/// Where they were found.
pub(super) struct Match {
    pub(super) alignment: Alignment,
    pub(super) agreement: Agreement,
    pub(super) passage: Passage,
    /// Words of the passage.
    pub(super) words: Vec<Placed>,
}

/// A statement of the ledger, or the words of a report.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) report: i64,
    pub(super) text: String,
    /// The statement's id, its kind, and the words that name its source.
    pub(super) statement: Option<(Id<sort::Statement>, Kind)>,
    spans: Vec<Span>,
    source: String,
    speaker: Option<i64>,
    /// How sure it is who says it.
    sureness: f64,
    who: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    path: String,
    url: Option<String>,
}

impl<'t> Sought<'t> {
    /// The words of some stretches of a text that was read, with the statement they belong to; `quoted` where they
    /// stand in quotation marks.
    pub(super) fn new(
        reading: &'t Reading<'_>,
        spans: Vec<Span>,
        statement: Option<usize>,
        quoted: bool,
    ) -> Self {
        let text = &reading.report.text;
        let words = with_gaps(text, &spans);
        let (voice, sureness) = match statement {
            Some(number) => {
                let speaker = &reading.speakers[number];
                let named = speaker.entity.map_or(1.0, |_| speaker.confidence);
                let sureness = f64::from(reading.statements[number].confidence * named);
                (Voice::of(reading, number), sureness)
            }
            None => (Voice::default(), 0.0),
        };
        Self {
            text,
            spans,
            words,
            voice,
            sureness,
            quoted,
        }
    }

    /// The best that the ledger has: the same words by the same speaker if it can be.
    pub(super) fn found(&self, ledger: &Connection) -> Result<Option<Match>> {
        let best = self.in_statements(ledger)?;
        if best.as_ref().is_some_and(|best| best.alignment.is_exact()) {
            return Ok(best);
        }
        self.in_reports(ledger, best)
    }

    fn in_statements(&self, ledger: &Connection) -> Result<Option<Match>> {
        let mut best: Option<Match> = None;
        let look = |row| {
            if let Some(passage) = statement(ledger, row)? {
                best = better(best.take(), self.held_against(ledger, passage)?);
            }
            Ok(best.as_ref().is_some_and(Match::is_settled))
        };
        STATEMENTS.seek(ledger, (self.text, &self.spans), &self.voice.asked(), look)?;
        Ok(best)
    }

    fn in_reports(&self, ledger: &Connection, mut best: Option<Match>) -> Result<Option<Match>> {
        let look = |row| {
            if let Some(passage) = report(ledger, row)? {
                best = better(best.take(), self.held_against(ledger, passage)?);
            }
            Ok(best.as_ref().is_some_and(|best| best.alignment.is_exact()))
        };
        REPORTS.seek(ledger, (self.text, &self.spans), &[], look)?;
        Ok(best)
    }

    fn held_against(&self, ledger: &Connection, mut passage: Passage) -> Result<Option<Match>> {
        let words = wording(&passage.text, &passage.spans);
        let alignment = align(&self.words, &words);
        if alignment.likeness() < LIKE || alignment.same < LEAST.min(self.words.len()) {
            return Ok(None);
        }
        if passage.statement.is_none()
            && let Some(beside) = alignment.beside()
        {
            let span = words[beside.start].span.cover(words[beside.end - 1].span);
            passage.tell(ledger, span)?;
        }
        let agreement = self.agreement(ledger, &passage)?;
        let enough = self.is_evidence(&alignment, agreement, &passage);
        Ok(enough.then_some(Match {
            alignment,
            agreement,
            passage,
            words,
        }))
    }

    /// Whether words as like as these are no chance.
    fn is_evidence(&self, found: &Alignment, agreement: Agreement, passage: &Passage) -> bool {
        let stated = passage.statement.is_some();
        // What the ledger has in a reporter's words is not what a quotation was made of.
        let unquoted = self.quoted && passage.is_unquoted();
        let (like, exact) = (found.likeness(), found.is_exact());
        match agreement {
            Agreement::Same if exact => true,
            // Of few words one may be changed, but none put on.
            _ if self.words.len() <= FEW && (like < MORE_LIKE || found.adds()) && !exact => false,
            Agreement::Same if unquoted => like >= MOST_LIKE && found.same >= LONG,
            Agreement::Same => found.telling > 0 || like >= MORE_LIKE,
            Agreement::Unknown if exact => true,
            Agreement::Other if exact => found.same >= self.weighty() && found.telling > 0,
            _ if stated => {
                like >= MORE_LIKE && found.same >= self.weighty() && found.telling >= TELLING
            }
            // A reporter's own words are like many.
            Agreement::Unknown => like >= MOST_LIKE && found.same >= LONG,
            Agreement::Other => false,
        }
    }

    /// Words by which what another says is known for the same: of a writer's own words more than of quoted ones.
    fn weighty(&self) -> usize {
        if self.quoted { WEIGHTY } else { LONG }
    }

    fn agreement(&self, ledger: &Connection, passage: &Passage) -> Result<Agreement> {
        if passage.statement.is_some() {
            let held = Voice::held(
                ledger,
                passage.report,
                passage.speaker,
                &passage.source,
                &passage.text,
            )?;
            let agreement = self.voice.agrees(&held, ledger, &passage.text)?;
            // Who was hardly told is no evidence.
            let sure = self.sureness.min(passage.sureness) >= SURE;
            return Ok(if sure {
                agreement
            } else {
                agreement.min(Agreement::Unknown)
            });
        }
        // The report's own words: nobody's that it does not name.
        let words = folded(&passage.text);
        let asked = self.voice.asked();
        let named = self.sureness < SURE
            || asked.is_empty()
            || asked.iter().any(|word| words.contains(word));
        Ok(if named {
            Agreement::Unknown
        } else {
            Agreement::Other
        })
    }
}

impl Match {
    fn is_settled(&self) -> bool {
        self.alignment.is_exact() && self.agreement == Agreement::Same
    }

    /// How well it fits, the more the better: the same words come first.
    fn fit(&self) -> f64 {
        let by = match self.agreement {
            Agreement::Same => BY_SAME,
            Agreement::Unknown => BY_SAME / 2.0,
            Agreement::Other => 0.0,
        };
        let exact = if self.alignment.is_exact() { 1.0 } else { 0.0 };
        self.alignment.likeness() + by + exact
    }
}

/// The better of two; of equals the first.
fn better(best: Option<Match>, next: Option<Match>) -> Option<Match> {
    match (best, next) {
        (Some(best), Some(next)) if next.fit() > best.fit() => Some(next),
        (None, next) => next,
        (best, _) => best,
    }
}

impl Passage {
    /// The statement that holds most of a span, so that the words are its speaker's.
    fn tell(&mut self, ledger: &Connection, span: Span) -> Result<()> {
        let mut statements = ledger
            .prepare_cached("SELECT id, row FROM statement WHERE report = ?1 ORDER BY number")?;
        let mut rows = statements.query([self.report])?;
        let mut most: Option<(usize, usize, i64)> = None;
        let text = Text::new(&self.text);
        while let Some(row) = rows.next()? {
            let pieces = spans(&text, &read::<StatementRow>(row, "row")?.content);
            let shared = pieces
                .iter()
                .filter_map(|piece| piece.intersect(span))
                .map(Span::len)
                .sum::<usize>();
            let length = pieces.iter().map(|piece| piece.len()).sum::<usize>();
            // Of those that hold as much the shortest, which is the innermost.
            if 2 * shared > span.len()
                && most.is_none_or(|(best, least, _)| (shared, least) > (best, length))
            {
                most = Some((shared, length, row.get("id")?));
            }
        }
        if let Some((_, _, id)) = most
            && let Some(found) = statement(ledger, id)?
        {
            *self = Self {
                spans: std::mem::take(&mut self.spans),
                ..found
            };
        }
        Ok(())
    }

    /// The stretch beside which a wording lies.
    pub(super) fn held(&self, words: &[Placed], alignment: &Alignment) -> Held {
        let offsets = Offsets::new(&self.text, OffsetUnit::Chars);
        let beside = alignment.beside().unwrap_or(0..0);
        let stretch = words[beside].iter().map(|word| word.span);
        let mut pieces: Vec<Span> = Vec::new();
        for word in stretch {
            match pieces.last_mut() {
                Some(last) if self.one_piece(last.cover(word)) => *last = last.cover(word),
                _ => pieces.push(word),
            }
        }
        let told: Vec<&str> = pieces.iter().map(|piece| piece.slice(&self.text)).collect();
        Held {
            report: self.report,
            id: self.statement.as_ref().map(|(id, _)| id.to_string()),
            who: self.who.clone(),
            words: told.join(" … "),
            spans: pieces.iter().map(|piece| offsets.pair(*piece)).collect(),
            outlet: self.outlet.clone(),
            published: self.published.clone(),
            path: self.path.clone(),
            url: self.url.clone(),
        }
    }

    fn one_piece(&self, span: Span) -> bool {
        self.spans.iter().any(|piece| piece.contains(span))
    }

    /// Whether the ledger has the words in the reporter's voice, or as he tells what someone said.
    pub(super) fn is_unquoted(&self) -> bool {
        self.statement
            .as_ref()
            .is_none_or(|&(_, kind)| kind == Kind::Indirect)
    }
}

fn statement(ledger: &Connection, id: i64) -> Result<Option<Passage>> {
    let mut found = ledger.prepare_cached(
        "SELECT statement.report, row, report.outlet, report.published, report.path, report.url, report.text
         FROM statement JOIN report ON report.id = statement.report WHERE statement.id = ?1",
    )?;
    let passage = |cells: &Row<'_>| {
        let text: String = cells.get("text")?;
        let row: StatementRow = read(cells, "row")?;
        let counted = Text::new(&text);
        let source = row
            .source
            .first()
            .map(|&span| counted.words(span).to_owned());
        let source = source.unwrap_or_default();
        let sureness = |confidence: f32| (f64::from(confidence) * 1000.0).round() / 1000.0;
        let speaker = row.speaker;
        Ok(Passage {
            report: cells.get("report")?,
            statement: Some((row.id, row.kind)),
            spans: spans(&counted, &row.content),
            speaker: speaker.as_ref().map(|speaker| speaker.entity.number()),
            sureness: sureness(row.confidence)
                * speaker
                    .as_ref()
                    .map_or(1.0, |speaker| sureness(speaker.confidence)),
            who: speaker
                .map(|speaker| speaker.name)
                .or_else(|| (!source.is_empty()).then(|| source.clone())),
            source,
            outlet: cells.get("outlet")?,
            published: cells.get("published")?,
            path: cells.get("path")?,
            url: cells.get("url")?,
            text,
        })
    };
    found.query_row([id], passage).optional()
}

fn report(ledger: &Connection, id: i64) -> Result<Option<Passage>> {
    let mut found = ledger
        .prepare_cached("SELECT outlet, published, path, url, text FROM report WHERE id = ?1")?;
    let passage = |row: &Row<'_>| {
        let text: String = row.get("text")?;
        let outlet: Option<String> = row.get("outlet")?;
        Ok(Passage {
            report: id,
            statement: None,
            spans: Span::of(&text, 0..text.len()).into_iter().collect(),
            source: String::new(),
            speaker: None,
            sureness: 0.0,
            who: outlet.clone(),
            outlet,
            published: row.get("published")?,
            path: row.get("path")?,
            url: row.get("url")?,
            text,
        })
    };
    found.query_row([id], passage).optional()
}

fn spans(text: &Text<'_>, spans: &[CharSpan]) -> Vec<Span> {
    spans.iter().filter_map(|&span| text.span(span)).collect()
}
