//! What a draft says again of its comment, and what only looks like it.

use std::sync::OnceLock;

use bedside::comment::{Comment, Draft};
use bedside::desk::Desk;
use bedside::engine::Engine;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| bedside::command::engine().expect("the built-in packs load"))
}

/// The rules that a draft breaches as an answer to a comment, in a country.
fn breached(seat: &str, comment: &str, draft: &str) -> Vec<String> {
    let desk = Desk {
        seat: seat.into(),
        ..Desk::default()
    };
    let draft = Draft {
        text: draft.into(),
        ..Draft::default()
    };
    let found = engine().check(&draft, Some(&Comment::of_text(comment)), &desk);
    found.into_iter().map(|finding| finding.rule).collect()
}

fn breaches(seat: &str, comment: &str, draft: &str, rule: &str) -> bool {
    breached(seat, comment, draft).iter().any(|r| r == rule)
}

#[test]
fn words_that_also_name_a_part_of_the_body_count_after_an_owner() {
    let comment = "My back still hurts and nobody calls me back. I am so angry.";
    let idiom = "Nobody should have to wait for somebody to call back.";
    assert!(!breaches("US", comment, idiom, "US-2"));
    let echo = "A sore back is hard, and your back deserves attention.";
    assert!(breaches("US", comment, echo, "US-2"));
}

#[test]
fn what_is_spelt_inside_another_word_is_no_echo() {
    for (comment, harmless, echo) in [
        (
            "กินยาแล้วปวดหัว ตาก็มองไม่ชัด โมโหมาก",
            "เจ้าหน้าที่และทีมพยาบาลพร้อมรับฟังตามช่องทางนี้",
            "เรื่องยาที่เล่ามาน่าเป็นห่วงมาก",
        ),
        (
            "吃了药以后头很疼，手也发麻，太气人了",
            "药师可以针对这类问题用手机回复大家。",
            "您说的药确实需要留意。",
        ),
        (
            "Başka yere de gittik, başım hâlâ ağrıyor, rezalet",
            "Başka bir kanaldan başvurmak isteyen herkes buraya yazabilir.",
            "Başım diye yazdığınız ağrı için üzgünüz.",
        ),
    ] {
        assert!(!breaches("DE", comment, harmless, "EU-1"), "{harmless}");
        assert!(breaches("DE", comment, echo, "EU-1"), "{echo}");
    }
}

#[test]
fn a_claim_about_the_world_is_nobodys_illness() {
    let claim = "Vaccines cause autism, do your own research";
    let answer = "Studies of millions of children found no link between vaccines and autism.";
    for (seat, rule) in [
        ("US", "US-2"),
        ("GB", "UK-1"),
        ("DE", "EU-1"),
        ("AU", "GEN-16"),
    ] {
        assert!(!breaches(seat, claim, answer, rule), "{rule}");
    }
    let told = "My depression was treated like a joke at reception.";
    let echo = "Depression is never a joke, and we are sorry.";
    for (seat, rule) in [
        ("US", "US-2"),
        ("GB", "UK-1"),
        ("DE", "EU-1"),
        ("AU", "GEN-16"),
    ] {
        assert!(breaches(seat, told, echo, rule), "{rule}");
    }
}

#[test]
fn private_data_are_known_again_beside_letters_that_grow_in_lower_case() {
    let comment = "Lütfen beni arayın, numaram 0532 555 01 02";
    let draft = "İyi günler, sizi 0532 555 01 02 numarasından arayalım; evet, 0532 555 01 02.";
    let found = breached("TR", comment, draft);
    let twice = found.iter().filter(|rule| *rule == "GEN-1").count();
    assert_eq!(twice, 2, "{found:?}");
}

