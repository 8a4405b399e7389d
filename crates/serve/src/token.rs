use sha2::{Digest, Sha256};

/// What those who are not on this computer must know.
#[derive(Clone)]
pub struct Token {
    words: String,
    digest: [u8; 32],
}

/// Characters of a token at least; it is all that stands between the ledger and the network.
const SHORTEST: usize = 16;

impl Token {
    /// A token of the user's; `None` where it is shorter than 16 characters, or has others than letters, digits,
    /// "-", "_" and "." (it must fit into an address).
    pub fn of(words: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        (words.len() >= SHORTEST && words.bytes().all(fits)).then(|| Self {
            words: words.to_owned(),
            digest: Sha256::digest(words).into(),
        })
    }

    /// A new one of 160 random bits; `None` where the system gives none.
    pub fn random() -> Option<Self> {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes).ok()?;
        let words: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self::of(&words)
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Whether `offered` is the token. Digests are compared, so that the time taken tells nothing of the words.
    pub(crate) fn is(&self, offered: &str) -> bool {
        let offered: [u8; 32] = Sha256::digest(offered).into();
        offered == self.digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_plain() {
        let token = Token::random().unwrap();
        assert_eq!(token.as_str().len(), 40);
        assert!(token.is(token.as_str()) && !token.is("") && !token.is("x"));
        assert!(Token::of("short").is_none());
        assert!(Token::of("sixteen characters").is_none());
        assert!(Token::of("sixteen-letters.0").is_some());
    }
}
