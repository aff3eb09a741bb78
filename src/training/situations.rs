//! Fitting what each sign of a situation counts, on comments that the networks did not learn from.

use super::data::LabelledText;
use super::evaluation::same_situation;
use super::parallel;
use crate::comment::Comment;
use crate::desk::Desk;
use crate::packs::Packs;
use crate::reading;
use crate::reading::model::Model;
use crate::replying::ranking::{Candidate, SIGNS, Weights, candidates};
use crate::text::Text;

/// Steps of the fit; it has long settled by then.
const STEPS: usize = 400;
/// How far a step goes.
const RATE: f32 = 0.3;
/// How much of the last step goes on.
const MOMENTUM: f32 = 0.9;

/// How strongly what a situation has for itself is drawn to nothing: some have few comments.
const CAUTION: f32 = 2e-4;

/// Every situation that may be offered for a comment, and whether it is the right one.
type Case = Vec<(Candidate, bool)>;

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
    let still = Weights {
        signs: [0.0; SIGNS],
        situations: vec![0.0; packs.situations.len()],
    };
    let mut weights = Weights {
        situations: still.situations.clone(),
        ..Weights::default()
    };
    let mut speed = still.clone();
    for _ in 0..STEPS {
        let rise = gradient(&cases, &weights, still.clone());
        let steps = rise
            .signs
            .iter()
            .zip(&mut speed.signs)
            .zip(&mut weights.signs);
        steps.for_each(|((rise, speed), weight)| step(*rise, speed, weight));
        let steps = rise.situations.iter().zip(&mut speed.situations);
        for ((rise, speed), weight) in steps.zip(&mut weights.situations) {
            // Each situation is right in few of the comments, so that its slope is shallow.
            step(SHALLOW * (rise - CAUTION * *weight), speed, weight);
        }
    }
    weights
}

/// How much farther a step goes for what a situation has for itself.
const SHALLOW: f32 = 20.0;

fn step(rise: f32, speed: &mut f32, weight: &mut f32) {
    *speed = MOMENTUM * *speed + RATE * rise;
    *weight += (1.0 - MOMENTUM) * *speed;
}

fn case(packs: &Packs, model: &Model, labelled: &LabelledText) -> Case {
    let comment = Comment::of_text(&labelled.text);
    let reading = reading::read(packs, model, &comment);
    let text = Text::new(&comment.text);
    candidates(packs, &text, &reading, &Desk::default())
        .into_iter()
        .map(|candidate| {
            let id = &packs.situations[usize::from(candidate.situation)].id;
            let right = same_situation(id, &labelled.situation);
            (candidate, right)
        })
        .collect()
}

/// How the mean log-likelihood of the right situations rises with each weight.
fn gradient(cases: &[Case], weights: &Weights, mut rise: Weights) -> Weights {
    for case in cases {
        let odds: Vec<f32> = case.iter().map(|(c, _)| weights.of(c).exp()).collect();
        let all: f32 = odds.iter().sum();
        let right: f32 = odds
            .iter()
            .zip(case)
            .filter(|(_, c)| c.1)
            .map(|(o, _)| o)
            .sum();
        for (odds, (candidate, is_right)) in odds.iter().zip(case) {
            let wanted = if *is_right { odds / right } else { 0.0 };
            let missing = (wanted - odds / all) / cases.len() as f32;
            for (sum, sign) in rise.signs.iter_mut().zip(candidate.signs) {
                *sum += missing * sign;
            }
            rise.situations[usize::from(candidate.situation)] += missing;
        }
    }
    rise
}
