//! What is left of a draft when a fix is applied reads like something a person wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use bedside::comment::{Comment, Draft};
use bedside::compliance::Finding;
use bedside::compliance::fix::apply;
use bedside::desk::Desk;
use bedside::engine::Engine;
use bedside::packs::Severity;
use bedside::text::Text;
use bedside::training::checking::{Case, findings, read_cases};

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| bedside::command::engine().expect("the built-in packs load"))
}

const ANGRY: &str = "Terrible. I waited four hours in pain and nobody cared. I am so angry.";

/// The draft after the fixes of a rule's findings, from the last to the first.
fn mended(comment: &str, draft: &str, rule: &str) -> String {
    mended_in("DE", comment, draft, rule)
}

/// The same for a desk of that country; an empty comment is none.
fn mended_in(seat: &str, comment: &str, draft: &str, rule: &str) -> String {
    let desk = Desk {
        seat: seat.into(),
        ..Desk::default()
    };
    let comment = (!comment.is_empty()).then(|| Comment::of_text(comment));
    let checked = Draft {
        text: draft.into(),
        ..Draft::default()
    };
    let found = engine().check(&checked, comment.as_ref(), &desk);
    let fixes = found.iter().filter(|finding| finding.rule == rule);
    let mut fixes: Vec<_> = fixes.filter_map(|finding| finding.fix.clone()).collect();
    assert!(
        !fixes.is_empty(),
        "{rule} has no fix for: {draft}: {found:#?}"
    );
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span));
    // Two findings of one sentence ask for the same edit.
    fixes.dedup();
    fixes
        .iter()
        .fold(draft.to_owned(), |text, fix| apply(&text, fix))
}

#[test]
fn a_mark_goes_and_its_sentence_stays() {
    let cases = [
        (
            "Thank you for your feedback! 😊 Please write to care@example.org!",
            "Thank you for your feedback. Please write to care@example.org.",
        ),
        (
            "Thank you 🙏 Our team: care@example.org",
            "Thank you. Our team: care@example.org",
        ),
        (
            "¡Gracias por escribirnos! Nuestro equipo: care@example.org.",
            "Gracias por escribirnos. Nuestro equipo: care@example.org.",
        ),
        ("We have read this!!", "We have read this."),
    ];
    for (draft, left) in cases {
        assert_eq!(mended(ANGRY, draft, "GEN-9"), left);
    }
}

#[test]
fn a_sentence_goes_with_its_marks_and_all_that_belongs_to_it() {
    let cases = [
        (
            "Thank you for writing. We examined you on Monday; there is no obligation. Call us any time.",
            "Thank you for writing. Call us any time.",
        ),
        (
            "Danke für die Nachricht. Am 12. März waren Sie bei uns in Behandlung. Unser Team hört zu.",
            "Danke für die Nachricht. Unser Team hört zu.",
        ),
        (
            "Gracias por su opinión. ¡Su operación fue el lunes a las diez! Nuestro equipo lee todo.",
            "Gracias por su opinión. Nuestro equipo lee todo.",
        ),
    ];
    for (draft, left) in cases {
        assert_eq!(mended("Three hours of waiting.", draft, "EU-1"), left);
    }
}

