//! The weights, and the pass of one window through them.

use safetensors::{Dtype, SafeTensors};
use sayso_analysis::States;
use serde::Deserialize;

use crate::error::ModelError;
use crate::kernel::{
    AttentionRoom, HEAD, Isa, Packed, Quantised, attend, gelu, normalise, quantise_rows,
};
use crate::wordpiece::WordPiece;

/// Width of the states.
pub(crate) const WIDTH: usize = 384;
/// Layers whose states are handed out with the analysis, by number; 0 is the input's.
pub(crate) const KEPT_LAYERS: &[usize] = &[3, 6];
/// Spacing classes of a word in the input (see `train/windows.py`).
const SPACES: usize = 4;
/// Classes of case and spacing; the last is for pieces that go on.
const SHAPES: usize = 6 * SPACES + 1;
const CLS: u32 = 101;
const SEP: u32 = 102;

/// What the file says of itself, in its metadata under `sayso`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Description {
    pub(crate) id: String,
    pub(crate) layers: usize,
    /// The heads' names and widths, in the order of their outputs.
    pub(crate) heads: Vec<(String, usize)>,
    /// Labels of each tagging head.
    pub(crate) labels: std::collections::BTreeMap<String, Vec<String>>,
    /// Logistic calibration of confidences by kind: `[slope, offset]`.
    #[serde(default)]
    pub(crate) calibration: std::collections::BTreeMap<String, [f32; 2]>,
}

/// The model as used.
pub(crate) struct Model {
    pub(crate) description: Description,
    pub(crate) pieces: WordPiece,
    embeddings: Vec<i8>,
    embedding_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    quoted: Vec<f32>,
    norm_in: Norm,
    layers: Vec<Layer>,
    heads: Packed,
    pub(crate) arc: Packed,
    pub(crate) arc_bias: Vec<f32>,
    pub(crate) arc_distance: Vec<f32>,
    pub(crate) relation: Packed,
    pub(crate) cue_bias: LinkBias,
    pub(crate) source_bias: LinkBias,
}

/// What a link's likelihood gains by where its ends stand.
pub(crate) struct LinkBias {
    /// By distance in words, see `decode::bucket`.
    pub(crate) distance: Vec<f32>,
    /// By how many other candidates stand between: 0 to 5 backward, then 0 to 5 forward.
    pub(crate) rank: Vec<f32>,
    /// By paragraph breaks between, -3 to 3.
    pub(crate) paragraph: Vec<f32>,
}

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

struct Layer {
    qkv: Packed,
    out: Packed,
    norm_attention: Norm,
    up: Packed,
    down: Packed,
    norm_out: Norm,
}

/// One window's input: parallel lists, a place for each piece, with the marks at both ends.
#[derive(Default)]
pub(crate) struct Input {
    pub(crate) pieces: Vec<u32>,
    pub(crate) shapes: Vec<u8>,
    pub(crate) quoted: Vec<u8>,
    /// The place of each word's first piece.
    pub(crate) first: Vec<usize>,
}

impl Input {
    /// Begins a window.
    pub(crate) fn begin(&mut self) {
        self.pieces.clear();
        self.shapes.clear();
        self.quoted.clear();
        self.first.clear();
        self.push(CLS, SHAPES as u8 - 1, 0);
    }

    /// Adds a word.
    pub(crate) fn word(&mut self, pieces: &[u32], shape: u8, quoted: u8) {
        self.first.push(self.pieces.len());
        for (number, &piece) in pieces.iter().enumerate() {
            let shape = if number == 0 { shape } else { SHAPES as u8 - 1 };
            self.push(piece, shape, quoted);
        }
    }

    /// Ends the window.
    pub(crate) fn end(&mut self) {
        self.push(SEP, SHAPES as u8 - 1, 0);
    }

    fn push(&mut self, piece: u32, shape: u8, quoted: u8) {
        self.pieces.push(piece);
        self.shapes.push(shape);
        self.quoted.push(quoted);
    }
}

/// Room that the passes of one thread share.
#[derive(Default)]
pub(crate) struct Room {
    states: Vec<f32>,
    quantised: Quantised,
    wide: Vec<f32>,
    mixed: Vec<f32>,
    attention: AttentionRoom,
}

/// Where a window's results go.
pub(crate) struct Outputs<'o> {
    /// The heads' numbers of each word.
    pub(crate) heads: &'o mut Vec<f32>,
    /// The states of each word.
    pub(crate) states: &'o mut States,
}

/// The states of a window's words, layer by layer as they are computed.
struct Kept {
    isa: Isa,
    /// The places of the words' first pieces.
    places: Vec<usize>,
    layers: Vec<Quantised>,
}

impl Kept {
    fn new(isa: Isa, input: &Input, keep: std::ops::Range<usize>) -> Self {
        Self {
            isa,
            places: input.first[keep].to_vec(),
            layers: Vec::with_capacity(KEPT_LAYERS.len()),
        }
    }

