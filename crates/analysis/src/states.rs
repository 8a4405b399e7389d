use crate::WordId;

/// The encoder's states of every word, as it computed them: bytes with a scale for each row.
///
/// Rooms that learned something from the states (`train/events.py`, `train/entities.py`) read them here. An analysis
/// that no encoder made (a treebank's) has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct States {
    /// Values of a layer's state.
    width: usize,
    /// Layers kept of each word.
    layers: usize,
    /// `[word][layer][width]`, shifted by 128.
    bytes: Vec<u8>,
    /// `[word][layer]`
    scales: Vec<f32>,
}

impl States {
    /// No words yet, of `layers` layers of `width` values each.
    pub fn new(width: usize, layers: usize) -> Self {
        Self {
            width,
            layers,
            ..Self::default()
        }
    }

    /// Appends rows, `layers` for each word; a value is `(byte - 128) * scale`.
    ///
    /// # Panics
    /// Where the bytes are not `width` for each scale.
    pub fn push(&mut self, bytes: &[u8], scales: &[f32]) {
        assert_eq!(bytes.len(), scales.len() * self.width, "rows of one width");
        self.bytes.extend_from_slice(bytes);
        self.scales.extend_from_slice(scales);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// How many words have states.
    pub fn words(&self) -> usize {
        self.scales.len().checked_div(self.layers).unwrap_or(0)
    }

    /// Values of a word: its layers', one behind the other.
    pub fn width(&self) -> usize {
        self.width * self.layers
    }

    /// The values of a word, in place of what `out` held; nothing where the word has no states.
    pub fn read(&self, word: WordId, out: &mut Vec<f32>) {
        out.clear();
        let rows = word * self.layers..(word + 1) * self.layers;
        let Some(scales) = self.scales.get(rows.clone()) else {
            return;
        };
        let bytes = &self.bytes[rows.start * self.width..rows.end * self.width];
        for (row, &scale) in bytes.chunks_exact(self.width.max(1)).zip(scales) {
            out.extend(row.iter().map(|&byte| (f32::from(byte) - 128.0) * scale));
        }
    }

    /// The bytes and scales of all words, as a trainer stores them.
    pub fn raw(&self) -> (&[u8], &[f32]) {
        (&self.bytes, &self.scales)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_back() {
        let mut states = States::new(2, 2);
        states.push(&[128, 130, 126, 128, 0, 1, 2, 3], &[0.5, 2.0, 1.0, 1.0]);
        let mut out = vec![9.0];
        states.read(0, &mut out);
        assert_eq!(
            (out.as_slice(), states.words(), states.width()),
            (&[0.0, 1.0, -4.0, 0.0][..], 2, 4)
        );
        states.read(7, &mut out);
        assert!(out.is_empty());
        assert!(States::default().is_empty());
    }
}
