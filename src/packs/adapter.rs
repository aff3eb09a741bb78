//! The schema of an adapter: what Bedside knows of one platform's markup.
//!
//! An adapter is data. It says where a comment, its text, author and time are, which button opens
//! the reply box and how that box shows which comment it answers. The page layer in
//! `extension/content/page` carries it out; nothing in an adapter can run code. One file per
//! platform lies in `packs/adapters/`.
//!
//! This file depends on serde and ts-rs only, so that the build script can include it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod validation;

/// What is known of one platform's pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// Stable id, e.g. `facebook`: lower-case letters, digits and hyphens.
    pub id: String,
    /// The platform's name for the moderator.
    pub name: String,
    /// Host names: `example.org` is that host with or without `www.`, `*.example.org` also every
    /// host below it, `example.*` any top-level domain, `*` any host (then `markers` must be given).
    pub hosts: Vec<String>,
    /// Paths that are served, with `*` for any run of characters; empty means all.
    #[serde(default)]
    pub paths: Vec<String>,
    /// Selectors of which at least one must be in the page; empty means that the host is enough.
    #[serde(default)]
    pub markers: Vec<String>,
    /// Whether comments or reply boxes may lie in shadow roots, open or closed.
    #[serde(default)]
    pub shadow: bool,
    /// Comments and their parts.
    pub comment: CommentPart,
    /// What opens the reply box, best first; empty: what says "reply" in any language.
    #[serde(default)]
    pub reply: Vec<Target>,
    /// Reply boxes; empty means that the generic rules look for one.
    #[serde(default)]
    pub composer: Vec<Composer>,
    /// How long a reply may be, where it is known.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Words the platform shows, by a name of our own, in every language known.
    #[serde(default)]
    pub labels: BTreeMap<String, Vec<String>>,
    /// A page, or the shape of one, on which the adapter can be tried.
    pub example: String,
    /// Where the selectors come from.
    pub source: String,
    /// The day they were last checked against that source: `YYYY-MM-DD`.
    pub verified_on: String,
}

/// Where comments are and what they are made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CommentPart {
    /// Selectors of the elements that are one comment each. They may nest.
    pub item: Vec<String>,
    /// Selectors of elements that match `item` and are no comments: pingbacks, the post itself.
    #[serde(default)]
    pub except: Vec<String>,
    /// Selectors of what stands in a page only where it shows comments: where one is there and no
    /// comment is found, `item` has failed. Empty: the adapter's markers.
    #[serde(default)]
    pub signs: Vec<String>,
    /// The platform's own id, the first value found counts. Empty: keyed by content.
    #[serde(default)]
    pub id: Vec<Value>,
    /// What was written.
    pub text: Vec<Value>,
    /// Who wrote it, as shown.
    #[serde(default)]
    pub author: Vec<Value>,
    /// When. Epoch seconds and milliseconds and full date-times become RFC 3339.
    #[serde(default)]
    pub time: Vec<Value>,
    /// Stars or points, for reviews.
    #[serde(default)]
    pub rating: Vec<Value>,
    /// The highest rating the platform gives; ratings are scaled to five.
    #[serde(default = "five")]
    pub scale: f32,
    /// How a comment shows what it answers.
    #[serde(default)]
    pub thread: Thread,
    /// What marks the organisation's own replies, where the platform shows it.
    #[serde(default)]
    pub own: Vec<Target>,
}

/// One way to get a value out of the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// Selectors; empty means the element the search starts from. `{id}` stands for the comment's
    /// id, and ` >>> ` steps into a shadow root.
    #[serde(default)]
    pub select: Vec<String>,
    /// Where to look.
    #[serde(default)]
    pub scope: Scope,
    /// The attribute to take; `None` takes the text as shown.
    #[serde(default)]
    pub attribute: Option<String>,
    /// A JavaScript regular expression; its first group is the value, or all of it without groups.
    #[serde(default)]
    pub pattern: Option<String>,
    /// Which of several matches counts.
    #[serde(default)]
    pub pick: Pick,
    /// Selectors of parts that do not belong to the value: buttons, quotes, signatures.
    #[serde(default)]
    pub except: Vec<String>,
    /// Name of a list in `labels` whose entries are patterns with `{}` for the value, e.g.
    /// `Reply to {}`; the value is what stands there, without a time of posting at its end.
    #[serde(default)]
    pub label: Option<String>,
    /// Whether only what reads as a time of posting counts, in any language the browser knows.
    #[serde(default)]
    pub is_time: bool,
}

/// Something to find and perhaps to press.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Selectors, in order of preference; `{id}` and ` >>> ` as in [`Value::select`].
    pub select: Vec<String>,
    /// Where to look.
    #[serde(default)]
    pub scope: Scope,
    /// Name of a list in `labels`: the element's text or accessible name must be one of them.
    #[serde(default)]
    pub label: Option<String>,
}

