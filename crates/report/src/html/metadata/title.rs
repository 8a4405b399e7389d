//! Which of the titles that a page tells is its article's.
//!
//! Readers see the headline on the page and the title of the window; what is told to programs only may be left over
//! from another page. So a title that is told counts where one of those agrees with it, and of two that agree the
//! headline is taken, whole.

/// What may be the title.
#[derive(Debug)]
pub(super) struct Candidates {
    /// Told to programs, the most telling first.
    pub(super) stated: Vec<String>,
    /// The `h1` elements.
    pub(super) headings: Vec<String>,
    /// The `title` element.
    pub(super) shown: Option<String>,
    pub(super) outlet: Option<String>,
}

/// The title, and the outlet where the window's title names one behind it.
#[derive(Debug, Default)]
pub(super) struct Titled {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
}

/// What parts a headline from an outlet's name.
const MARKS: [&str; 10] = [
    " | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · ", " • ", " ‹ ",
];

/// Chooses the title.
pub(super) fn choose(told: &Candidates) -> Titled {
    let outlet = told.outlet.as_deref();
    let plain = |title: &String| without_outlet(title, outlet);
    let is_outlet = |title: &str| outlet.is_some_and(|outlet| same(title, outlet));
    let some = |title: &String| !title.is_empty() && !is_outlet(title);
    let shown = told.shown.as_ref().map(plain).filter(some);
    let stated: Vec<String> = told.stated.iter().map(plain).filter(some).collect();
    let headings: Vec<String> = told.headings.iter().map(plain).filter(some).collect();
    // The name of a site, in the window's title behind a mark, may stand in a heading of its own.
    let behind = shown.as_deref().and_then(last_part);
    let headings: Vec<String> = headings
        .into_iter()
        .filter(|heading| behind.is_none_or(|(_, name)| !same(heading, name)))
        .collect();
    let seen = || headings.iter().chain(&shown);
    let trusted = stated
        .iter()
        .find(|title| seen().any(|seen| agree(title, seen)))
        .or(stated.first().filter(|title| {
            // Two that are seen and agree outvote one that is only told.
            !headings
                .iter()
                .any(|heading| shown.as_ref().is_some_and(|shown| agree(heading, shown)))
                || title.is_empty()
        }));
    let reference = trusted.or(shown.as_ref());
    let heading = headings
        .iter()
        .find(|heading| reference.is_none_or(|reference| agree(heading, reference)));
    let title = heading.or(reference).cloned();
    let title = title.map(|title| shorn(&title, heading, told));
    let named = title.as_deref().zip(told.shown.as_deref());
    Titled {
        outlet: named.and_then(|(title, shown)| outlet_behind(title, shown)),
        title,
    }
}

/// A window's title without the names behind its headline, where another place tells the headline alone.
fn shorn(title: &str, heading: Option<&String>, told: &Candidates) -> String {
    if heading.is_some() {
        return title.to_owned();
    }
    let alone = told.stated.iter().chain(&told.headings);
    alone
        .filter(|other| {
            title.starts_with(other.as_str())
                && MARKS
                    .iter()
                    .any(|mark| title[other.len()..].starts_with(mark))
        })
        .map(String::as_str)
        .next()
        .unwrap_or(title)
        .to_owned()
}

/// "Mill sold | News | Harbour Post" behind "Mill sold": the last part, if it is short enough for a name.
fn outlet_behind(title: &str, shown: &str) -> Option<String> {
    const MOST_WORDS: usize = 5;
    let (front, name) = last_part(shown)?;
    let first = MARKS.iter().fold(front, |front, mark| {
        front.split_once(mark).map_or(front, |(front, _)| front)
    });
    let fits = same(front, title) || same(first, title);
    (fits && name.split_whitespace().count() <= MOST_WORDS).then(|| name.to_owned())
}

