//! Urgency: how soon an answer is due.

use crate::comment::{Tag, Urgency};
use crate::packs::Packs;

/// The strictest urgency that any of the tags brings.
#[must_use]
pub fn urgency_of(packs: &Packs, tags: &[Tag]) -> Urgency {
    let mut strictest: Option<(usize, &str)> = None;
    let mut soonest: Option<u32> = None;
    for tag in tags {
        let Some(known) = packs.taxonomy.iter().find(|t| t.id == tag.id) else {
            continue;
        };
        if known.class.is_empty() {
            continue;
        }
        if known.due_minutes > 0 {
            soonest = Some(soonest.map_or(known.due_minutes, |s| s.min(known.due_minutes)));
        }
        let rank = class_rank(&known.class);
        if strictest.is_none_or(|(least, _)| rank < least) {
            strictest = Some((rank, &known.class));
        }
    }
    strictest.map_or_else(Urgency::default, |(_, class)| Urgency {
        class: class.to_owned(),
        due_minutes: soonest,
    })
}

fn class_rank(class: &str) -> usize {
    class.trim_start_matches('R').parse().unwrap_or(usize::MAX)
}
