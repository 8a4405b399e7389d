//! Bytes to text.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use crate::ReadError;

/// Bytes of one text file at most.
const MOST: u64 = 256 << 20;

/// Reads a whole file of bounded size.
pub(crate) fn read(path: &str, from: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    from.take(MOST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| ReadError::Io {
            path: path.to_owned(),
            error,
        })?;
    if bytes.len() as u64 > MOST {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            limit: MOST >> 20,
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
    if let Some(kind) = binary_kind(&bytes) {
        return Err(ReadError::Binary {
            path: path.to_owned(),
            kind,
        });
    }
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
        guessed.then(|| format!("not UTF-8; read as {}, which was guessed", encoding.name()))
    };
    Ok((text.into_owned(), encoding.name(), warning))
}

fn damaged(encoding: &'static Encoding) -> String {
    format!(
        "some bytes are no {}; they were read as \u{fffd}",
        encoding.name()
    )
}

/// What bytes that are no text look like.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a SQLite database"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "a rich text document"),
    ];
    let found = MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind);
    found.or_else(|| {
        bytes[..bytes.len().min(8192)]
            .contains(&0)
            .then_some("binary data")
    })
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
    }
}
