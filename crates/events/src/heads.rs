//! The learned heads: which word tells what kind of event, how far it has come, and who takes part.
//!
//! Small networks over the encoder's states and the features of [`crate::features`], trained by `train/events.py`. All
//! sums run in a fixed order in plain `f32`, so that the same bytes come out on every processor.

use safetensors::{Dtype, SafeTensors};
use thiserror::Error;

use crate::codes::{EventType, Status};

/// Classes of the head of triggers: the types and none.
const KINDS: usize = EventType::ALL.len() + 1;
/// The roles that words are given: actor and recipient.
const ROLES: usize = 2;

/// Why a file of heads can't be used.
#[derive(Debug, Error)]
pub enum HeadsError {
    /// The file is no safetensors file.
    #[error(
        "the file of the events' heads is damaged: {0}; get it anew or train it with train/events.py"
    )]
    Container(#[from] safetensors::SafeTensorError),
    /// A tensor is missing or of another shape than the code expects.
    #[error(
        "tensor `{name}` of the events' heads is {found}, expected {wanted}; the file is of another version of Sayso"
    )]
    Tensor {
        /// Its name.
        name: String,
        /// What the file has.
        found: String,
        /// What the code needs.
        wanted: String,
    },
    /// The description inside the file does not fit the code's labels.
    #[error("the events' heads {0}; the file is of another version of Sayso")]
    Description(String),
}

/// What the file says of itself, in its metadata.
#[derive(Clone, Debug)]
struct Description {
    id: String,
    hidden: usize,
    width: usize,
    /// Rows less likely than this to be wholly right are not made.
    least: f32,
    /// What a type's score gains where the tables read it.
    trust: Vec<f32>,
    /// Slope and offset of the odds of a type, an actor and a recipient (Platt 1999).
    calibration: Vec<f32>,
}

/// What a confidence is of.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    Type = 0,
    Actor = 1,
    Recipient = 2,
}

/// The heads, ready to be asked.
pub struct Heads {
    description: Description,
    triggers: Words,
    statuses: Words,
    parties: Parties,
}

/// A head over words.
struct Words {
    states: Vec<f32>,
    bias: Vec<f32>,
    features: Features,
    out: Linear,
}

/// A head over a trigger and those who may take part.
struct Parties {
    trigger: Vec<f32>,
    bias: Vec<f32>,
    word: Vec<f32>,
    types: Vec<f32>,
    nobody: Vec<f32>,
    features: Features,
    out: Linear,
    none: Linear,
}

/// What each known feature adds to the hidden values.
struct Features {
    /// Sorted.
    ids: Vec<u32>,
    rows: Vec<i8>,
    scales: Vec<f32>,
}

/// A last layer, `[hidden][outputs]`.
struct Linear {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

/// How likely a trigger's participants are.
#[derive(Clone, Debug)]
pub(crate) struct Likely {
    /// Of each word that may take part, as actor and as recipient.
    pub(crate) words: Vec<[f32; ROLES]>,
    /// That there is none.
    pub(crate) nobody: [f32; ROLES],
}

impl Heads {
    /// Reads a file of heads.
    ///
    /// # Errors
    /// Where the bytes are no heads of this version.
    pub fn load(bytes: &[u8]) -> Result<Self, HeadsError> {
        let (_, metadata) = SafeTensors::read_metadata(bytes)?;
        let said = metadata.metadata().clone().unwrap_or_default();
        let description = Description::read(&said)?;
        let (hidden, width) = (description.hidden, description.width);
        let file = File(SafeTensors::deserialize(bytes)?);
        let parties = Parties {
            trigger: file.floats("parties.trigger", width * hidden)?,
            bias: file.floats("parties.bias", hidden)?,
            word: file.floats("parties.word", width * hidden)?,
            types: file.floats("parties.types", KINDS * hidden)?,
            nobody: file.floats("parties.nobody", KINDS * hidden)?,
            features: file.features("parties", hidden)?,
            out: file.linear("parties.out", hidden, ROLES)?,
            none: file.linear("parties.none", hidden, ROLES)?,
        };
        Ok(Self {
            triggers: file.words("trigger", width, hidden, KINDS)?,
            statuses: file.words("status", width, hidden, Status::ALL.len())?,
            parties,
            description,
        })
    }

    /// The heads' name and version.
    pub fn id(&self) -> &str {
        &self.description.id
    }

    /// Values of a word's states that the heads read.
    pub(crate) fn width(&self) -> usize {
        self.description.width
    }

    /// Rows less likely than this to be wholly right are not made.
    pub(crate) fn least(&self) -> f32 {
        self.description.least
    }

