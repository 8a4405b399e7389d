//! Writes the embedded gazetteer from the table that train/tables/places.py makes:
//! `build_gazetteer TABLE.tsv OUT.bin`.
#![allow(clippy::print_stdout, reason = "a command-line tool")]

use std::error::Error;
use std::fs;

use sayso_places::{Builder, NameUse, NewRow, PlaceKind};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [table, out] = arguments.as_slice() else {
        return Err("usage: build_gazetteer TABLE.tsv OUT.bin".into());
    };
    let text = fs::read_to_string(table)?;
    let mut builder = Builder::default();
    for (number, line) in text.lines().enumerate().skip(2) {
        let cells: Vec<&str> = line.split('\t').collect();
        add(&mut builder, &cells)
            .ok_or_else(|| format!("{table}:{}: not a row: {line}", number + 1))?;
    }
    let rows = builder.len();
    let bytes = builder.finish()?;
    println!("{rows} rows, {} bytes", bytes.len());
    Ok(fs::write(out, bytes)?)
}

fn add(builder: &mut Builder, cells: &[&str]) -> Option<()> {
    let &[
        kind,
        name,
        lat,
        lon,
        country,
        admin1,
        admin2,
        population,
        radius,
        _coarse,
        id,
        alternates,
    ] = cells
    else {
        return None;
    };
    let row = NewRow {
        name: name.to_owned(),
        kind: PlaceKind::parse(kind)?,
        lat: lat.parse().ok()?,
        lon: lon.parse().ok()?,
        country: country.to_owned(),
        admin1: admin1.to_owned(),
        admin2: admin2.to_owned(),
        population: population.parse().ok()?,
        radius_km: radius.parse().ok()?,
        geonames: if id.is_empty() { 0 } else { id.parse().ok()? },
    };
    let alternates: Vec<(&str, NameUse)> = alternates
        .split('|')
        .filter(|name| !name.is_empty())
        .map(|name| match name.split_at_checked(1) {
            Some(("=", short)) => (short, NameUse::Abbreviation),
            Some(("~", foreign)) => (foreign, NameUse::Foreign),
            _ => (name, NameUse::Alternate),
        })
        .collect();
    builder.add(row, &alternates);
    Some(())
}
