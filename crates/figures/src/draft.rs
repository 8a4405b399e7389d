//! Numbers with their signs, currencies and units, before it is decided whether they are figures.

use crate::lang::{PAYING, SHARE_AT};
use sayso_text::Span;

use crate::figure::{Bounds, Comparator, Extent, Unit};
use crate::pieces::{Piece, PieceKind};
use crate::spell::{self, Form, Manner};
use crate::tables::{Tables, UnitRow};
use crate::{share, units};

/// One sentence, cut into pieces.
pub(crate) struct Sentence<'t> {
    pub(crate) text: &'t str,
    pub(crate) pieces: Vec<Piece<'t>>,
}

impl Sentence<'_> {
    /// The word at `at` in lower case, "" where there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.pieces
            .get(at)
            .filter(|piece| piece.is_word())
            .map_or("", |piece| piece.lower.as_ref())
    }

    /// The word before `at`.
    pub(crate) fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The characters of a stretch of pieces; `None` for an empty one.
    pub(crate) fn span(&self, from: usize, to: usize) -> Option<Span> {
        let found = self.pieces.get(from..to)?;
        Some(found.first()?.span.cover(found.last()?.span))
    }

    /// The piece as it stands in the text.
    pub(crate) fn raw(&self, at: usize) -> &str {
        self.pieces
            .get(at)
            .map_or("", |piece| piece.span.slice(self.text))
    }

    /// The pieces `from..to` in lower case with spaces between.
    pub(crate) fn phrase(&self, from: usize, to: usize) -> String {
        let found = self.pieces.get(from..to).unwrap_or_default();
        found
            .iter()
            .map(|piece| piece.lower.as_ref())
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(Piece::is_hyphen)
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.raw(at).starts_with(char::is_uppercase)
    }

    pub(crate) fn is_glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.glued)
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.is_mark(mark))
    }
}

/// A number that may be a figure.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// First piece, the comparator's or currency's included.
    pub(crate) first: usize,
    /// First piece of the number itself.
    pub(crate) number: usize,
    /// One past the number's last piece.
    pub(crate) number_end: usize,
    /// One past the last piece, the unit's included.
    pub(crate) end: usize,
    pub(crate) bounds: Bounds,
    pub(crate) form: Form,
    /// The scale named last, 1 where none was.
    pub(crate) scale: f64,
    pub(crate) fraction: Option<(f64, f64)>,
    /// A whole number in digits without separators.
    pub(crate) plain: bool,
    /// A year may be written so.
    pub(crate) year_like: bool,
    pub(crate) unit: Option<Unit>,
    pub(crate) money: bool,
    pub(crate) approximate: bool,
    pub(crate) comparator: Option<Comparator>,
    pub(crate) extent: Extent,
    /// The number is somebody's age.
    pub(crate) age: bool,
    pub(crate) rule: &'static str,
}

impl Draft {
    /// The one value, where it has one.
    pub(crate) fn value(&self) -> Option<f64> {
        self.bounds.best
    }

    /// Whether a hyphen ties the unit or noun to the number ("40-foot").
    pub(crate) fn is_hyphenated(&self, sentence: &Sentence<'_>) -> bool {
        sentence.is_hyphen(self.number_end) && sentence.is_glued(self.number_end + 1)
    }
}

/// Every number of a sentence, in order.
pub(crate) fn read(sentence: &Sentence<'_>, tables: &Tables) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = 0;
    while at < sentence.pieces.len() {
        match read_at(sentence, tables, at) {
            Some(draft) => {
                at = draft.end.max(at + 1);
                drafts.push(draft);
            }
            None => at += 1,
        }
    }
    drafts
}

fn read_at(sentence: &Sentence<'_>, tables: &Tables, at: usize) -> Option<Draft> {
    let piece = &sentence.pieces[at];
    if !matches!(piece.kind, PieceKind::Number(_) | PieceKind::Word) {
        return None;
    }
    let (sign, first) = sign(sentence, at);
    let currency = units::before(sentence, tables, first);
    let start = currency.as_ref().map_or(first, |(_, from)| *from);
    if currency.is_none()
        && let Some(share) = share_at(sentence, tables, at)
    {
        return Some(share);
    }
    let between = sentence.word_before(start) == "between";
    let manner = Manner {
        money: currency.is_some(),
        between,
    };
    let Some(found) = spell::read(&sentence.pieces, at, manner) else {
        return article_unit(sentence, tables, at);
    };
    let literal = piece.literal();
    let (low, high) = (found.low * sign, found.high * sign);
    let bounds = if found.form == Form::Vague {
        Bounds::between(low.min(high), low.max(high))
    } else {
        Bounds::exactly(low)
    };
    let fraction = literal
        .and_then(|literal| literal.fraction)
        .filter(|_| found.end == at + 1);
    let plain = literal.is_some_and(|literal| literal.plain) && found.end == at + 1;
    let approximate = matches!(found.form, Form::Vague | Form::Couple);
    let rule = match found.form {
        Form::Digits => "digits",
        Form::Words | Form::One | Form::Couple => "words",
        Form::Vague => "vague",
    };
    let year_like = plain
        && literal.is_some_and(|literal| {
            literal.digits == 4 && (1000.0..2100.0).contains(&literal.value)
        });
    let mut draft = Draft {
        first: start,
        number: at,
        number_end: found.end,
        end: found.end,
        form: found.form,
        scale: found.scale,
        fraction,
        plain,
        year_like,
        approximate,
        rule,
        ..blank(bounds)
    };
    attach_unit(sentence, tables, &mut draft, currency);
    Some(draft)
}

