//! A stream of which a part can be put back.

use std::io::{self, BufRead, Read};

use crate::packed::Counted;

/// Reads what was put back first, then the stream.
pub(super) struct Resumed<R> {
    /// What was put back, and how much of it was read again.
    ahead: Vec<u8>,
    at: usize,
    /// The stream; `None` where it has ended, and what it had given by then.
    inner: Option<Counted<R>>,
    end: u64,
}

impl<R: BufRead> Resumed<R> {
    pub(super) fn new(inner: Counted<R>) -> Self {
        Self {
            ahead: Vec::new(),
            at: 0,
            inner: Some(inner),
            end: 0,
        }
    }

    /// A stream that was read to its end, of which the part from `start` is read again.
    pub(super) fn ended(start: u64, ahead: Vec<u8>) -> Self {
        Self {
            end: start + ahead.len() as u64,
            ahead,
            at: 0,
            inner: None,
        }
    }

    /// Where the next byte is, in the file as it lies there; of a packed one about that.
    pub(super) fn count(&self) -> u64 {
        let given = self.inner.as_ref().map_or(self.end, Counted::count);
        given.saturating_sub((self.ahead.len() - self.at) as u64)
    }

    /// Puts bytes back; they are read next.
    pub(super) fn push_back(&mut self, bytes: &[u8]) {
        let mut ahead = bytes.to_vec();
        ahead.extend_from_slice(&self.ahead[self.at..]);
        self.ahead = ahead;
        self.at = 0;
    }
}

impl<R: BufRead> Read for Resumed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?;
        let count = given.len().min(buffer.len());
        buffer[..count].copy_from_slice(&given[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Resumed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.ahead.len() {
            return Ok(&self.ahead[self.at..]);
        }
        match &mut self.inner {
            Some(inner) => inner.fill_buf(),
            None => Ok(&[]),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.ahead.len() {
            self.at += amount;
        } else if let Some(inner) = &mut self.inner {
            inner.consume(amount);
        }
    }
}
