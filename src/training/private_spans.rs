//! How private data are found in texts whose spans people marked.

use std::fmt::Write;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;

use super::evaluation::Count;
use crate::comment::PrivateKind;
use crate::reading::private;
use crate::text::Text;

#[derive(Deserialize)]
struct Row {
    text: String,
    labels: Vec<(String, usize, usize)>,
}

/// Our kinds with the label of each source that means the same.
const KINDS: &[(PrivateKind, &[&str])] = &[
    (
        PrivateKind::Phone,
        &["PHONE_NUMBER", "NUMERO_TELEFONO", "NUMERO_FAX"],
    ),
    (PrivateKind::Email, &["EMAIL_ADDRESS", "CORREO_ELECTRONICO"]),
    (
        PrivateKind::Number,
        &[
            "CREDIT_CARD",
            "IBAN_CODE",
            "US_SSN",
            "US_DRIVER_LICENSE",
            "ID_SUJETO_ASISTENCIA",
            "ID_ASEGURAMIENTO",
            "ID_CONTACTO_ASISTENCIAL",
        ],
    ),
    (PrivateKind::BirthDate, &["BIRTH"]),
    (PrivateKind::Address, &["STREET_ADDRESS", "CALLE"]),
    (
        PrivateKind::Name,
        &[
            "PERSON",
            "NOMBRE_SUJETO_ASISTENCIA",
            "FAMILIARES_SUJETO_ASISTENCIA",
        ],
    ),
];

/// Labels that are neither sought nor wrong to find, such as a doctor's register number.
const NEUTRAL: &[&str] = &[
    "ID_TITULACION_PERSONAL_SANITARIO",
    "NOMBRE_PERSONAL_SANITARIO",
    "ZIP_CODE",
];

/// One line for each kind; a span counts as found when one of the same kind overlaps it.
///
/// # Errors
/// When a file is missing or malformed.
pub fn report(data: &Path) -> io::Result<String> {
    let mut out = String::new();
    for source in ["pii-spans", "phi-spans-es"] {
        let mut text = String::new();
        let path = data.join(format!("{source}.jsonl.gz"));
        GzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
        let mut counts = vec![Count::default(); KINDS.len()];
        for line in text.lines() {
            let row: Row = serde_json::from_str(line).map_err(io::Error::other)?;
            count(&row, &mut counts);
        }
        for ((kind, _), count) in KINDS.iter().zip(&counts) {
            let _ = writeln!(
                out,
                "private data, {source}, {:10} P {:.2} R {:.2} n {}",
                kind.as_str(),
                count.precision(),
                count.recall(),
                count.support()
            );
        }
    }
    Ok(out)
}

fn count(row: &Row, counts: &mut [Count]) {
    // Marked in characters, found in bytes.
    let starts: Vec<usize> = row
        .text
        .char_indices()
        .map(|(at, _)| at)
        .chain([row.text.len()])
        .collect();
    let marked: Vec<(String, usize, usize)> = row
        .labels
        .iter()
        .filter_map(|(label, start, end)| {
            let (start, end) = (*starts.get(*start)?, *starts.get(*end)?);
            let head = &row.text[row.text.floor_char_boundary(start.saturating_sub(30))..start];
            let birth = label == "FECHAS" && head.to_lowercase().contains("nacimiento");
            Some((
                if birth {
                    "BIRTH".to_owned()
                } else {
                    label.clone()
                },
                start,
                end,
            ))
        })
        .collect();
    let found = private::find(&Text::new(&row.text));
    for ((kind, labels), count) in KINDS.iter().zip(counts) {
        let overlaps = |start: usize, end: usize, span: crate::text::Span| {
            (span.start as usize) < end && start < span.end as usize
        };
        for (_, start, end) in marked
            .iter()
            .filter(|(label, ..)| labels.contains(&label.as_str()))
        {
            let hit = found
                .iter()
                .any(|f| f.kind == *kind && overlaps(*start, *end, f.span));
            count.add(hit, true);
        }
        for one in found.iter().filter(|f| f.kind == *kind) {
            let right = marked.iter().any(|(label, start, end)| {
                (labels.contains(&label.as_str()) || NEUTRAL.contains(&label.as_str()))
                    && overlaps(*start, *end, one.span)
            });
            if !right {
                count.add(true, false);
            }
        }
    }
}
