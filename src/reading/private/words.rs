//! Words that say what private data stand beside them, and names, as numbers with a bit for each
//! list, so that a token is looked up once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::text::hash::{START_64, hash_64};

/// The lists, each with its bit: the position in this array.
const LISTS: [&str; 31] = [
    "given",
    "surname",
    "either",
    "particle",
    "common",
    "place",
    "institution",
    "title-after",
    "thanks",
    "professional",
    "kin",
    "honorific",
    "family-field",
    "named",
    "month",
    "address",
    "address-weak",
    "post-box",
    "unit",
    "street-middle",
    "street-after",
    "street-before-strict",
    "street-before",
    "own",
    "direction",
    "public",
    "messenger",
    "birth",
    "phone",
    "number-weak",
    "number",
];

pub(super) const GIVEN: u32 = 1;
pub(super) const SURNAME: u32 = 1 << 1;
pub(super) const EITHER: u32 = 1 << 2;
pub(super) const PARTICLE: u32 = 1 << 3;
pub(super) const COMMON: u32 = 1 << 4;
pub(super) const PLACE: u32 = 1 << 5;
pub(super) const INSTITUTION: u32 = 1 << 6;
pub(super) const TITLE_AFTER: u32 = 1 << 7;
pub(super) const THANKS: u32 = 1 << 8;
pub(super) const PROFESSIONAL: u32 = 1 << 9;
pub(super) const KIN: u32 = 1 << 10;
pub(super) const HONORIFIC: u32 = 1 << 11;
pub(super) const FAMILY_FIELD: u32 = 1 << 12;
pub(super) const NAMED: u32 = 1 << 13;
pub(super) const MONTH: u32 = 1 << 14;
pub(super) const ADDRESS: u32 = 1 << 15;
pub(super) const ADDRESS_WEAK: u32 = 1 << 16;
pub(super) const POST_BOX: u32 = 1 << 17;
pub(super) const UNIT: u32 = 1 << 18;
pub(super) const STREET_MIDDLE: u32 = 1 << 19;
pub(super) const STREET_AFTER: u32 = 1 << 20;
pub(super) const STREET_BEFORE_STRICT: u32 = 1 << 21;
pub(super) const STREET_BEFORE: u32 = 1 << 22;
pub(super) const OWN: u32 = 1 << 23;
pub(super) const DIRECTION: u32 = 1 << 24;
pub(super) const PUBLIC: u32 = 1 << 25;
pub(super) const MESSENGER: u32 = 1 << 26;
pub(super) const BIRTH: u32 = 1 << 27;
pub(super) const PHONE: u32 = 1 << 28;
pub(super) const NUMBER_WEAK: u32 = 1 << 29;
pub(super) const NUMBER: u32 = 1 << 30;

/// The files of `packs/private`, their words folded by the build.
const LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/private.txt"));

/// Words are short, and nobody outside chooses the keys of the table.
#[derive(Clone, Copy)]
struct ShortHasher(u64);

impl Default for ShortHasher {
    fn default() -> Self {
        Self(START_64)
    }
}

impl Hasher for ShortHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_64(self.0, bytes);
    }
}

type Table = HashMap<&'static str, u32, BuildHasherDefault<ShortHasher>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::with_capacity_and_hasher(LINES.len() / 8, BuildHasherDefault::default());
    for (bit, words) in sections(LINES) {
        for word in words.split(' ') {
            *table.entry(word).or_default() |= bit;
        }
    }
    table
});

/// Lines with words and the bit of the list they are in; a list nobody knows has no bit.
fn sections(lines: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut bit = 0;
    lines.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            bit = LISTS
                .iter()
                .position(|list| *list == name)
                .map_or(0, |at| 1 << at);
            return None;
        }
        Some((bit, line))
    })
}

/// The lists a folded word is in.
pub(super) fn lists_of(folded: &str) -> u32 {
    TABLE.get(folded).copied().unwrap_or(0)
}

