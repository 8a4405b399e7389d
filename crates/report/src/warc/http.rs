//! What a server answered, as an archive keeps it.

use std::io::{self, BufRead, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{MOST_LINES, field, line};
use crate::packed::MAGIC;

/// What is told of a body.
#[derive(Default)]
pub(super) struct Body {
    content_type: String,
    charset: Option<String>,
    chunked: bool,
    encoding: String,
}

/// Why a body can't be read.
pub(super) enum Unreadable {
    TooLarge,
    /// Packed in a way that is not known.
    Encoding,
}

impl Body {
    /// Reads the head of an answer; `None` where it is not one in full.
    pub(super) fn after_head(block: &mut impl BufRead) -> io::Result<Option<Self>> {
        let status = line(&mut *block)?;
        let status = String::from_utf8_lossy(&status).into_owned();
        let mut words = status.split_whitespace();
        let full = words
            .next()
            .is_some_and(|version| version.starts_with("HTTP"))
            && words.next() == Some("200");
        let mut body = Self::default();
        for _ in 0..MOST_LINES {
            let line = line(&mut *block)?;
            if line.trim_ascii().is_empty() {
                return Ok(full.then_some(body));
            }
            let Some((name, value)) = field(&line) else {
                continue;
            };
            match name.as_str() {
                "content-type" => body.set_type(&value),
                "transfer-encoding" => body.chunked = value.to_lowercase().contains("chunked"),
                "content-encoding" => body.encoding = value.to_lowercase(),
                _ => {}
            }
        }
        Ok(None)
    }

    /// A body that stands by itself.
    pub(super) fn of_type(content_type: &str) -> Self {
        let mut body = Self::default();
        body.set_type(content_type);
        body
    }

    fn set_type(&mut self, value: &str) {
        let mut parts = value.split(';').map(str::trim);
        self.content_type = parts.next().unwrap_or_default().to_lowercase();
        self.charset = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, charset)| charset.trim().trim_matches('"').to_owned());
    }

    pub(super) fn charset(&self) -> Option<&str> {
        self.charset.as_deref()
    }

    pub(super) fn is_page(&self) -> bool {
        matches!(
            self.content_type.as_str(),
            "text/html" | "application/xhtml+xml"
        )
    }

    pub(super) fn is_words(&self) -> bool {
        self.is_page() || self.content_type == "text/plain"
    }

    /// The body's bytes without chunks and packing, at most `most`. Some archives keep a body that was unpacked with
    /// the head it had before; it is taken as it is.
    pub(super) fn unpacked(&self, bytes: Vec<u8>, most: u64) -> Result<Vec<u8>, Unreadable> {
        let bytes = match self.chunked.then(|| without_chunks(&bytes)).flatten() {
            Some(whole) => whole,
            None => bytes,
        };
        match self.encoding.as_str() {
            "" | "identity" | "none" => Ok(bytes),
            "gzip" | "x-gzip" if bytes.starts_with(MAGIC) => {
                bounded(MultiGzDecoder::new(&bytes[..]), most)
            }
            "deflate" if is_zlib(&bytes) => bounded(ZlibDecoder::new(&bytes[..]), most),
            "deflate" if !begins_page(&bytes) => bounded(DeflateDecoder::new(&bytes[..]), most),
            _ if begins_page(&bytes) => Ok(bytes),
            _ => Err(Unreadable::Encoding),
        }
    }
}

fn begins_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Whether bytes begin as zlib data do, whose first two are checked.
fn is_zlib(bytes: &[u8]) -> bool {
    match bytes {
        [first, second, ..] => {
            first & 15 == 8 && u16::from_be_bytes([*first, *second]).is_multiple_of(31)
        }
        _ => false,
    }
}

/// What a packed body holds; of a damaged one what comes before the damage.
fn bounded(unpacking: impl Read, most: u64) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let read = unpacking.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err(Unreadable::TooLarge);
    }
    match read {
        Err(_) if bytes.is_empty() => Err(Unreadable::Encoding),
        _ => Ok(bytes),
    }
}

/// The bytes of the chunks; of a body that is cut those that are there. `None` where it is not in chunks.
fn without_chunks(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest.iter().take(100).position(|&byte| byte == b'\n')?;
        let size = str::from_utf8(&rest[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            break;
        }
        let chunk = &rest[end + 1..];
        let size = size.min(chunk.len());
        whole.extend_from_slice(&chunk[..size]);
        rest = &chunk[size..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    Some(whole)
}