    /// How likely the heads' likelihood of something is to be right, by the articles that they were not trained on.
    pub(crate) fn calibrated(&self, of: Of, likely: f32) -> f32 {
        let [slope, offset] = [0, 1].map(|at| self.description.calibration[2 * of as usize + at]);
        let likely = likely.clamp(0.001, 0.999);
        let odds = libm::logf(likely / (1.0 - likely));
        1.0 / (1.0 + libm::expf(-(slope * odds + offset)))
    }

    /// How likely each type is of a word, and last that it tells no event; `proposed` is what the tables read there.
    pub(crate) fn trigger(
        &self,
        states: &[f32],
        features: &[u32],
        proposed: Option<EventType>,
    ) -> Vec<f32> {
        let mut scores = self.triggers.apply(states, features);
        if let Some(kind) = proposed {
            scores[kind as usize] += self.description.trust[kind as usize];
        }
        softmax(scores)
    }

    /// How likely each status is.
    pub(crate) fn status(&self, states: &[f32], features: &[u32]) -> Vec<f32> {
        softmax(self.statuses.apply(states, features))
    }

    /// What a word's states add to the hidden values, whatever the trigger.
    pub(crate) fn of_party(&self, states: &[f32]) -> Vec<f32> {
        let mut values = vec![0.0; self.description.hidden];
        add_product(&mut values, states, &self.parties.word);
        values
    }

    /// How likely each of `words` ([`Heads::of_party`], features) takes part in an event of a type.
    pub(crate) fn parties(
        &self,
        trigger: &[f32],
        kind: EventType,
        words: &[(&[f32], Vec<u32>)],
    ) -> Likely {
        let hidden = self.description.hidden;
        let parties = &self.parties;
        let row = kind as usize * hidden..(kind as usize + 1) * hidden;
        let mut base = parties.bias.clone();
        add_product(&mut base, trigger, &parties.trigger);
        let mut nobody = base.clone();
        add(&mut nobody, &parties.nobody[row.clone()]);
        add(&mut base, &parties.types[row]);
        let mut scores: Vec<Vec<f32>> = Vec::with_capacity(words.len() + 1);
        for (word, features) in words {
            let mut values = base.clone();
            add(&mut values, word);
            parties.features.add(features, &mut values);
            scores.push(parties.out.apply(&values));
        }
        scores.push(parties.none.apply(&nobody));
        let mut likely = vec![[0.0; ROLES]; scores.len()];
        for role in 0..ROLES {
            let column = softmax(scores.iter().map(|score| score[role]).collect());
            for (one, value) in likely.iter_mut().zip(column) {
                one[role] = value;
            }
        }
        let nobody = likely.pop().unwrap_or_default();
        Likely {
            words: likely,
            nobody,
        }
    }
}

impl Description {
    fn read(said: &std::collections::HashMap<String, String>) -> Result<Self, HeadsError> {
        let field = |name: &str| {
            said.get(name)
                .cloned()
                .ok_or_else(|| HeadsError::Description(format!("say nothing of `{name}`")))
        };
        let wrong = |name: &str| {
            HeadsError::Description(format!("have another `{name}` than this program"))
        };
        let labels = |names: Vec<&str>| names.join(" ");
        if field("types")? != labels(EventType::ALL.iter().map(|kind| kind.as_str()).collect()) {
            return Err(wrong("types"));
        }
        if field("statuses")? != labels(Status::ALL.iter().map(|status| status.as_str()).collect())
        {
            return Err(wrong("statuses"));
        }
        Ok(Self {
            id: field("id")?,
            hidden: field("hidden")?.parse().map_err(|_| wrong("hidden"))?,
            width: field("width")?.parse().map_err(|_| wrong("width"))?,
            least: field("least")?.parse().map_err(|_| wrong("least"))?,
            trust: field("trust")?
                .split(' ')
                .map(str::parse)
                .collect::<Result<Vec<f32>, _>>()
                .ok()
                .filter(|trust| trust.len() == EventType::ALL.len())
                .ok_or_else(|| wrong("trust"))?,
            calibration: field("calibration")?
                .split(' ')
                .map(str::parse)
                .collect::<Result<Vec<f32>, _>>()
                .ok()
                .filter(|all| all.len() == 2 * (Of::Recipient as usize + 1))
                .ok_or_else(|| wrong("calibration"))?,
        })
    }
}

impl Words {
    fn apply(&self, states: &[f32], features: &[u32]) -> Vec<f32> {
        let mut hidden = self.bias.clone();
        add_product(&mut hidden, states, &self.states);
        self.features.add(features, &mut hidden);
        self.out.apply(&hidden)
    }
}

impl Features {
    /// Adds what the known ones of `features` add.
    fn add(&self, features: &[u32], values: &mut [f32]) {
        let hidden = values.len();
        for id in features {
            let Ok(at) = self.ids.binary_search(id) else {
                continue;
            };
            let scale = self.scales[at];
            for (value, &byte) in values
                .iter_mut()
                .zip(&self.rows[at * hidden..(at + 1) * hidden])
            {
                *value += f32::from(byte) * scale;
            }
        }
    }
}

impl Linear {
    /// The outputs of hidden values, of which negative ones count as zero.
    fn apply(&self, hidden: &[f32]) -> Vec<f32> {
        let mut out = self.bias.clone();
        for (&value, row) in hidden.iter().zip(self.weights.chunks_exact(out.len())) {
            if value > 0.0 {
                for (sum, &weight) in out.iter_mut().zip(row) {
                    *sum += value * weight;
                }
            }
        }
        out
    }
}

/// Adds a product of a row with a matrix `[inputs][outputs]`.
fn add_product(sums: &mut [f32], row: &[f32], matrix: &[f32]) {
    for (&value, weights) in row.iter().zip(matrix.chunks_exact(sums.len())) {
        for (sum, &weight) in sums.iter_mut().zip(weights) {
            *sum += value * weight;
        }
    }
}

fn add(sums: &mut [f32], row: &[f32]) {
    for (sum, &value) in sums.iter_mut().zip(row) {
        *sum += value;
    }
}

fn softmax(mut values: Vec<f32>) -> Vec<f32> {
    let greatest = values.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for value in &mut values {
        *value = libm::expf(*value - greatest);
        sum += *value;
    }
    for value in &mut values {
        *value /= sum;
    }
    values
}

/// The tensors of a file, checked as they are taken.
struct File<'b>(SafeTensors<'b>);

