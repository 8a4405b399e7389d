//! What each room costs, in words a second: `cargo bench -p sayso`.
//!
//! The report is the harbour story, repeated to the length of a long feature; one thread.

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use sayso::{Analysis, OffsetUnit, Reader, Report};
use sayso_encoder::Encoder;
use sayso_entities::Resolver;

const STORY: &str = include_str!("../../../examples/harbour/courier.txt");

struct Sample {
    report: Report,
    analysis: Analysis,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let report = Report::from_text("feature.txt", [STORY; 8].join("\n\n"));
    let encoder = encoder();
    let analysis = encoder.read(&report.text, report.body);
    Sample { report, analysis }
});

fn main() {
    divan::main();
}

fn encoder() -> Encoder {
    Encoder::load(include_bytes!("../../../models/reader.safetensors")).expect("the model is whole")
}

fn resolver() -> Resolver {
    Resolver::new().expect("the tables are whole")
}

fn words() -> ItemsCount {
    ItemsCount::new(SAMPLE.report.text.split_whitespace().count())
}

#[divan::bench]
fn whole_read_to_json(bencher: Bencher<'_, '_>) {
    let reader = Reader::new().expect("the tables are whole");
    bencher.counter(words()).bench(|| {
        reader
            .read(&SAMPLE.report)
            .to_json(OffsetUnit::Chars, false)
    });
}

#[divan::bench]
fn encoder_pass(bencher: Bencher<'_, '_>) {
    let encoder = encoder();
    bencher
        .counter(words())
        .bench(|| encoder.read(&SAMPLE.report.text, SAMPLE.report.body));
}

#[divan::bench]
fn statements(bencher: Bencher<'_, '_>) {
    let tables = sayso_statements::Tables::new().expect("the tables are whole");
    bencher
        .counter(words())
        .bench(|| sayso_statements::find(&SAMPLE.report.text, &SAMPLE.analysis, &tables));
}

#[divan::bench]
fn entities(bencher: Bencher<'_, '_>) {
    let resolver = resolver();
    bencher
        .counter(words())
        .bench(|| resolver.resolve(&SAMPLE.report.text, &SAMPLE.analysis, None));
}

#[divan::bench]
fn figures(bencher: Bencher<'_, '_>) {
    let tables = sayso_figures::Tables::new().expect("the tables are whole");
    bencher
        .counter(words())
        .bench(|| sayso_figures::find(&SAMPLE.report.text, &SAMPLE.analysis, &tables, &[]));
}

#[divan::bench]
fn times(bencher: Bencher<'_, '_>) {
    let context = sayso_times::Context::default();
    bencher
        .counter(words())
        .bench(|| sayso_times::find(&SAMPLE.report.text, &SAMPLE.analysis, &context));
}

#[divan::bench]
fn places(bencher: Bencher<'_, '_>) {
    let gazetteer = sayso::Gazetteer::embedded().expect("the gazetteer is whole");
    let context = sayso_places::Context::default();
    bencher
        .counter(words())
        .bench(|| sayso_places::find(&SAMPLE.report.text, &SAMPLE.analysis, &gazetteer, &context));
}

#[divan::bench]
fn events(bencher: Bencher<'_, '_>) {
    let (resolver, tables) = (
        resolver(),
        sayso_events::Tables::new().expect("the tables are whole"),
    );
    let entities = resolver.resolve(&SAMPLE.report.text, &SAMPLE.analysis, None);
    bencher.counter(words()).bench(|| {
        sayso_events::find(
            &SAMPLE.report.text,
            &SAMPLE.analysis,
            &entities,
            resolver.bodies(),
            &tables,
        )
    });
}

#[divan::bench]
fn opening_the_gazetteer() -> usize {
    sayso::Gazetteer::embedded().map_or(0, |gazetteer| gazetteer.len())
}
