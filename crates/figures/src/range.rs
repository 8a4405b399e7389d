//! Joining numbers that belong together: "30 to 50", "15-22", "between 5 and 6", "from 20 to 29", "one in six".
//!
//! A range keeps both its ends and is never averaged; where a value went from one to the other, the
//! best is the one it went to. Scores ("2-0") and years ("2012-13") are found here and left out.

use crate::draft::{Draft, Sentence};
use crate::figure::{Bounds, Comparator};
use crate::lang::{CHANGES, HYPHEN, RANGE_HYPHEN, REACHES};
use crate::spell::{self, Form};

/// Joins the numbers of a sentence.
pub(crate) fn join(sentence: &Sentence<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let hyphened = fold(drafts, |a, b| hyphen(sentence, a, b));
    let side_by_side = fold(hyphened, |a, b| direct(sentence, a, b));
    let shares = fold(side_by_side, |a, b| share(sentence, a, b));
    from_to(sentence, shares)
}

/// What becomes of two neighbours.
enum Joined {
    One(Box<Draft>),
    Neither,
}

fn fold(drafts: Vec<Draft>, join: impl Fn(&Draft, &Draft) -> Option<Joined>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut rest = drafts.into_iter().peekable();
    while let Some(draft) = rest.next() {
        let joined = rest.peek().and_then(|next| join(&draft, next));
        if joined.is_some() {
            rest.next();
        }
        match joined {
            Some(Joined::One(one)) => found.push(*one),
            Some(Joined::Neither) => {}
            None => found.push(draft),
        }
    }
    found
}

fn direct(sentence: &Sentence<'_>, a: &Draft, b: &Draft) -> Option<Joined> {
    let (low, high) = (a.value()?, b.value()?);
    if a.fraction.is_some() || b.fraction.is_some() {
        return None;
    }
    let link = sentence.phrase(a.end, b.first);
    let before = sentence.word_before(a.first);
    match link.as_str() {
        "and" if before == "between" => {
            if both_years(a, b) {
                return Some(Joined::Neither);
            }
            let from = a.first - 1;
            (fits(a, b)).then(|| Joined::One(Box::new(joined(from, a, b, None))))
        }
        "to" | "to -" | "to –" | "up to" if before != "from" || fits(a, b) && low < high => {
            if both_years(a, b) {
                return Some(Joined::Neither);
            }
            let scaled = scaled(a, b);
            let lone_unit = a.unit.is_some() && (b.unit.is_none() && !a.money);
            let lone_money = a.unit.is_none() && b.money && b.first < b.number;
            let moved = is_change(before) && a.unit.is_some();
            let range = fits(a, b)
                && scaled < high
                && !(before != "from" && (lone_unit || lone_money || moved));
            let from = if before == "from" {
                a.first - 1
            } else {
                a.first
            };
            let best = (before == "from" && is_change(sentence.word_before(from))).then_some(high);
            range.then(|| Joined::One(Box::new(joined(from, a, b, best))))
        }
        "or" => {
            let near = low < high && high <= low * 10.0 && fits(a, b);
            near.then(|| Joined::One(Box::new(joined(a.first, a, b, None))))
        }
        _ => None,
    }
}

fn hyphen(sentence: &Sentence<'_>, a: &Draft, b: &Draft) -> Option<Joined> {
    if b.first != a.end + 1
        || !sentence.pieces[a.end].is_dash()
        || a.fraction.is_some()
        || b.fraction.is_some()
    {
        return None;
    }
    let tight = sentence.is_glued(a.end) && sentence.is_glued(b.first);
    let bare = a.unit.is_none() && b.unit.is_none();
    if a.year_like
        && bare
        && (b.year_like || b.plain && b.value().is_some_and(|value| value < 100.0))
    {
        return Some(Joined::Neither);
    }
    let (low, high) = (scaled(a, b), b.value()?);
    let sport = HYPHEN.has(sentence.word_before(a.first));
    let counts = !sentence.word(b.end).is_empty()
        && !sentence.is_capital(b.end)
        && !RANGE_HYPHEN.has(sentence.word(b.end));
    if fits(a, b) && low < high && (!bare || counts && !sport || a.money) {
        return Some(Joined::One(Box::new(joined(a.first, a, b, None))));
    }
    (tight && bare && a.form == Form::Digits && b.form == Form::Digits).then_some(Joined::Neither)
}

/// Values "from … to …" with words between: a change or a range.
fn from_to(sentence: &Sentence<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut at = 0;
    while at < drafts.len() {
        let a = &drafts[at];
        let target = (sentence.word_before(a.first) == "from" && a.fraction.is_none())
            .then(|| {
                (at + 1..drafts.len().min(at + 4)).find(|&to| reaches(sentence, &drafts[at..=to]))
            })
            .flatten();
        if let Some(to) = target {
            let b = &drafts[to];
            let far = sentence.word(a.end) != "to";
            let from = a.first - 1;
            let changed = far
                || is_change(sentence.word_before(from))
                || scaled(a, b) > b.bounds.high.unwrap_or(0.0);
            let best = b.value().filter(|_| changed);
            // Dates between the two ends are no figures of their own.
            found.push(joined(from, a, b, best));
            at = to + 1;
        } else {
            found.push(a.clone());
            at += 1;
        }
    }
    found
}

