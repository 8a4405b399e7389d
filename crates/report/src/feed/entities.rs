//! Entities that a feed declares for itself in its DOCTYPE.

use std::borrow::Cow;

/// Bytes of an entity, entities of a feed, and bytes that all of them may add (guesses: names of papers and signs are
/// what is declared). Entities in entities are not put in, so that none grows.
const LONGEST: usize = 1000;
const MOST: usize = 200;
const MOST_ADDED: usize = 1 << 20;

/// A feed with its own entities put in. Those that name a file or an address stay, and nothing is fetched.
pub(super) fn put_in(feed: &str) -> Cow<'_, str> {
    let Some((declared, start)) = declared(feed) else {
        return Cow::Borrowed(feed);
    };
    let mut whole = String::with_capacity(feed.len());
    whole.push_str(&feed[..start]);
    let (mut rest, mut added) = (&feed[start..], 0);
    while let Some(at) = rest.find('&') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(64).position(|byte| byte == b';');
        let name = end.and_then(|end| rest.get(1..end));
        let value = name.and_then(|name| declared.iter().find(|(known, _)| *known == name));
        match value.zip(end) {
            Some(((_, value), end)) if added + value.len() <= MOST_ADDED => {
                added += value.len();
                whole.push_str(value);
                rest = &rest[end + 1..];
            }
            _ => {
                whole.push('&');
                rest = &rest[1..];
            }
        }
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

/// The names and values of the entities, and where what follows the DOCTYPE begins.
fn declared(feed: &str) -> Option<(Vec<(&str, &str)>, usize)> {
    let start = feed.find("<!DOCTYPE")?;
    let root = feed[start..].find(['[', '>'])? + start;
    if !feed[root..].starts_with('[') {
        return None;
    }
    let end = root + feed[root..].find("]>").or_else(|| feed[root..].find(']'))?;
    let values = feed[root..end].split("<!ENTITY").skip(1).take(MOST);
    let declared: Vec<(&str, &str)> = values
        .filter_map(|rest| {
            let (name, rest) = rest.trim_start().split_once(char::is_whitespace)?;
            let rest = rest.trim_start();
            let quote = rest
                .chars()
                .next()
                .filter(|quote| matches!(quote, '"' | '\''))?;
            let (value, _) = rest[1..].split_once(quote)?;
            let simple = value.len() <= LONGEST && !value.contains(['<', '%']);
            (simple && name != "%").then_some((name, value))
        })
        .collect();
    (!declared.is_empty()).then_some((declared, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_put_in_and_never_grow() {
        let head = "<!DOCTYPE rss [<!ENTITY paper \"Mill Post\"><!ENTITY far SYSTEM \"file:///etc/passwd\"><!ENTITY a '&paper;&paper;'>]>";
        let put = put_in(&format!("{head}<rss>&paper; &far; &a; &amp;</rss>")).into_owned();
        assert_eq!(
            put.strip_prefix(head).unwrap(),
            "<rss>Mill Post &far; &paper;&paper; &amp;</rss>"
        );
        let bomb = format!(
            "<!DOCTYPE rss [<!ENTITY a \"{}\">]><rss>{}</rss>",
            "x".repeat(1000),
            "&a;".repeat(100_000)
        );
        assert!(put_in(&bomb).len() < bomb.len() + MOST_ADDED + 1);
    }
}
