//! Makes a gazetteer's file from rows.

use std::collections::{BTreeMap, HashMap};

use crate::format::{
    BLOCK, HEADER, MAGIC, MOST_RECORDS, NONE, SECTIONS, SEVERAL, VERSION, checksum, count_to_u16,
    degrees_to_i24, radius_to_u8,
};
use crate::gazetteer::{NameUse, RowId};
use crate::spelling::key;
use crate::{Gazetteer, GazetteerError, PlaceKind};

/// A place as a table gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRow {
    /// Its name.
    pub name: String,
    /// Its sort.
    pub kind: PlaceKind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166 alpha-2 code, or empty.
    pub country: String,
    /// GeoNames code of the first-order division, or empty.
    pub admin1: String,
    /// GeoNames code of the second-order division, or empty.
    pub admin2: String,
    /// People, 0 where not known.
    pub population: u64,
    /// Radius of an area, or of what a settlement without a point lies in; 0 for none.
    pub radius_km: f64,
    /// Its number in GeoNames, 0 for none.
    pub geonames: u32,
}

/// Gathers rows and their names, then writes them as one file.
#[derive(Default)]
pub struct Builder {
    rows: Vec<NewRow>,
    by_geonames: HashMap<u32, usize>,
    names: Vec<(String, u32)>,
}

impl Builder {
    /// A builder that holds all that `gazetteer` holds.
    pub fn from_gazetteer(gazetteer: &Gazetteer) -> Self {
        let mut builder = Self::default();
        for number in 0..gazetteer.len() as u32 {
            let Some(row) = gazetteer.row(RowId(number)) else {
                continue;
            };
            let units = gazetteer.units_of(row.unit);
            let code = |unit: Option<_>| {
                unit.and_then(|id| gazetteer.unit(id))
                    .map_or("", |unit| unit.code)
                    .to_owned()
            };
            let new = NewRow {
                name: row.name.to_owned(),
                kind: row.kind,
                lat: row.lat,
                lon: row.lon,
                country: code(units.country),
                admin1: code(units.admin1),
                admin2: code(units.admin2),
                population: row.population,
                radius_km: row.radius_km.unwrap_or(0.0),
                geonames: row.geonames.unwrap_or(0),
            };
            builder.push(new);
        }
        gazetteer.each_key(|key, meanings| {
            for &(RowId(row), usage) in meanings {
                builder
                    .names
                    .push((key.to_owned(), row << 2 | usage as u32));
            }
        });
        builder
    }

    /// Adds a place; one whose GeoNames number is there already is kept as it was, but takes
    /// the new names.
    pub fn add(&mut self, row: NewRow, alternates: &[(&str, NameUse)]) {
        let known = (row.geonames != 0)
            .then(|| self.by_geonames.get(&row.geonames))
            .flatten();
        let number = match known {
            Some(&number) => number,
            None => self.push(row),
        };
        let name = self.rows[number].name.clone();
        let mut add = |name: &str, usage: NameUse| {
            let key = key(name);
            // A name of three letters or fewer would also be a common word in small letters.
            let usage = if usage != NameUse::Primary && key.len() <= 3 {
                NameUse::Abbreviation
            } else {
                usage
            };
            if !key.is_empty() && key.len() <= 250 {
                self.names.push((key, (number as u32) << 2 | usage as u32));
            }
        };
        add(&name, NameUse::Primary);
        for &(alternate, usage) in alternates {
            add(alternate, usage);
        }
    }

