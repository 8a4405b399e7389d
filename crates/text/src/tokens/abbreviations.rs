//! Whether a period belongs to the word before it.

use std::cmp::Ordering;

/// Where an abbreviation keeps its period; at a paragraph's end none but dotted ones do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// Everywhere ("Mr.", "Inc.").
    Always,
    /// Where the sentence clearly goes on: before a comma, a lower-case word or a digit.
    Within,
    /// Before a number only ("No. 4").
    BeforeNumber,
}

use Keeps::{Always, BeforeNumber, Within};

/// Abbreviations, sorted without regard to case. One that is written with a capital here is
/// none without it ("Sun.", "sun").
const ABBREVIATIONS: &[(&str, Keeps)] = &[
    ("Adm", Always),
    ("al", Within),
    ("Ala", Within),
    ("approx", Within),
    ("Apr", Always),
    ("Apt", BeforeNumber),
    ("Ariz", Within),
    ("Ark", Within),
    ("art", BeforeNumber),
    ("assn", Within),
    ("Asst", Always),
    ("Attn", Always),
    ("Atty", Always),
    ("Aug", Always),
    ("Ave", Within),
    ("Bldg", Within),
    ("Blvd", Within),
    ("Brig", Always),
    ("Bros", Always),
    ("ca", BeforeNumber),
    ("Cal", Within),
    ("Calif", Within),
    ("Capt", Always),
    ("cf", Always),
    ("ch", BeforeNumber),
    ("Cmdr", Always),
    ("Co", Always),
    ("Col", Always),
    ("Colo", Within),
    ("Comdr", Always),
    ("Conf", Within),
    ("Conn", Within),
    ("Corp", Always),
    ("Cpl", Always),
    ("Dec", Always),
    ("Del", Within),
    ("Dept", Always),
    ("Det", Always),
    ("div", Within),
    ("Dr", Always),
    ("Ed", Within),
    ("eg", Within),
    ("eq", BeforeNumber),
    ("Esp", Within),
    ("Esq", Always),
    ("Est", Within),
    ("etc", Within),
    ("ex", BeforeNumber),
    ("ext", BeforeNumber),
    ("Feb", Always),
    ("fig", BeforeNumber),
    ("figs", BeforeNumber),
    ("Fla", Within),
    ("Fr", Always),
    ("Fri", Within),
    ("Ft", Always),
    ("Gen", Always),
    ("Gov", Always),
    ("Govs", Always),
    ("Hon", Always),
    ("Ill", Within),
    ("Inc", Always),
    ("Ind", Within),
    ("info", Within),
    ("Insp", Always),
    ("Intl", Always),
    ("Jan", Always),
    ("Jr", Always),
    ("Jul", Always),
    ("Jun", Always),
    ("Kan", Within),
    ("Ky", Within),
    ("La", Within),
    ("lb", Within),
    ("lbs", Within),
    ("Lt", Always),
    ("Ltd", Always),
    ("Maj", Always),
    ("Mar", Within),
    ("Mass", Within),
    ("Md", Within),
    ("Messrs", Always),
    ("Mich", Within),
    ("Minn", Within),
    ("Mlle", Always),
    ("Mme", Always),
    ("Mo", Within),
    ("Mon", Within),
    ("Mont", Within),
    ("Mr", Always),
    ("Mrs", Always),
    ("Ms", Always),
    ("Msgr", Always),
    ("Mt", Always),
    ("Neb", Within),
    ("Nev", Within),
    ("no", BeforeNumber),
    ("nos", BeforeNumber),
    ("Nov", Always),
    ("Oct", Always),
    ("Okla", Within),
    ("Ont", Within),
    ("op", BeforeNumber),
    ("Ore", Within),
    ("oz", Within),
    ("Pa", Within),
    ("para", BeforeNumber),
    ("Penn", Within),
    ("Ph", Always),
    ("pp", BeforeNumber),
    ("Pres", Always),
    ("Prof", Always),
    ("Pte", Always),
    ("Pvt", Always),
    ("Que", Within),
    ("Rep", Always),
    ("Reps", Always),
    ("Rev", Always),
    ("Rs", BeforeNumber),
    ("Sat", Within),
    ("Sec", Always),
    ("Sen", Always),
    ("Sens", Always),
    ("Sep", Within),
    ("Sept", Always),
    ("Sgt", Always),
    ("Sq", Within),
    ("Sr", Always),
    ("St", Always),
    ("Ste", Always),
    ("Sun", Within),
    ("Supt", Always),
    ("tel", BeforeNumber),
    ("Tenn", Within),
    ("Tex", Within),
    ("Thu", Within),
    ("Thur", Within),
    ("Thurs", Within),
    ("Tue", Within),
    ("Tues", Within),
    ("Univ", Always),
    ("Va", Within),
    ("vol", BeforeNumber),
    ("vols", BeforeNumber),
    ("vs", Always),
    ("Vt", Within),
    ("Wash", Within),
    ("Wed", Within),
    ("Wis", Within),
    ("Wyo", Within),
    ("yr", Within),
    ("yrs", Within),
];

