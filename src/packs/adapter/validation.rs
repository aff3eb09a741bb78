//! What the types of an adapter cannot say: empty fields, broken selectors, labels that are missing
//! or used nowhere.

use std::collections::BTreeSet;

use super::{Adapter, AdapterError, Composer, Proof, Scope, Target, Thread, Value};

/// Every error of an adapter.
pub(super) fn check(adapter: &Adapter) -> Result<(), Vec<AdapterError>> {
    let mut checker = Checker {
        adapter,
        errors: Vec::new(),
    };
    checker.adapter();
    if checker.errors.is_empty() {
        Ok(())
    } else {
        Err(checker.errors)
    }
}

struct Checker<'a> {
    adapter: &'a Adapter,
    errors: Vec<AdapterError>,
}

impl Checker<'_> {
    fn adapter(&mut self) {
        let adapter = self.adapter;
        let id_letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if adapter.id.is_empty() || !adapter.id.chars().all(id_letters) {
            self.report("id", "must be lower-case letters, digits and hyphens");
        }
        self.filled("name", &adapter.name);
        self.filled("example", &adapter.example);
        self.filled("source", &adapter.source);
        if !is_date(&adapter.verified_on) {
            self.report("verified_on", "must be a date such as 2026-11-23");
        }
        self.hosts();
        self.selectors("markers", &adapter.markers, false);
        self.comment();
        self.targets("reply", &adapter.reply);
        for (index, composer) in adapter.composer.iter().enumerate() {
            self.composer(&format!("composer[{index}]"), composer);
        }
        if adapter.limit.is_some_and(|limit| limit.most == 0) {
            self.report("limit.most", "must be greater than 0");
        }
        for (name, words) in &adapter.labels {
            if words.is_empty() || words.iter().any(|word| word.trim().is_empty()) {
                self.report(
                    &format!("labels.{name}"),
                    "must hold words, none of them empty",
                );
            }
        }
        self.unused_labels();
    }

    fn hosts(&mut self) {
        if self.adapter.hosts.is_empty() {
            self.report("hosts", "must name at least one host");
        }
        for (index, host) in self.adapter.hosts.iter().enumerate() {
            let field = format!("hosts[{index}]");
            if host == "*" {
                if self.adapter.markers.is_empty() {
                    self.report("markers", "must be given when the host is *");
                }
                continue;
            }
            let name = host.strip_prefix("*.").unwrap_or(host);
            let name = name.strip_suffix(".*").unwrap_or(name);
            let letters =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            if name.is_empty() || !name.chars().all(letters) {
                self.report(&field, "must be a host name without scheme, port and path");
            }
        }
        for (index, path) in self.adapter.paths.iter().enumerate() {
            if !path.starts_with('/') && !path.starts_with('*') {
                self.report(&format!("paths[{index}]"), "must start with / or *");
            }
        }
    }

    fn comment(&mut self) {
        let comment = &self.adapter.comment;
        self.selectors("comment.item", &comment.item, true);
        self.selectors("comment.except", &comment.except, false);
        self.selectors("comment.signs", &comment.signs, false);
        if comment.text.is_empty() {
            self.report("comment.text", "must say where the text is");
        }
        let fields = [
            ("id", &comment.id),
            ("text", &comment.text),
            ("author", &comment.author),
            ("time", &comment.time),
            ("rating", &comment.rating),
        ];
        for (name, values) in fields {
            self.values(&format!("comment.{name}"), values);
        }
        if comment.scale <= 0.0 || !comment.scale.is_finite() {
            self.report("comment.scale", "must be greater than 0");
        }
        match &comment.thread {
            Thread::Flat | Thread::Nesting => {}
            Thread::Id(values) | Thread::Depth(values) => {
                if values.is_empty() {
                    self.report("comment.thread", "must say where it is");
                }
                self.values("comment.thread", values);
            }
            Thread::Group(selectors) => self.selectors("comment.thread", selectors, true),
        }
        self.targets("comment.own", &comment.own);
    }

    fn composer(&mut self, field: &str, composer: &Composer) {
        self.selectors(&format!("{field}.select"), &composer.select, true);
        self.selectors(&format!("{field}.frame"), &composer.frame, false);
        self.values(&format!("{field}.id"), &composer.id);
        self.values(&format!("{field}.author"), &composer.author);
        self.targets(&format!("{field}.submit"), &composer.submit);
        if composer.bind.is_empty() {
            self.report(&format!("{field}.bind"), "must name at least one proof");
        }
        let needs = [
            (Proof::Id, &composer.id, "id"),
            (Proof::Author, &composer.author, "author"),
        ];
        for (proof, values, name) in needs {
            if composer.bind.contains(&proof) && values.is_empty() {
                self.report(
                    &format!("{field}.{name}"),
                    "must be given for the proof of that name",
                );
            }
        }
    }

    fn values(&mut self, field: &str, values: &[Value]) {
        for (index, value) in values.iter().enumerate() {
            let field = format!("{field}[{index}]");
            self.selectors(&format!("{field}.select"), &value.select, false);
            self.selectors(&format!("{field}.except"), &value.except, false);
            if value.attribute.as_ref().is_some_and(String::is_empty) {
                self.report(&format!("{field}.attribute"), "must not be empty");
            }
            if value.pattern.as_ref().is_some_and(String::is_empty) {
                self.report(&format!("{field}.pattern"), "must not be empty");
            }
            if value.scope == Scope::Address {
                self.address(&field, value);
            } else if value.scope != Scope::Own && value.select.is_empty() {
                self.report(
                    &format!("{field}.select"),
                    "must be given outside the comment itself",
                );
            }
            if let Some(label) = &value.label {
                let words = self.label(&format!("{field}.label"), label);
                if words.iter().any(|word| !word.contains("{}")) {
                    self.report(&format!("labels.{label}"), "must hold patterns with {}");
                }
            }
        }
    }

    /// An address is no element, and most of it is no value.
    fn address(&mut self, field: &str, value: &Value) {
        if !value.select.is_empty() {
            self.report(
                &format!("{field}.select"),
                "must be left out where the address is read",
            );
        }
        if value.pattern.is_none() {
            self.report(
                &format!("{field}.pattern"),
                "must say which part of the address it is",
            );
        }
    }

    fn targets(&mut self, field: &str, targets: &[Target]) {
        for (index, target) in targets.iter().enumerate() {
            self.selectors(&format!("{field}[{index}].select"), &target.select, true);
            if target.scope == Scope::Address {
                self.report(
                    &format!("{field}[{index}].scope"),
                    "must be a place in the page",
                );
            }
            if let Some(label) = &target.label {
                self.label(&format!("{field}[{index}].label"), label);
            }
        }
    }

    fn label(&mut self, field: &str, name: &str) -> Vec<String> {
        if let Some(words) = self.adapter.labels.get(name) {
            return words.clone();
        }
        self.report(field, &format!("there is no list labels.{name}"));
        Vec::new()
    }

    fn unused_labels(&mut self) {
        let adapter = self.adapter;
        let comment = &adapter.comment;
        let thread = match &comment.thread {
            Thread::Id(values) | Thread::Depth(values) => values.as_slice(),
            _ => &[],
        };
        let composer_values = adapter
            .composer
            .iter()
            .flat_map(|box_| box_.id.iter().chain(&box_.author));
        let values = [
            &comment.id,
            &comment.text,
            &comment.author,
            &comment.time,
            &comment.rating,
        ]
        .into_iter()
        .flatten()
        .chain(thread)
        .chain(composer_values)
        .filter_map(|value| value.label.as_deref());
        let targets = adapter
            .reply
            .iter()
            .chain(&comment.own)
            .chain(adapter.composer.iter().flat_map(|box_| &box_.submit))
            .filter_map(|target| target.label.as_deref());
        let used: BTreeSet<&str> = values.chain(targets).collect();
        for name in adapter.labels.keys() {
            if !used.contains(name.as_str()) {
                self.report(&format!("labels.{name}"), "is used nowhere");
            }
        }
    }

    fn selectors(&mut self, field: &str, selectors: &[String], needed: bool) {
        if needed && selectors.is_empty() {
            self.report(field, "must hold at least one selector");
        }
        for (index, selector) in selectors.iter().enumerate() {
            if let Err(message) = check_selector(selector) {
                self.report(&format!("{field}[{index}]"), message);
            }
        }
    }

    fn filled(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.report(field, "must not be empty");
        }
    }

    fn report(&mut self, field: &str, message: &str) {
        self.errors.push(AdapterError {
            field: field.to_owned(),
            message: message.to_owned(),
        });
    }
}

/// A selector is parsed by the browser; here it is only made sure that it is whole.
fn check_selector(selector: &str) -> Result<(), &'static str> {
    if selector.trim().is_empty() {
        return Err("must not be empty");
    }
    let mut open = Vec::new();
    let mut quote = None;
    let mut letters = selector.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (_, '\\') => {
                letters.next();
            }
            (Some(mark), _) if mark == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[') => open.push(']'),
            (None, '(') => open.push(')'),
            (None, ']' | ')') if open.pop() != Some(letter) => {
                return Err("has brackets that do not match");
            }
            _ => {}
        }
    }
    if quote.is_some() || !open.is_empty() {
        return Err("has a bracket or quote that is not closed");
    }
    Ok(())
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, digits: usize| {
        (part.len() == digits)
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let month = number(month, 2).filter(|month| (1..=12).contains(month));
    let day = number(day, 2).filter(|day| (1..=31).contains(day));
    number(year, 4).is_some() && month.is_some() && day.is_some()
}
