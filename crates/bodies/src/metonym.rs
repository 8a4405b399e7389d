//! Places that stand for the body that sits there.

use sayso_tables::Row;

use crate::country::without_article;
use crate::tables::MetonymRow;
use crate::{Bodies, Body, BodyKind};

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
    /// Adds metonyms. A body that the registry lacks is made, of the country that its name ends with.
    pub(crate) fn add_metonyms(&mut self, rows: &[Row<MetonymRow>]) {
        for row in rows {
            let name = row.body.as_str();
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
            self.metonyms.insert(row.metonym.clone(), (at, row.place));
        }
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
