//! WACZ: a zip file with web archives in it (<https://specs.webrecorder.net/wacz/1.1.1/>). Of the zip format (APPNOTE
//! 6.3.10) as much is read as that needs: the directory, parts that are stored or deflated, and large files.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::DeflateDecoder;

use crate::ReadError;

/// Bytes of the directory at most.
const LARGEST_DIRECTORY: u64 = 64 << 20;
/// Bytes at the end in which the end of the directory lies: its own 22 and the longest comment.
const TAIL: u64 = 22 + 65_535;
/// Bytes that are unpacked for a packed one at most, as with gzip, and those that are given whatever it has.
const MOST_TIMES: u64 = 200;
const FREE: u64 = 64 << 20;

/// A part of a zip file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its name in it.
    pub(crate) name: String,
    deflated: bool,
    packed: u64,
    unpacked: u64,
    at: u64,
}

/// Whether bytes begin a zip file.
pub(crate) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// The web archives in a zip file, in the order of its directory.
pub(crate) fn archives(path: &Path) -> Result<Vec<Part>, ReadError> {
    let name = path.display().to_string();
    let damaged = |offset| ReadError::Damaged {
        path: name.clone(),
        what: "its zip directory is damaged or cut off",
        offset,
    };
    let failed = |error| ReadError::io(&name, error);
    let mut file = File::open(path).map_err(failed)?;
    let length = file.seek(SeekFrom::End(0)).map_err(failed)?;
    let start = length.saturating_sub(TAIL);
    let tail = read_at(&mut file, start, length - start).map_err(failed)?;
    let end = tail
        .windows(4)
        .rposition(|mark| mark == b"PK\x05\x06")
        .ok_or_else(|| damaged(length))?;
    let directory = place(&mut file, &tail, end).map_err(failed)?;
    let (at, size) = directory.ok_or_else(|| damaged(start + end as u64))?;
    if size > LARGEST_DIRECTORY || at.saturating_add(size) > length {
        return Err(damaged(at));
    }
    let directory = read_at(&mut file, at, size).map_err(failed)?;
    let parts = parts(&directory).ok_or_else(|| damaged(at))?;
    let is_archive = |part: &Part| {
        let name = part.name.to_lowercase();
        name.ends_with(".warc") || name.ends_with(".warc.gz")
    };
    Ok(parts.into_iter().filter(is_archive).collect())
}

/// The bytes of a part.
pub(crate) fn open(path: &Path, part: &Part) -> io::Result<Box<dyn Read + Send>> {
    let mut file = File::open(path)?;
    let head = read_at(&mut file, part.at, 30)?;
    let lengths = number(&head, 26, 2).zip(number(&head, 28, 2));
    let (Some((name, extra)), true) = (lengths, is_zip(&head)) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    file.seek(SeekFrom::Start(part.at + 30 + name + extra))?;
    let packed = file.take(part.packed);
    if part.deflated {
        let most = FREE
            .max(part.packed.saturating_mul(MOST_TIMES))
            .min(part.unpacked);
        Ok(Box::new(DeflateDecoder::new(packed).take(most)))
    } else {
        Ok(Box::new(packed))
    }
}

fn read_at(file: &mut File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A little-endian number of some bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
    )
}

/// Where the directory begins and how long it is, by the record of its end, or that of large files before it.
fn place(file: &mut File, tail: &[u8], end: usize) -> io::Result<Option<(u64, u64)>> {
    let small = number(tail, end + 16, 4).zip(number(tail, end + 12, 4));
    let is_large = small.is_some_and(|(at, size)| at == 0xffff_ffff || size == 0xffff_ffff);
    let Some(locator) = end.checked_sub(20).filter(|_| is_large) else {
        return Ok(small);
    };
    let Some(at) =
        number(tail, locator + 8, 8).filter(|_| tail[locator..].starts_with(b"PK\x06\x07"))
    else {
        return Ok(None);
    };
    let large = read_at(file, at, 56)?;
    let is_there = large.starts_with(b"PK\x06\x06");
    Ok(number(&large, 48, 8)
        .zip(number(&large, 40, 8))
        .filter(|_| is_there))
}

