//! What the tests of the readers share.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes packed as one gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}
