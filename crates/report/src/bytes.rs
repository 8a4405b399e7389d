//! Bytes to text.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::ReadError;

/// Bytes of one text file at most.
const MOST: u64 = 256 << 20;

/// Reads a whole file of bounded size.
pub(crate) fn read(path: &str, from: impl Read) -> Result<Vec<u8>, ReadError> {
    read_up_to(path, from, MOST)
}

/// Reads a whole file of at most `most` bytes.
pub(crate) fn read_up_to(path: &str, from: impl Read, most: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::io(path, error))?;
    if bytes.len() as u64 > most {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            limit: most >> 20,
        });
    }
    Ok(bytes)
}

/// Text of bytes, the name of its encoding, and a warning where that had to be guessed or did not
/// fit. `declared` is what the file says of itself.
///
/// A byte order mark of UTF-8 stays in the text, as other programs that decode UTF-8 keep it, so that
/// offsets agree with theirs.
pub(crate) fn decode(
    path: &str,
    bytes: Vec<u8>,
    declared: Option<&str>,
) -> Result<(String, &'static str, Option<String>), ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty {
            path: path.to_owned(),
        });
    }
    if let Some((encoding, _)) =
        Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8)
    {
        let (text, _, wrong) = encoding.decode(&bytes);
        return Ok((
            text.into_owned(),
            encoding.name(),
            wrong.then(|| damaged(encoding)),
        ));
    }
    if let Some(encoding) = unmarked_utf_16(&bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(&bytes);
        let warning = if wrong {
            damaged(encoding)
        } else {
            guess(encoding)
        };
        return Ok((text.into_owned(), encoding.name(), Some(warning)));
    }
    refuse_binary(path, &bytes)?;
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, "UTF-8", None)),
        Err(error) => error.into_bytes(),
    };
    let declared = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8);
    let (encoding, guessed) = match declared {
        Some(encoding) => (encoding, false),
        None => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            (detector.guess(None, chardetng::Utf8Detection::Allow), true)
        }
    };
    let (text, _, wrong) = encoding.decode(&bytes);
    let warning = if wrong {
        Some(damaged(encoding))
    } else {
        guessed.then(|| guess(encoding))
    };
    Ok((text.into_owned(), encoding.name(), warning))
}

fn damaged(encoding: &'static Encoding) -> String {
    format!(
        "some bytes are no {}; they were read as \u{fffd}",
        encoding.name()
    )
}

fn guess(encoding: &'static Encoding) -> String {
    format!("not UTF-8; read as {}, which was guessed", encoding.name())
}

/// The beginning of a text, whatever its encoding, for a look at what it is.
pub(crate) fn glance(head: &[u8]) -> String {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| unmarked_utf_16(head)).unwrap_or(UTF_8);
    let (text, _) = encoding.decode_with_bom_removal(head);
    text.into_owned()
}

/// Whether bytes are UTF-16, marked as such or not.
pub(crate) fn is_utf_16(head: &[u8]) -> bool {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    marked.map_or_else(
        || unmarked_utf_16(head).is_some(),
        |encoding| encoding != UTF_8,
    )
}

/// UTF-16 without a mark: every second byte of Western words is zero, and no other is.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const FEWEST: usize = 8;
    let sample = &bytes[..bytes.len().min(1024)];
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let words = |zeros: usize| pairs.len() >= FEWEST && zeros * 4 >= pairs.len() * 3;
    let controls = |at: usize| {
        let control = |byte: u8| byte < b' ' && !byte.is_ascii_whitespace();
        pairs.iter().any(|pair| control(pair[at]))
    };
    match (zeros(0), zeros(1)) {
        (0, low) if words(low) && !controls(0) => Some(UTF_16LE),
        (high, 0) if words(high) && !controls(1) => Some(UTF_16BE),
        _ => None,
    }
}

/// Refuses bytes that are no text, by their beginning.
pub(crate) fn refuse_binary(path: &str, bytes: &[u8]) -> Result<(), ReadError> {
    match binary_kind(bytes) {
        Some((kind, advice)) => Err(ReadError::Binary {
            path: path.to_owned(),
            kind,
            advice,
        }),
        None => Ok(()),
    }
}