fn last_part(title: &str) -> Option<(&str, &str)> {
    let cut = MARKS
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())));
    let (at, length) = cut.max()?;
    Some((title[..at].trim(), title[at + length..].trim()))
}

/// A title without the outlet's name at its end or its beginning.
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet else {
        return title.trim().to_owned();
    };
    let is_outlet = |part: &str| same(part, outlet);
    let behind = MARKS.iter().find_map(|mark| {
        let (headline, rest) = title.rsplit_once(mark)?;
        is_outlet(rest).then_some(headline)
    });
    let before = || {
        MARKS.iter().chain(&[": "]).find_map(|mark| {
            let (rest, headline) = title.split_once(mark)?;
            is_outlet(rest).then_some(headline)
        })
    };
    behind.or_else(before).unwrap_or(title).trim().to_owned()
}

/// Whether two titles are of the same words.
pub(in crate::html) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    !one.is_empty() && one == other
}

/// Whether two titles are of one article: most words of the shorter, two at least, stand in the longer.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one == other {
        return !one.is_empty();
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    shared >= 2 && shared * 5 >= short.len() * 3
}

/// As many words as a headline has are compared.
fn words(title: &str) -> Vec<String> {
    const MOST: usize = 60;
    let words = title.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .take(MOST)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(stated: &[&str], headings: &[&str], shown: &str, outlet: &str) -> (String, String) {
        let owned = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let found = choose(&Candidates {
            stated: owned(stated),
            headings: owned(headings),
            shown: some(shown),
            outlet: some(outlet),
        });
        (
            found.title.unwrap_or_default(),
            found.outlet.unwrap_or_default(),
        )
    }

    #[test]
    fn titles_stay_whole_and_true() {
        type Case<'c> = (&'c [&'c str], &'c [&'c str], &'c str, &'c str, &'c str);
        let cases: [Case<'_>; 9] = [
            (
                &[],
                &["Ferry fares to rise: harbour board"],
                "Ferry fares to rise: harbour board",
                "",
                "Ferry fares to rise: harbour board",
            ),
            (
                &[],
                &["Fire in the Enn valley: latest"],
                "Fire: latest",
                "",
                "Fire in the Enn valley: latest",
            ),
            (
                &["Form for lists"],
                &["Mill sold at Orlen"],
                "Mill sold at Orlen",
                "",
                "Mill sold at Orlen",
            ),
            (
                &["Mill sold at Orlen"],
                &["Harbour Post"],
                "Mill sold at Orlen | Harbour Post",
                "Harbour Post",
                "Mill sold at Orlen",
            ),
            (
                &[],
                &["Harbour Post", "Mill sold at Orlen"],
                "Mill sold at Orlen - Harbour Post",
                "",
                "Mill sold at Orlen",
            ),
            (
                &["Mill sold - Harbour Post"],
                &[],
                "Mill sold - Harbour Post",
                "Harbour Post",
                "Mill sold",
            ),
            (&["Mill sold"], &["Menu"], "", "", "Mill sold"),
            (
                &[],
                &[],
                "Harbour Post: Mill sold",
                "Harbour Post",
                "Mill sold",
            ),
            (
                &["Why the mill at Orlen was sold"],
                &["Mill at Orlen sold"],
                "Why the mill at Orlen was sold",
                "",
                "Mill at Orlen sold",
            ),
        ];
        for (stated, headings, shown, outlet, wanted) in cases {
            assert_eq!(chosen(stated, headings, shown, outlet).0, wanted, "{shown}");
        }
    }

    #[test]
    fn the_outlet_behind_a_title_is_told() {
        let told = |shown| chosen(&[], &["Mill sold"], shown, "").1;
        assert_eq!(told("Mill sold | News | Harbour Post"), "Harbour Post");
        assert_eq!(told("Mill sold - Harbour Post"), "Harbour Post");
        assert_eq!(told("Mill sold"), "");
        assert_eq!(told("Another thing - Harbour Post"), "");
    }
}
