//! A body's name as a bag of words, so that "Ukraine’s Security Service", "the Ukrainian
//! Security Service" and "Security Service of Ukraine" are one.

use crate::Bodies;
use crate::country::without_article;

/// Words that a name keeps or drops freely.
const LIGHT: &[&str] = &["the", "of", "for", "in", "and", "s"];
/// A longer phrase names no body.
const LONGEST: usize = 12;
/// Words of the longest name of a country.
const COUNTRY_WORDS: usize = 5;

/// A phrase taken apart.
pub(crate) struct Bag {
    /// Its words in lower case without the countries, sorted, joined.
    pub(crate) words: String,
    /// The countries it names, by index, in order.
    pub(crate) countries: Vec<usize>,
}

impl Bag {
    /// The key under which a body of a country is filed.
    pub(crate) fn key(&self, country: Option<&str>) -> String {
        format!("{} {}", self.words, country.unwrap_or_default())
    }
}

impl Bodies {
    /// Takes a phrase apart; `None` where it is too long for a name.
    pub(crate) fn bag(&self, phrase: &str) -> Option<Bag> {
        let tokens: Vec<&str> = phrase
            .split_whitespace()
            .map(bare)
            .filter(|token| !token.is_empty())
            .collect();
        if tokens.len() > LONGEST {
            return None;
        }
        let (mut words, mut countries) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < tokens.len() {
            match self.country_at(&tokens[at..]) {
                Some((country, length)) => {
                    countries.push(country);
                    at += length;
                }
                None => {
                    let word = tokens[at].to_lowercase();
                    if !LIGHT.contains(&word.as_str()) {
                        words.push(word);
                    }
                    at += 1;
                }
            }
        }
        words.sort_unstable();
        Some(Bag {
            words: words.join(" "),
            countries,
        })
    }

    /// The country whose name or adjective the tokens begin with, and how many tokens it takes.
    fn country_at(&self, tokens: &[&str]) -> Option<(usize, usize)> {
        (1..=tokens.len().min(COUNTRY_WORDS))
            .rev()
            .find_map(|length| {
                let phrase = tokens[..length].join(" ");
                let found = self
                    .country_names
                    .get(without_article(&phrase))
                    .or_else(|| self.adjectives.get(&phrase));
                found.map(|&country| (country, length))
            })
    }
}

/// A token without punctuation around it and without the possessive.
fn bare(token: &str) -> &str {
    let token = token.trim_matches([',', ';', ':', '"', '“', '”', '(', ')']);
    let token = token
        .strip_suffix("’s")
        .or_else(|| token.strip_suffix("'s"))
        .unwrap_or(token);
    token.trim_end_matches(['\'', '’'])
}