/// Where a search starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// In the comment (or the composer's frame), but not in comments nested in it.
    #[default]
    Own,
    /// In the siblings that follow the comment, up to the next comment.
    After,
    /// The nearest ancestor that matches.
    Up,
    /// In the element that encloses the comment's thread: its parent's subtree.
    Around,
    /// Anywhere in the page.
    Page,
    /// The page's own address, which `pattern` cuts the value from.
    Address,
}

/// Which of several matches counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// The first that is not empty.
    #[default]
    First,
    /// The last that is not empty.
    Last,
    /// The one with the longest text.
    Longest,
    /// All of them, joined by line breaks.
    All,
    /// How many there are.
    Count,
}

/// How a comment shows which comment it answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Thread {
    /// It does not.
    #[default]
    Flat,
    /// It lies inside that comment's element.
    Nesting,
    /// It names that comment's id.
    Id(Vec<Value>),
    /// It is indented: the answered comment is the nearest one above with a smaller number.
    Depth(Vec<Value>),
    /// It lies in an element, matched by one of these selectors, whose first comment is the one
    /// answered.
    Group(Vec<String>),
}

/// A reply box and how it shows which comment it answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Composer {
    /// Selectors of the box that is typed into.
    pub select: Vec<String>,
    /// Selectors of the element around the box that holds its label, chip, hidden fields and post
    /// button: the nearest ancestor that matches. Empty: the form, else the parent.
    #[serde(default)]
    pub frame: Vec<String>,
    /// The editor behind it.
    pub kind: EditorKind,
    /// What proves that the box answers a comment; one is enough.
    pub bind: Vec<Proof>,
    /// The id of the answered comment, looked for in the frame.
    #[serde(default)]
    pub id: Vec<Value>,
    /// The name of the answered author, looked for in the frame. A box that names somebody else
    /// is refused whatever other proof there is.
    #[serde(default)]
    pub author: Vec<Value>,
    /// The page's own post button, looked for in the frame.
    #[serde(default)]
    pub submit: Vec<Target>,
    /// Whether the Enter key posts.
    #[serde(default)]
    pub enter: bool,
}

/// Proof that a reply box belongs to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// The box lies in the comment's own element.
    Inside,
    /// The box's frame carries the comment's id.
    Id,
    /// The box's frame names the comment's author, and nobody of that name stands closer.
    Author,
    /// The box follows the comment with no other comment between, and appeared when that comment's
    /// own reply button was pressed.
    Follows,
    /// The box appeared, or changed its frame, when the comment's own reply button was pressed.
    /// Only for platforms with a single box in the whole page.
    Opened,
}

/// The kind of editor behind a reply box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum EditorKind {
    /// `textarea` or `input`, plain or driven by a framework.
    Textarea,
    /// Plain `contenteditable`.
    Contenteditable,
    /// Lexical.
    Lexical,
    /// Draft.js.
    Draft,
    /// `ProseMirror`.
    Prosemirror,
    /// `TipTap`, which is `ProseMirror` inside.
    Tiptap,
    /// Quill 1 or 2.
    Quill,
    /// Slate.
    Slate,
    /// `CKEditor 5`.
    Ckeditor,
    /// `TinyMCE` in an iframe.
    Tinymce,
    /// Froala.
    Froala,
    /// Told from the page at run time.
    Unknown,
}

/// A platform's limit on the length of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The largest number of units.
    pub most: u32,
    /// What is counted.
    pub unit: LengthUnit,
}

/// What a platform counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LengthUnit {
    /// UTF-16 code units, as a browser's `maxlength`.
    Utf16,
    /// Unicode code points.
    Characters,
    /// Bytes of UTF-8.
    Bytes,
    /// X's weights: two for most scripts beyond Latin and for emoji, 23 for a link.
    Weighted,
}

/// An error in an adapter: the field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdapterError {
    /// Path of the field, e.g. `comment.text[0].select[1]`.
    pub field: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for AdapterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.field, self.message)
    }
}

impl std::error::Error for AdapterError {}

impl Adapter {
    /// Whether the adapter's hosts and paths fit a page. Markers are looked for in the page itself.
    #[must_use]
    pub fn fits(&self, host: &str, path: &str) -> bool {
        self.hosts.iter().any(|pattern| host_fits(pattern, host))
            && (self.paths.is_empty() || self.paths.iter().any(|pattern| wildcard(pattern, path)))
    }

    /// How narrowly the adapter is cut; among several that fit a page the higher goes first.
    #[must_use]
    pub fn precision(&self) -> u8 {
        let host = u8::from(!self.hosts.iter().any(|host| host == "*"));
        4 * host + 2 * u8::from(!self.paths.is_empty()) + u8::from(!self.markers.is_empty())
    }

    /// Checks what the types cannot say.
    ///
    /// # Errors
    ///
    /// Every field that is empty, malformed or refers to a label that is not there.
    pub fn validate(&self) -> Result<(), Vec<AdapterError>> {
        validation::check(self)
    }
}