/// What follows a period.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// The next character, in the same run or after white space.
    Character(char),
    /// Nothing but closing marks: the paragraph ends.
    End,
}

/// Whether the period after `word` belongs to it.
pub(super) fn keeps_period(word: &str, follows: Follows) -> bool {
    // Longer ones are none, and looking at them whole would cost a hostile text dear.
    if word.len() > 16 {
        return false;
    }
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if letters.contains('.') {
        return is_dotted(letters);
    }
    let mut characters = word.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return is_initial(only, follows);
    }
    let Ok(found) = ABBREVIATIONS.binary_search_by(|(entry, _)| compare(entry, word)) else {
        return false;
    };
    let (entry, keeps) = ABBREVIATIONS[found];
    if entry.starts_with(char::is_uppercase) && !word.starts_with(char::is_uppercase) {
        return false;
    }
    match (keeps, follows) {
        (_, Follows::End) => false,
        (Always, _) => true,
        (Within, Follows::Character(next)) => {
            next.is_lowercase() || next.is_numeric() || ",;:&-–/()".contains(next)
        }
        (BeforeNumber, Follows::Character(next)) => next.is_numeric() || next == '#',
    }
}

/// "U.S", "p.m", "Ph.D": short parts of letters.
fn is_dotted(word: &str) -> bool {
    word.split('.')
        .all(|part| !part.is_empty() && part.len() <= 3 && part.chars().all(char::is_alphabetic))
}

/// A single letter is an initial, but for "I" and a lower-case one that closes a sentence.
fn is_initial(letter: char, follows: Follows) -> bool {
    match follows {
        Follows::End => false,
        Follows::Character(next) if letter.is_lowercase() => {
            next.is_lowercase() || next.is_numeric() || next == ','
        }
        Follows::Character(_) => letter.is_alphabetic() && letter != 'I',
    }
}

fn compare(entry: &str, word: &str) -> Ordering {
    entry
        .bytes()
        .map(|byte| byte.to_ascii_lowercase())
        .cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        let key = |row: &(&str, Keeps)| row.0.to_ascii_lowercase();
        assert!(
            ABBREVIATIONS
                .windows(2)
                .all(|pair| key(&pair[0]) < key(&pair[1]))
        );
    }

    #[test]
    fn keeps_by_what_follows() {
        assert!(keeps_period("Mr", Follows::Character('L')));
        assert!(!keeps_period("Inc", Follows::End));
        assert!(keeps_period("No", Follows::Character('4')));
        assert!(!keeps_period("no", Follows::Character('S')));
        assert!(keeps_period("etc", Follows::Character('a')));
        assert!(!keeps_period("etc", Follows::Character('A')));
        assert!(!keeps_period("sun", Follows::Character('i')));
        assert!(keeps_period("3p.m", Follows::End));
    }
}
