//! What a suggestion costs: all packs on, a desk with a seat and an audience.

use std::hint::black_box;

use bedside::command;
use bedside::comment::Comment;
use bedside::desk::Desk;
use bedside::engine::Place;
use bedside::replying::learning::Learning;
use criterion::{Criterion, criterion_group, criterion_main};

fn suggest(criterion: &mut Criterion) {
    let engine = command::engine().expect("the built-in packs load");
    let desk = Desk {
        seat: "TR".into(),
        audience: vec!["GB".into(), "DE".into()],
        channel: "patients@clinic.example".into(),
        ..Desk::default()
    };
    let learning = Learning::default();
    for (name, text) in [
        (
            "complaint",
            "We waited three hours with no news, the nurse was rude and nobody answers the phone since Monday. I want my money back.",
        ),
        (
            "question",
            "How much is a full set of veneers and does it include the hotel and the airport transfer?",
        ),
    ] {
        let comment = Comment::of_text(text);
        let reading = engine.read(&comment);
        criterion.bench_function(&format!("suggest, {name}"), |bencher| {
            bencher.iter(|| {
                let place = Place {
                    desk: &desk,
                    thread_replies: &[],
                    learning: &learning,
                };
                black_box(engine.suggest(black_box(&comment), &reading, place))
            });
        });
    }
}

criterion_group!(benches, suggest);
criterion_main!(benches);
