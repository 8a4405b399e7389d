use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::format::{
    BLOCK, HEADER, MAGIC, NONE, RECORD, SECTIONS, SEVERAL, UNIT, VERSION, checksum, count_of_u16,
    degrees_at, radius_of_u8, u16_at, u32_at, u64_at,
};
use crate::spelling::key;
use crate::tables::Tables;
use crate::{GazetteerError, PlaceKind};

static EMBEDDED: &[u8] = include_bytes!("../../../data/places/gazetteer.bin");

/// A row's place in a [`Gazetteer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub(crate) u32);

/// A country's or division's place in a [`Gazetteer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub(crate) u16);

/// How a key belongs to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameUse {
    /// The row's own name.
    Primary,
    /// Another name of it.
    Alternate,
    /// A short form, to be taken only as written ("Ill.", "UK").
    Abbreviation,
    /// A name from a list that does not say of which language: rarely meant in English.
    Foreign,
}

impl NameUse {
    pub(crate) fn from_bits(bits: u32) -> Self {
        match bits {
            0 => Self::Primary,
            1 => Self::Alternate,
            2 => Self::Abbreviation,
            _ => Self::Foreign,
        }
    }
}

/// One row, as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'g> {
    /// The name, in English where English has one.
    pub name: &'g str,
    /// Degrees north; the middle of an area.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The country or division it lies in, or is.
    pub unit: Option<UnitId>,
    /// People, 0 where not known.
    pub population: u64,
    /// Its sort.
    pub kind: PlaceKind,
    /// Radius in km of a disc that holds most of it; for a settlement, of the area in which it
    /// lies where its own point is not known.
    pub radius_km: Option<f64>,
    /// Its number in GeoNames.
    pub geonames: Option<u32>,
}

/// A country or a division of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit<'g> {
    /// Its row.
    pub row: Option<RowId>,
    /// The division or country it is part of.
    pub parent: Option<UnitId>,
    /// ISO 3166 alpha-2 code.
    pub country: &'g str,
    /// Its GeoNames code within its parent ("05", "TX"); a country's own code.
    pub code: &'g str,
    /// 0 for a country, 1 and 2 for divisions.
    pub level: u8,
}

enum Bytes {
    Embedded,
    Mapped(memmap2::Mmap),
    Held(Vec<u8>),
}

/// The names of the world's places, read where they lie.
pub struct Gazetteer {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
    tables: Arc<Tables>,
}

/// The tables that come with Sayso, read once.
static STANDARD: LazyLock<Arc<Tables>> = LazyLock::new(|| match Tables::new() {
    Ok(tables) => Arc::new(tables),
    Err(error) => panic!("the tables that are built in are broken: {error}"),
});

impl Gazetteer {
    /// The same with a user's own spellings and countries.
    #[must_use]
    pub fn with_tables(self, tables: Tables) -> Self {
        Self {
            tables: Arc::new(tables),
            ..self
        }
    }

    /// The same with the spellings and countries of another gazetteer.
    #[must_use]
    pub fn with_tables_of(self, other: &Self) -> Self {
        Self {
            tables: Arc::clone(&other.tables),
            ..self
        }
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The gazetteer that comes with the program.
    ///
    /// # Errors
    /// Where the program was built with a file of another version.
    pub fn embedded() -> Result<Self, GazetteerError> {
        let sections = read_header(EMBEDDED)?;
        Ok(Self {
            bytes: Bytes::Embedded,
            sections,
            tables: Arc::clone(&STANDARD),
        })
    }

    /// Opens a file that [`crate::import`] or [`crate::Builder`] wrote.
    ///
    /// # Errors
    /// [`GazetteerError::Io`] where it cannot be read, [`GazetteerError::Format`] where it is of
    /// another version, cut or changed.
    #[allow(unsafe_code, reason = "a file of up to a gigabyte is mapped, not read")]
    pub fn open(path: &Path) -> Result<Self, GazetteerError> {
        let failed = |source| GazetteerError::Io {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        // SAFETY: a gazetteer's file is never changed in place; the writer makes a new one and
        // renames it, which leaves this mapping as it was.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(failed)?;
        let sections = read_header(&map)?;
        verify(&map)?;
        Ok(Self {
            bytes: Bytes::Mapped(map),
            sections,
            tables: Arc::clone(&STANDARD),
        })
    }

    /// A gazetteer in memory.
    ///
    /// # Errors
    /// [`GazetteerError::Format`] where the bytes are none.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, GazetteerError> {
        let sections = read_header(&bytes)?;
        verify(&bytes)?;
        Ok(Self {
            bytes: Bytes::Held(bytes),
            sections,
            tables: Arc::clone(&STANDARD),
        })
    }

    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.sections[0].len() / RECORD
    }

