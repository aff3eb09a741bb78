//! What the worker answers, as far as it needs neither storage nor clock.

use crate::comment::Comment;
use crate::compliance::length::length;
use crate::desk::Desk;
use crate::engine::{Engine, Place};
use crate::messages::{
    LogEvent, MAX_COMMENTS_PER_MESSAGE, PackView, Page, PageComment, PageSettings, PlatformView,
    Request, Response, Status,
};
use crate::packs::{PackInfo, RULES};
use crate::replying::{self, action};
use crate::review;
use crate::settings::{self, Settings};
use crate::{comment, views};

/// Who sent a message, as the browser vouches for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// One of Bedside's own pages.
    pub extension_page: bool,
    /// Host of the page a content script runs in.
    pub host: Option<String>,
}

/// Refuses requests that their sender may not make.
///
/// # Errors
/// The answer to give instead.
pub fn admit(request: &Request, sender: &Sender) -> Result<(), Response> {
    let page = match request {
        Request::Record {
            event: LogEvent::PackReviewed { .. } | LogEvent::ReviewTakenBack { .. },
            ..
        } => {
            return Err(failed(
                "Reviews are written into the log when they are entered.",
                "Mark the pack as reviewed in Bedside's options.",
            ));
        }
        Request::OpenPage { page }
        | Request::Read { page, .. }
        | Request::Suggest { page, .. }
        | Request::Check { page, .. }
        | Request::Search { page, .. }
        | Request::Record { page, .. }
        | Request::Posted { page, .. } => page,
        _ if sender.extension_page => return Ok(()),
        _ => {
            return Err(failed(
                "Only Bedside's own pages may ask for this.",
                "Open Bedside's options to change settings.",
            ));
        }
    };
    if sender.extension_page || sender.host.as_deref() == Some(page.host.as_str()) {
        Ok(())
    } else {
        Err(failed(
            "The message names another page than it came from.",
            "Reload the page.",
        ))
    }
}