fn five() -> f32 {
    5.0
}

fn host_fits(pattern: &str, host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    if pattern == "*" {
        return true;
    }
    if let Some(parent) = pattern.strip_prefix("*.") {
        return host == parent
            || host
                .strip_suffix(parent)
                .is_some_and(|rest| rest.ends_with('.'));
    }
    if let Some(name) = pattern.strip_suffix(".*") {
        let rest = host
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('.'));
        return rest.is_some_and(is_public_suffix);
    }
    host == pattern
}

/// `com`, `de`, `co.uk`, `com.tr`: one label, or a short one before a country.
fn is_public_suffix(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    match labels.as_slice() {
        [top] => !top.is_empty(),
        [second, top] => second.len() <= 3 && top.len() == 2,
        _ => false,
    }
}

/// Whether `text` fits a pattern in which `*` stands for any run of characters.
fn wildcard(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(tail) = text.strip_prefix(head) else {
        return false;
    };
    let ends = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
    ends.into_iter().any(|at| wildcard(rest, &tail[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minimal() -> Adapter {
        let text = Value {
            select: vec![".text".into()],
            ..Value::default()
        };
        Adapter {
            id: "clinic-forum".into(),
            name: "Clinic forum".into(),
            hosts: vec!["forum.example.org".into()],
            paths: Vec::new(),
            markers: Vec::new(),
            shadow: false,
            comment: CommentPart {
                item: vec![".post".into()],
                except: Vec::new(),
                signs: Vec::new(),
                id: Vec::new(),
                text: vec![text],
                author: Vec::new(),
                time: Vec::new(),
                rating: Vec::new(),
                scale: 5.0,
                thread: Thread::Flat,
                own: Vec::new(),
            },
            reply: Vec::new(),
            composer: Vec::new(),
            limit: None,
            labels: BTreeMap::new(),
            example: "https://forum.example.org/t/1".into(),
            source: "replica".into(),
            verified_on: "2026-11-23".into(),
        }
    }

    fn fields(adapter: &Adapter) -> Vec<String> {
        let errors = adapter.validate().err().unwrap_or_default();
        errors.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_whole_adapter_is_accepted() {
        assert_eq!(fields(&minimal()), Vec::<String>::new());
    }

    #[test]
    fn an_error_names_its_field() {
        let mut adapter = minimal();
        adapter.verified_on = "yesterday".into();
        adapter.comment.item = vec!["[data-id".into()];
        adapter.reply = vec![Target {
            select: vec!["a".into()],
            label: Some("reply".into()),
            ..Target::default()
        }];
        adapter.labels.insert("stray".into(), vec!["Stray".into()]);
        assert_eq!(
            fields(&adapter),
            [
                "verified_on",
                "comment.item[0]",
                "reply[0].label",
                "labels.stray"
            ]
        );
    }

    #[test]
    fn an_adapter_for_every_host_needs_markers() {
        let mut adapter = minimal();
        adapter.hosts = vec!["*".into()];
        assert_eq!(fields(&adapter), ["markers"]);
    }

    #[test]
    fn an_address_is_cut_and_holds_no_element() {
        let from_address = |pattern: Option<&str>| Value {
            scope: Scope::Address,
            pattern: pattern.map(str::to_owned),
            ..Value::default()
        };
        let mut adapter = minimal();
        adapter.comment.id = vec![from_address(Some("/status/(\\d+)"))];
        assert_eq!(fields(&adapter), Vec::<String>::new());
        adapter.comment.id = vec![from_address(None)];
        adapter.reply = vec![Target {
            select: vec!["a".into()],
            scope: Scope::Address,
            ..Target::default()
        }];
        assert_eq!(
            fields(&adapter),
            ["comment.id[0].pattern", "reply[0].scope"]
        );
    }

    #[test]
    fn hosts_fit_by_name_subdomain_and_country() {
        let cases = [
            ("example.org", "example.org", true),
            ("example.org", "www.example.org", true),
            ("example.org", "shop.example.org", false),
            ("*.example.org", "shop.example.org", true),
            ("*.example.org", "badexample.org", false),
            ("example.*", "www.example.co.uk", true),
            ("example.*", "example.de", true),
            ("example.*", "example.evil.com", false),
            ("*", "anything.test", true),
        ];
        for (pattern, host, expected) in cases {
            assert_eq!(host_fits(pattern, host), expected, "{pattern} on {host}");
        }
    }

    #[test]
    fn paths_fit_with_stars() {
        let cases = [
            ("/maps*", "/maps/place/1", true),
            ("/maps", "/maps/place", false),
            ("*/reviews", "/a/b/reviews", true),
            ("*/reviews", "/a/reviews/b/reviews", true),
            ("/r/*/comments/*", "/r/health/comments/1", true),
            ("/r/*/comments/*", "/r/health", false),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(wildcard(pattern, path), expected, "{pattern} on {path}");
        }
    }
}
