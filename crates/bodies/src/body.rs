//! Bodies: governments and all others that act and speak.

use sayso_labels::labels;

use crate::country::without_article;
use crate::tables::rows;
use crate::{Bodies, Country, TableError};

/// A body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its full English name.
    pub name: String,
    /// What sort of body.
    pub kind: BodyKind,
    /// ISO 3166 alpha-2 code of its country; `None` where it is of none.
    pub country: Option<String>,
}

labels! {
    /// What sort of body.
    pub BodyKind("kind of body") {
        /// A government, or an office of one that is no ministry.
        Government = "GOV",
        /// A ministry or department.
        Ministry = "MIN",
        /// Armed forces and their parts.
        Force = "FORCE",
        /// Police, intelligence, border and rescue services.
        Security = "SECURITY",
        /// Parliaments and their chambers.
        Legislature = "LEGISLATURE",
        /// Courts.
        Court = "COURT",
        /// News agencies.
        Agency = "AGENCY",
        /// Newspapers, broadcasters, sites.
        Outlet = "OUTLET",
        /// Political parties.
        Party = "PARTY",
        /// International organisations.
        International = "IO",
        /// Associations, charities, institutes.
        Association = "NGO",
        /// Armed groups and movements.
        Group = "GROUP",
        /// Companies.
        Company = "COMPANY",
        /// Central banks.
        Bank = "BANK",
    }
}

impl Bodies {
    /// Adds bodies: name, kind, country (may be empty), aliases (split by `|`). A later row
    /// takes a name over from an earlier one.
    ///
    /// # Errors
    /// Where a row has no name, a kind or country that is none, or too many columns.
    pub fn add_bodies(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 4)? {
            let name = row.needed(0, "a name")?.to_owned();
            let kind = BodyKind::parse(row.field(1)).ok_or_else(|| {
                let all: Vec<&str> = BodyKind::ALL.iter().map(|kind| kind.as_str()).collect();
                row.error(format!(
                    "`{}` is no kind; the kinds are {}",
                    row.field(1),
                    all.join(", ")
                ))
            })?;
            let country = Some(row.field(2)).filter(|code| !code.is_empty());
            if let Some(code) = country.filter(|code| !self.by_code.contains_key(*code)) {
                return Err(row.error(format!("`{code}` is no country of the registry")));
            }
            let mut names = row.list(3);
            names.push(name.clone());
            self.file(
                Body {
                    name,
                    kind,
                    country: country.map(str::to_owned),
                },
                &names,
            );
        }
        Ok(())
    }

    /// Files a body under its names.
    pub(crate) fn file(&mut self, body: Body, names: &[String]) -> usize {
        let at = self.bodies.len();
        for name in names {
            self.exact.insert(without_article(name).to_owned(), at);
            // A single short word means what it says only as it is written ("IS", "WHO").
            if !name.contains(' ') && name.chars().count() < 6 {
                if let Some(code) = &body.country {
                    self.bags
                        .insert(format!("{} {code}", name.to_lowercase()), at);
                }
                continue;
            }
            if let Some(bag) = self.bag(name) {
                let named = bag
                    .countries
                    .first()
                    .map(|&country| self.countries[country].code.clone());
                for code in [named.as_deref(), body.country.as_deref()] {
                    self.bags.insert(bag.key(code), at);
                }
                if named.is_none() {
                    self.bags.insert(bag.key(None), at);
                }
            }
        }
        self.bodies.push(body);
        at
    }

    /// Adds departments that most countries have: pattern ("foreign ministry"), kind, name with
    /// `{}` for the country.
    ///
    /// # Errors
    /// Where a row lacks a column or its kind or name is none.
    pub fn add_departments(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 3)? {
            let pattern = row.needed(0, "a pattern")?;
            let kind = BodyKind::parse(row.field(1))
                .ok_or_else(|| row.error(format!("`{}` is no kind", row.field(1))))?;
            let name = row.needed(2, "a name")?;
            if !name.contains("{}") {
                return Err(row.error(format!("`{name}` has no {{}} for the country")));
            }
            if let Some(bag) = self.bag(pattern) {
                self.departments.insert(bag.words, (kind, name.to_owned()));
            }
        }
        Ok(())
    }

    /// The body that a phrase names, with or without article, possessive or adjective of its
    /// country. Countries themselves are none; their governments are ("the Chinese government").
    pub fn body(&self, phrase: &str) -> Option<Body> {
        if let Some(&at) = self.exact.get(without_article(phrase)) {
            return Some(self.bodies[at].clone());
        }
        let bag = self.bag(phrase)?;
        if bag.words.is_empty() {
            return None;
        }
        let short = !bag.words.contains(' ') && bag.words.chars().count() < 6;
        let country = match bag.countries[..] {
            [] if short => return None,
            [] => None,
            [country] => Some(&self.countries[country]),
            _ => return None,
        };
        match self
            .bags
            .get(&bag.key(country.map(|country| country.code.as_str())))
        {
            Some(&at) => Some(self.bodies[at].clone()),
            None => self.department(&bag.words, country?),
        }
    }

    /// The body of `country` that a phrase without the country names ("Foreign Ministry").
    pub fn body_of(&self, phrase: &str, country: &Country) -> Option<Body> {
        let bag = self.bag(phrase)?;
        if bag.words.is_empty() || !bag.countries.is_empty() {
            return None;
        }
        match self.bags.get(&bag.key(Some(&country.code))) {
            Some(&at) => Some(self.bodies[at].clone()),
            None => self.department(&bag.words, country),
        }
    }

    fn department(&self, words: &str, country: &Country) -> Option<Body> {
        let (kind, name) = self.departments.get(words)?;
        let name = name.replace("{}", &country.name_after_of());
        Some(Body {
            name,
            kind: *kind,
            country: Some(country.code.clone()),
        })
    }

    /// The government of a country.
    pub fn government(&self, country: &Country) -> Body {
        Body {
            name: format!("Government of {}", country.name_after_of()),
            kind: BodyKind::Government,
            country: Some(country.code.clone()),
        }
    }
}
