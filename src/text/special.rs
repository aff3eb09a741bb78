//! Stretches of text that are one token whatever the word rules say: links, addresses, handles,
//! hashtags, telephone numbers, amounts, dates and times.
//!
//! All scanners look forward from one offset, never back, and give the end of what they took. What may
//! start anew behind every hyphen is looked for a bounded way only, so that reading stays linear.

use super::TokenKind;

/// A special token that starts exactly at `at`, with its end, or `None`.
///
/// `at` must be a character boundary; the caller tries each segment start once.
pub(super) fn special_at(source: &str, at: usize) -> Option<(TokenKind, usize)> {
    let rest = &source[at..];
    let first = *rest.as_bytes().first()?;
    let before = source[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    match first {
        b'@' => handle_end(rest).map(|end| (TokenKind::Handle, at + end)),
        b'+' | b'(' | b'0'..=b'9' => number_like(rest).map(|(kind, end)| (kind, at + end)),
        b'$' => money_after_sign(rest, 1).map(|end| (TokenKind::Money, at + end)),
        _ if first.is_ascii_alphanumeric() => address_end(rest).map(|(kind, end)| (kind, at + end)),
        _ if !first.is_ascii() => {
            let sign = rest.chars().next()?;
            is_currency(sign)
                .then(|| money_after_sign(rest, sign.len_utf8()))
                .flatten()
                .map(|end| (TokenKind::Money, at + end))
        }
        _ => None,
    }
}

pub(super) fn is_currency(character: char) -> bool {
    matches!(character, '$' | '¢' | '£' | '¥' | '฿' | '₺' | '￥')
        || ('\u{20a0}'..='\u{20cf}').contains(&character)
}

fn prefix_len(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.char_indices()
        .find(|(_, c)| !accept(*c))
        .map_or(text.len(), |(at, _)| at)
}

/// Longest address, or name before its `@`, in bytes: what standards allow, rounded up.
pub(crate) const LONGEST_ADDRESS: usize = 320;
/// Longest date, time or amount in digits, in bytes.
const LONGEST_NUMBER: usize = 24;

/// The beginning of a text, of so many bytes at most.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn handle_end(rest: &str) -> Option<usize> {
    let name = prefix_len(&rest[1..], |c| {
        c.is_alphanumeric() || matches!(c, '_' | '.' | '-')
    });
    let name = rest[1..=name].trim_end_matches(['.', '-']).len();
    (name >= 2).then_some(1 + name)
}

/// Top-level domains that make `a.b` a link even without a scheme.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "info", "biz", "io", "me", "co", "edu", "gov", "int", "eu", "uk", "us",
    "de", "es", "fr", "it", "pt", "br", "tr", "ru", "in", "th", "cn", "mx", "ae", "au", "at", "ch",
    "nl", "be", "pl", "ly", "gl", "app", "shop", "online", "site", "club", "clinic", "health",
];

fn address_end(rest: &str) -> Option<(TokenKind, usize)> {
    let word = prefix_len(beginning(rest, LONGEST_ADDRESS), |c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%')
    });
    let after = rest[word..].chars().next();
    if after == Some('@') {
        let host = prefix_len(beginning(&rest[word + 1..], LONGEST_ADDRESS), |c| {
            c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
        });
        let host = rest[word + 1..word + 1 + host].trim_end_matches(['.', '-']);
        return (host.contains('.')).then_some((TokenKind::Email, word + 1 + host.len()));
    }
    let starts = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    if starts("http://") || starts("https://") || starts("www.") {
        return Some((TokenKind::Url, link_end(rest)));
    }
    let host = rest[..word].trim_end_matches(['.', '-', '_']);
    let (name, domain) = host.rsplit_once('.')?;
    let known = DOMAINS.iter().any(|d| d.eq_ignore_ascii_case(domain));
    let named = name.len() >= 2 && name.bytes().any(|b| b.is_ascii_alphabetic());
    // "see you.In the end" is a missing space, not a host in India.
    let lower = !domain.starts_with(|c: char| c.is_ascii_uppercase());
    (known && named && lower).then(|| (TokenKind::Url, host.len() + path_len(&rest[host.len()..])))
}

fn path_len(rest: &str) -> usize {
    if rest.starts_with('/') {
        link_end(rest)
    } else {
        0
    }
}

fn link_end(rest: &str) -> usize {
    let end = prefix_len(rest, |c| {
        !c.is_whitespace() && c.is_ascii() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|')
    });
    rest[..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\''])
        .len()
}

fn money_after_sign(rest: &str, sign: usize) -> Option<usize> {
    let gap = prefix_len(&rest[sign..], |c| c == ' ').min(1);
    let digits = digits_len(&rest[sign + gap..]);
    (digits > 0).then_some(sign + gap + digits)
}

