//! Star ratings for training texts, which come without any.
//!
//! Reviews are read with their stars. So that the network learns what stars say, some of the written texts
//! get a rating as people give it: most praise has five stars, most blame one, and now and then somebody
//! presses the wrong star. Few suffice, and from a text with stars less is learnt of what its words say: with
//! one text in three, sentiment without stars fell by 0.01 to 0.02.

use super::data::{LabelledText, WRITTEN};

/// One text in so many gets a rating.
const RATED_OF: u32 = 8;
/// One rating in so many is another than meant.
const SLIPS_OF: u32 = 40;

/// Stars by sentiment, each as often as people give it.
const POSITIVE: &[f32] = &[5.0, 5.0, 5.0, 5.0, 4.0];
const NEGATIVE: &[f32] = &[1.0, 1.0, 1.0, 1.0, 2.0, 2.0];
const MIXED: &[f32] = &[3.0, 3.0, 3.0, 4.0, 4.0, 2.0, 2.0, 5.0];
/// Questions and jokes stand under every number of stars.
const NEUTRAL: &[f32] = &[3.0, 3.0, 5.0, 5.0, 4.0, 1.0, 2.0];

/// Stars from 1 to 5, the same for the same text; `None` for a text that is read without.
#[must_use]
pub fn rating_of(text: &LabelledText) -> Option<f32> {
    let number = text.number().rotate_left(13);
    if text.source != WRITTEN || !number.is_multiple_of(RATED_OF) {
        return None;
    }
    let fits = |sentiment: &str| text.known(&format!("sentiment:{sentiment}")) == Some(true);
    let stars = [
        ("positive", POSITIVE),
        ("negative", NEGATIVE),
        ("mixed", MIXED),
        ("neutral", NEUTRAL),
    ];
    let (_, stars) = stars.into_iter().find(|(sentiment, _)| fits(sentiment))?;
    let draw = number / RATED_OF;
    if draw.is_multiple_of(SLIPS_OF) {
        return Some((draw / SLIPS_OF % 5 + 1) as f32);
    }
    Some(stars[(draw / SLIPS_OF) as usize % stars.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_have_stars_and_they_mostly_say_what_the_text_says() {
        let text = |n: usize, sentiment: &str| LabelledText {
            source: WRITTEN.into(),
            text: format!("comment {n}"),
            labels: vec![(format!("sentiment:{sentiment}"), true, 1.0)],
            ..LabelledText::default()
        };
        let stars = |sentiment: &str| -> Vec<f32> {
            (0..8_000)
                .filter_map(|n| rating_of(&text(n, sentiment)))
                .collect()
        };
        let share = |of: &[f32], fits: fn(f32) -> bool| {
            of.iter().filter(|s| fits(**s)).count() as f32 / of.len() as f32
        };
        let (good, bad) = (stars("positive"), stars("negative"));
        assert!((800..1_200).contains(&good.len()), "{}", good.len());
        assert!((0.95..1.0).contains(&share(&good, |s| s >= 4.0)));
        assert!((0.95..1.0).contains(&share(&bad, |s| s <= 2.0)));
        assert_eq!(rating_of(&LabelledText::default()), None);
    }
}
