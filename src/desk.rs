//! The desk: the moderator's setting.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::incident::Incident;
use crate::messages::Guard;
use crate::review::Review;

/// The moderator's setting: organisation, jurisdictions, languages, links.
///
/// Every field may be empty: the first suggestion is useful before anything is filled in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Desk {
    /// Name of the organisation as the public knows it.
    pub organisation: String,
    /// Country of seat, ISO 3166 alpha-2 in capitals (`UK` is taken for `GB`), or empty.
    pub seat: String,
    /// Countries of the audience, same codes.
    pub audience: Vec<String>,
    /// Languages the desk answers in, BCP 47; the first one is the default. Empty: all there are.
    pub languages: Vec<String>,
    /// Where members of the public reach a person: address, number or page.
    pub channel: String,
    /// How soon that channel answers, in the desk's own words.
    pub response_time: String,
    /// Link for booking.
    pub booking_link: String,
    /// Link for complaints.
    pub complaints_link: String,
    /// Link for live status and opening hours.
    pub status_link: String,
    /// How replies are signed.
    pub sign_off: String,
    /// Further slot values by slot name, e.g. `press_contact`.
    pub slots: std::collections::BTreeMap<String, String>,
    /// What happens on posting with a `block` finding open.
    pub guard: Guard,
    /// Text that opens the palette in a reply box; empty means `;;`.
    pub palette_trigger: String,
    /// True while an incident is being handled.
    pub incident_active: bool,
    /// What is told of the incident; kept when it is over.
    pub incident: Incident,
    /// The rule packs that the organisation's counsel has reviewed.
    pub reviews: Vec<Review>,
    /// True once the first-run hint was dismissed.
    pub hint_dismissed: bool,
}

impl Desk {
    /// The jurisdictions whose rules apply: those of the seat and of the audience.
    ///
    /// Countries of the European Union bring the EU's rules with them.
    pub fn jurisdictions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.seat.as_str())
            .chain(self.audience.iter().map(String::as_str))
            .filter(|code| !code.is_empty())
            .flat_map(|code| {
                let own = if code == "GB" { "UK" } else { code };
                let union = EU_MEMBERS.contains(&code).then_some("EU");
                std::iter::once(own).chain(union)
            })
    }
}

impl Desk {
    /// Whether the desk speaks to other countries only than one of its jurisdictions.
    #[must_use]
    pub fn faces_abroad(&self, jurisdiction: &str) -> bool {
        let own = |code: &String| code == jurisdiction || jurisdiction == "UK" && code == "GB";
        !self.audience.is_empty() && !self.audience.iter().any(own)
    }

    /// What the organisation itself wrote to stand in replies: its further slot values, and what is
    /// told of the incident in hand.
    pub fn approved_texts(&self) -> impl Iterator<Item = &str> {
        let incident = self.incident_active.then_some(&self.incident);
        let told = incident
            .into_iter()
            .flat_map(|i| [&i.known, &i.unknown, &i.action]);
        self.slots.values().chain(told).map(|text| text.trim())
    }
}

/// Member states of the European Union, ISO 3166 alpha-2.
pub const EU_MEMBERS: &[&str] = &[
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// A desk that cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// Longest text of one field, in characters.
const LONGEST_FIELD: usize = 500;

impl Desk {
    /// Checks that the desk can be kept.
    ///
    /// # Errors
    /// [`DeskError`] naming the first field that is out of range.
    pub fn validate(&self) -> Result<(), DeskError> {
        let fields = [
            ("organisation", &self.organisation),
            ("channel", &self.channel),
            ("response time", &self.response_time),
            ("booking link", &self.booking_link),
            ("complaints link", &self.complaints_link),
            ("status link", &self.status_link),
            ("sign-off", &self.sign_off),
            ("incident", &self.incident.title),
            ("what is known", &self.incident.known),
            ("what is not known", &self.incident.unknown),
            ("what to do", &self.incident.action),
        ];
        let named = fields
            .into_iter()
            .chain(self.slots.iter().map(|(n, v)| (n.as_str(), v)));
        for (name, value) in named {
            if value.chars().count() > LONGEST_FIELD {
                return Err(DeskError {
                    message: format!(
                        "The field “{name}” is longer than {LONGEST_FIELD} characters."
                    ),
                    remedy: "Shorten it.".into(),
                });
            }
        }
        for code in std::iter::once(&self.seat)
            .chain(&self.audience)
            .filter(|c| !c.is_empty())
        {
            if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(DeskError {
                    message: format!("“{code}” is no country code."),
                    remedy: "Use two capital letters, such as DE or TR.".into(),
                });
            }
        }
        if !self.incident.next_update.is_empty() && self.incident.next_update_in_words().is_none() {
            return Err(DeskError {
                message: format!("“{}” is no time of an update.", self.incident.next_update),
                remedy: "Choose date and time of the next update.".into(),
            });
        }
        for review in &self.reviews {
            review.validate()?;
        }
        if self.palette_trigger.chars().count() > 8 {
            return Err(DeskError {
                message: "The palette's trigger is longer than 8 characters.".into(),
                remedy: "Use two or three characters that nobody types by chance, such as ;;"
                    .into(),
            });
        }
        Ok(())
    }
}