    fn push(&mut self, row: NewRow) -> usize {
        let number = self.rows.len();
        if row.geonames != 0 {
            self.by_geonames.insert(row.geonames, number);
        }
        self.rows.push(row);
        number
    }

    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The bytes of the gazetteer.
    ///
    /// # Errors
    /// [`GazetteerError::TooMany`] where the rows, divisions or names do not fit the format.
    pub fn finish(mut self) -> Result<Vec<u8>, GazetteerError> {
        if self.rows.len() >= MOST_RECORDS {
            return Err(GazetteerError::TooMany { what: "places" });
        }
        let mut pool = Pool::default();
        let units = number_units(&self.rows)?;
        let mut records = Vec::with_capacity(self.rows.len() * 20);
        for row in &self.rows {
            records.extend_from_slice(&pool.add(&row.name)?.to_le_bytes());
            records.extend_from_slice(&degrees_to_i24(row.lat.clamp(-90.0, 90.0), 90.0));
            records.extend_from_slice(&degrees_to_i24(row.lon.clamp(-180.0, 180.0), 180.0));
            records.extend_from_slice(&unit_of(&units, row).unwrap_or(NONE).to_le_bytes());
            records.extend_from_slice(&count_to_u16(row.population).to_le_bytes());
            records.push(row.kind.code());
            records.push(radius_to_u8(row.radius_km));
            records.extend_from_slice(&row.geonames.to_le_bytes());
        }
        let mut unit_table = Vec::with_capacity(units.len() * 16);
        let mut by_number: Vec<_> = units.iter().collect();
        by_number.sort_by_key(|(_, unit)| unit.number);
        for ((country, admin1, admin2), unit) in by_number {
            let (code, level) = match (admin1.is_empty(), admin2.is_empty()) {
                (true, _) => (country, 0),
                (_, true) => (admin1, 1),
                _ => (admin2, 2),
            };
            let letters = country
                .as_bytes()
                .first_chunk::<2>()
                .copied()
                .unwrap_or(*b"  ");
            unit_table.extend_from_slice(&unit.row.to_le_bytes());
            unit_table.extend_from_slice(&unit.parent.to_le_bytes());
            unit_table.extend_from_slice(&letters);
            unit_table.extend_from_slice(&pool.add(code)?.to_le_bytes());
            unit_table.extend_from_slice(&[level, 0, 0, 0]);
        }
        let [keys, blocks, postings] = self.write_names()?;
        Ok(assemble(&[
            &records,
            &unit_table,
            &pool.bytes,
            &keys,
            &blocks,
            &postings,
        ]))
    }

    /// The names, their places in the file and what they mean, as sections.
    fn write_names(&mut self) -> Result<[Vec<u8>; 3], GazetteerError> {
        let weight = |meaning: u32| {
            let row = &self.rows[(meaning >> 2) as usize];
            (
                row.kind.is_division() && row.kind != PlaceKind::District,
                row.population,
            )
        };
        let mut names = std::mem::take(&mut self.names);
        // One meaning a row and key, under its plainest use.
        names.sort_unstable_by(|a, b| (&a.0, a.1 >> 2, a.1 & 3).cmp(&(&b.0, b.1 >> 2, b.1 & 3)));
        names.dedup_by(|later, first| later.0 == first.0 && later.1 >> 2 == first.1 >> 2);
        let (mut keys, mut blocks, mut postings) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = String::new();
        for (number, group) in names.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let key = &group[0].0;
            let value = if let [(_, only)] = group {
                *only
            } else {
                let mut meanings: Vec<u32> = group.iter().map(|&(_, meaning)| meaning).collect();
                meanings.sort_by_key(|&meaning| (std::cmp::Reverse(weight(meaning)), meaning));
                let at = postings.len() as u32 / 4;
                postings.extend_from_slice(&(meanings.len() as u32).to_le_bytes());
                meanings
                    .iter()
                    .for_each(|meaning| postings.extend_from_slice(&meaning.to_le_bytes()));
                SEVERAL | at
            };
            let first = number % BLOCK == 0;
            if first {
                let at = u32::try_from(keys.len())
                    .map_err(|_| GazetteerError::TooMany { what: "names" })?;
                blocks.extend_from_slice(&at.to_le_bytes());
            }
            let shared = if first {
                0
            } else {
                before
                    .bytes()
                    .zip(key.bytes())
                    .take_while(|(a, b)| a == b)
                    .count()
            };
            keys.extend_from_slice(&[shared as u8, (key.len() - shared) as u8]);
            keys.extend_from_slice(&key.as_bytes()[shared..]);
            keys.extend_from_slice(&value.to_le_bytes());
            before.clone_from(key);
        }
        Ok([keys, blocks, postings])
    }
}