/// Ends of family names that hardly any other word has.
const FAMILY_ENDS: &[&str] = &[
    "sson", "sdottir", "dottir", "ovic", "evic", "ovich", "evich", "icz", "czyk", "wski", "wska",
    "nski", "nska", "ovsky", "ovskaya", "ova", "eva", "ikov", "lov", "nov", "rov", "mov", "tov",
    "dov", "zov", "sov", "ayev", "yev", "aev", "enko", "shvili", "escu", "oglu", "qvist", "quist",
    "ndez", "guez", "inez", "arez", "erez", "aldi", "ucci", "ington", "евич", "ский", "ская",
    "енко", "ова", "ева",
];

/// Whether a folded word looks like a family name by its end.
pub(super) fn ends_like_family(folded: &str) -> bool {
    folded.chars().count() >= 6
        && FAMILY_ENDS
            .iter()
            .any(|end| folded.len() > end.len() + 2 && folded.ends_with(end))
}

/// Ends of street names that are one word: German, Dutch, Nordic.
pub(super) const STREET_ENDS: &[&str] = &[
    "strasse", "straat", "gatan", "gata", "katu", "vagen", "straeti", "vegur", "veien", "gasse",
    "allee", "platz", "plein", "ring", "ufer", "damm", "steig", "weg", "vej", "gade", "laan",
    "kuja", "str",
];

/// Of an organisation's mailbox: what stands before the `@`.
pub(super) const MAILBOXES: &[&str] = &[
    "info",
    "contact",
    "office",
    "support",
    "bookings",
    "booking",
    "reception",
    "press",
    "complaints",
    "kontakt",
    "termin",
    "contacto",
    "citas",
    "contato",
    "contatti",
    "iletisim",
    "help",
    "hello",
    "admin",
    "feedback",
    "service",
    "pals",
    "appointments",
    "randevu",
    "praxis",
    "accueil",
    "secretariat",
    "segreteria",
    "atendimento",
    "noreply",
];

/// Cues in scripts without spaces, looked for in the text before.
pub(super) const NUMBER_RUNS: &[&str] = &[
    "病历号",
    "身份证",
    "护照",
    "预约号",
    "订单",
    "医保",
    "保单",
    "就诊卡",
    "住院号",
    "账单",
    "卡号",
    "编号",
    "号码",
    "挂号",
    "发票",
    "เลขบัตร",
    "บัตรประชาชน",
    "เลขที่",
    "หมายเลข",
    "พาสปอร์ต",
    "หนังสือเดินทาง",
    "กรมธรรม์",
    "ใบเสร็จ",
    "hn",
    "จอง",
    "เวชระเบียน",
];
pub(super) const PHONE_RUNS: &[&str] = &[
    "电话",
    "手机",
    "联系",
    "打给",
    "致电",
    "โทร",
    "เบอร์",
    "มือถือ",
    "ติดต่อ",
];
pub(super) const BIRTH_RUNS: &[&str] = &["出生", "生日", "生于", "วันเกิด", "เกิด"];
pub(super) const MESSENGER_RUNS: &[&str] = &["微信", "ไลน์", "ไอดี"];
pub(super) const PUBLIC_RUNS: &[&str] = &[
    "医院",
    "诊所",
    "前台",
    "热线",
    "总机",
    "โรงพยาบาล",
    "คลินิก",
    "สายด่วน",
    "รพ",
];
pub(super) const OWN_RUNS: &[&str] = &["我的", "我家", "我手机", "ของฉัน", "ของผม", "ผม", "ฉัน"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn every_list_of_the_files_is_known_and_every_known_list_is_filled() {
        let mut seen = Vec::new();
        for line in LINES.lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                assert!(LISTS.contains(&name), "nobody knows the list {name}");
                seen.push(name);
            }
        }
        assert!(LISTS.iter().all(|list| seen.contains(list)));
    }

    #[test]
    fn words_are_found_folded_in_all_their_lists() {
        assert_eq!(lists_of(&fold("José")) & GIVEN, GIVEN);
        assert_eq!(lists_of("rosa") & (GIVEN | EITHER), GIVEN | EITHER);
        assert_eq!(lists_of("expediente"), NUMBER);
        assert_eq!(lists_of("zebra"), 0);
    }

    #[test]
    fn family_names_are_told_by_their_ends() {
        assert!(ends_like_family("gunnarsdottir"));
        assert!(ends_like_family("kovalenko"));
        assert!(!ends_like_family("operationen"));
        assert!(!ends_like_family("station"));
    }
}
