//! Whether reading takes time in proportion to the text: how much longer four times the text takes, for
//! pieces that once took sixteen times as long.

use std::time::{Duration, Instant};

use bedside::command;
use bedside::comment::Comment;

/// Bytes of the shorter text.
const SHORT: usize = 100_000;
/// How many times as long the other is.
const TIMES: usize = 4;
/// More than this is more than the length explains.
const MOST: f64 = 8.0;

fn main() {
    let engine = command::engine().expect("the built-in packs load");
    let time = |piece: &str, length: usize| {
        let text = format!("“{}” @a_1", piece.repeat(length / piece.len()));
        let comment = Comment::of_text(&text);
        let once = || {
            let start = Instant::now();
            std::hint::black_box(engine.read(&comment));
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap_or(Duration::ZERO)
    };
    let mut steep = 0;
    let lines = include_str!("../tests/reading/long.txt").lines();
    for piece in lines.filter(|line| !line.starts_with('#') || line.len() < 4) {
        let piece = piece.replace('·', " ");
        let (short, long) = (time(&piece, SHORT), time(&piece, TIMES * SHORT));
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        steep += i32::from(ratio > MOST);
        println!("{ratio:5.2} {short:9.1?} {long:9.1?} {piece}");
    }
    std::process::exit(i32::from(steep > 0));
}
