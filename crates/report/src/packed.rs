//! Gzip, with its members one after the other, as a stream whose size is bounded by that of the file.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

/// The first bytes of a gzip file.
pub(crate) const MAGIC: &[u8] = b"\x1f\x8b";

/// Unpacked bytes that are given whatever the packed ones.
const FREE: u64 = 64 << 20;
/// Unpacked bytes for a packed one at most: words give 10, pages that are all alike 100, zeros 1,000.
const MOST_TIMES: u64 = 200;

/// What is wrong with a packed file. It travels inside an [`io::Error`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// It ends early, or its bytes are wrong.
    Damaged { offset: u64, what: &'static str },
    /// It is made to fill the memory or the disk.
    Bomb,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { offset, what } => write!(f, "{what} at byte {offset}"),
            Self::Bomb => write!(f, "unpacks to more than {MOST_TIMES} times its size"),
        }
    }
}

impl std::error::Error for Fault {}

/// Reads a gzip file unpacked.
pub(crate) struct Unpacked<R: Read> {
    unpacking: MultiGzDecoder<Counted<BufReader<R>>>,
    given: u64,
    /// What was wrong; it is told again to whoever reads on.
    fault: Option<Fault>,
}

impl<R: Read> Unpacked<R> {
    pub(crate) fn new(packed: R) -> Self {
        Self {
            unpacking: MultiGzDecoder::new(Counted::new(BufReader::new(packed))),
            given: 0,
            fault: None,
        }
    }

    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<Result<usize, Fault>> {
        let read = self.unpacking.read(buffer);
        let offset = self.unpacking.get_ref().count();
        let damaged = |what| Ok(Err(Fault::Damaged { offset, what }));
        match read {
            Ok(count) => {
                self.given += count as u64;
                if self.given > FREE.max(offset.saturating_mul(MOST_TIMES)) {
                    return Ok(Err(Fault::Bomb));
                }
                Ok(Ok(count))
            }
            Err(error) => match error.kind() {
                io::ErrorKind::UnexpectedEof => damaged("its gzip data is cut short"),
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                    damaged("its gzip data is damaged")
                }
                _ => Err(error),
            },
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.fault.is_none() {
            match self.unpack(buffer)? {
                Ok(count) => return Ok(count),
                Err(fault) => self.fault = Some(fault),
            }
        }
        self.fault
            .map_or(Ok(0), |fault| Err(io::Error::other(fault)))
    }
}

/// Counts what is read.
pub(crate) struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R> Counted<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, count: 0 }
    }

    /// Bytes read so far.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::gzip;

    fn fault(packed: &[u8]) -> String {
        let read = io::copy(&mut Unpacked::new(packed), &mut io::sink());
        read.unwrap_err().to_string()
    }

    #[test]
    fn members_follow_each_other() {
        let packed = [gzip(b"one "), gzip(b"two")].concat();
        let text = io::read_to_string(Unpacked::new(&packed[..])).unwrap();
        assert_eq!(text, "one two");
    }

    #[test]
    fn damage_is_told_with_its_place() {
        let packed = gzip(&b"The ferry sank. ".repeat(9));
        let cut = fault(&packed[..packed.len() - 6]);
        assert!(
            cut.starts_with("its gzip data is cut short at byte "),
            "{cut}"
        );
        let mut wrong = packed.clone();
        let sum = wrong.len() - 6;
        wrong[sum] ^= 1;
        let mut unpacked = Unpacked::new(&wrong[..]);
        for _ in 0..2 {
            let error = io::copy(&mut unpacked, &mut io::sink()).unwrap_err();
            assert!(error.to_string().contains("is damaged at byte"), "{error}");
        }
        let tail = fault(&[&packed[..], b"and some words after it"].concat());
        assert!(
            tail.starts_with("its gzip data is damaged at byte "),
            "{tail}"
        );
    }

    #[test]
    fn a_bomb_goes_off_small() {
        let packed = gzip(&vec![0; 80 << 20]);
        assert!(packed.len() < 100_000);
        let mut unpacked = Unpacked::new(&packed[..]);
        let error = io::copy(&mut unpacked, &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("200 times its size"), "{error}");
        assert!(unpacked.given < FREE + (1 << 20), "{}", unpacked.given);
    }
}
