//! How long `check` takes on a draft of sixty words with every jurisdiction on.

use std::hint::black_box;

use bedside::comment::Draft;
use bedside::desk::Desk;
use criterion::{Criterion, criterion_group, criterion_main};

const CLEAN: &str = "Thank you for writing to us. Three hours with no news is a long time, and that \
    sounds exhausting. I'm sorry to read this. Our patient relations team would like to hear more \
    in private, at any time that suits you: care@example.org. They answer within one working day. \
    Please keep names and details out of the comments, for your own privacy.";

const BREACHING: &str = "Thank you for choosing us for your surgery, we are so glad that your pain \
    is gone. Our world-famous surgeons guarantee results, and the swelling is normal. Please send \
    us your phone number and your date of birth here, and leave us a five star review. This month \
    you get 20% off, so hurry, because only two places are left on our list now.";

fn all_jurisdictions() -> Desk {
    let audience = [
        "GB", "DE", "ES", "TR", "AU", "IN", "AE", "TH", "KR", "MX", "SG",
    ];
    Desk {
        seat: "US".into(),
        audience: audience.map(str::to_owned).to_vec(),
        ..Desk::default()
    }
}

fn check(criterion: &mut Criterion) {
    let engine = bedside::command::engine().expect("the built-in packs load");
    let desk = all_jurisdictions();
    let mut group = criterion.benchmark_group("check");
    for (name, text) in [
        ("clean draft of 60 words", CLEAN),
        ("breaching draft of 60 words", BREACHING),
    ] {
        let draft = Draft {
            text: text.into(),
            ..Draft::default()
        };
        group.bench_function(name, |b| {
            b.iter(|| engine.check(black_box(&draft), None, &desk));
        });
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
