//! Greetings: what stands in front of a text before anything is said.

use super::fold::fold;

/// What greetings begin with, folded, in languages with spaces between words.
const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "greetings",
    "good morning",
    "good afternoon",
    "good evening",
    "good day",
    "hallo",
    "liebe",
    "lieber",
    "guten tag",
    "guten morgen",
    "guten abend",
    "gruss gott",
    "gruezi",
    "servus",
    "moin",
    "sehr geehrte",
    "sehr geehrter",
    "sehr geehrtes",
    "hola",
    "buenas",
    "buenos dias",
    "buen dia",
    "estimado",
    "estimada",
    "querido",
    "querida",
    "bonjour",
    "bonsoir",
    "salut",
    "coucou",
    "cher",
    "chere",
    "ciao",
    "salve",
    "buongiorno",
    "buonasera",
    "gentile",
    "ola",
    "oi",
    "bom dia",
    "boa tarde",
    "boa noite",
    "prezado",
    "prezada",
    "merhaba",
    "merhabalar",
    "selam",
    "selamlar",
    "iyi gunler",
    "iyi aksamlar",
    "iyi geceler",
    "gunaydin",
    "sayin",
    "sevgili",
    "здравствуите",
    "здравствуи",
    "привет",
    "приветствуем",
    "добрыи день",
    "добрыи вечер",
    "доброе утро",
    "доброго дня",
    "доброго времени",
    "уважаемыи",
    "уважаемая",
    "уважаемые",
    "дорогои",
    "дорогая",
    "مرحبا",
    "اهلا",
    "السلام عليكم",
    "سلام",
    "تحيه",
    "عزيزي",
    "عزيزتي",
    "عزيزنا",
    "عزيزتنا",
    "नमस्ते",
    "नमस्कार",
    "प्रिय",
    "आदरणीय",
    "हैलो",
    "हेलो",
    "namaste",
    "namaskar",
    "priya",
];

/// The same in languages without.
const GREETINGS_WITHOUT_SPACES: &[&str] = &[
    "您好",
    "你好",
    "大家好",
    "早上好",
    "晚上好",
    "下午好",
    "早安",
    "尊敬的",
    "亲爱的",
    "親愛的",
    "สวัสดี",
    "เรียน",
];

/// Most words of what a greeting begins with.
const MOST_WORDS: usize = 2;

/// Whether words are a greeting, with or without a name, by what they begin with; what comes later is
/// not looked at, however long it is.
#[must_use]
pub fn is_greeting(words: &str) -> bool {
    let first = words.split_whitespace().take(MOST_WORDS);
    // Word by word, for a name in another script disguises nothing.
    let folded: Vec<String> = first.map(fold).collect();
    let folded = folded.join(" ");
    let whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let starts = |start: &&str| folded.strip_prefix(*start).is_some_and(whole);
    let unspaced = |start: &&str| words.starts_with(*start);
    GREETINGS.iter().any(starts) || GREETINGS_WITHOUT_SPACES.iter().any(unspaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_known_by_its_first_words() {
        for words in [
            "Hi Jonas",
            "Добрый день Jonas Example Clinic",
            "iyi günler",
            "您好王女士",
        ] {
            assert!(is_greeting(words), "{words}");
        }
        for words in ["", "Hired last week", "iyi niyetimiz", "добрый врач"] {
            assert!(!is_greeting(words), "{words}");
        }
    }

    #[test]
    fn two_words_are_all_that_a_greeting_begins_with() {
        let words = GREETINGS.iter().map(|greeting| greeting.split(' ').count());
        assert!(words.max() <= Some(MOST_WORDS));
    }
}
