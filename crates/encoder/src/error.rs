use thiserror::Error;

/// Why a model file can't be used.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The file is no safetensors file.
    #[error(
        "the model file is damaged or no model: {0}; get it anew or train it with train/train.py"
    )]
    Container(#[from] safetensors::SafeTensorError),
    /// A tensor is missing or of another shape or type than the code expects.
    #[error(
        "model tensor `{name}` is {found}, expected {wanted}; the file is of another version of Sayso"
    )]
    Tensor {
        /// Its name.
        name: String,
        /// What the file has.
        found: String,
        /// What the code needs.
        wanted: String,
    },
    /// The description inside the file can't be read or does not fit the code's labels.
    #[error("model description: {0}; the file is of another version of Sayso")]
    Description(String),
}
