//! Which situations a comment is likely to present, by the trained model.

use super::network::{Judgement, Network};
use crate::packs::Packs;

/// What the names of the heads begin with that stand for situations.
pub const SITUATION_HEAD: &str = "situation:";

/// How likely each situation of the packs is, in their order; adds up to one over those that the
/// model knows. Empty without a trained model.
#[must_use]
pub fn likelihoods(packs: &Packs, network: &Network, scores: &Judgement) -> Vec<f32> {
    if network.heads.is_empty() {
        return Vec::new();
    }
    let mut known: Vec<(usize, f32)> = Vec::with_capacity(packs.situations.len());
    for (head, name) in network.heads.iter().enumerate() {
        let Some(id) = name.strip_prefix(SITUATION_HEAD) else {
            continue;
        };
        // The heads are in the order of the packs the model was trained with.
        let likely = known.len();
        let place = if packs.situations.get(likely).is_some_and(|s| s.id == id) {
            Some(likely)
        } else {
            packs.situations.iter().position(|s| s.id == id)
        };
        known.extend(place.map(|place| (place, scores.by_head[head])));
    }
    let greatest = known.iter().map(|(_, s)| *s).fold(f32::MIN, f32::max);
    let total: f32 = known.iter().map(|(_, s)| (s - greatest).exp()).sum();
    let mut likely = vec![0.0; packs.situations.len()];
    for (place, score) in known {
        likely[place] = (score - greatest).exp() / total;
    }
    likely
}
