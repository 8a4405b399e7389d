//! What single characters are to a tokeniser.

/// Whether the character makes up words: letters, digits, the marks set on them, low lines.
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    character.is_alphanumeric() || is_combining(character)
}

/// Marks that sit on the character before them and aren't letters to Rust: accents written on
/// their own, viramas, joiners.
fn is_combining(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{94d}' | '\u{9cd}'
        | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Apostrophes and the marks that stand in for them.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`')
}

/// Length of an emoji with what changes its looks or is joined to it ("👍🏽", "👨‍👩‍👧", "🇺🇦"), 0 where
/// none starts here.
pub(super) fn emoji(text: &str) -> usize {
    let mut characters = text.chars().peekable();
    let Some(first) = characters.next().filter(|&c| is_emoji(c)) else {
        return 0;
    };
    let mut length = first.len_utf8();
    if is_flag_half(first) {
        return length
            + characters
                .next()
                .filter(|&c| is_flag_half(c))
                .map_or(0, char::len_utf8);
    }
    while let Some(&next) = characters.peek() {
        match next {
            '\u{fe0e}'
            | '\u{fe0f}'
            | '\u{20e3}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0020}'..='\u{e007f}' => {
                length += next.len_utf8();
                characters.next();
            }
            '\u{200d}' => {
                characters.next();
                let Some(joined) = characters.next().filter(|&c| is_emoji(c)) else {
                    break;
                };
                length += next.len_utf8() + joined.len_utf8();
            }
            _ => break,
        }
    }
    length
}

fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn is_flag_half(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}