/// Whether the last of `drafts` is what the first goes "to".
fn reaches(sentence: &Sentence<'_>, drafts: &[Draft]) -> bool {
    let [a, passed @ .., b] = drafts else {
        return false;
    };
    if b.first < a.end + 1
        || b.first - a.end > 10
        || sentence.word_before(b.first) != "to"
        || b.fraction.is_some()
        // "from 72 ships to fewer than 25": a range has no open end.
        || b.comparator.is_some_and(Comparator::bounds)
    {
        return false;
    }
    let plain_between = passed
        .iter()
        .all(|draft| draft.year_like || draft.plain && draft.unit.is_none());
    let clause = (a.end..b.first).any(|at| {
        let piece = &sentence.pieces[at];
        matches!(
            piece.kind,
            crate::pieces::PieceKind::Mark(',' | ';' | ':' | '.' | '(' | ')')
        ) || REACHES.has(piece.lower.as_ref())
    });
    let from_words = b.first - a.end;
    // "from 400 villages to 30 places": far apart only where the units agree.
    let agrees = from_words == 1
        || a.unit.is_some()
        || b.unit.is_some()
        || from_words <= 4 && a.plain && b.plain;
    plain_between
        && !clause
        && fits(a, b)
        && !both_years(a, b)
        && agrees
        && (a.value().is_some() || a.rule == "range")
}

/// "one in six", "three out of four", "one household in five".
fn share(sentence: &Sentence<'_>, a: &Draft, b: &Draft) -> Option<Joined> {
    let (part, whole) = (a.value()?, b.value()?);
    let countable =
        part < whole && part >= 1.0 && part.fract() == 0.0 && whole.fract() == 0.0 && whole <= 1e6;
    if !countable || a.unit.is_some() || a.fraction.is_some() || b.fraction.is_some() || b.year_like
    {
        return None;
    }
    let link = sentence.phrase(a.end, b.first);
    let small = part <= 20.0 && (a.plain || matches!(a.form, Form::One | Form::Words));
    let usual =
        whole <= 10.0 || whole == 12.0 || whole == 20.0 || whole == 50.0 || whole % 100.0 == 0.0;
    let noun_between = part == 1.0
        && b.first == a.end + 2
        && sentence.word(a.end + 1) == "in"
        && !sentence.word(a.end).is_empty();
    let is_share = match link.as_str() {
        "out of" | "out of every" | "of every" | "in every" | "from every" => {
            small && b.unit.is_none()
        }
        "in" => {
            small
                && usual
                && b.unit.is_none()
                && (a.form == Form::One || !sentence.word(b.end).is_empty() || part > 1.0)
        }
        _ => noun_between && usual && b.unit.is_none() && sentence.word(b.end) != "years",
    };
    if !is_share {
        return None;
    }
    let bounds = Bounds::exactly(part / whole);
    let first = a.first;
    let number_end = if noun_between {
        a.number_end
    } else {
        b.number_end
    };
    let one = Draft {
        bounds,
        first,
        number_end,
        end: b.end,
        fraction: Some((part, whole)),
        plain: false,
        year_like: false,
        rule: "share",
        ..a.clone()
    };
    Some(Joined::One(Box::new(one)))
}

fn joined(first: usize, a: &Draft, b: &Draft, best: Option<f64>) -> Draft {
    let lows = [
        Some(scaled(a, b)).filter(|value| value.is_finite()),
        a.bounds.high.filter(|_| a.bounds.best.is_none()),
        b.bounds.low,
        b.bounds.high,
    ];
    let values = || lows.iter().flatten().copied();
    let (low, high) = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    let unit = match (&a.unit, &b.unit) {
        (Some(mine), Some(other)) if mine.code == other.code && other.per.is_none() => {
            Some(mine.clone())
        }
        (mine, other) => other.clone().or_else(|| mine.clone()),
    };
    Draft {
        first,
        number: a.number,
        number_end: b.number_end,
        end: b.end,
        bounds: Bounds {
            low: Some(low),
            best,
            high: Some(high),
        },
        unit,
        money: a.money || b.money,
        approximate: a.approximate || b.approximate,
        comparator: a.comparator.filter(|comparator| !comparator.bounds()),
        plain: false,
        year_like: false,
        rule: "range",
        ..b.clone()
    }
}

/// The first number, in the scale that only the second names ("33-35 billion").
fn scaled(a: &Draft, b: &Draft) -> f64 {
    let (Some(low), Some(high)) = (a.bounds.low, b.bounds.high) else {
        return a.bounds.low.unwrap_or(f64::NAN);
    };
    let shares = b.scale > 1.0
        && b.scale != 12.0
        && a.scale == 1.0
        && a.form != Form::Vague
        && low < high / b.scale;
    if shares {
        spell::times(low, b.scale)
    } else {
        low
    }
}

/// Whether the units of two numbers let them be one range.
fn fits(a: &Draft, b: &Draft) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => a.code == b.code,
        _ => true,
    }
}

fn both_years(a: &Draft, b: &Draft) -> bool {
    a.year_like && b.year_like && a.unit.is_none() && b.unit.is_none()
}

/// Words of change, after which "X to Y" is by how much and to what.
fn is_change(word: &str) -> bool {
    CHANGES.has(word)
}
