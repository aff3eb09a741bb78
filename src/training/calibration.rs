//! From scores to probabilities, and where a head counts as present.

/// Slope and offset that make `sigmoid(slope × score + offset)` the frequency of the positives.
///
/// Newton's method on the two numbers; keeps `(1, 0)` where there is too little to fit.
#[must_use]
pub fn calibrate(scored: &[(f32, bool)]) -> (f32, f32) {
    let positives = scored.iter().filter(|(_, yes)| *yes).count();
    if positives < 8 || scored.len() - positives < 8 {
        return (1.0, 0.0);
    }
    let (mut slope, mut offset) = (1.0f64, 0.0f64);
    for _ in 0..50 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-3, 0.0, 1e-3);
        for (score, yes) in scored {
            let x = f64::from(*score);
            let p = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let error = p - f64::from(u8::from(*yes));
            let w = p * (1.0 - p);
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

/// The probability from which F1 is highest; `least_precision` is held where it can be.
#[must_use]
pub fn best_threshold(probabilities: &[(f32, bool)], least_precision: Option<f32>) -> f32 {
    let positives = probabilities.iter().filter(|(_, yes)| *yes).count();
    if positives < 8 {
        return 0.5;
    }
    let mut sorted = probabilities.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut best, mut threshold) = (0usize, -1.0f32, 0.5);
    for (index, (probability, yes)) in sorted.iter().enumerate() {
        hits += usize::from(*yes);
        let next = sorted.get(index + 1).map_or(0.0, |n| n.0);
        if next >= *probability {
            continue;
        }
        let precision = hits as f32 / (index + 1) as f32;
        let recall = hits as f32 / positives as f32;
        let worth = match least_precision {
            // For risks a miss is worse than a false alarm, within reason.
            Some(least) if precision >= least => 1.0 + recall,
            Some(_) | None => 2.0 * precision * recall / (precision + recall).max(1e-6) * if least_precision.is_some() { 0.5 } else { 1.0 },
        };
        if worth > best {
            best = worth;
            threshold = (probability + next) / 2.0;
        }
    }
    threshold.clamp(0.05, 0.95)
}
