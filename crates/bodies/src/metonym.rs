//! Places that stand for the body that sits there.

use crate::country::without_article;
use crate::tables::rows;
use crate::{Bodies, Body, BodyKind, TableError};

/// What a name stands for when it acts, and what it is when it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metonym {
    /// The body that acts.
    pub body: Body,
    /// What the words name otherwise.
    pub seat: Seat,
}

/// What a metonym's words name when they do not act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// A city or quarter.
    City,
    /// A building.
    Facility,
    /// Nothing else: the words are the body's name.
    None,
}

impl Bodies {
    /// Adds metonyms: words, body, and what they name otherwise (city, facility or none). A
    /// body that the registry lacks is made, of the country that its name ends with.
    ///
    /// # Errors
    /// Where a row lacks a column or the third is none of the three.
    pub fn add_metonyms(&mut self, table: &str, source: &str) -> Result<(), TableError> {
        for row in rows(table, source, 3)? {
            let words = row.needed(0, "the words")?;
            let name = row.needed(1, "a body")?;
            let seat = match row.field(2) {
                "city" => Seat::City,
                "facility" => Seat::Facility,
                "none" => Seat::None,
                other => {
                    return Err(row.error(format!("`{other}` is none of city, facility, none")));
                }
            };
            let at = match self.exact.get(without_article(name)) {
                Some(&at) => at,
                None => {
                    let place = name.rsplit_once(" of ").map_or("", |(_, place)| place);
                    let country = self
                        .country_named(place)
                        .map(|country| country.code.clone());
                    let kind = if country.is_some() {
                        BodyKind::Government
                    } else {
                        BodyKind::Association
                    };
                    self.file(
                        Body {
                            name: name.to_owned(),
                            kind,
                            country,
                        },
                        &[name.to_owned()],
                    )
                }
            };
            self.metonyms.insert(words.to_owned(), (at, seat));
        }
        Ok(())
    }

    /// What a place's name stands for: a row of the tables, or a capital's government.
    pub fn metonym(&self, words: &str) -> Option<Metonym> {
        let words = without_article(words);
        if let Some(&(at, seat)) = self.metonyms.get(words) {
            return Some(Metonym {
                body: self.bodies[at].clone(),
                seat,
            });
        }
        let country = self.country_of_capital(words)?;
        // A city state's name is the country's; it needs no metonym.
        (country.name != words).then(|| Metonym {
            body: self.government(country),
            seat: Seat::City,
        })
    }
}
