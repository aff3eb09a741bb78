//! From scores to probabilities, and where a head counts as present.

/// A score with the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Score or probability of the head.
    pub score: f32,
    /// Whether it is right.
    pub yes: bool,
    /// Whether a lexicon sees it.
    pub seen: bool,
    /// What it counts.
    pub weight: f32,
}

/// Slope and offset that make `sigmoid(slope × score + offset)` the frequency of the positives.
///
/// Newton's method on the two numbers; keeps `(1, 0)` where there is too little to fit.
#[must_use]
pub fn calibrate(scored: &[Scored]) -> (f32, f32) {
    let positives = scored.iter().filter(|s| s.yes).count();
    if positives < 8 || scored.len() - positives < 8 {
        return (1.0, 0.0);
    }
    let (mut slope, mut offset) = (1.0f64, 0.0f64);
    for _ in 0..50 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-3, 0.0, 1e-3);
        for Scored {
            score, yes, weight, ..
        } in scored
        {
            let x = f64::from(*score);
            let weight = f64::from(*weight);
            let p = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let error = weight * (p - f64::from(u8::from(*yes)));
            let w = weight * p * (1.0 - p);
            ga += error * x;
            gb += error;
            haa += w * x * x;
            hab += w * x;
            hbb += w;
        }
        let det = haa * hbb - hab * hab;
        if det.abs() < 1e-9 {
            break;
        }
        // Bounded steps: with few positives a full Newton step can leave for good.
        let da = ((hbb * ga - hab * gb) / det).clamp(-0.5, 0.5);
        let db = ((haa * gb - hab * ga) / det).clamp(-0.5, 0.5);
        slope = (slope - da).clamp(0.05, 20.0);
        offset = (offset - db).clamp(-20.0, 20.0);
        if da.abs() + db.abs() < 1e-6 {
            break;
        }
    }
    (slope as f32, offset as f32)
}

/// Probabilities from which a head counts as present: by itself, and where a lexicon agrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// By the model alone.
    pub alone: f32,
    /// With a lexicon's word for it.
    pub seconded: f32,
}

/// The pair of thresholds with the highest F-measure; a risk wants recall as long as precision holds.
///
/// `score` holds probabilities here.
#[must_use]
pub fn best_thresholds(scored: &[Scored], least_precision: Option<f32>) -> Thresholds {
    let total: f32 = scored.iter().filter(|s| s.yes).map(|s| s.weight).sum();
    if scored.iter().filter(|s| s.yes).count() < 8 {
        return Thresholds {
            alone: 0.5,
            seconded: 0.0,
        };
    }
    let curve = |seen: bool| {
        let mut some: Vec<&Scored> = scored.iter().filter(|s| s.seen == seen).collect();
        some.sort_by(|a, b| b.score.total_cmp(&a.score));
        // Threshold, right and wrong above it.
        let mut points = vec![(1.0f32, 0.0f32, 0.0f32)];
        let (mut right, mut wrong) = (0.0, 0.0);
        for (index, one) in some.iter().enumerate() {
            if one.yes {
                right += one.weight;
            } else {
                wrong += one.weight;
            }
            let next = some.get(index + 1).map_or(0.0, |n| n.score);
            if next < one.score {
                points.push((f32::midpoint(one.score, next), right, wrong));
            }
        }
        thinned(points)
    };
    let (alone, seconded) = (curve(false), curve(true));
    let mut best = (
        -1.0f32,
        Thresholds {
            alone: 0.5,
            seconded: 0.0,
        },
    );
    for (a, right_a, wrong_a) in &alone {
        for (b, right_b, wrong_b) in &seconded {
            let (right, wrong) = (right_a + right_b, wrong_a + wrong_b);
            let precision = right / (right + wrong).max(1e-6);
            let recall = right / total;
            let f1 = 2.0 * precision * recall / (precision + recall).max(1e-6);
            let worth = match least_precision {
                // For risks a miss is worse than a false alarm, within reason.
                // Of equal recall the lower precision: new wordings score lower than these do.
                Some(least) if precision >= least => 1.0 + recall - 0.05 * precision,
                Some(_) => f1 * 0.5,
                None => f1,
            };
            if worth > best.0 {
                best = (
                    worth,
                    Thresholds {
                        alone: *a,
                        seconded: *b,
                    },
                );
            }
        }
    }
    // With probabilities that are right, the best threshold is half the F-measure it reaches (Lipton,
    // Elkan and Naryanaswamy 2014). The one found hangs on a few examples; theirs tempers it.
    let alone = match least_precision {
        None => f32::midpoint(best.1.alone, best.0 / 2.0),
        Some(_) => best.1.alone,
    };
    Thresholds {
        alone: alone.clamp(0.03, 0.97),
        seconded: best.1.seconded.clamp(0.0, 0.97),
    }
}

/// The greatest threshold under which, of those that a lexicon sees, hardly any true one would be missed:
/// at most one in `one_in`. For risks where a miss may cost a life.
#[must_use]
pub fn hardly_ever_missed(scored: &[Scored], one_in: usize) -> f32 {
    let mut true_ones: Vec<f32> = scored
        .iter()
        .filter(|s| s.seen && s.yes)
        .map(|s| s.score)
        .collect();
    true_ones.sort_by(f32::total_cmp);
    // Well below the least that must pass: new wordings score lower than these do.
    true_ones
        .get(true_ones.len() / one_in)
        .map_or(0.0, |least| least * 0.2)
}

/// At most 200 points of a curve, evenly taken, with both ends.
fn thinned(points: Vec<(f32, f32, f32)>) -> Vec<(f32, f32, f32)> {
    let step = points.len().div_ceil(200).max(1);
    let last = points.len() - 1;
    points
        .into_iter()
        .enumerate()
        .filter(|(i, _)| i % step == 0 || *i == last)
        .map(|(_, p)| p)
        .collect()
}
