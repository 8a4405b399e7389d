//! Adds the rows of a GeoNames dump to a gazetteer.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use crate::builder::{Builder, NewRow};
use crate::gazetteer::NameUse;
use crate::{Gazetteer, GazetteerError, PlaceKind};

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportSummary {
    /// Lines of the dump.
    pub lines: usize,
    /// Rows that the gazetteer did not have.
    pub added: usize,
    /// Rows that it had by their GeoNames number; they took the dump's names.
    pub known: usize,
    /// Lines of sorts that reports do not name as places: roads, hotels, historical rows.
    pub left_out: usize,
    /// Rows of the gazetteer now.
    pub rows: usize,
}

/// Adds a GeoNames dump (allCountries.txt or a country's file: 19 columns, tabs, no header) to
/// the gazetteer at `path`, or to the embedded one where there is no file yet, and writes the
/// whole to `path`. Nothing is written before the last line was read.
///
/// # Errors
/// [`GazetteerError::Line`] with the line whose columns are wrong or that is cut off,
/// [`GazetteerError::Empty`], [`GazetteerError::Io`], [`GazetteerError::TooMany`]; the file at
/// `path` is then as it was.
pub fn import(reader: impl Read, path: &Path) -> Result<ImportSummary, GazetteerError> {
    let base = if path.exists() {
        Gazetteer::open(path)?
    } else {
        Gazetteer::embedded()?
    };
    let mut builder = Builder::from_gazetteer(&base);
    let before = builder.len();
    let mut summary = ImportSummary {
        lines: 0,
        added: 0,
        known: 0,
        left_out: 0,
        rows: 0,
    };
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    let mut taken = 0;
    loop {
        line.clear();
        let number = summary.lines + 1;
        let read = reader.read_until(b'\n', &mut line);
        let length = read.map_err(|source| GazetteerError::Io {
            path: path.to_owned(),
            source,
        })?;
        if length == 0 {
            break;
        }
        let refuse = |reason: String| GazetteerError::Line {
            line: number,
            reason,
        };
        if line.last() != Some(&b'\n') {
            return Err(refuse(
                "the file is cut off here: the last line does not end".into(),
            ));
        }
        let text = std::str::from_utf8(&line).map_err(|_| refuse("not UTF-8".into()))?;
        summary.lines = number;
        match read_line(text.trim_end_matches(['\n', '\r'])).map_err(refuse)? {
            Some((row, alternates)) => {
                let alternates: Vec<_> = alternates
                    .iter()
                    .map(|&name| (name, NameUse::Foreign))
                    .collect();
                builder.add(row, &alternates);
                taken += 1;
            }
            None => summary.left_out += 1,
        }
    }
    if taken == 0 {
        return Err(GazetteerError::Empty);
    }
    summary.added = builder.len() - before;
    summary.known = taken - summary.added;
    summary.rows = builder.len();
    write(path, &builder.finish()?)?;
    Ok(summary)
}

/// Writes beside `path` and renames, so that a reader sees the old file or the new one.
fn write(path: &Path, bytes: &[u8]) -> Result<(), GazetteerError> {
    let failed = |source| GazetteerError::Io {
        path: path.to_owned(),
        source,
    };
    // A file that is there under one of these names is somebody's and stays.
    let free = (0..1000).find_map(|number| {
        let mut beside = path.as_os_str().to_owned();
        beside.push(match number {
            0 => ".new".to_owned(),
            number => format!(".{number}.new"),
        });
        match fs::File::create_new(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
            Err(error) => Some(Err(error)),
            Ok(_) => Some(Ok(beside)),
        }
    });
    let beside = free
        .unwrap_or_else(|| Err(ErrorKind::AlreadyExists.into()))
        .map_err(failed)?;
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|source| {
            // The rename's failure is what matters; a leftover that cannot be removed does no harm.
            let _ = fs::remove_file(&beside);
            failed(source)
        })
}

