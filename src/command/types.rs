//! `bedside types`: the TypeScript types of the messages.

use std::path::Path;

use ts_rs::{Config, ExportError, TS};

use crate::messages::{Request, Response};

/// Writes one file for each type of the messages into a folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn export(folder: &Path) -> Result<(), ExportError> {
    let config = Config::new().with_out_dir(folder);
    Request::export_all(&config)?;
    Response::export_all(&config)
}