pub(crate) fn blank(bounds: Bounds) -> Draft {
    Draft {
        first: 0,
        number: 0,
        number_end: 0,
        end: 0,
        bounds,
        form: Form::Words,
        scale: 1.0,
        fraction: None,
        plain: false,
        year_like: false,
        unit: None,
        money: false,
        approximate: false,
        comparator: None,
        extent: Extent::Total,
        age: false,
        rule: "digits",
    }
}

fn attach_unit(
    sentence: &Sentence<'_>,
    tables: &Tables,
    draft: &mut Draft,
    currency: Option<(UnitRow, usize)>,
) {
    if let Some((row, from)) = currency {
        let span = sentence.span(from, draft.number);
        draft.unit = span.map(|span| unit_of(&row, span));
        draft.money = true;
        draft.end = units::after_money(sentence, &row.code, draft.number_end);
    } else if let Some((row, from, end)) = units::after(sentence, tables, draft) {
        let pounds = row.code == "lb" && (draft.scale >= 1e6 || is_paid(sentence, draft));
        let row = if pounds {
            tables.sign("£").cloned().unwrap_or(row)
        } else {
            row
        };
        draft.unit = sentence.span(from, end).map(|span| unit_of(&row, span));
        draft.money = row.money;
        draft.end = end;
        // "an hour and a half", "three years and a half"
        if let Some((part, end)) =
            spell::and_a_half(&sentence.pieces, draft.end).filter(|_| draft.form != Form::Vague)
        {
            draft.bounds = draft.bounds.map(|value| value + part);
            draft.end = end;
        }
    }
    if let Some((per, end)) = units::per(sentence, tables, draft.end, draft.unit.is_some())
        && let Some(unit) = &mut draft.unit
    {
        unit.per = Some(per);
        draft.end = end;
    }
}

/// Whether pounds beside this number are money: words of its own clause tell that they are paid, and no "of" follows
/// ("paid two hundred pounds", not "paid for five pounds of sugar").
fn is_paid(sentence: &Sentence<'_>, draft: &Draft) -> bool {
    /// Pieces before the number that are looked at: a guess, not measured.
    const NEAR: usize = 6;
    if sentence.word(draft.end + 1) == "of" {
        return false;
    }
    let first = draft.first.min(draft.number);
    (first.saturating_sub(NEAR)..first)
        .rev()
        .take_while(|&at| !(sentence.is_mark(at, ';') || sentence.is_mark(at, ',')))
        .any(|at| PAYING.has(sentence.word(at)) || sentence.is_mark(at, '£'))
}

pub(crate) fn unit_of(row: &UnitRow, span: Span) -> Unit {
    Unit {
        code: row.code.clone(),
        per: None,
        span,
        base: row.base.clone(),
    }
}

/// -1 and the place of the sign where the number is negative ("-5", "minus 5", "minus-5").
fn sign(sentence: &Sentence<'_>, at: usize) -> (f64, usize) {
    let Some(before) = at.checked_sub(1) else {
        return (1.0, at);
    };
    let hyphen = usize::from(sentence.is_hyphen(before));
    if let Some(word) = before.checked_sub(hyphen)
        && matches!(sentence.word(word), "minus" | "negative")
    {
        return (-1.0, word);
    }
    let piece = &sentence.pieces[before];
    // A minus is glued to its number and to nothing before it but a currency sign.
    let ends_range = before
        .checked_sub(1)
        .is_some_and(|earlier| sentence.pieces[earlier].literal().is_some());
    let free = !piece.glued && !ends_range
        || before.checked_sub(1).is_some_and(|sign| {
            matches!(
                sentence.pieces[sign].kind,
                PieceKind::Mark('$' | '€' | '£' | '¥' | '₹' | '(')
            )
        });
    if sentence.is_glued(at) && free {
        match piece.kind {
            PieceKind::Mark('-' | '−') => return (-1.0, before),
            PieceKind::Mark('+') => return (1.0, before),
            _ => {}
        }
    }
    (1.0, at)
}

/// "two-thirds", "half of"; "half an hour" is half of a unit and no share.
fn share_at(sentence: &Sentence<'_>, tables: &Tables, at: usize) -> Option<Draft> {
    // Words before that leave "a third" no ordinal.
    let bent = SHARE_AT.has(sentence.word_before(at));
    let found = share::read(&sentence.pieces, at, bent)?;
    let bounds = Bounds::exactly(found.numerator / found.denominator);
    let fraction = Some((found.numerator, found.denominator));
    let draft = Draft {
        first: at,
        number: at,
        number_end: found.end,
        end: found.end,
        fraction,
        rule: "share",
        ..blank(bounds)
    };
    if !matches!(sentence.word(found.end), "a" | "an") {
        return Some(draft);
    }
    if spell::read(&sentence.pieces, at, Manner::default()).is_some() {
        return None;
    }
    let (row, end) = units::name_at(sentence, tables, found.end + 1)?;
    let unit = sentence
        .span(found.end + 1, end)
        .map(|span| unit_of(&row, span));
    Some(Draft {
        end,
        unit,
        money: row.money,
        fraction: None,
        rule: "words",
        ..draft
    })
}

/// "an hour and a half": the article is the number where a part follows.
fn article_unit(sentence: &Sentence<'_>, tables: &Tables, at: usize) -> Option<Draft> {
    if !matches!(sentence.word(at), "a" | "an") {
        return None;
    }
    let (row, end) = units::name_at(sentence, tables, at + 1)?;
    let (part, stop) = spell::and_a_half(&sentence.pieces, end)?;
    let unit = sentence.span(at + 1, end).map(|span| unit_of(&row, span));
    let bounds = Bounds::exactly(1.0 + part);
    Some(Draft {
        first: at,
        number: at,
        number_end: at + 1,
        end: stop,
        unit,
        money: row.money,
        rule: "words",
        ..blank(bounds)
    })
}
