//! Comments as the house would say them to their writers.

/// A sentence of a writer as the house would say it to them, as far as single words go.
#[must_use]
pub fn turn(sentence: &str, language: &str) -> String {
    let Some((_, swaps)) = SWAPS.iter().find(|(code, _)| *code == language) else {
        return sentence.to_owned();
    };
    let spaced = !matches!(language, "th" | "zh");
    let source = sentence.replace('’', "'");
    let lower = source.to_lowercase();
    if lower.len() != source.len() {
        return source;
    }
    let mut turned = String::with_capacity(source.len() + 16);
    let mut at = 0;
    while let Some(character) = source[at..].chars().next() {
        let begins = !spaced || !source[..at].ends_with(char::is_alphabetic);
        let swap = swaps.iter().find(|(from, _)| {
            let ends = |rest: &str| {
                !spaced
                    || from.ends_with('\'')
                    || !rest.starts_with(|c: char| c.is_alphabetic() || c == '\'')
            };
            begins && lower[at..].strip_prefix(from).is_some_and(ends)
        });
        if let Some((from, to)) = swap {
            let always = *from == "i" || from.starts_with("i'");
            let capital = at == 0 || character.is_uppercase() && !always;
            let mut characters = to.chars();
            match characters.next() {
                Some(first) if capital => turned.extend(first.to_uppercase()),
                first => turned.extend(first),
            }
            turned.push_str(characters.as_str());
            at += from.len();
        } else {
            turned.push(character);
            at += character.len_utf8();
        }
    }
    turned
}

type Swaps = &'static [(&'static str, &'static str)];

