//! Countries: their names, adjectives, peoples and capitals.

use sayso_tables::{Row, TableError};

use crate::Bodies;
use crate::tables::CountryRow;

/// A country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 alpha-2 code (XK for Kosovo).
    pub code: String,
    /// The press's English name.
    pub name: String,
    /// "Ukrainian".
    pub adjectives: Vec<String>,
    /// "Ukrainians", "Ukrainian".
    pub people: Vec<String>,
    /// Capitals and seats of government, also in other spellings.
    pub capitals: Vec<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// Countries whose names take the article.
const WITH_ARTICLE: &[&str] = &[
    "AE", "BS", "CD", "CF", "CG", "CZ", "DO", "FK", "GB", "GM", "KY", "MH", "MV", "NL", "PH", "SB",
    "SC", "US", "VA",
];

impl Country {
    /// "the Netherlands", "China": the name as it stands after "of".
    pub fn name_after_of(&self) -> String {
        let article = if WITH_ARTICLE.contains(&self.code.as_str()) {
            "the "
        } else {
            ""
        };
        format!("{article}{}", self.name)
    }
}

impl Bodies {
    /// Adds countries. A word that two countries share stays with the one that has it already.
    pub(crate) fn add_countries(&mut self, rows: &[Row<CountryRow>]) -> Result<(), TableError> {
        for row in rows {
            let code = row.code.as_str();
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return Err(row.wrong("code", format!("`{code}` is no ISO 3166 alpha-2 code")));
            }
            let country = Country {
                code: row.code.clone(),
                name: row.name.clone(),
                adjectives: row.adjectives.clone(),
                people: row.people.clone(),
                capitals: row.capitals.clone(),
                aliases: row.aliases.clone(),
            };
            let at = self.countries.len();
            self.by_code.insert(country.code.clone(), at);
            for name in country.aliases.iter().chain([&country.name]) {
                self.country_names.entry(name.clone()).or_insert(at);
            }
            for (words, map) in [
                (&country.adjectives, &mut self.adjectives),
                (&country.people, &mut self.peoples),
                (&country.capitals, &mut self.capitals),
            ] {
                for word in words {
                    map.entry(word.clone()).or_insert(at);
                }
            }
            self.countries.push(country);
        }
        Ok(())
    }

    /// All countries, in the order of the tables.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The country of an ISO 3166 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code).map(|&at| &self.countries[at])
    }

    /// The country that bears a name ("Ukraine", "the U.S.", "Britain").
    pub fn country_named(&self, name: &str) -> Option<&Country> {
        self.country_names
            .get(without_article(name))
            .map(|&at| &self.countries[at])
    }

    /// The country of an adjective ("Belgian", "North Korean").
    pub fn country_of_adjective(&self, adjective: &str) -> Option<&Country> {
        self.adjectives
            .get(adjective)
            .map(|&at| &self.countries[at])
    }

    /// The country of a people or a national ("Ukrainians", "Briton").
    pub fn country_of_people(&self, people: &str) -> Option<&Country> {
        self.peoples
            .get(without_article(people))
            .map(|&at| &self.countries[at])
    }

    /// The country whose capital or seat of government bears a name.
    pub fn country_of_capital(&self, capital: &str) -> Option<&Country> {
        self.capitals.get(capital).map(|&at| &self.countries[at])
    }

    /// The country that a name, adjective, people or capital points to, in this order.
    pub fn country_of(&self, words: &str) -> Option<&Country> {
        self.country_named(words)
            .or_else(|| self.country_of_adjective(words))
            .or_else(|| self.country_of_people(words))
            .or_else(|| self.country_of_capital(words))
    }
}

/// A name without the article before it.
pub(crate) fn without_article(name: &str) -> &str {
    let rest = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "));
    rest.map_or(name, str::trim_start)
}