    /// Keeps what a layer gave, where it is one of those.
    fn layer(&mut self, number: usize, room: &mut Room) {
        if !KEPT_LAYERS.contains(&number) {
            return;
        }
        room.mixed.clear();
        for &place in &self.places {
            room.mixed
                .extend_from_slice(&room.states[place * WIDTH..(place + 1) * WIDTH]);
        }
        let mut rows = Quantised::default();
        quantise_rows(self.isa, &room.mixed, WIDTH, &mut rows);
        self.layers.push(rows);
    }

    /// Appends the words' states.
    fn give(self, states: &mut States) {
        for word in 0..self.places.len() {
            for rows in &self.layers {
                states.push(
                    &rows.bytes()[word * WIDTH..(word + 1) * WIDTH],
                    &rows.scales()[word..=word],
                );
            }
        }
    }
}

impl Model {
    /// Reads a model file (safetensors; tensors as `train/export.py` names them).
    pub(crate) fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let (_, metadata) = SafeTensors::read_metadata(bytes)?;
        let described = metadata.metadata().as_ref().and_then(|m| m.get("sayso"));
        let described =
            described.ok_or_else(|| ModelError::Description("none in the file".into()))?;
        let description: Description = serde_json::from_str(described)
            .map_err(|error| ModelError::Description(error.to_string()))?;
        let tensors = Tensors(SafeTensors::deserialize(bytes)?);
        let vocabulary = tensors.bytes("vocabulary")?;
        let vocabulary = std::str::from_utf8(vocabulary)
            .map_err(|error| ModelError::Description(error.to_string()))?;
        let outputs = description.heads.iter().map(|(_, width)| width).sum();
        let layers = (0..description.layers)
            .map(|number| tensors.layer(&format!("layers.{number}")))
            .collect::<Result<_, _>>()?;
        let embedding_scales = tensors.floats("words.scales", None)?;
        Ok(Self {
            pieces: WordPiece::new(vocabulary),
            embeddings: tensors
                .signed("words.bytes", embedding_scales.len() * WIDTH)?
                .to_vec(),
            embedding_scales,
            positions: tensors.floats("positions", None)?,
            shapes: tensors.floats("shapes", Some(SHAPES * WIDTH))?,
            quoted: tensors.floats("quoted", Some(3 * WIDTH))?,
            norm_in: tensors.norm("norm_in")?,
            layers,
            heads: tensors.linear("heads", WIDTH, Some(outputs))?,
            arc: tensors.linear("arc", 128, Some(128))?,
            arc_bias: tensors.floats("arc_bias", Some(128))?,
            arc_distance: tensors.floats("arc_distance", Some(24))?,
            relation: tensors.linear("relation", 128, None)?,
            cue_bias: tensors.link_bias("cue")?,
            source_bias: tensors.link_bias("source")?,
            description,
        })
    }

    /// Longest window in places.
    pub(crate) fn longest(&self) -> usize {
        self.positions.len() / WIDTH
    }

    /// Appends the heads' outputs for the words `keep` of a window, and gives those of its first mark
    /// (the "none" and "root" of the heads).
    pub(crate) fn read(
        &self,
        isa: Isa,
        input: &Input,
        keep: std::ops::Range<usize>,
        room: &mut Room,
        out: &mut Outputs<'_>,
    ) -> Vec<f32> {
        self.embed(input, &mut room.states);
        normalise(
            isa,
            &mut room.states,
            None,
            &self.norm_in.gain,
            &self.norm_in.bias,
        );
        let mut kept = Kept::new(isa, input, keep.clone());
        kept.layer(0, room);
        for (number, layer) in self.layers.iter().enumerate() {
            layer.pass(isa, room);
            kept.layer(number + 1, room);
        }
        kept.give(out.states);
        // The heads read only the first mark and the words asked for.
        let places = std::iter::once(0).chain(input.first[keep].iter().copied());
        room.mixed.clear();
        for place in places {
            room.mixed
                .extend_from_slice(&room.states[place * WIDTH..(place + 1) * WIDTH]);
        }
        quantise_rows(isa, &room.mixed, WIDTH, &mut room.quantised);
        self.heads.apply(isa, &room.quantised, &mut room.wide);
        let (mark, words) = room.wide.split_at(self.heads.outputs());
        out.heads.extend_from_slice(words);
        mark.to_vec()
    }

    fn embed(&self, input: &Input, states: &mut Vec<f32>) {
        states.clear();
        for (place, &piece) in input.pieces.iter().enumerate() {
            let piece = (piece as usize).min(self.embedding_scales.len() - 1);
            let scale = self.embedding_scales[piece];
            let bytes = &self.embeddings[piece * WIDTH..(piece + 1) * WIDTH];
            let position = &self.positions[place * WIDTH..(place + 1) * WIDTH];
            let shape = &self.shapes[usize::from(input.shapes[place]) * WIDTH..][..WIDTH];
            let quoted = &self.quoted[usize::from(input.quoted[place]) * WIDTH..][..WIDTH];
            states
                .extend((0..WIDTH).map(|at| {
                    f32::from(bytes[at]) * scale + position[at] + shape[at] + quoted[at]
                }));
        }
    }
}