/// What bytes that are no text look like, and what to do with them.
fn binary_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const OFFICE: &str = "save it as plain text or HTML first";
    const IMAGE: &str = "there is nothing to read in a picture; make text of it first";
    const ARCHIVE: &str = "unpack it and add the files in it";
    const OTHER: &str = "name a file of text, HTML, JSON Lines, a feed or a WARC archive";
    const MAGIC: &[(&[u8], &str, &str)] = &[
        (
            b"%PDF",
            "a PDF",
            "make text of it first, for example with pdftotext",
        ),
        (b"\xd0\xcf\x11\xe0", "an old office document", OFFICE),
        (b"{\\rtf", "a rich text document", OFFICE),
        (b"\x89PNG", "a PNG image", IMAGE),
        (b"\xff\xd8\xff", "a JPEG image", IMAGE),
        (b"GIF8", "a GIF image", IMAGE),
        (b"II*\0", "a TIFF image", IMAGE),
        (b"MM\0*", "a TIFF image", IMAGE),
        (b"\x1f\x8b", "a gzip file in a gzip file", ARCHIVE),
        (b"BZh", "a bzip2 file", ARCHIVE),
        (b"\xfd7zXZ\0", "an xz file", ARCHIVE),
        (b"\x28\xb5\x2f\xfd", "a Zstandard file", ARCHIVE),
        (b"7z\xbc\xaf", "a 7-Zip archive", ARCHIVE),
        (b"Rar!", "a RAR archive", ARCHIVE),
        (b"\x7fELF", "a program", OTHER),
        (
            b"SQLite format 3\0",
            "a SQLite database",
            "name it with --ledger if it is a ledger",
        ),
    ];
    let head = &bytes[..bytes.len().min(8192)];
    if head.starts_with(b"PK\x03\x04") {
        let office = [
            &b"[Content_Types].xml"[..],
            b"mimetypeapplication/vnd.oasis",
        ];
        return Some(
            if office.iter().any(|mark| {
                head[..head.len().min(256)]
                    .windows(mark.len())
                    .any(|found| found == *mark)
            }) {
                ("an office document", OFFICE)
            } else {
                ("a zip archive or an office document", ARCHIVE)
            },
        );
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some(("a WebP image", IMAGE));
    }
    let found = MAGIC.iter().find(|(magic, ..)| head.starts_with(magic));
    found
        .map(|(_, kind, advice)| (*kind, *advice))
        .or_else(|| head.contains(&0).then_some(("binary data", OTHER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(bytes: &[u8]) -> Result<(String, &'static str, Option<String>), ReadError> {
        decode("a.txt", bytes.to_vec(), None)
    }

    #[test]
    fn decodes() {
        assert_eq!(
            read_as("né".as_bytes()).unwrap(),
            ("né".to_owned(), "UTF-8", None)
        );
        assert_eq!(read_as(b"\xff\xfeA\0").unwrap().0, "A");
        let (text, encoding, warning) =
            read_as(b"The caf\xe9 on the quay was shut, Ren\xe9 said.").unwrap();
        assert!(text.contains("café"), "{encoding}");
        assert!(warning.unwrap().contains(encoding));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(matches!(read_as(b"  \n"), Err(ReadError::Empty { .. })));
        assert!(matches!(
            read_as(b"%PDF-1.7 .."),
            Err(ReadError::Binary { kind: "a PDF", .. })
        ));
        assert!(matches!(read_as(b"ab\0c"), Err(ReadError::Binary { .. })));
        let message = |bytes: &[u8]| read_as(bytes).unwrap_err().to_string();
        let paper = message(b"%PDF-1.7 ..");
        assert_eq!(
            paper,
            "a.txt: is a PDF, not text; make text of it first, for example with pdftotext"
        );
        let letter = message(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml");
        assert!(
            letter.contains("an office document, not text; save it as"),
            "{letter}"
        );
        let wide: Vec<u8> = (0..200_u32).flat_map(u32::to_le_bytes).collect();
        assert!(message(&wide).contains("is binary data"));
    }

    #[test]
    fn reads_utf_16_without_a_mark() {
        let words = "The ferry sank, Renée said.";
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let written: Vec<u8> = words.encode_utf16().flat_map(bytes).collect();
            let (text, encoding, warning) = read_as(&written).unwrap();
            assert_eq!(text, words);
            assert!(encoding.starts_with("UTF-16") && warning.is_some());
            assert_eq!(glance(&written), words);
        }
    }
}
