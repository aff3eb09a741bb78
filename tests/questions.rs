//! Questions with approved answers: their own wordings find them, and a wrong answer is hardly ever
//! offered. How many paraphrases written apart are found is printed; few are so far.

use std::fs;
use std::path::Path;

use bedside::command;
use bedside::replying::questions::{ASKED_FROM, QuestionIndex};
use bedside::text::Text;

/// Wanted question (or none) and text, a line each: `id | text`.
fn cases() -> Vec<(Option<String>, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/faq/en-test.txt");
    fs::read_to_string(path)
        .expect("the test file can be read")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let (id, text) = line.split_once('|').expect("id | text");
            let id = id.trim();
            ((id != "-").then(|| id.to_owned()), text.trim().to_owned())
        })
        .collect()
}

#[test]
fn hardly_a_wrong_answer_is_offered() {
    let engine = command::engine().expect("the built-in packs load");
    let index = QuestionIndex::new(&engine.packs, &engine.model.vectors);
    let english = engine.packs.language_index("en").expect("English is there");
    let (mut asked, mut right, mut offered_wrong, mut elsewhere, mut wrong) = (0, 0, 0, 0, 0);
    for (wanted, text) in cases() {
        let best = index.best(&engine.model.vectors, &Text::new(&text), english);
        let (id, score) = best.map_or((String::new(), 0.0), |b| {
            (engine.packs.questions[b.question].id.clone(), b.score)
        });
        let offered = score >= ASKED_FROM;
        println!(
            "{score:.3} {} {id} <- {text}",
            wanted.as_deref().unwrap_or("-")
        );
        if let Some(wanted) = wanted {
            asked += 1;
            right += usize::from(offered && id == wanted);
            offered_wrong += usize::from(offered && id != wanted);
        } else {
            elsewhere += 1;
            wrong += usize::from(offered);
        }
    }
    println!(
        "{right} of {asked} right, {offered_wrong} answered wrongly; {wrong} of {elsewhere} others answered"
    );
    assert!(
        offered_wrong * 20 <= asked,
        "{offered_wrong} of {asked} get a wrong answer"
    );
    assert!(
        wrong * 20 <= elsewhere,
        "{wrong} of {elsewhere} questions from elsewhere are answered"
    );
}

#[test]
fn a_question_in_its_own_words_finds_its_answer() {
    let engine = command::engine().expect("the built-in packs load");
    let index = QuestionIndex::new(&engine.packs, &engine.model.vectors);
    let (mut asked, mut found) = (0, 0);
    for (number, question) in engine.packs.questions.iter().enumerate() {
        for wording in &question.wordings {
            let best = index.best(
                &engine.model.vectors,
                &Text::new(wording),
                question.language,
            );
            asked += 1;
            found +=
                usize::from(best.is_some_and(|b| b.question == number && b.score >= ASKED_FROM));
        }
    }
    assert!(
        found * 100 >= asked * 95,
        "{found} of {asked} wordings find their own question"
    );
}
