//! Where in a pack file something stands.

use toml::de::{DeTable, DeValue};

use super::{PackError, PackFile};

/// A file in which places are named.
pub(super) struct Place<'a> {
    pub file: &'a PackFile,
}

impl Place<'_> {
    /// The line of an offset in bytes, from 1.
    pub fn line(&self, offset: usize) -> usize {
        let end = self.file.text.floor_char_boundary(offset);
        self.file.text[..end].matches('\n').count() + 1
    }

    /// What is wrong at an offset in bytes.
    pub fn error(&self, offset: usize, message: impl Into<String>) -> PackError {
        PackError {
            file: self.file.path.clone(),
            line: self.line(offset),
            message: message.into(),
        }
    }

    /// What is wrong with a field such as `comment.text[0].select`; told of the innermost part of it that
    /// the file has.
    pub fn error_in(&self, field: &str, message: impl Into<String>) -> PackError {
        self.error(self.offset_of(field), message)
    }

    /// What keeps the file from being read.
    pub fn malformed(&self, error: &toml::de::Error) -> PackError {
        let offset = error.span().map_or(0, |span| span.start);
        self.error(offset, error.message())
    }

    fn offset_of(&self, field: &str) -> usize {
        let Ok(table) = DeTable::parse(&self.file.text) else {
            return 0;
        };
        let mut offset = 0;
        let mut table = table.get_ref();
        for step in field.split('.') {
            let mut parts = step.split(['[', ']']).filter(|part| !part.is_empty());
            let name = parts.next().unwrap_or_default();
            let Some((key, mut value)) = table.iter().find(|(key, _)| key.get_ref() == name) else {
                break;
            };
            offset = key.span().start;
            for index in parts {
                let items = value.get_ref().as_array();
                let item = items.and_then(|items| items.get(index.parse::<usize>().ok()?));
                let Some(item) = item else {
                    return offset;
                };
                offset = item.span().start;
                value = item;
            }
            let DeValue::Table(inner) = value.get_ref() else {
                break;
            };
            table = inner;
        }
        offset
    }
}