/// Words for the writer and the house with what the house would say; longer ones first where one
/// begins another.
const SWAPS: &[(&str, Swaps)] = &[
    (
        "en",
        &[
            ("i'm", "you're"),
            ("i've", "you've"),
            ("i'd", "you'd"),
            ("i'll", "you'll"),
            ("i", "you"),
            ("am", "are"),
            ("myself", "yourself"),
            ("my", "your"),
            ("mine", "yours"),
            ("me", "you"),
            ("we", "you"),
            ("our", "your"),
            ("us", "you"),
            ("your", "our"),
            ("you", "we"),
        ],
    ),
    (
        "de",
        &[
            ("ich", "Sie"),
            ("meine", "Ihre"),
            ("meinen", "Ihren"),
            ("meinem", "Ihrem"),
            ("meiner", "Ihrer"),
            ("mein", "Ihr"),
            ("mich", "Sie"),
            ("mir", "Ihnen"),
            ("bin", "sind"),
            ("habe", "haben"),
            ("war", "waren"),
            ("hatte", "hatten"),
            ("wurde", "wurden"),
            ("wir", "Sie"),
            ("uns", "Ihnen"),
            ("unsere", "Ihre"),
            ("unseren", "Ihren"),
            ("unser", "Ihr"),
        ],
    ),
    (
        "es",
        &[
            ("yo", "usted"),
            ("mis", "sus"),
            ("mi", "su"),
            ("me", "le"),
            ("nos", "les"),
            ("nuestro", "su"),
            ("nuestra", "su"),
            ("tuve", "tuvo"),
            ("fui", "fue"),
            ("estuve", "estuvo"),
            ("esperé", "esperó"),
            ("llamé", "llamó"),
            ("pedí", "pidió"),
            ("llegué", "llegó"),
            ("salí", "salió"),
            ("pagué", "pagó"),
            ("he", "ha"),
            ("estoy", "está"),
            ("tengo", "tiene"),
            ("llevo", "lleva"),
        ],
    ),
    (
        "fr",
        &[
            ("j'ai", "vous avez"),
            ("j'étais", "vous étiez"),
            ("j'avais", "vous aviez"),
            ("je suis", "vous êtes"),
            ("j'", "vous "),
            ("je", "vous"),
            ("mon", "votre"),
            ("ma", "votre"),
            ("mes", "vos"),
            ("m'", "vous "),
            ("me", "vous"),
            ("moi", "vous"),
            ("nous", "vous"),
            ("notre", "votre"),
            ("nos", "vos"),
        ],
    ),
    (
        "it",
        &[
            ("io", "lei"),
            ("mio", "suo"),
            ("mia", "sua"),
            ("miei", "suoi"),
            ("mie", "sue"),
            ("mi", "le"),
            ("ho", "ha"),
            ("sono", "è"),
            ("ero", "era"),
            ("avevo", "aveva"),
            ("nostro", "vostro"),
            ("nostra", "vostra"),
            ("ci", "vi"),
        ],
    ),
    (
        "pt",
        &[
            ("eu", "você"),
            ("meu", "seu"),
            ("minha", "sua"),
            ("meus", "seus"),
            ("minhas", "suas"),
            ("me", "lhe"),
            ("fui", "foi"),
            ("tive", "teve"),
            ("esperei", "esperou"),
            ("fiz", "fez"),
            ("liguei", "ligou"),
            ("cheguei", "chegou"),
            ("nosso", "seu"),
            ("nossa", "sua"),
        ],
    ),
    (
        "ru",
        &[
            ("я", "вы"),
            ("мой", "ваш"),
            ("моя", "ваша"),
            ("моё", "ваше"),
            ("мои", "ваши"),
            ("моего", "вашего"),
            ("моей", "вашей"),
            ("мою", "вашу"),
            ("моему", "вашему"),
            ("меня", "вас"),
            ("мне", "вам"),
            ("мной", "вами"),
            ("мы", "вы"),
            ("нас", "вас"),
            ("нам", "вам"),
            ("наш", "ваш"),
            ("наша", "ваша"),
            ("нашего", "вашего"),
        ],
    ),
    (
        "tr",
        &[
            ("ben", "siz"),
            ("benim", "sizin"),
            ("bana", "size"),
            ("beni", "sizi"),
            ("biz", "siz"),
            ("bizim", "sizin"),
            ("bize", "size"),
            ("bizi", "sizi"),
            ("annem", "anneniz"),
            ("babam", "babanız"),
            ("oğlum", "oğlunuz"),
            ("kızım", "kızınız"),
            ("eşim", "eşiniz"),
            ("randevum", "randevunuz"),
            ("ameliyatım", "ameliyatınız"),
        ],
    ),
    (
        "hi",
        &[
            ("मैंने", "आपने"),
            ("मैं", "आप"),
            ("मेरा", "आपका"),
            ("मेरी", "आपकी"),
            ("मेरे", "आपके"),
            ("मुझे", "आपको"),
            ("मुझको", "आपको"),
            ("हमने", "आपने"),
            ("हमारा", "आपका"),
            ("हमारी", "आपकी"),
            ("हमारे", "आपके"),
            ("हमें", "आपको"),
            ("हम", "आप"),
        ],
    ),
    (
        "ar",
        &[
            ("أنا", "أنت"),
            ("انا", "أنت"),
            ("لي", "لك"),
            ("معي", "معك"),
            ("عندي", "عندك"),
            ("ابني", "ابنك"),
            ("ابنتي", "ابنتك"),
            ("أمي", "والدتك"),
            ("أبي", "والدك"),
            ("والدتي", "والدتك"),
            ("والدي", "والدك"),
            ("زوجتي", "زوجتك"),
            ("زوجي", "زوجك"),
            ("موعدي", "موعدك"),
            ("عمليتي", "عمليتك"),
        ],
    ),
    (
        "th",
        &[
            ("ดิฉัน", "คุณ"),
            ("ฉัน", "คุณ"),
            ("ผม", "คุณ"),
            ("หนู", "คุณ"),
            ("เรา", "คุณ"),
        ],
    ),
    ("zh", &[("我们", "你们"), ("我", "您"), ("咱", "您")]),
];

#[cfg(test)]
mod tests {
    use super::turn;

    #[test]
    fn the_writer_becomes_the_one_spoken_to() {
        for (language, said, turned) in [
            (
                "en",
                "You took out my tooth and I'm fine",
                "We took out your tooth and you're fine",
            ),
            (
                "de",
                "Am Montag war ich bei euch",
                "Am Montag waren Sie bei euch",
            ),
            (
                "fr",
                "J’ai attendu mon tour",
                "Vous avez attendu votre tour",
            ),
            ("zh", "我的手术", "您的手术"),
            ("xx", "Me", "Me"),
        ] {
            assert_eq!(turn(said, language), turned);
        }
    }
}
