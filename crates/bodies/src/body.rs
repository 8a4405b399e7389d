//! Bodies: governments and all others that act and speak.

use sayso_labels::labels;

use sayso_tables::{Row, TableError};

use crate::country::without_article;
use crate::tables::{BodyRow, DepartmentRow};
use crate::{Bodies, Country};

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

impl BodyKind {
    /// Whether such a body is a part of a state; armed groups, parties, companies and the like are none.
    pub fn is_of_state(self) -> bool {
        matches!(
            self,
            Self::Government
                | Self::Ministry
                | Self::Force
                | Self::Security
                | Self::Legislature
                | Self::Court
                | Self::Bank
        )
    }
}

impl Bodies {
    /// Adds bodies. A later row takes a name over from an earlier one.
    pub(crate) fn add_bodies(&mut self, rows: &[Row<BodyRow>]) -> Result<(), TableError> {
        for row in rows {
            let code = row.country.as_deref();
            if let Some(code) = code.filter(|code| !self.by_code.contains_key(*code)) {
                return Err(row.wrong("country", format!("`{code}` is no country of the registry")));
            }
            let mut names = row.aliases.clone();
            names.push(row.name.clone());
            self.file(
                Body {
                    name: row.name.clone(),
                    kind: row.kind,
                    country: row.country.clone(),
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

    pub(crate) fn add_departments(
        &mut self,
        rows: &[Row<DepartmentRow>],
    ) -> Result<(), TableError> {
        for row in rows {
            if !row.name.contains("{}") {
                let what = format!("`{}` has no {{}} for the country", row.name);
                return Err(row.wrong("name", what));
            }
            if let Some(bag) = self.bag(&row.pattern) {
                self.departments
                    .insert(bag.words, (row.kind, row.name.clone()));
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

    /// Whether a noun alone says what every state has one of ("army", "government", "parliament"): no armed group,
    /// party or company is taken up by it.
    pub fn is_of_states(&self, noun: &str) -> bool {
        self.departments.contains_key(noun)
    }

    /// All bodies of the tables, in their order.
    pub fn all(&self) -> &[Body] {
        &self.bodies
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
