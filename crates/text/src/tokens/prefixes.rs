//! Parts that stay with the word after their hyphen.

/// Prefixes, in lower case and sorted.
const PREFIXES: &[&str] = &[
    "anti", "arch", "co", "counter", "cross", "e", "ex", "inter", "intra", "mid", "mini", "mis",
    "multi", "neo", "non", "over", "post", "pre", "pro", "psycho", "re", "semi", "socio", "sub",
    "un",
];

/// Whether `piece` is a prefix ("e-mail", "co-workers", "anti-war").
pub(super) fn is_prefix(piece: &str) -> bool {
    piece.len() <= 7
        && PREFIXES
            .binary_search_by(|entry| {
                entry
                    .bytes()
                    .cmp(piece.bytes().map(|byte| byte.to_ascii_lowercase()))
            })
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(PREFIXES.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(is_prefix("Non") && !is_prefix("well"));
    }
}