/// The parts that a directory lists; `None` where it is none.
fn parts(mut directory: &[u8]) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    while directory.starts_with(b"PK\x01\x02") {
        let size = |at, length| number(directory, at, length);
        let length = |at| usize::try_from(size(at, 2)?).ok();
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let mut extras = directory.get(46 + name..46 + name + extra)?;
        let (mut unpacked, mut packed, mut at) = (size(24, 4)?, size(20, 4)?, size(42, 4)?);
        while let (Some(kind), Some(long)) = (number(extras, 0, 2), number(extras, 2, 2)) {
            let long = usize::try_from(long).ok()?;
            let mut field = extras.get(4..4 + long)?;
            if kind == 1 {
                // Those that did not fit stand here, in this order.
                for value in [&mut unpacked, &mut packed, &mut at] {
                    if *value == 0xffff_ffff {
                        *value = number(field, 0, 8)?;
                        field = &field[8..];
                    }
                }
            }
            extras = &extras[4 + long..];
        }
        let method = size(10, 2)?;
        // What is packed in another way, or locked, is left out.
        let is_locked = size(8, 2)? & 1 == 1;
        if matches!(method, 0 | 8) && !is_locked {
            found.push(Part {
                name: String::from_utf8_lossy(directory.get(46..46 + name)?).into_owned(),
                deflated: method == 8,
                packed,
                unpacked,
                at,
            });
        }
        directory = directory.get(46 + name + extra + comment..)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, Source};
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;

    const RECORD: &str = "WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://post.example/c\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nIt sank.\r\n\r\n";

    /// A zip file of parts, each stored or deflated.
    fn zip(parts: &[(&str, &[u8], bool)]) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, bytes, deflated) in parts {
            let packed = if *deflated {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            } else {
                bytes.to_vec()
            };
            let at = u32::try_from(file.len()).unwrap();
            let mut common = Vec::new();
            let method: u16 = if *deflated { 8 } else { 0 };
            common.extend([20, 0, 0, 0]);
            common.extend(method.to_le_bytes());
            common.extend([0; 8]);
            common.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
            common.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
            common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            common.extend([0, 0]);
            file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
            directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10]].concat());
            directory.extend(at.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let (at, size) = (file.len() as u32, directory.len() as u32);
        file.extend(&directory);
        file.extend(b"PK\x05\x06\0\0\0\0\0\0\0\0");
        file.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
        file.extend([0, 0]);
        file
    }

    fn read(bytes: &[u8]) -> Vec<Result<String, String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("crawl.wacz");
        std::fs::write(&path, bytes).unwrap();
        crate::open(Source::File(path), &ReadOptions::default())
            .map(|report| {
                report
                    .map(|report| {
                        report.path.rsplit('/').next().unwrap().to_owned() + " " + &report.text
                    })
                    .map_err(|error| error.to_string())
            })
            .collect()
    }

    #[test]
    fn the_archives_in_it_are_read() {
        let whole = zip(&[
            ("datapackage.json", b"{}", true),
            ("archive/one.warc", RECORD.as_bytes(), false),
            ("archive/two.warc", RECORD.as_bytes(), true),
        ]);
        let found: Vec<String> = read(&whole).into_iter().map(Result::unwrap).collect();
        assert_eq!(found, ["one.warc#1 It sank.", "two.warc#1 It sank."]);
        let cut = read(&whole[..whole.len() - 40]);
        assert!(
            cut[0].as_ref().unwrap_err().contains("zip directory"),
            "{cut:?}"
        );
        let none = read(&zip(&[("pages/pages.jsonl", b"{}", true)]));
        assert!(
            none[0].as_ref().unwrap_err().contains("no articles"),
            "{none:?}"
        );
    }

    #[test]
    fn a_changed_zip_file_is_read_or_refused() {
        let whole = zip(&[("archive/one.warc", RECORD.as_bytes(), true)]);
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0xff;
            read(&changed);
        }
    }
}