impl Layer {
    fn pass(&self, isa: Isa, room: &mut Room) {
        quantise_rows(isa, &room.states, WIDTH, &mut room.quantised);
        self.qkv.apply(isa, &room.quantised, &mut room.wide);
        attend(
            isa,
            &room.wide,
            self.out.inputs(),
            &mut room.attention,
            &mut room.mixed,
        );
        quantise_rows(isa, &room.mixed, self.out.inputs(), &mut room.quantised);
        self.out.apply(isa, &room.quantised, &mut room.mixed);
        let norm = &self.norm_attention;
        normalise(
            isa,
            &mut room.states,
            Some(&room.mixed),
            &norm.gain,
            &norm.bias,
        );
        quantise_rows(isa, &room.states, WIDTH, &mut room.quantised);
        self.up.apply(isa, &room.quantised, &mut room.wide);
        gelu(isa, &mut room.wide);
        quantise_rows(isa, &room.wide, self.up.outputs(), &mut room.quantised);
        self.down.apply(isa, &room.quantised, &mut room.mixed);
        let norm = &self.norm_out;
        normalise(
            isa,
            &mut room.states,
            Some(&room.mixed),
            &norm.gain,
            &norm.bias,
        );
    }
}

/// The tensors of a file, checked as they are taken.
struct Tensors<'b>(SafeTensors<'b>);

impl<'b> Tensors<'b> {
    fn raw(&self, name: &str, dtype: Dtype, count: Option<usize>) -> Result<&'b [u8], ModelError> {
        let wrong = |found: String| ModelError::Tensor {
            name: name.to_owned(),
            found,
            wanted: format!(
                "{dtype:?} of {} values",
                count.map_or("any number".to_owned(), |n| n.to_string())
            ),
        };
        let view = self
            .0
            .tensor(name)
            .map_err(|_| wrong("missing".to_owned()))?;
        let values: usize = view.shape().iter().product();
        if view.dtype() != dtype || count.is_some_and(|count| count != values) || values == 0 {
            return Err(wrong(format!("{:?} of {values} values", view.dtype())));
        }
        Ok(view.data())
    }

    fn bytes(&self, name: &str) -> Result<&'b [u8], ModelError> {
        self.raw(name, Dtype::U8, None)
    }

    fn signed(&self, name: &str, count: usize) -> Result<Vec<i8>, ModelError> {
        Ok(self
            .raw(name, Dtype::I8, Some(count))?
            .iter()
            .map(|&byte| byte as i8)
            .collect())
    }

    fn floats(&self, name: &str, count: Option<usize>) -> Result<Vec<f32>, ModelError> {
        let bytes = self.raw(name, Dtype::F32, count)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect())
    }

    fn linear(
        &self,
        name: &str,
        inputs: usize,
        outputs: Option<usize>,
    ) -> Result<Packed, ModelError> {
        let scales = self.floats(&format!("{name}.scales"), outputs)?;
        let biases = self.floats(&format!("{name}.bias"), Some(scales.len()))?;
        let weights = self.signed(&format!("{name}.bytes"), inputs * scales.len())?;
        Ok(Packed::new(&weights, &scales, &biases))
    }

    fn norm(&self, name: &str) -> Result<Norm, ModelError> {
        Ok(Norm {
            gain: self.floats(&format!("{name}.gain"), Some(WIDTH))?,
            bias: self.floats(&format!("{name}.bias"), Some(WIDTH))?,
        })
    }

    fn link_bias(&self, end: &str) -> Result<LinkBias, ModelError> {
        Ok(LinkBias {
            distance: self.floats(&format!("link_distance.{end}"), Some(24))?,
            rank: self.floats(&format!("link_rank.{end}"), Some(12))?,
            paragraph: self.floats(&format!("link_paragraph.{end}"), Some(7))?,
        })
    }

    fn layer(&self, name: &str) -> Result<Layer, ModelError> {
        // Pruning leaves each layer its own number of attention heads and of inner neurons.
        let up = self.linear(&format!("{name}.up"), WIDTH, None)?;
        let inner = up.outputs();
        let qkv = self.linear(&format!("{name}.qkv"), WIDTH, None)?;
        let attended = qkv.outputs() / 3;
        if !qkv.outputs().is_multiple_of(3 * HEAD) || !inner.is_multiple_of(HEAD) {
            let found = format!("{} and {inner} wide", qkv.outputs());
            return Err(ModelError::Tensor {
                name: name.to_owned(),
                found,
                wanted: format!("multiples of {HEAD}"),
            });
        }
        Ok(Layer {
            qkv,
            out: self.linear(&format!("{name}.out"), attended, Some(WIDTH))?,
            norm_attention: self.norm(&format!("{name}.norm_attention"))?,
            up,
            down: self.linear(&format!("{name}.down"), inner, Some(WIDTH))?,
            norm_out: self.norm(&format!("{name}.norm_out"))?,
        })
    }
}
