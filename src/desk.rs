//! The desk: the moderator's setting.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::incident::{self, Incident};
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
    /// How soon that channel answers, in the desk's own words: for replies in its first language, and in
    /// all others as long as `answer_within` says nothing.
    pub response_time: String,
    /// How soon that channel answers, for words in any language.
    pub answer_within: AnswerWithin,
    /// Link for booking.
    pub booking_link: String,
    /// Link for complaints.
    pub complaints_link: String,
    /// Link for live status and opening hours.
    pub status_link: String,
    /// How replies are signed.
    pub sign_off: String,
    /// Further slot values by slot name, e.g. `press_contact`.
    pub slots: BTreeMap<String, String>,
    /// What stands in replies in a language in the place of the general value: by BCP 47 tag, then by slot
    /// name, with those of the incident among them.
    pub in_languages: BTreeMap<String, BTreeMap<String, String>>,
    /// What the organisation says to claims that it meets often.
    pub rumours: Vec<Rumour>,
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

/// How soon a channel answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct AnswerWithin {
    /// How many of the unit; 0 where nothing is promised.
    pub amount: u16,
    /// The unit.
    pub unit: TimeUnit,
}

/// A unit of [`AnswerWithin`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// Hours of the clock.
    Hours,
    /// Calendar days.
    Days,
    /// Days on which the organisation works.
    #[default]
    WorkingDays,
}

impl TimeUnit {
    /// The name by which languages list their words for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::WorkingDays => "working_days",
        }
    }
}

/// A claim that the organisation meets often, and its answer as the truth sandwich.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Rumour {
    /// The language these texts are in, BCP 47; empty where replies in every language may use them.
    pub language: String,
    /// Words that give the claim away, alternatives with commas between.
    pub words: String,
    /// The fact.
    pub fact: String,
    /// The claim, as it stands once in the reply.
    pub myth: String,
    /// Why it is wrong.
    pub reason: String,
    /// The authority to read more at.
    pub source: String,
}

/// The jurisdiction of a country: rules name the United Kingdom as people do.
fn jurisdiction_of(country: &str) -> &str {
    if country == "GB" { "UK" } else { country }
}

/// A country as ISO 3166 has it, by that code or as people write it.
#[must_use]
pub fn iso_country(code: &str) -> &str {
    if code == "UK" { "GB" } else { code }
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
                let own = jurisdiction_of(code);
                let union = EU_MEMBERS.contains(&code).then_some("EU");
                std::iter::once(own).chain(union)
            })
    }
}

impl Desk {
    /// Whether the desk speaks to other countries only than one of its jurisdictions.
    #[must_use]
    pub fn faces_abroad(&self, jurisdiction: &str) -> bool {
        let own = |code: &String| jurisdiction_of(code) == jurisdiction;
        !self.audience.is_empty() && !self.audience.iter().any(own)
    }

    /// What the organisation itself wrote to stand in replies: its further slot values, what it says to
    /// rumours, and what is told of the incident in hand, in every language.
    pub fn approved_texts(&self) -> impl Iterator<Item = &str> {
        let incident = self.incident_active.then_some(&self.incident);
        let told = incident
            .into_iter()
            .flat_map(|i| [&i.known, &i.unknown, &i.action]);
        let in_languages = self.in_languages.values().flat_map(BTreeMap::values);
        let rumours = self.rumours.iter();
        let rumours = rumours.flat_map(|r| [&r.fact, &r.myth, &r.reason, &r.source]);
        let all = self.slots.values().chain(told);
        let all = all.chain(in_languages).chain(rumours);
        all.map(|text| text.trim())
    }

    /// What stands in a slot, in every language it has a value in.
    pub fn slot_texts<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = &'a str> {
        let general = match slot {
            "channel" => Some(&self.channel),
            _ => self.slots.get(slot),
        };
        let others = self
            .in_languages
            .values()
            .filter_map(move |own| own.get(slot));
        general.into_iter().chain(others).map(String::as_str)
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

/// Most claims a desk holds answers to.
const MOST_RUMOURS: usize = 200;

/// Whether a text is a language's code, two or three small letters.
fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())
}

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
        let in_languages = self.in_languages.values().flatten();
        let further = self.slots.iter().chain(in_languages);
        let rumours = self.rumours.iter().flat_map(|rumour| {
            [
                ("words of a rumour", &rumour.words),
                ("fact", &rumour.fact),
                ("claim", &rumour.myth),
                ("why it is wrong", &rumour.reason),
                ("source", &rumour.source),
            ]
        });
        let named = fields
            .into_iter()
            .chain(further.map(|(name, value)| (name.as_str(), value)))
            .chain(rumours);
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
        if self.rumours.len() > MOST_RUMOURS {
            return Err(DeskError {
                message: format!("There are more than {MOST_RUMOURS} rumours."),
                remedy: "Remove those that are no longer about.".into(),
            });
        }
        let spoken = self.in_languages.keys();
        let rumoured = self.rumours.iter().map(|rumour| &rumour.language);
        let rumoured = rumoured.filter(|code| !code.is_empty());
        if let Some(code) = spoken.chain(rumoured).find(|code| !is_language(code)) {
            return Err(DeskError {
                message: format!("“{code}” is no language code."),
                remedy: "Use two letters, such as de or tr.".into(),
            });
        }
        if !self.incident.next_update.is_empty()
            && incident::moment(&self.incident.next_update).is_none()
        {
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