#[test]
fn a_name_counts_unless_it_is_a_greeting_or_one_of_the_house() {
    let comment = "Nie wieder, die Anmeldung war unmöglich.";
    let named = "Sehr geehrte Frau Wellmann, das lesen wir nicht gern.";
    assert!(breaches("DE", comment, named, "EU-1"));
    for harmless in [
        "Liebe Grüße aus dem Haus.",
        "Liebe Community, wir hören zu.",
        "Unsere Beschwerdebeauftragte Frau Vogel ist unter care@example.org erreichbar.",
    ] {
        assert!(!breaches("DE", comment, harmless, "EU-1"), "{harmless}");
    }
}

#[test]
fn what_is_said_in_so_many_words_goes_before_a_guess() {
    let found = breached("GB", "How much is it?", "Botox from £99, this week only!");
    assert!(found.iter().any(|rule| rule == "UK-2"), "{found:?}");
    assert!(!found.iter().any(|rule| rule == "UK-1"), "{found:?}");
}

/// The rules that a draft breaches as an answer to a comment by a writer of that handle.
fn reveals(comment: &str, author: &str, draft: &str) -> bool {
    let comment = Comment {
        author: Some(author.into()),
        ..Comment::of_text(comment)
    };
    let desk = Desk {
        seat: "AU".into(),
        sign_off: "Ваша Ольга, клиника".into(),
        ..Desk::default()
    };
    let draft = Draft {
        text: draft.into(),
        ..Draft::default()
    };
    let found = engine().check(&draft, Some(&comment), &desk);
    found.iter().any(|finding| finding.rule == "GEN-16")
}

#[test]
fn a_name_that_the_comment_does_not_show_is_seen_in_every_script() {
    for (comment, draft) in [
        (
            "Ужасно, ждал три часа.",
            "Уважаемый Сергей, нам жаль это читать.",
        ),
        (
            "انتظرت ثلاث ساعات ولم يرد أحد.",
            "عزيزي أحمد، نأسف لقراءة ذلك.",
        ),
        ("तीन घंटे इंतज़ार किया, बहुत बुरा।", "राजेश जी, यह पढ़कर हमें खेद है।"),
        ("रिसेप्शन पर बहुत देर लगी।", "प्रिय सुनीता, यह पढ़कर हमें खेद है।"),
        ("รอนานมาก ไม่มีใครรับสาย", "เรียน คุณสมชาย เสียใจที่ได้อ่านเรื่องนี้"),
        ("等了三个小时没人理。", "尊敬的王小明先生，很遗憾看到这些。"),
        (
            "Üç saat bekledim, rezalet.",
            "Mustafa Bey, bunu okuduğumuza üzüldük.",
        ),
        (
            "Three hours of waiting, never again.",
            "hi mustafa, that sounds exhausting.",
        ),
        (
            "Tres horas de espera, nunca más.",
            "hola alejandra, lamentamos leer esto.",
        ),
    ] {
        assert!(reveals(comment, "guest 4711", draft), "{draft}");
    }
}

#[test]
fn a_name_is_fine_that_the_handle_shows_or_the_desk_signs_with() {
    for (author, draft) in [
        ("Сергей П.", "Уважаемый Сергей, нам жаль это читать."),
        ("أحمد", "عزيزي أحمد، نأسف لقراءة ذلك."),
        ("สมชาย", "เรียน คุณสมชาย เสียใจที่ได้อ่านเรื่องนี้"),
        ("王小明", "尊敬的王小明先生，很遗憾看到这些。"),
        ("mustafa_61", "hi mustafa, that sounds exhausting."),
        ("guest", "Уважаемые гости, нам жаль это читать. Ваша Ольга"),
        ("guest", "عزيزي المتابع، نأسف لقراءة ذلك."),
        ("guest", "เรียน คุณลูกค้า เสียใจที่ได้อ่านเรื่องนี้"),
        ("guest", "各位先生女士，很遗憾看到这些。"),
        ("guest", "hi there, that sounds exhausting."),
        ("guest", "प्रिय पाठक, यह पढ़कर हमें खेद है।"),
    ] {
        assert!(
            !reveals("Three hours of waiting.", author, draft),
            "{draft}"
        );
    }
}
