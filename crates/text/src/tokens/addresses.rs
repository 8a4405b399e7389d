//! Web and mail addresses and file names.

/// How a web address may start.
const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "mailto:", "www."];

/// Endings of host names after which a path may follow, sorted.
const DOMAINS: &[&str] = &[
    "au", "ca", "co", "com", "de", "edu", "eu", "fr", "gov", "info", "int", "io", "mil", "net",
    "nl", "org", "ru", "tv", "ua", "uk", "us",
];

/// Endings of file names, sorted.
const FILES: &[&str] = &[
    "csv", "doc", "docx", "gif", "html", "jpeg", "jpg", "pdf", "png", "ppt", "pptx", "txt", "xls",
    "xlsx", "zip",
];

/// Length of the web address at the start of `run` (characters up to the next white space), without
/// the punctuation that closes the sentence around it; 0 where none starts here.
pub(super) fn web(run: &str) -> usize {
    let bytes = run.as_bytes();
    let starts = |scheme: &&str| {
        bytes
            .get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
    };
    let Some(scheme) = SCHEMES.iter().find(|scheme| starts(scheme)) else {
        return 0;
    };
    let length = address(run);
    if length > scheme.len() { length } else { 0 }
}

/// Length of what may be an address at the start of `run`, sentence punctuation at its end cut.
pub(super) fn address(run: &str) -> usize {
    let end = run
        .find(['<', '>', '"', '“', '”', '«', '»', '…', '—'])
        .unwrap_or(run.len());
    let mut inside = &run[..end];
    let mut open = inside.matches('(').count();
    let mut closed = inside.matches(')').count();
    while let Some(last) = inside.chars().next_back() {
        match last {
            ')' if closed > open => closed -= 1,
            '(' => open -= 1,
            '.' if inside.ends_with("...") => break,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | ']' | '}' | '*' => {}
            _ => break,
        }
        inside = &inside[..inside.len() - last.len_utf8()];
    }
    inside.len()
}

/// Length of the mail address at the start of `run`, 0 where none starts here. The part before
/// the sign is 64 bytes long at most, as the standard has it.
pub(super) fn mail(run: &str) -> usize {
    let name = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%')
    };
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let bytes = run.as_bytes();
    let at = bytes.iter().take(65).take_while(|byte| name(byte)).count();
    if at == 0 || bytes.get(at) != Some(&b'@') {
        return 0;
    }
    let end = at
        + 1
        + bytes[at + 1..]
            .iter()
            .take(254)
            .take_while(|byte| host(byte))
            .count();
    let found = run[..end].trim_end_matches(['.', '-']);
    if found[at + 1..].contains('.') {
        found.len()
    } else {
        0
    }
}

/// Whether a word is a host name, after which a slash starts a path.
pub(super) fn is_host(word: &str) -> bool {
    word.rsplit_once('.')
        .is_some_and(|(name, domain)| name.len() > 1 && is_domain(domain))
}

/// Whether `word` may end a host name.
pub(super) fn is_domain(word: &str) -> bool {
    contains(DOMAINS, word)
}

/// Whether `run` is a file's name, whatever else it holds: "plan-2-F.doc".
pub(super) fn is_file(run: &str) -> bool {
    run.len() <= 128
        && run
            .rsplit_once('.')
            .is_some_and(|(_, ending)| contains(FILES, ending))
        && !run.contains(['<', '>', '(', ')', '"'])
}

fn contains(sorted: &[&str], word: &str) -> bool {
    sorted
        .binary_search_by(|entry| {
            entry
                .bytes()
                .cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
        })
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(DOMAINS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(FILES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn leaves_the_sentence_its_marks() {
        assert_eq!(
            web("https://example.org/a_(b)),"),
            "https://example.org/a_(b)".len()
        );
        assert_eq!(web("www.example.org."), "www.example.org".len());
        assert_eq!(web("http://"), 0);
        assert_eq!(
            mail("press@harbour.example.org."),
            "press@harbour.example.org".len()
        );
        assert_eq!(mail("5@2.975"), "5@2.975".len());
        assert!(is_file("plan-2-F.doc") && !is_file("a.docs"));
        assert!(is_host("example.org") && !is_host("end.The"));
    }
}