fn read_line(text: &str) -> Result<Option<(NewRow, Vec<&str>)>, String> {
    let cells: Vec<&str> = text.split('\t').collect();
    if cells.len() != 19 {
        return Err(format!(
            "{} columns with tabs instead of GeoNames' 19",
            cells.len()
        ));
    }
    let geonames: u32 = cells[0]
        .parse()
        .map_err(|_| format!("“{}” is no GeoNames number (column 1)", short(cells[0])))?;
    let degrees = |column: usize, most: f64| {
        let value = cells[column - 1]
            .parse::<f64>()
            .ok()
            .filter(|value| value.abs() <= most);
        value.ok_or_else(|| {
            format!(
                "“{}” is no angle within ±{most} (column {column})",
                short(cells[column - 1])
            )
        })
    };
    let (lat, lon) = (degrees(5, 90.0)?, degrees(6, 180.0)?);
    let country = cells[8];
    if !(country.is_empty()
        || country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
    {
        return Err(format!(
            "“{}” is no country code (column 9)",
            short(country)
        ));
    }
    let population = match cells[14] {
        "" => 0,
        digits => digits
            .parse()
            .map_err(|_| format!("“{}” is no population (column 15)", short(digits)))?,
    };
    let Some(kind) = kind_of(cells[6], cells[7]) else {
        return Ok(None);
    };
    if cells[1].is_empty() {
        return Err("no name (column 2)".into());
    }
    let divided = matches!(kind, PlaceKind::Country | PlaceKind::Continent);
    let row = NewRow {
        name: cells[1].to_owned(),
        kind,
        lat,
        lon,
        country: country.to_owned(),
        admin1: if divided {
            String::new()
        } else {
            cells[10].to_owned()
        },
        admin2: if divided || kind == PlaceKind::Province {
            String::new()
        } else {
            cells[11].to_owned()
        },
        population,
        radius_km: 0.0,
        geonames,
    };
    let latin = |name: &&str| {
        name.len() >= 4
            && name.starts_with(char::is_uppercase)
            && name
                .chars()
                .all(|c| (c as u32) < 0x250 && !c.is_ascii_digit())
    };
    let alternates = std::iter::once(cells[2])
        .chain(cells[3].split(','))
        .filter(latin)
        .take(24)
        .collect();
    Ok(Some((row, alternates)))
}

fn short(cell: &str) -> String {
    cell.chars().take(40).collect()
}

/// Our kind for a GeoNames feature class and code; `None` for what is left out.
fn kind_of(class: &str, code: &str) -> Option<PlaceKind> {
    // Historical and abandoned.
    if code.ends_with('H') && matches!(class, "A" | "P") || code == "PPLQ" {
        return None;
    }
    Some(match (class, code) {
        ("A", "PCLI" | "PCLD" | "PCLF" | "PCLS" | "PCLIX" | "PCL" | "TERR") => PlaceKind::Country,
        ("A", "ADM1") => PlaceKind::Province,
        ("A", "ADM2") => PlaceKind::District,
        ("A", _) => PlaceKind::Region,
        ("P", "PPLC") => PlaceKind::Capital,
        ("P", "PPLA") => PlaceKind::Seat,
        ("P", "PPLX") => PlaceKind::Quarter,
        ("P", _) => PlaceKind::Town,
        ("H", "STM" | "STMM" | "STMX" | "STMS" | "DLTA") => PlaceKind::River,
        ("H", _) => PlaceKind::Water,
        ("T", "ISL" | "ISLS" | "ISLET" | "PEN" | "ATOL" | "ARCH") => PlaceKind::Island,
        ("T", _) => PlaceKind::Mountain,
        ("L", "CONT") => PlaceKind::Continent,
        ("L", _) => PlaceKind::Region,
        ("S", "AIRP" | "AIRB" | "AIRF" | "AIRH") => PlaceKind::Airport,
        (
            "S",
            "INSM" | "NUCP" | "PSE" | "PSN" | "DAM" | "PRT" | "BDG" | "PS" | "MN" | "CMPRF" | "PRN"
            | "STDM" | "CSTM",
        ) => PlaceKind::Site,
        _ => return None,
    })
}