    /// Whether it holds no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row; `None` where the gazetteer has none of that number.
    pub fn row(&self, id: RowId) -> Option<Row<'_>> {
        let at = id.0 as usize * RECORD;
        let record = self.section(0).get(at..at + RECORD)?;
        let unit = u16_at(record, 10)?;
        let geonames = u32_at(record, 16)?;
        Some(Row {
            name: self.text(u32_at(record, 0)?),
            lat: degrees_at(record, 4, 90.0)?,
            lon: degrees_at(record, 7, 180.0)?,
            unit: (unit != NONE).then_some(UnitId(unit)),
            population: count_of_u16(u16_at(record, 12)?),
            kind: PlaceKind::from_code(record[14]),
            radius_km: radius_of_u8(record[15]),
            geonames: (geonames != 0).then_some(geonames),
        })
    }

    /// A country or division.
    pub fn unit(&self, id: UnitId) -> Option<Unit<'_>> {
        let at = usize::from(id.0) * UNIT;
        let record = self.section(1).get(at..at + UNIT)?;
        let row = u32_at(record, 0)?;
        let parent = u16_at(record, 4)?;
        Some(Unit {
            row: (row != u32::MAX).then_some(RowId(row)),
            parent: (parent != NONE).then_some(UnitId(parent)),
            country: std::str::from_utf8(&record[6..8]).unwrap_or_default(),
            code: self.text(u32_at(record, 8)?),
            level: record[12],
        })
    }

    /// The unit and those above it, the nearest first.
    pub fn units_of(&self, unit: Option<UnitId>) -> Units {
        let mut units = Units::default();
        let mut next = unit;
        while let Some(id) = next
            && let Some(unit) = self.unit(id)
        {
            match unit.level {
                0 => units.country = Some(id),
                1 => units.admin1 = Some(id),
                _ => units.admin2 = Some(id),
            }
            // A damaged chain must end: a parent is always of a lower level.
            next = unit.parent.filter(|&parent| {
                self.unit(parent)
                    .is_some_and(|above| above.level < unit.level)
            });
        }
        units
    }

    /// What a name may mean, the best known first.
    pub fn named(&self, name: &str) -> Vec<(RowId, NameUse)> {
        self.keyed(&key(name))
    }

    /// Whether any row has this name.
    pub fn knows(&self, name: &str) -> bool {
        let key = key(name);
        self.value(&key).is_some() || !self.tables().aliases(&key).is_empty()
    }

    pub(crate) fn keyed(&self, key: &str) -> Vec<(RowId, NameUse)> {
        let own = |key: &str| {
            let value = self.value(key);
            value.map(|value| self.meanings(value)).unwrap_or_default()
        };
        let mut found = own(key);
        for alias in self.tables().aliases(key) {
            let meant = own(&alias.name).into_iter().filter(|&(id, _)| {
                let row = self.row(id);
                let units = row.map(|row| self.units_of(row.unit));
                let country = units.and_then(|units| self.unit(units.country?));
                country.is_some_and(|country| country.country == alias.country)
            });
            // Only the best known is what the press means by it, and it is known by this name.
            if let Some((id, _)) = meant.into_iter().next() {
                found.retain(|&(known, _)| known != id);
                found.insert(0, (id, NameUse::Primary));
            }
        }
        found
    }

    fn meanings(&self, value: u32) -> Vec<(RowId, NameUse)> {
        let meaning = |value: u32| (RowId(value >> 2), NameUse::from_bits(value & 3));
        if value & SEVERAL == 0 {
            return vec![meaning(value)];
        }
        let postings = self.section(5);
        let at = (value & !SEVERAL) as usize * 4;
        let count = u32_at(postings, at).unwrap_or(0) as usize;
        let Some(rest) = postings.get(at + 4..) else {
            return Vec::new();
        };
        rest.as_chunks::<4>()
            .0
            .iter()
            .take(count)
            .map(|&word| meaning(u32::from_le_bytes(word)))
            .collect()
    }

    fn value(&self, key: &str) -> Option<u32> {
        if key.is_empty() {
            return None;
        }
        let key = key.as_bytes();
        let (mut low, mut high) = (0, self.blocks());
        while low < high {
            let middle = (low + high) / 2;
            if self.first_key(middle)? <= key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let mut found = None;
        self.each_in_block(low.checked_sub(1)?, |candidate, value| {
            if candidate == key {
                found = Some(value);
            }
            found.is_none() && candidate < key
        });
        found
    }

    /// Every key with its meanings, in order.
    pub(crate) fn each_key(&self, mut take: impl FnMut(&str, &[(RowId, NameUse)])) {
        for block in 0..self.blocks() {
            self.each_in_block(block, |key, value| {
                if let Ok(key) = std::str::from_utf8(key) {
                    take(key, &self.meanings(value));
                }
                true
            });
        }
    }

    fn blocks(&self) -> usize {
        self.sections[4].len() / 4
    }

    fn block_start(&self, block: usize) -> Option<usize> {
        u32_at(self.section(4), block * 4).map(|at| at as usize)
    }

    fn first_key(&self, block: usize) -> Option<&[u8]> {
        let at = self.block_start(block)?;
        let keys = self.section(3);
        let length = usize::from(*keys.get(at + 1)?);
        keys.get(at + 2..at + 2 + length)
    }

    /// Calls `take` with the keys of a block until it says no.
    fn each_in_block(&self, block: usize, mut take: impl FnMut(&[u8], u32) -> bool) {
        let Some(mut at) = self.block_start(block) else {
            return;
        };
        let keys = self.section(3);
        let mut key = Vec::with_capacity(32);
        for _ in 0..BLOCK {
            let Some(&[shared, length]) = keys
                .get(at..at + 2)
                .and_then(|head| head.first_chunk::<2>())
            else {
                return;
            };
            let end = at + 2 + usize::from(length);
            let (Some(rest), Some(value)) = (keys.get(at + 2..end), u32_at(keys, end)) else {
                return;
            };
            key.truncate(usize::from(shared));
            key.extend_from_slice(rest);
            if !take(&key, value) {
                return;
            }
            at = end + 4;
        }
    }

    fn text(&self, at: u32) -> &str {
        let pool = self.section(2);
        let at = at as usize;
        let length = pool.get(at).copied().map_or(0, usize::from);
        let bytes = pool.get(at + 1..at + 1 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn section(&self, number: usize) -> &[u8] {
        let bytes: &[u8] = match &self.bytes {
            Bytes::Embedded => EMBEDDED,
            Bytes::Mapped(map) => map,
            Bytes::Held(bytes) => bytes,
        };
        bytes.get(self.sections[number].clone()).unwrap_or_default()
    }
}

/// A unit and what it is part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// The country.
    pub country: Option<UnitId>,
    /// The first-order division.
    pub admin1: Option<UnitId>,
    /// The second-order division.
    pub admin2: Option<UnitId>,
}

impl Units {
    /// Whether `unit` is one of them.
    pub fn has(self, unit: UnitId) -> bool {
        [self.country, self.admin1, self.admin2].contains(&Some(unit))
    }
}

fn read_header(bytes: &[u8]) -> Result<[Range<usize>; SECTIONS], GazetteerError> {
    let refuse = |reason| GazetteerError::Format { reason };
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(refuse("it does not begin with SAYSOGAZ"));
    }
    if u32_at(bytes, 8) != Some(VERSION)
        || u32_at(bytes, 12) != Some(SECTIONS as u32)
        || bytes.len() < HEADER
    {
        return Err(refuse("another version, or cut in its header"));
    }
    let mut sections: [Range<usize>; SECTIONS] = Default::default();
    for (number, section) in sections.iter_mut().enumerate() {
        let at = 24 + number * 16;
        let start = u64_at(bytes, at).and_then(|start| usize::try_from(start).ok());
        let length = u64_at(bytes, at + 8).and_then(|length| usize::try_from(length).ok());
        let (Some(start), Some(length)) = (start, length) else {
            return Err(refuse("a section lies outside it"));
        };
        let end = start
            .checked_add(length)
            .filter(|&end| HEADER <= start && end <= bytes.len());
        *section = start..end.ok_or(refuse("a section lies outside it"))?;
    }
    let whole = sections[0].len().is_multiple_of(RECORD)
        && sections[1].len().is_multiple_of(UNIT)
        && sections[4].len().is_multiple_of(4);
    if whole {
        Ok(sections)
    } else {
        Err(refuse("a table ends in the middle of a row"))
    }
}

fn verify(bytes: &[u8]) -> Result<(), GazetteerError> {
    if u64_at(bytes, 16) == Some(checksum(&bytes[24..])) {
        Ok(())
    } else {
        Err(GazetteerError::Format {
            reason: "its bytes were changed or cut",
        })
    }
}
