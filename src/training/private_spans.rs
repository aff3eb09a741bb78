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
    (PrivateKind::Name, &["PERSON", "NOMBRE_SUJETO_ASISTENCIA"]),
];

/// Labels that are neither sought nor wrong to find. A doctor's name and register number are of
/// their work; a postcode is part of an address or nothing. Left out of the sources altogether are
/// cities, countries, organisations and nationalities (no address and no person by themselves),
/// ages, sexes, jobs, titles, links, addresses of computers, other dates, and "relatives" of the
/// Spanish notes, which are words such as "mother".
const NEUTRAL: &[&str] = &[
    "ID_TITULACION_PERSONAL_SANITARIO",
    "NOMBRE_PERSONAL_SANITARIO",
    "ZIP_CODE",
];

/// Whether a span that people marked is what we mean by its kind; where not, it is neither sought
/// nor wrong to find.
///
/// A name is a full one: a given or family name alone ("Mary", "Mr Brown") tells nobody who it is,
/// and a person with a doctor's title is at work. Two fields of a form, "Nombre" and "Apellidos",
/// are one full name. An address has a number and is somebody's: not a street, and not where an
/// office, a restaurant or a bus stop is.
fn is_meant(text: &str, label: &str, start: usize, end: usize) -> bool {
    let span = &text[start..end];
    let head = text[text.floor_char_boundary(start.saturating_sub(60))..start].to_lowercase();
    match label {
        "PERSON" => {
            span.split_whitespace().count() >= 2
                && !["dr. ", "prof. "].iter().any(|t| head.ends_with(t))
                && !span.starts_with("Dr. ")
        }
        "NOMBRE_SUJETO_ASISTENCIA" => {
            span.split_whitespace().count() >= 2 || head.trim_end().ends_with(':')
        }
        "STREET_ADDRESS" => {
            let organisation = [
                "office is at",
                "offices are located",
                "restaurant is",
                "the bus drops",
                "ask the driver",
                "pedestrians must",
                "the title refers",
                "meeting? there",
                "address of",
                "stop at the corner",
            ];
            span.contains(char::is_numeric)
                && !span.to_lowercase().starts_with("the corner of")
                && !organisation.iter().any(|o| head.contains(o))
        }
        "CALLE" => span.contains(char::is_numeric) || span.contains("s/n"),
        "ID_SUJETO_ASISTENCIA" => span.contains(char::is_numeric),
        _ => true,
    }
}

/// One line for each kind; a span counts as found when one of the same kind overlaps it. Behind
/// it the same figures with every marked span sought, those left out by definition as well.
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
        let mut all = counts.clone();
        for line in text.lines() {
            let row: Row = serde_json::from_str(line).map_err(io::Error::other)?;
            count(&row, &mut counts, is_meant);
            count(&row, &mut all, |_, _, _, _| true);
        }
        for (((kind, _), count), all) in KINDS.iter().zip(&counts).zip(&all) {
            let _ = writeln!(
                out,
                "private data, {source}, {:10} P {:.2} R {:.2} n {} (all marked: P {:.2} R {:.2} n {})",
                kind.as_str(),
                count.precision(),
                count.recall(),
                count.support(),
                all.precision(),
                all.recall(),
                all.support()
            );
        }
    }
    Ok(out)
}

fn count(row: &Row, counts: &mut [Count], is_meant: fn(&str, &str, usize, usize) -> bool) {
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
            let head = head.to_lowercase();
            let birth = label == "FECHAS" && head.contains("nacimiento")
                || label == "DATE_TIME" && (head.contains("born on") || head.contains("birth"));
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
        for (_, start, end) in marked.iter().filter(|(label, start, end)| {
            labels.contains(&label.as_str()) && is_meant(&row.text, label, *start, *end)
        }) {
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
