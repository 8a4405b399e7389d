//! Marks that stay together.

use super::characters::emoji;

/// Faces and arrows, longest first among those that start alike.
const FACES: &[&str] = &[
    ":-)", ":-(", ";-)", ":')", ":'(", "^_^", ":)", ":(", ";)", ":D", ":P", ";P", "=)", "=(", "(:",
    ":/", "<3", "->", "<-", "=>",
];

/// Length of the mark at the start of `run`, which is no word.
pub(super) fn mark(run: &str) -> usize {
    let Some(first) = run.chars().next() else {
        return 0;
    };
    match first {
        '?' | '!' => run_of(run, |c| c == '?' || c == '!'),
        '.' => dots(run),
        '\'' | '’' => doubled(run, first),
        '‘' if run[first.len_utf8()..].starts_with('’') => 2 * first.len_utf8(),
        '-' | '*' | '=' | '~' | '_' | '<' | '>' | '+' | '`' | '$' | '\\' | '/' | '#' | '—'
        | '–' | '―' => run_of(run, |c| c == first),
        '…' => run_of(run, |c| c == '…' || c == '.'),
        _ if first.is_ascii() => 1,
        _ => emoji(run).max(first.len_utf8()),
    }
}

/// Length of the face or arrow at the start of `run`, 0 where none stands alone here.
pub(super) fn face(run: &str) -> usize {
    let alone = |face: &&str| {
        let rest = &run[face.len()..];
        rest.chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '/' | '-' | '=' | '>'))
    };
    FACES
        .iter()
        .find(|face| run.starts_with(**face) && alone(face))
        .map_or(0, |face| face.len())
}

/// An ellipsis, or a period that a second closing mark follows.
fn dots(run: &str) -> usize {
    match run_of(run, |c| c == '.') {
        1 => 1 + run_of(&run[1..], |c| c == '?' || c == '!'),
        more => more,
    }
}

/// Two single marks that stand for a double one.
fn doubled(run: &str, mark: char) -> usize {
    let length = mark.len_utf8();
    if run[length..].starts_with(mark) {
        2 * length
    } else {
        length
    }
}

fn run_of(run: &str, belongs: impl Fn(char) -> bool) -> usize {
    run.find(|c| !belongs(c)).unwrap_or(run.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_runs_together() {
        for (run, whole) in [
            ("?!\"", "?!"),
            ("...”", "..."),
            ("''.", "''"),
            ("))", ")"),
            (">>a", ">>"),
            ("🇺🇦🇺🇦", "🇺🇦"),
            ("👨‍👩‍👧!", "👨‍👩‍👧"),
        ] {
            assert_eq!(&run[..mark(run)], whole);
        }
        assert_eq!((face(":)."), face("://"), face(":Dog")), (2, 0, 0));
    }
}
