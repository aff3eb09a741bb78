//! Fitting what each sign of a situation counts, on comments that the networks did not learn from.

use super::data::LabelledText;
use super::evaluation::same_situation;
use super::parallel;
use crate::comment::Comment;
use crate::desk::Desk;
use crate::packs::Packs;
use crate::reading;
use crate::reading::model::Model;
use crate::replying::ranking::{SIGNS, Weights, candidates};
use crate::text::Text;

/// Steps of the fit; it has long settled by then.
const STEPS: usize = 400;
/// How far a step goes.
const RATE: f32 = 0.3;
/// How much of the last step goes on.
const MOMENTUM: f32 = 0.9;

/// The signs of every situation that may be offered for a comment, and whether it is the right one.
type Case = Vec<([f32; SIGNS], bool)>;

/// The weights under which the right situations of the tuning comments are likeliest.
#[must_use]
pub fn fit(packs: &Packs, model: &Model, texts: &[LabelledText]) -> Weights {
    let comments: Vec<&LabelledText> = texts
        .iter()
        .filter(|t| t.tuning && !t.situation.is_empty())
        .collect();
    let cases: Vec<Case> = parallel::each(&comments, |text| case(packs, model, text))
        .into_iter()
        .filter(|case| case.iter().any(|(_, right)| *right))
        .collect();
    let mut weights = Weights::default();
    let mut speed = [0.0; SIGNS];
    for _ in 0..STEPS {
        let rise = gradient(&cases, &weights);
        for sign in 0..SIGNS {
            speed[sign] = MOMENTUM * speed[sign] + RATE * rise[sign];
            weights.0[sign] += (1.0 - MOMENTUM) * speed[sign];
        }
    }
    weights
}

fn case(packs: &Packs, model: &Model, labelled: &LabelledText) -> Case {
    let comment = Comment::of_text(&labelled.text);
    let reading = reading::read(packs, model, &comment);
    let text = Text::new(&comment.text);
    candidates(packs, &text, &reading, &Desk::default())
        .into_iter()
        .map(|candidate| {
            let id = &packs.situations[candidate.situation as usize].id;
            (candidate.signs, same_situation(id, &labelled.situation))
        })
        .collect()
}

/// How the mean log-likelihood of the right situations rises with each weight.
fn gradient(cases: &[Case], weights: &Weights) -> [f32; SIGNS] {
    let mut rise = [0.0; SIGNS];
    for case in cases {
        let odds: Vec<f32> = case.iter().map(|(s, _)| weights.of(s).exp()).collect();
        let all: f32 = odds.iter().sum();
        let right: f32 = odds
            .iter()
            .zip(case)
            .filter(|(_, c)| c.1)
            .map(|(o, _)| o)
            .sum();
        for (odds, (signs, is_right)) in odds.iter().zip(case) {
            let wanted = if *is_right { odds / right } else { 0.0 };
            for (sum, sign) in rise.iter_mut().zip(signs) {
                *sum += (wanted - odds / all) * sign / cases.len() as f32;
            }
        }
    }
    rise
}