impl<'b> File<'b> {
    fn raw(&self, name: &str, dtype: Dtype, count: Option<usize>) -> Result<&'b [u8], HeadsError> {
        let wrong = |found: String| HeadsError::Tensor {
            name: name.to_owned(),
            found,
            wanted: format!(
                "{dtype:?} of {} values",
                count.map_or("some".to_owned(), |n| n.to_string())
            ),
        };
        let view = self
            .0
            .tensor(name)
            .map_err(|_| wrong("missing".to_owned()))?;
        let values: usize = view.shape().iter().product();
        if view.dtype() != dtype || count.is_some_and(|count| count != values) {
            return Err(wrong(format!("{:?} of {values} values", view.dtype())));
        }
        Ok(view.data())
    }

    fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, HeadsError> {
        let (fours, _) = self.raw(name, Dtype::F32, Some(count))?.as_chunks::<4>();
        Ok(fours.iter().map(|&four| f32::from_le_bytes(four)).collect())
    }

    fn linear(&self, name: &str, inputs: usize, outputs: usize) -> Result<Linear, HeadsError> {
        Ok(Linear {
            weights: self.floats(name, inputs * outputs)?,
            bias: self.floats(&format!("{name}.bias"), outputs)?,
        })
    }

    fn features(&self, head: &str, hidden: usize) -> Result<Features, HeadsError> {
        let (fours, _) = self
            .raw(&format!("{head}.ids"), Dtype::U32, None)?
            .as_chunks::<4>();
        let ids: Vec<u32> = fours.iter().map(|&four| u32::from_le_bytes(four)).collect();
        if !ids.is_sorted() {
            return Err(HeadsError::Description(format!(
                "have the features of `{head}` out of order"
            )));
        }
        let rows = self.raw(&format!("{head}.rows"), Dtype::I8, Some(ids.len() * hidden))?;
        Ok(Features {
            rows: rows.iter().map(|&byte| byte as i8).collect(),
            scales: self.floats(&format!("{head}.scales"), ids.len())?,
            ids,
        })
    }

    fn words(
        &self,
        head: &str,
        width: usize,
        hidden: usize,
        outputs: usize,
    ) -> Result<Words, HeadsError> {
        Ok(Words {
            states: self.floats(&format!("{head}.states"), width * hidden)?,
            bias: self.floats(&format!("{head}.bias"), hidden)?,
            features: self.features(head, hidden)?,
            out: self.linear(&format!("{head}.out"), hidden, outputs)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likelihoods_sum_to_one() {
        let all = softmax(vec![1.0, 2.0, -40.0]);
        assert!((all.iter().sum::<f32>() - 1.0).abs() < 1e-6 && all[1] > all[0]);
    }

    #[test]
    fn files_of_another_shape_are_refused_by_name() {
        let error = Heads::load(b"no heads").err().expect("refused");
        assert!(error.to_string().contains("train/events.py"), "{error}");
        let tensor =
            safetensors::tensor::TensorView::new(Dtype::U8, vec![1], &[0]).expect("a view");
        let said = std::collections::HashMap::from([("types".to_owned(), "KNIT".to_owned())]);
        let file = safetensors::serialize([("x", tensor)], Some(said)).expect("a file");
        let error = Heads::load(&file).err().expect("refused");
        assert!(error.to_string().contains("`types`"), "{error}");
    }
}