#[test]
fn a_common_breach_is_reworded_where_that_is_grammatical() {
    let cases = [
        (
            "GEN-16",
            "Thank you for visiting us. Our team: care@example.org.",
            "Thank you for the feedback. Our team: care@example.org.",
        ),
        (
            "GEN-15",
            "Thanks for choosing our clinic! Write to us any time.",
            "Thank you for the feedback! Write to us any time.",
        ),
        (
            "GEN-16",
            "We are sorry your appointment ran late. Our team listens.",
            "We are sorry to read this. Our team listens.",
        ),
        (
            "GEN-7",
            "I'm sorry if you feel that way.",
            "I'm sorry to read this.",
        ),
        (
            "GEN-7",
            "We are very sorry, but we were busy. A manager reads this.",
            "We are sorry to read this. A manager reads this.",
        ),
        (
            "GEN-7",
            "Es tut uns leid, aber es war viel los. Unser Team hört zu.",
            "Es tut uns leid, das zu lesen. Unser Team hört zu.",
        ),
        (
            "GEN-7",
            "Lo sentimos, pero había mucha gente. Un responsable lo lee.",
            "Lamentamos leer esto. Un responsable lo lee.",
        ),
        (
            "GEN-7",
            "Nous sommes désolés, mais nous étions débordés.",
            "Nous sommes désolés de lire cela.",
        ),
        (
            "GEN-15",
            "Bizi tercih ettiğiniz için teşekkür ederiz. Ekibimiz dinler.",
            "Yorumunuz için teşekkür ederiz. Ekibimiz dinler.",
        ),
        (
            "GEN-16",
            "Grazie per la sua visita. Il nostro team ascolta.",
            "Grazie per il suo messaggio. Il nostro team ascolta.",
        ),
        (
            "GEN-16",
            "Obrigada pela sua visita. A nossa equipa ouve.",
            "Agradecemos a sua mensagem. A nossa equipa ouve.",
        ),
        (
            "GEN-15",
            "Спасибо, что выбрали нас. Наша команда готова выслушать.",
            "Спасибо за ваш отзыв. Наша команда готова выслушать.",
        ),
        (
            "GEN-16",
            "شكرا لزيارتكم. فريقنا يستمع إليكم.",
            "شكرا على تعليقكم. فريقنا يستمع إليكم.",
        ),
        (
            "GEN-16",
            "हमारे यहाँ आने के लिए धन्यवाद। हमारी टीम सुनती है।",
            "आपकी टिप्पणी के लिए धन्यवाद। हमारी टीम सुनती है।",
        ),
        ("GEN-16", "ขอบคุณที่มาใช้บริการ", "ขอบคุณสำหรับความคิดเห็น"),
        (
            "GEN-16",
            "感谢您的光临。我们的团队会认真倾听。",
            "感谢您的留言。我们的团队会认真倾听。",
        ),
    ];
    for (rule, draft, left) in cases {
        assert_eq!(mended_in("AU", "", draft, rule), left);
    }
}

#[test]
fn regret_is_reworded_in_the_politeness_of_its_language() {
    let cases = [
        (
            "GEN-16",
            "نأسف لتأخر موعدكم. فريقنا يستمع إليكم.",
            "يؤسفنا أن نقرأ عن هذا التأخير. فريقنا يستمع إليكم.",
        ),
        (
            "GEN-7",
            "نعتذر إذا أزعجكم ذلك. فريقنا يستمع إليكم.",
            "يؤسفنا أن نقرأ هذا. فريقنا يستمع إليكم.",
        ),
        (
            "GEN-16",
            "आपकी अपॉइंटमेंट में देरी का हमें खेद है। हमारी टीम सुनती है।",
            "इस देरी के बारे में पढ़कर हमें खेद है। हमारी टीम सुनती है।",
        ),
        (
            "GEN-7",
            "अगर आपको बुरा लगा तो हमें खेद है। हमारी टीम सुनती है।",
            "यह पढ़कर हमें खेद है। हमारी टीम सुनती है।",
        ),
        (
            "GEN-16",
            "ต้องขออภัยที่การตรวจของคุณล่าช้าค่ะ ทีมของเราพร้อมรับฟังค่ะ",
            "เราเสียใจที่ได้อ่านเรื่องเวลาที่คลาดเคลื่อนเช่นนี้ค่ะ ทีมของเราพร้อมรับฟังค่ะ",
        ),
        (
            "GEN-7",
            "ขออภัยหากทำให้ไม่พอใจครับ ทีมของเราพร้อมรับฟังครับ",
            "เราเสียใจที่ได้อ่านเรื่องนี้ครับ ทีมของเราพร้อมรับฟังครับ",
        ),
    ];
    for (rule, draft, left) in cases {
        assert_eq!(mended_in("AU", "", draft, rule), left);
    }
}

#[test]
fn what_goes_on_after_a_common_breach_is_not_left_hanging() {
    let draft = "Thank you for visiting us for your surgery. Our team listens.";
    let left = "Thank you for the feedback. Our team listens.";
    assert_eq!(mended_in("AU", "", draft, "GEN-16"), left);
}

/// Every jurisdiction that has rules of its own.
fn jurisdictions() -> Vec<&'static str> {
    let rules = engine().packs.rules.iter();
    let all: BTreeSet<&str> = rules.map(|rule| rule.jurisdiction.as_str()).collect();
    all.into_iter().filter(|code| *code != "general").collect()
}

/// What speaks against posting a draft there.
fn objections(case: &Case, jurisdictions: &[&str]) -> Vec<Finding> {
    let found = findings(engine(), case, jurisdictions).into_iter();
    found.filter(|f| f.severity != Severity::Inform).collect()
}

