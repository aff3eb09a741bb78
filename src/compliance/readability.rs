//! How hard a draft is to read, by measures that hold in its language.

use super::Checked;
use super::mechanism::whole;
use crate::text::{Span, Text, Token, TokenKind};

/// Where a draft is hard to read: all of it or nowhere.
pub(super) fn hard_to_read(checked: &Checked) -> Vec<Span> {
    let code = checked.language.map_or("en", |number| {
        &checked.packs.languages[number as usize].code
    });
    let hard = match code {
        "zh" => is_run_on(&checked.text, MOST_IN_CHINESE, ends_in_chinese),
        "th" => is_run_on(&checked.text, MOST_IN_THAI, char::is_whitespace),
        _ => lix(&checked.text).is_some_and(|lix| lix >= hard_from(code)),
    };
    if hard {
        whole(&checked.text)
    } else {
        Vec::new()
    }
}

/// LIX from which a text is hard to read for most people; above 55 is the level of official reports
/// (Björnsson 1968). Languages that build long words stand some points above English at the same level.
fn hard_from(code: &str) -> f32 {
    match code {
        "de" | "tr" | "ru" => 62.0,
        "ar" | "hi" => 50.0,
        _ => 58.0,
    }
}

/// Fewer words have no measure.
const LEAST_WORDS: u32 = 20;

/// Words a sentence plus the share of words longer than six letters (Björnsson 1968); `None` for a text of
/// a few words.
fn lix(text: &Text) -> Option<f32> {
    let words = text.tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let (mut count, mut long) = (0u32, 0u32);
    for token in words {
        count += 1;
        long += u32::from(letters(text, token) > 6);
    }
    let sentences = text.tokens.last().map_or(1, |t| t.sentence + 1);
    (count >= LEAST_WORDS && long > 0)
        .then(|| count as f32 / sentences as f32 + 100.0 * long as f32 / count as f32)
}

/// The signs of vowels in scripts that write them above or below are part of the letter before.
fn letters(text: &Text, token: &Token) -> usize {
    let folded = text.folded(token);
    if folded.is_ascii() {
        return folded.len();
    }
    folded.chars().filter(|c| c.is_alphabetic()).count()
}

/// Characters a sentence from which Chinese is hard to follow; style guides ask for less than 40.
const MOST_IN_CHINESE: usize = 50;
/// The same in Thai, which ends sentences and clauses with a blank.
const MOST_IN_THAI: usize = 90;

fn ends_in_chinese(character: char) -> bool {
    matches!(
        character,
        '。' | '！' | '？' | '；' | '.' | '!' | '?' | ';' | '\n'
    )
}

/// Whether the sentences of a text have more letters than that on average, and it has a few dozen at all.
fn is_run_on(text: &Text, most: usize, ends: fn(char) -> bool) -> bool {
    let lengths = text.source.split(ends).map(|sentence| {
        let letters = sentence.chars().filter(|c| c.is_alphabetic());
        letters.count()
    });
    let (sum, sentences) = lengths
        .filter(|length| *length > 3)
        .fold((0, 0), |(sum, count), length| (sum + length, count + 1));
    sum > most * sentences && sum > most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_hard(code: &str, text: &str) -> bool {
        let text = Text::new(text);
        match code {
            "zh" => is_run_on(&text, MOST_IN_CHINESE, ends_in_chinese),
            "th" => is_run_on(&text, MOST_IN_THAI, char::is_whitespace),
            _ => lix(&text).is_some_and(|lix| lix >= hard_from(code)),
        }
    }

    #[test]
    fn short_words_in_short_sentences_are_easy_in_every_language() {
        for (code, text) in [
            (
                "en",
                "Waits like this wear people down. We are sorry. You can write or call at any time. The hours are on our page.",
            ),
            (
                "de",
                "Drei Stunden sind lang. Das tut uns leid. Unser Team hört gern zu. Sie können jederzeit schreiben oder anrufen, auch am Abend.",
            ),
            (
                "ru",
                "Три часа без новостей это долго. Нам жаль это читать. Наша команда готова вас выслушать. Напишите нам или позвоните в любое время.",
            ),
            (
                "zh",
                "三个小时没有消息确实很久。读到这些我们很难过。请写信给我们的团队。他们在一个工作日内答复。",
            ),
            (
                "th",
                "สามชั่วโมงโดยไม่มีข่าวนั้นนานมาก เราเสียใจที่ได้อ่านเรื่องนี้ ทีมของเราอยากฟังเพิ่มเติม",
            ),
        ] {
            assert!(!is_hard(code, text), "{code}");
        }
    }

    #[test]
    fn long_words_and_sentences_without_end_are_hard() {
        for (code, text) in [
            (
                "ru",
                "Руководствуясь внутренними организационными распоряжениями относительно конфиденциальности административного делопроизводства, ответственные представители подразделений осуществляют всестороннее рассмотрение соответствующих обстоятельств, последовательно информируя заинтересованных корреспондентов относительно предусмотренных законодательством процессуальных возможностей",
            ),
            (
                "zh",
                "鉴于本机构关于行政保密工作的若干规定以及各相关部门在处理公众反馈意见过程中所应当遵循的程序性要求我们将在完成内部核查并征求主管单位意见之后依照有关制度通过指定渠道就所涉事项的处理进展情况予以进一步说明",
            ),
            (
                "th",
                "ตามระเบียบของหน่วยงานว่าด้วยการรักษาความลับทางราชการและขั้นตอนการดำเนินการเกี่ยวกับข้อร้องเรียนของประชาชนซึ่งกำหนดให้หน่วยงานที่เกี่ยวข้องต้องดำเนินการตรวจสอบข้อเท็จจริงให้แล้วเสร็จก่อนการชี้แจงรายละเอียดเพิ่มเติมผ่านช่องทางที่กำหนด",
            ),
        ] {
            assert!(is_hard(code, text), "{code}");
        }
    }
}
