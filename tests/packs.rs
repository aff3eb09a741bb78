//! The packs that ship are whole: every example comes out as its author expected, and what one file
//! names another one has.

use std::collections::BTreeSet;
use std::path::Path;

use bedside::command;
use bedside::command::pack_files::files_below;
use bedside::compliance::mechanism;
use bedside::lexicon::LexiconBuilder;
use bedside::lexicon::compile::EntrySource;
use bedside::pack_examples::failures;
use bedside::packs::compile::compile;
use bedside::packs::{LoadError, PackFile, Packs, Severity};
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

fn list(errors: &[bedside::packs::PackError]) -> String {
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
fn rules_name_concepts_and_mechanisms_that_exist() {
    let packs = command::engine().expect("the built-in packs load").packs;
    let concepts: BTreeSet<&str> = packs
        .concepts
        .entries()
        .iter()
        .map(|e| packs.concepts.label_of(e))
        .collect();
    for rule in &packs.rules {
        for concept in &rule.concepts {
            assert!(
                concepts.contains(concept.as_str()),
                "{}: no entry speaks for “{concept}”",
                rule.id
            );
        }
        for name in rule.mechanism.split_whitespace() {
            assert!(
                mechanism::NAMES.contains(&name),
                "{}: “{name}” is no mechanism",
                rule.id
            );
        }
        for (field, text) in [
            ("what", &rule.what),
            ("why", &rule.why),
            ("advice", &rule.advice),
            ("source", &rule.source),
        ] {
            assert!(!text.is_empty(), "{} has no {field}", rule.id);
        }
    }
    assert!(packs.rules.iter().any(|r| r.severity == Severity::Block));
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

#[test]
fn a_mistake_is_named_by_file_and_line() {
    let mut files = shipped();
    files.push(PackFile {
        path: "concepts/en/broken.toml".into(),
        text: "language = \"en\"\n\n[[entry]]\nconcept = \"advice\"\nany = [\"fine\",\n  \"(broken\"]\n".into(),
    });
    let errors = compile(&files).expect_err("a bracket is missing");
    assert_eq!(errors.len(), 1, "{}", list(&errors));
    assert_eq!(
        (errors[0].file.as_str(), errors[0].line),
        ("concepts/en/broken.toml", 6)
    );
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