/// A failure in words.
#[must_use]
pub fn failed(message: &str, remedy: &str) -> Response {
    Response::Failed {
        message: message.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// Answers what changes nothing and needs no log; `None` for everything else.
#[must_use]
pub fn answer(engine: &Engine, settings: &Settings, request: &Request) -> Option<Response> {
    let packs = &engine.packs;
    let Settings { desk, learning, .. } = settings;
    Some(match request {
        Request::GetDesk {} => Response::DeskIs { desk: desk.clone() },
        Request::GetStatus {} => Response::StatusIs {
            status: status(engine, settings),
        },
        Request::GetPack { name } => match pack_text(engine, settings, name) {
            PackText::Imported(text) => Response::PackIs { text },
            // The package holds it, which is for the worker to open.
            PackText::Shipped(_) => return None,
            PackText::None => failed(
                &format!("Bedside has no text of a pack named {name}."),
                "Choose another pack.",
            ),
        },
        Request::OpenPage { page } => open_page(engine, desk, &settings.sites_off, page),
        Request::Read { comments, .. } if comments.len() > MAX_COMMENTS_PER_MESSAGE => failed(
            &format!("More than {MAX_COMMENTS_PER_MESSAGE} comments came at once."),
            "Reload the page.",
        ),
        Request::Read { page, comments } => Response::Readings {
            readings: comments
                .iter()
                .map(|c| {
                    let reading = engine.read(&views::comment(c, page));
                    views::reading(packs, &c.key, &c.text, &reading)
                })
                .collect(),
        },
        Request::Suggest {
            page,
            comment,
            thread_replies,
        } => {
            let place = Place {
                desk,
                thread_replies,
                learning,
            };
            suggest(engine, page, comment, place)
        }
        Request::Check {
            page,
            comment,
            draft,
            thread_replies,
        } => {
            let core = comment::Draft {
                text: draft.clone(),
                platform: page.platform.clone(),
                thread_replies: thread_replies.clone(),
            };
            check(engine, desk, page, comment.as_ref(), &core)
        }
        Request::Search {
            page,
            comment,
            query,
        } => {
            let platform = page.platform.as_deref();
            let core = comment.as_ref().map_or_else(
                || Comment {
                    platform: page.platform.clone(),
                    country: views::country_of(&page.host),
                    ..Comment::default()
                },
                |c| views::comment(c, page),
            );
            let found = engine.search(
                &core,
                query,
                Place {
                    desk,
                    thread_replies: &[],
                    learning,
                },
            );
            Response::Found {
                results: found
                    .iter()
                    .map(|s| views::suggestion(packs, platform, s))
                    .collect(),
            }
        }
        _ => return None,
    })
}

fn suggest(engine: &Engine, page: &Page, comment: &PageComment, place: Place) -> Response {
    let packs = &engine.packs;
    let platform = page.platform.as_deref();
    let core = views::comment(comment, page);
    let reading = engine.read(&core);
    let suggestions = engine.suggest(&core, &reading, place);
    let best = suggestions
        .first()
        .and_then(|s| packs.templates.iter().find(|t| t.id == s.template))
        .map(|t| replying::situation_of(packs, t));
    let statement = engine.statement(&core, &reading, place);
    Response::Suggestions {
        statement: statement.map(|s| views::suggestion(packs, platform, &s)),
        actions: action::actions(packs, &reading, best)
            .iter()
            .map(views::action)
            .collect(),
        suggestions: suggestions
            .iter()
            .map(|s| views::suggestion(packs, platform, s))
            .collect(),
        reading: views::reading(packs, &comment.key, &comment.text, &reading),
    }
}

fn check(
    engine: &Engine,
    desk: &Desk,
    page: &Page,
    comment: Option<&PageComment>,
    draft: &comment::Draft,
) -> Response {
    let platform = draft.platform.as_deref();
    let commented = comment.map(|c| views::comment(c, page));
    let (findings, empathy) = engine.review(draft, commented.as_ref(), desk);
    Response::Findings {
        findings: views::findings(&draft.text, &findings),
        empathy: empathy.map(|e| views::empathy(&draft.text, &e)),
        length: views::length_view(length(&engine.packs, platform, &draft.text)),
    }
}

fn open_page(engine: &Engine, desk: &Desk, sites_off: &[String], page: &Page) -> Response {
    let mut adapters: Vec<_> = engine
        .packs
        .adapters
        .iter()
        .filter(|adapter| adapter.fits(&page.host, &page.path))
        .cloned()
        .collect();
    adapters.sort_by_key(|adapter| std::cmp::Reverse(adapter.precision()));
    Response::PageOpened {
        on: !sites_off.contains(&page.host),
        adapters,
        settings: PageSettings {
            guard: desk.guard,
            palette_trigger: if desk.palette_trigger.is_empty() {
                ";;".into()
            } else {
                desk.palette_trigger.clone()
            },
            first_run: !desk.hint_dismissed,
            incident: desk.incident_active.then(|| desk.incident.clone()),
        },
    }
}

/// Where the text of a pack is.
#[derive(Debug, PartialEq, Eq)]
pub enum PackText {
    /// Among the settings: this one.
    Imported(String),
    /// In a file of the package, by this name.
    Shipped(String),
    /// Nowhere.
    None,
}

/// Sorts of packs whose texts come with the package: what counsel and communications officers read.
const READABLE: &[&str] = &[RULES, "templates", "awareness", "numbers"];

/// Where the text of a pack in force is.
#[must_use]
pub fn pack_text(engine: &Engine, settings: &Settings, name: &str) -> PackText {
    let imported = settings.imported.iter().find(|(known, _)| known == name);
    if let Some((_, text)) = imported {
        return PackText::Imported(text.clone());
    }
    let shipped = |file: &&PackInfo| !file.imported && file.path == name && is_readable(file);
    match engine.packs.files.iter().find(shipped) {
        Some(file) => PackText::Shipped(format!("packs/{}", file.path)),
        None => PackText::None,
    }
}

fn is_readable(file: &PackInfo) -> bool {
    file.imported || READABLE.contains(&file.sort.as_str())
}

/// What is in force, and which imported packs are not.
#[must_use]
pub fn status(engine: &Engine, settings: &Settings) -> Status {
    let reviews = &settings.desk.reviews;
    let in_force = engine.packs.files.iter().map(|file| {
        let (status, review) = if file.sort == RULES {
            review::standing(reviews, &file.path, &file.fingerprint, &file.status)
        } else {
            ("", None)
        };
        PackView {
            name: file.path.clone(),
            sort: file.sort.clone(),
            status: status.to_owned(),
            fingerprint: file.fingerprint.clone(),
            review: review.cloned(),
            readable: is_readable(file),
            verified_on: file.verified_on.clone(),
            imported: file.imported,
        }
    });
    let imported = settings.imported.iter().map(|(name, _)| name);
    let left_out = imported
        .filter(|name| !settings::has_imported(engine, name))
        .map(|name| PackView {
            name: name.clone(),
            sort: String::new(),
            status: "left out".into(),
            fingerprint: String::new(),
            review: None,
            readable: true,
            verified_on: String::new(),
            imported: true,
        });
    Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        packs: in_force.chain(left_out).collect(),
        sites_off: settings.sites_off.clone(),
        platforms: engine
            .packs
            .adapters
            .iter()
            .map(|a| PlatformView {
                id: a.id.clone(),
                name: a.name.clone(),
                hosts: a.hosts.clone(),
            })
            .collect(),
    }
}