/// Length of a number with separators inside: `1.200,50`, `10 000` is two numbers.
fn digits_len(text: &str) -> usize {
    let text = beginning(text, LONGEST_NUMBER);
    let taken = prefix_len(text, |c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if taken == LONGEST_NUMBER {
        return 0;
    }
    text[..taken].trim_end_matches(['.', ',']).len()
}

fn number_like(rest: &str) -> Option<(TokenKind, usize)> {
    if let Some((kind, end)) = date_or_time(rest) {
        return Some((kind, end));
    }
    if let Some(end) = phone_end(rest) {
        return Some((TokenKind::Phone, end));
    }
    let digits = digits_len(rest);
    if digits == 0 {
        return None;
    }
    let after = &rest[digits..];
    let spaced = after
        .strip_prefix(' ')
        .or_else(|| after.strip_prefix('\u{a0}'))
        .unwrap_or(after);
    let sign = spaced.chars().next()?;
    is_currency(sign).then(|| {
        (
            TokenKind::Money,
            rest.len() - spaced.len() + sign.len_utf8(),
        )
    })
}

fn date_or_time(rest: &str) -> Option<(TokenKind, usize)> {
    let run = prefix_len(beginning(rest, LONGEST_NUMBER), |c| {
        c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ':')
    });
    let run = rest[..run].trim_end_matches(['.', '/', '-', ':']);
    if rest[run.len()..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let separator = run.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = run.split(separator).collect();
    let numbers: Option<Vec<u32>> = parts
        .iter()
        .map(|p| (1..=4).contains(&p.len()).then(|| p.parse().ok()).flatten())
        .collect();
    let numbers = numbers?;
    match (separator, numbers.as_slice()) {
        (':', [hour, minute] | [hour, minute, _]) if *hour < 25 && *minute < 60 => {
            Some((TokenKind::Time, run.len()))
        }
        ('.' | '/' | '-', [a, b, c]) => {
            let day_first = (1..=31).contains(a) && (1..=31).contains(b) && is_year(*c, parts[2]);
            let year_first = is_year(*a, parts[0]) && (1..=12).contains(b) && (1..=31).contains(c);
            (day_first || year_first).then_some((TokenKind::Date, run.len()))
        }
        _ => None,
    }
}

fn is_year(number: u32, written: &str) -> bool {
    (written.len() == 4 && (1900..2100).contains(&number) || (2440..2600).contains(&number))
        || written.len() == 2
}

/// A telephone number: eight to fifteen digits, and something that says so: a leading plus or zero, a
/// pair of brackets, two separators among nine digits or more, or ten to twelve digits in one group.
fn phone_end(rest: &str) -> Option<usize> {
    let mut end = 0;
    let (mut digits, mut separators, mut brackets) = (0, 0, 0);
    let mut previous = ' ';
    for (at, character) in rest.char_indices() {
        match character {
            '0'..='9' => {
                digits += 1;
                end = at + 1;
            }
            '+' if at == 0 => {}
            'x' | 'X' | '*' if digits >= 3 && !previous.is_alphabetic() || previous == 'x' => {
                digits += 1;
                end = at + 1;
            }
            '(' | ')' => brackets += 1,
            ' ' | '-' | '.' | '/' | '\u{a0}' if previous != ' ' || character != ' ' => {
                separators += 1;
            }
            _ => break,
        }
        previous = character;
        if at > 24 {
            break;
        }
    }
    let plain = rest.starts_with('+') || rest.starts_with('0') || brackets >= 2;
    let grouped = separators >= 2 && digits >= 9;
    let long = separators == 0 && (10..=12).contains(&digits) && !rest.starts_with('(');
    ((8..=15).contains(&digits) && (plain || grouped || long)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: Option<(TokenKind, &str)>) {
        let found = special_at(source, 0).map(|(kind, end)| (kind, &source[..end]));
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn special_tokens_are_taken_whole() {
        check(
            "https://example.org/a?b=1.",
            Some((TokenKind::Url, "https://example.org/a?b=1")),
        );
        check(
            "example.org/visit now",
            Some((TokenKind::Url, "example.org/visit")),
        );
        check(
            "me.too@example.org!",
            Some((TokenKind::Email, "me.too@example.org")),
        );
        check("@clinic_one.", Some((TokenKind::Handle, "@clinic_one")));
        check(
            "+90 555 010 01 02 call",
            Some((TokenKind::Phone, "+90 555 010 01 02")),
        );
        check("(555) 010-0100", Some((TokenKind::Phone, "(555) 010-0100")));
        check("12.03.1985 was", Some((TokenKind::Date, "12.03.1985")));
        check("14:30 today", Some((TokenKind::Time, "14:30")));
        check("€1.200,50 paid", Some((TokenKind::Money, "€1.200,50")));
        check("990 € only", Some((TokenKind::Money, "990 €")));
    }

    #[test]
    fn ordinary_words_and_numbers_are_left_alone() {
        check("end.Start", None);
        check("you.in", Some((TokenKind::Url, "you.in")));
        check("3 hours", None);
        check("2024 was", None);
        check("word", None);
    }

    #[test]
    fn what_is_too_long_for_an_address_or_an_amount_is_none() {
        check(&"ab-".repeat(200), None);
        check(&format!("{}@example.org", "a".repeat(400)), None);
        check(&format!("${}", "1".repeat(30)), None);
    }
}
