//! The packs that ship are whole: every example comes out as its author expected, and what one file
//! names another one has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bedside::command;
use bedside::command::pack_files::{check, files_below};
use bedside::engine::Engine;
use bedside::lexicon::LexiconBuilder;
use bedside::lexicon::compile::EntrySource;
use bedside::pack_examples::{failures, unknown_mechanisms};
use bedside::packs::compile::compile;
use bedside::packs::{LoadError, PackError, PackFile, Packs, Severity};
use bedside::replying::awareness;
use bedside::text::Text;

fn shipped() -> Vec<PackFile> {
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("packs")).expect("packs can be read")
}

#[test]
fn every_example_comes_out_as_expected() {
    let engine = command::engine().expect("the built-in packs load");
    let compiled = compile(&shipped()).unwrap_or_else(|errors| panic!("{}", list(&errors)));
    let failures = failures(&compiled.packs, &engine.model, &compiled.examples);
    assert!(
        failures.is_empty(),
        "{} of {} examples:\n{}",
        failures.len(),
        compiled.examples.len(),
        list(&failures)
    );
}

fn list(errors: &[PackError]) -> String {
    errors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn spoiled_packs_are_refused() {
    let refused = |bytes: &[u8]| matches!(Packs::from_bytes(bytes), Err(LoadError::Damaged));
    let mut bytes = command::PACKS.to_vec();
    for part in 0..40 {
        let at = part * (bytes.len() - 1) / 39;
        bytes[at] ^= 1 << (part % 8);
        assert!(refused(&bytes), "byte {at} of {}", bytes.len());
        assert!(refused(&bytes[..at]), "{at} of {} bytes", bytes.len());
        bytes[at] = command::PACKS[at];
    }
    assert!(!refused(&bytes));
}

#[test]
fn the_patterns_of_every_language_can_be_taken_apart() {
    let packs = command::packs().expect("the built-in packs load");
    for lexicon in [
        &packs.lexicon,
        &packs.concepts,
        &packs.situation_words,
        &packs.awareness_words,
        &packs.question_words,
    ] {
        assert!(lexicon.is_whole());
    }
}

#[test]
fn rules_name_mechanisms_that_exist_and_say_what_and_why() {
    let compiled = compile(&shipped()).unwrap_or_else(|errors| panic!("{}", list(&errors)));
    let unknown = unknown_mechanisms(&compiled.mechanisms);
    assert!(unknown.is_empty(), "{}", list(&unknown));
    let rules = &compiled.packs.rules;
    for rule in rules {
        for (field, text) in [
            ("what", &rule.what),
            ("why", &rule.why),
            ("advice", &rule.advice),
            ("source", &rule.source),
        ] {
            assert!(!text.is_empty(), "{} has no {field}", rule.id);
        }
    }
    assert!(rules.iter().any(|r| r.severity == Severity::Block));
}

#[test]
fn every_situation_has_its_wordings_in_every_language() {
    let packs = command::engine().expect("the built-in packs load").packs;
    for (index, situation) in packs.situations.iter().enumerate() {
        for (number, language) in packs.languages.iter().enumerate() {
            let wordings = packs
                .templates
                .iter()
                .filter(|t| t.situation as usize == index && t.language as usize == number)
                .count();
            let wanted = if situation.locked { 3 } else { 2 };
            assert!(
                wordings >= wanted,
                "{} has {wordings} wordings in {}",
                situation.id,
                language.code
            );
        }
    }
}

/// What is said of a file in which one line is wrong, beside tags, languages and situations.
fn check_mistake(path: &str, text: &str, line: usize, words: &[&str]) {
    let mut files = shipped();
    let needed = ["taxonomy.", "languages/", "situations."];
    files.retain(|file| needed.iter().any(|part| file.path.starts_with(part)));
    files.push(file(path, text));
    let errors = compile(&files).expect_err("something is wrong");
    let places: Vec<_> = errors.iter().map(|e| (e.file.as_str(), e.line)).collect();
    assert_eq!(places, [(path, line)], "{}", list(&errors));
    for word in words {
        assert!(errors[0].message.contains(word), "{word}: {}", errors[0]);
    }
}

fn file(path: &str, text: &str) -> PackFile {
    PackFile {
        path: path.into(),
        text: text.into(),
    }
}

#[test]
fn a_mistake_is_named_by_file_and_line() {
    check_mistake(
        "concepts/en/broken.toml",
        "language = \"en\"\n\n[[entry]]\nconcept = \"advice\"\nany = [\"fine\",\n  \"(broken\"]\n",
        6,
        &[],
    );
    check_mistake(
        "templates/en/broken.toml",
        "\nlanguage = \"xx\"\n",
        2,
        &["packs/languages/xx.toml"],
    );
    check_mistake(
        "templates/en/broken.toml",
        "language = \"en\"\n\n[[template]]\nsituation = \"price\"\nvariant = \"z\"\ntext = \"{% if channel %}open\"\n",
        3,
        &["cannot be rendered"],
    );
    check_mistake(
        "faq/xx.toml",
        "language = \"en\"\n[[entry]]\nid = \"z\"\nquestion = \"z?\"\nanswer = \"{{ channel | fact }}\"\n",
        2,
        &["cannot be rendered"],
    );
}

#[test]
fn a_mistake_in_an_adapter_is_named_by_its_line() {
    let path = "adapters/wordpress.toml";
    let adapter = shipped().into_iter().find(|file| file.path == path);
    let text = adapter.expect("the adapter ships").text;
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("item = "));
    let mut spoiled = lines.clone();
    let at = at.expect("it says where comments are");
    spoiled[at] = "item = [\"[data-id\"]";
    check_mistake(path, &spoiled.join("\n"), at + 1, &["comment.item[0]"]);
}

