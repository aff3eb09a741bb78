//! How long reading a comment takes, beside a sentiment scorer that does far less.

use std::hint::black_box;

use bedside::command;
use bedside::comment::Comment;
use criterion::{Criterion, criterion_group, criterion_main};
use vader_sentimental::SentimentIntensityAnalyzer;

const COMMENT: &str = "Waited four hours past the appointment for a follow-up of my knee surgery, \
    nobody at the desk told us anything, but the nurse who finally saw us was kind and careful.";

fn read(criterion: &mut Criterion) {
    let engine = command::engine().expect("the built-in packs load");
    let comment = Comment::of_text(COMMENT);
    let mut group = criterion.benchmark_group("one comment of 32 words");
    group.bench_function("read", |b| {
        b.iter(|| engine.read(black_box(&comment)));
    });
    let scorer = SentimentIntensityAnalyzer::new();
    group.bench_function("vader, sentiment only", |b| {
        b.iter(|| scorer.polarity_scores(black_box(COMMENT)));
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
