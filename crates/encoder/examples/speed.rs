//! How fast the model reads: `speed MODEL FILE...` prints words and seconds.
#![allow(clippy::print_stdout, reason = "an example")]

use std::time::Instant;

use sayso_encoder::Encoder;
use sayso_text::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args().skip(1);
    let model = std::fs::read(paths.next().ok_or("which model?")?)?;
    let began = Instant::now();
    let encoder = Encoder::load(&model)?;
    println!(
        "{} loaded in {:.3} s",
        encoder.id(),
        began.elapsed().as_secs_f64()
    );
    let texts = paths
        .map(std::fs::read_to_string)
        .collect::<Result<Vec<_>, _>>()?;
    let began = Instant::now();
    let mut words = 0;
    for text in &texts {
        words += text.split_whitespace().count();
        std::hint::black_box(encoder.read(text, Span::at(text, 0..text.len())));
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{words} words in {seconds:.2} s: {:.0} words/s",
        words as f64 / seconds
    );
    Ok(())
}