#[test]
fn a_message_names_the_file_as_the_reader_knows_it() {
    let mut error = PackError {
        file: "ours.toml".into(),
        line: 3,
        message: "it is wrong".into(),
    };
    assert_eq!(error.to_string(), "ours.toml:3: it is wrong");
    error.line = 0;
    assert_eq!(error.to_string(), "ours.toml: it is wrong");

    let engine = command::engine().expect("the built-in packs load");
    let folder = std::env::temp_dir().join(format!("bedside-packs-{}", std::process::id()));
    let missing = check(&engine.model, &folder, None).expect_err("there is no such folder");
    let folder_name = folder.display().to_string();
    assert!(missing.to_string().contains(&folder_name), "{missing}");

    fs::create_dir_all(&folder).expect("a folder can be made");
    let spoiled = folder.join("taxonomy.toml");
    fs::write(&spoiled, "tag = 1").expect("a file can be written");
    let errors = check(&engine.model, &folder, None).expect("it can be read");
    let errors = errors.expect_err("it is no taxonomy");
    fs::write(&spoiled, [0xff]).expect("a file can be written");
    let unreadable = check(&engine.model, &folder, None).expect_err("it is no text");
    fs::remove_dir_all(&folder).expect("the folder can go");
    let name = spoiled.display().to_string();
    assert!(
        errors[0].to_string().starts_with(&format!("{name}:1: ")),
        "{}",
        errors[0]
    );
    assert!(unreadable.to_string().starts_with(&name), "{unreadable}");
}

const RULE: &str = "jurisdiction = \"US\"\nstatus = \"draft\"\n\n[[rule]]\nid = \"OUR-1\"\nseverity = \"warn\"\nconcepts = [\"advice\"]\nmechanism = \"shouting\"\nwhat = \"w\"\nwhy = \"w\"\nadvice = \"a\"\nsource = \"s\"\nverified_on = \"2026-01-01\"\n";

#[test]
fn a_rule_on_what_there_is_not_is_refused_with_the_nearest_names() {
    let mut engine = command::engine().expect("the built-in packs load");
    for (name, misspelt, line) in [
        (
            "patient-status",
            "concepts = [\"advice\",\n  \"patient-stauts\"]",
            8,
        ),
        (
            "too-long",
            "concepts = [\"advice\"]\nmechanism = \"shouting to-long\"",
            8,
        ),
    ] {
        let known = "concepts = [\"advice\"]\nmechanism = \"shouting\"";
        let text = RULE.replace(known, misspelt);
        assert_ne!(text, RULE);
        let errors = engine
            .import(&file("ours.toml", &text))
            .expect_err("misspelt");
        assert_eq!(
            (errors.len(), errors[0].line),
            (1, line),
            "{}",
            list(&errors)
        );
        assert!(errors[0].message.contains(name), "{}", errors[0]);
    }
    engine
        .import(&file("ours.toml", RULE))
        .expect("it is sound");
    check_mistake(
        "rules/us.toml",
        &RULE.replace("\"advice\"]", "\"clinical-wort\"]"),
        7,
        &["“clinical-wort” is no concept", "“clinical-word”"],
    );
}