fn of_draft(draft: &str) -> Case {
    Case {
        draft: draft.into(),
        ..Case::default()
    }
}

fn count(findings: &[Finding], rule: &str) -> usize {
    findings.iter().filter(|f| f.rule == rule).count()
}

#[test]
fn what_sentences_are_reworded_to_can_be_posted_everywhere() {
    let fixes = engine().packs.concepts.entries().iter();
    let words: BTreeSet<&str> = fixes.filter_map(|entry| entry.rewording()).collect();
    assert!(words.len() > 50);
    for words in words {
        for place in jurisdictions() {
            let found = objections(&of_draft(words), &[place]);
            assert!(found.is_empty(), "{place}: {words}: {found:#?}");
        }
    }
}

/// The share of sentences that have to be kept in other words, by language.
const KEPT_FROM: f64 = 0.9;

#[test]
fn regret_and_thanks_are_kept_in_other_words() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checking/rewordings.txt");
    let places = jurisdictions();
    let packs = &engine().packs;
    let mut kept: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut lost = Vec::new();
    for case in read_cases(&file).expect("the cases can be read") {
        let [language, sort] = &case.rules[..] else {
            panic!("no language and sort for: {}", case.draft);
        };
        let before = objections(&case, &places);
        assert!(!before.is_empty(), "nothing found in: {}", case.draft);
        let says = |draft: &str, concept: &str| {
            let mask = 1
                << packs
                    .language_of(language)
                    .expect("a language of the packs");
            let matches = packs.concepts.matches(&Text::new(draft), mask);
            matches.iter().any(|m| packs.concepts.label(m) == concept)
        };
        let mut rewords = true;
        for finding in &before {
            let Some(fix) = &finding.fix else {
                rewords = false;
                continue;
            };
            let mended = apply(&case.draft, fix);
            let after = objections(&of_draft(&mended), &places);
            assert!(
                count(&after, &finding.rule) < count(&before, &finding.rule),
                "{} stays in: {mended}",
                finding.rule
            );
            let created = after
                .iter()
                .find(|f| count(&after, &f.rule) > count(&before, &f.rule));
            assert!(created.is_none(), "{created:#?} is new in: {mended}");
            rewords &= !fix.text.is_empty()
                && match sort.as_str() {
                    "regret" => says(&mended, "e-regret"),
                    "condolence" => says(&mended, "e-condolence"),
                    "thanks" => says(&mended, "e-thanks"),
                    _ => true,
                };
        }
        let (all, good) = kept.entry(language.clone()).or_default();
        *all += 1;
        *good += u32::from(rewords);
        if !rewords {
            lost.push(case.draft.clone());
        }
    }
    println!("{kept:?}\n{lost:#?}");
    for (language, (all, good)) in kept {
        let share = f64::from(good) / f64::from(all);
        assert!(share >= KEPT_FROM, "{language}: {share:.3}: {lost:#?}");
    }
}

#[test]
fn a_greeting_stays_in_front_of_other_words() {
    let places = jurisdictions();
    for (greeting, rest) in [
        ("Hi Jonas,", "sorry your appointment ran late."),
        ("Good morning Mrs Example,", "thank you for visiting us!"),
        ("Sehr geehrte Frau Beispiel,", "danke für Ihren Besuch."),
        ("Estimada Ana:", "gracias por su visita."),
        ("Bonjour Madame,", "merci de votre visite."),
        ("Gentile Anna,", "grazie per la sua visita."),
        ("Olá, Ana,", "obrigado pela sua visita."),
        ("Sayın Ayşe Hanım,", "ziyaretiniz için teşekkür ederiz."),
        ("Уважаемая Анна,", "спасибо за ваш визит."),
        ("عزيزتي سارة،", "شكرا لزيارتكم."),
        ("您好，", "感谢您来我院就诊。"),
    ] {
        let draft = format!("{greeting} {rest}");
        let found = objections(&of_draft(&draft), &places);
        assert!(!found.is_empty(), "nothing found in: {draft}");
        for finding in found {
            let fix = finding.fix.expect(&draft);
            let mended = apply(&draft, &fix);
            assert!(
                mended.starts_with(greeting) && !fix.text.is_empty(),
                "{} of {draft}: {mended}",
                finding.rule
            );
        }
    }
}