type UnitKey = (String, String, String);

struct NewUnit {
    number: u16,
    parent: u16,
    row: u32,
}

/// Countries, then first-order, then second-order divisions, each with its row.
fn number_units(rows: &[NewRow]) -> Result<BTreeMap<UnitKey, NewUnit>, GazetteerError> {
    let mut units: BTreeMap<UnitKey, NewUnit> = BTreeMap::new();
    for (kind, levels) in [
        (PlaceKind::Country, 1),
        (PlaceKind::Province, 2),
        (PlaceKind::District, 3),
    ] {
        for (number, row) in rows.iter().enumerate() {
            let codes = [&row.country, &row.admin1, &row.admin2];
            if row.kind != kind
                || codes.iter().take(levels).any(|code| code.is_empty())
                || row.country.len() != 2
            {
                continue;
            }
            let key = |level: usize| -> UnitKey {
                let code = |at: usize| {
                    if at < level {
                        codes[at].clone()
                    } else {
                        String::new()
                    }
                };
                (code(0), code(1), code(2))
            };
            if units.contains_key(&key(levels)) {
                continue;
            }
            let parent = (1..levels)
                .rev()
                .find_map(|level| units.get(&key(level)))
                .map_or(NONE, |unit| unit.number);
            if levels > 1 && parent == NONE {
                continue;
            }
            let unit = u16::try_from(units.len()).ok().filter(|&unit| unit != NONE);
            let unit = unit.ok_or(GazetteerError::TooMany {
                what: "countries and divisions",
            })?;
            units.insert(
                key(levels),
                NewUnit {
                    number: unit,
                    parent,
                    row: number as u32,
                },
            );
        }
    }
    Ok(units)
}

fn unit_of(units: &BTreeMap<UnitKey, NewUnit>, row: &NewRow) -> Option<u16> {
    let (country, admin1, admin2) = (row.country.clone(), row.admin1.clone(), row.admin2.clone());
    let tries = [
        (country.clone(), admin1.clone(), admin2),
        (country.clone(), admin1, String::new()),
        (country, String::new(), String::new()),
    ];
    tries
        .iter()
        .find_map(|key| units.get(key))
        .map(|unit| unit.number)
}

#[derive(Default)]
struct Pool {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Pool {
    fn add(&mut self, text: &str) -> Result<u32, GazetteerError> {
        let mut end = text.len().min(255);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        if let Some(&at) = self.known.get(text) {
            return Ok(at);
        }
        let at = u32::try_from(self.bytes.len())
            .map_err(|_| GazetteerError::TooMany { what: "names" })?;
        self.bytes.push(end as u8);
        self.bytes.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        Ok(at)
    }
}

fn assemble(sections: &[&[u8]; SECTIONS]) -> Vec<u8> {
    let mut bytes = vec![0; HEADER];
    for (number, section) in sections.iter().enumerate() {
        let at = 24 + number * 16;
        let start = bytes.len() as u64;
        bytes[at..at + 8].copy_from_slice(&start.to_le_bytes());
        bytes[at + 8..at + 16].copy_from_slice(&(section.len() as u64).to_le_bytes());
        bytes.extend_from_slice(section);
    }
    bytes[..8].copy_from_slice(MAGIC);
    bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
    bytes[12..16].copy_from_slice(&(SECTIONS as u32).to_le_bytes());
    let sum = checksum(&bytes[24..]);
    bytes[16..24].copy_from_slice(&sum.to_le_bytes());
    bytes
}