#[test]
fn a_replaced_rule_is_replaced_in_all_its_parts() {
    let mut engine = command::engine().expect("the built-in packs load");
    let severities = |engine: &Engine| {
        let parts = engine.packs.rules.iter().filter(|r| r.id == "US-4");
        parts.map(|r| r.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities(&engine), [Severity::Block, Severity::Warn]);
    let own = RULE.replace("OUR-1", "US-4");
    engine
        .import(&file("ours.toml", &own))
        .expect("it is sound");
    assert_eq!(severities(&engine), [Severity::Warn]);
}

#[test]
fn a_replaced_awareness_message_loses_its_triggers() {
    let mut engine = command::engine().expect("the built-in packs load");
    let language = engine.packs.language_index("en").expect("English ships");
    let message = |engine: &Engine, text: &str| {
        let found = awareness::find(&engine.packs, &Text::new(text), 1 << language, language);
        found.cloned()
    };
    let (claim, other_claim) = ("Vaccines cause autism", "There is a chip in the vaccine");
    let shipped = message(&engine, claim).expect("there is a message on it");
    let other = message(&engine, other_claim).expect("there is a message on it");
    assert_ne!(shipped.id, other.id);
    for (name, trigger) in [("ours.toml", "zyzzyva"), ("ours too.toml", "quagga")] {
        let text = format!(
            "language = \"en\"\n[[message]]\nid = \"{}\"\ntopic = \"t\"\ntriggers = [\"{trigger}\"]\nfact = \"Ours.\"\nwarning = \"w\"\nwhy = \"w\"\nfact_again = \"f\"\nlink = \"l\"\nsource = \"s\"\nverified_on = \"2026-01-01\"\n",
            shipped.id
        );
        engine.import(&file(name, &text)).expect("it is sound");
        let ours = message(&engine, trigger).expect("its own trigger speaks for it");
        assert_eq!((ours.id, ours.fact.as_str()), (shipped.id.clone(), "Ours."));
        assert_eq!(message(&engine, claim), None, "the shipped trigger is gone");
    }
    assert_eq!(
        message(&engine, "zyzzyva"),
        None,
        "the first import's is gone"
    );
    assert_eq!(message(&engine, other_claim), Some(other));
    assert!(engine.packs.awareness_words.is_whole());
}

#[test]
fn an_imported_pack_is_adopted_whole_or_refused_whole() {
    let mut engine = command::engine().expect("the built-in packs load");
    let before = engine.packs.templates.len();
    let refused = PackFile {
        path: "ours.toml".into(),
        text: "language = \"en\"\n[[entry]]\ntag = \"job\"\nany = [\"zyzzyva\"]\n[entry.examples]\nyes = [\"nothing of the kind\"]\n".into(),
    };
    let errors = engine.import(&refused).expect_err("its example fails");
    assert!(errors[0].message.contains("own example"), "{}", errors[0]);
    assert_eq!(engine.packs.templates.len(), before);
    let taken = PackFile {
        path: "ours.toml".into(),
        text: "language = \"en\"\n[[template]]\nsituation = \"price\"\nvariant = \"ours\"\ntext = \"Our price list: {{ quote_link }}\"\n".into(),
    };
    engine.import(&taken).expect("it is sound");
    assert_eq!(engine.packs.templates.len(), before + 1);
    let words = PackFile {
        path: "words.toml".into(),
        text: "language = \"en\"\n[[entry]]\ntag = \"job\"\nany = [\"zyzzyva\"]\n[entry.examples]\nyes = [\"the zyzzyva\"]\nno = [\"the other\"]\n".into(),
    };
    engine.import(&words).expect("it is sound");
}

#[test]
fn a_file_that_is_no_pack_is_refused_with_the_remedy() {
    let mut engine = command::engine().expect("the built-in packs load");
    for (text, expected) in [("colour = \"red\"", "[[template]]"), ("[[template", "")] {
        let file = PackFile {
            path: "x.toml".into(),
            text: text.into(),
        };
        let errors = engine.import(&file).expect_err("it is no pack");
        assert!(errors[0].message.contains(expected), "{}", errors[0]);
    }
}

/// Whether a word, in an entry that negation cancels, is found in a text of a language.
fn finds(packs: &Packs, language: &str, word: &str, text: &str) -> bool {
    let index = packs
        .language_index(language)
        .expect("it is one of the packs'");
    let mut builder = LexiconBuilder::default();
    let words = &packs.languages[index as usize].words;
    builder
        .language(index, words, 3)
        .expect("they are patterns");
    let entry = EntrySource {
        label: "it",
        language: index,
        any: vec![word],
        negatable: true,
        ..EntrySource::default()
    };
    builder.entry(&entry).expect("a word is a pattern");
    let found = builder.build().matches(&Text::new(text), 1 << index);
    !found.is_empty()
}

#[test]
fn a_negator_of_every_language_cancels() {
    let packs = command::packs().expect("the built-in packs load");
    let mut languages = BTreeSet::new();
    for (language, word, said, denied) in [
        ("en", "pain", "any pain", "hardly any pain"),
        ("es", "dolor", "dolor", "ningún dolor"),
        ("de", "Schmerzen", "Schmerzen", "keine Schmerzen"),
        ("fr", "douleur", "douleur", "aucune douleur"),
        ("pt", "dor", "dor", "sem dor"),
        ("it", "dolore", "dolore", "nessun dolore"),
        ("tr", "ağrı", "ağrı vardı", "ağrı olmadı"),
        ("ar", "ألم", "ألم", "بدون ألم"),
        ("ru", "боль", "боль", "вряд ли боль"),
        ("ru", "боли", "боли были", "боли не было"),
        ("hi", "दर्द", "कोई दर्द", "कोई नहीं दर्द"),
        ("hi", "dard", "koi dard", "koi nahi dard"),
        ("th", "เจ็บ", "เจ็บมาก", "ไม่เจ็บมาก"),
        ("th", "เจ็บ", "มีเจ็บ", "ไม่มีเจ็บ"),
        ("zh", "痛", "是痛", "并非痛"),
    ] {
        assert!(finds(&packs, language, word, said), "{said}");
        assert!(!finds(&packs, language, word, denied), "{denied}");
        languages.insert(language);
    }
    assert_eq!(languages.len(), packs.languages.len());
}
