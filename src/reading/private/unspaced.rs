//! Chinese and Thai, which do not part words with spaces: what is sought is told by characters.

use super::{Hit, Scan, last_of};
use crate::comment::PrivateKind;
use crate::text::Span;

pub(super) fn is_unspaced(character: char) -> bool {
    is_thai(character) || is_han(character)
}

fn is_thai(character: char) -> bool {
    matches!(character, '\u{e01}'..='\u{e4e}')
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// Family names that most people in China have.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";

/// Whether a Chinese character is a family name that many have.
#[must_use]
pub fn is_family_name_in_han(character: char) -> bool {
    FAMILIES.contains(character)
}

/// After these a name follows whatever it is.
const HAN_NAMED: &[&str] = &[
    "我叫",
    "名叫",
    "姓名：",
    "姓名:",
    "姓名是",
    "姓名",
    "名字是",
    "名字叫",
    "名字：",
    "全名",
    "本名",
];
/// After these a family name with two more characters is a name.
const HAN_PERSON: &[&str] = &[
    "患者", "病人", "我是", "母亲", "父亲", "妈妈", "爸爸", "老公", "老婆", "丈夫", "妻子", "儿子",
    "女儿", "家属", "弟弟", "姐姐", "哥哥", "妹妹", "奶奶", "爷爷",
];
/// Characters that follow a name and are in hardly any.
const HAN_AFTER: &str =
    "的在是了住今男女年岁因来做手从去被和有也很已想要到，。、,. （(电身生就于得说给把让不没 ：";
const HAN_WORK: &[&str] = &[
    "医生", "护士", "主任", "医师", "教授", "大夫", "院长", "专家", "老师",
];
const HAN_PUBLIC: &[&str] = &[
    "医院", "诊所", "门口", "对面", "入口", "停车", "地铁", "公交", "酒店",
];
const HAN_HOME: &[&str] = &["住", "地址", "我家", "家在", "寄到", "送到"];
const HAN_STREETS: &[char] = &['路', '街', '道', '巷', '弄', '村', '里', '园', '苑', '区'];

const THAI_NAMED: &[&str] = &[
    "ชื่อ",
    "นางสาว",
    "นาง",
    "นาย",
    "น.ส.",
    "ด.ช.",
    "ด.ญ.",
    "เด็กชาย",
    "เด็กหญิง",
];
const THAI_WORK: &[&str] = &[
    "หมอ",
    "อาจารย์",
    "พยาบาล",
    "แพทย์",
    "อะไร",
    "ว่า",
    "เรื่อง",
    "โรง",
    "คลินิก",
    "เสียง",
    "ดัง",
];
const THAI_STREETS: &[&str] = &[
    "ถนน",
    "ถ.",
    "ซอย",
    "ซ.",
    "หมู่",
    "ม.",
    "แขวง",
    "เขต",
    "ตำบล",
    "ต.",
    "อำเภอ",
    "อ.",
    "จังหวัด",
    "จ.",
    "หมู่บ้าน",
];
const THAI_HOME: &[&str] = &["บ้านเลขที่", "ที่อยู่", "บ้าน", "อยู่ที่", "อาศัย", "พัก", "ส่งมาที่", "ส่งที่"];
const THAI_PUBLIC: &[&str] = &["โรงพยาบาล", "คลินิก", "ทางเข้า", "จอดรถ", "ตรงข้าม", "ร้าน"];
const THAI_MONTHS: &[&str] = &[
    "มกรา",
    "กุมภา",
    "มีนา",
    "เมษา",
    "พฤษภา",
    "มิถุนา",
    "กรกฎา",
    "สิงหา",
    "กันยา",
    "ตุลา",
    "พฤศจิกา",
    "ธันวา",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
];

/// Characters from the start of a text for which something holds, at most some, in bytes.
fn length(text: &str, most: usize, accept: impl Fn(char) -> bool) -> usize {
    text.chars()
        .take(most)
        .take_while(|c| accept(*c))
        .map(char::len_utf8)
        .sum()
}

/// The length of `1985年3月12日` or `12 มีนาคม 2528` at the start of a text.
pub(super) fn date_length(rest: &str) -> Option<usize> {
    let digits = length(rest, 4, char::is_numeric);
    let after = &rest[digits..];
    if let Some(month) = after.strip_prefix('年') {
        let at = rest.len() - month.len();
        let months = length(month, 2, char::is_numeric);
        let day = month[months..].strip_prefix('月')?;
        let days = length(day, 2, char::is_numeric);
        let end = at + months + '月'.len_utf8() + days;
        let sign = length(&rest[end..], 1, |c| matches!(c, '日' | '号'));
        return (months > 0 && days > 0).then_some(end + sign);
    }
    let month = after.trim_start();
    let known = THAI_MONTHS.iter().any(|m| month.starts_with(m));
    let name = length(month, 12, |c| is_thai(c) || c == '.');
    let year = month[name..].trim_start();
    let year = year.strip_prefix("พ.ศ.").unwrap_or(year).trim_start();
    let digits = length(year, 4, char::is_numeric);
    (known && year[..digits].chars().count() == 4).then(|| rest.len() - year.len() + digits)
}

impl Scan<'_> {
    pub(super) fn unspaced(&self, index: usize) -> Hit {
        let start = self.token(index).span.start as usize;
        let rest = self.rest(start);
        let first = rest.chars().next()?;
        if is_han(first) {
            self.han_name(index, rest, first)
                .or_else(|| self.han_address(index, start, first))
        } else {
            thai_name(self.head(index), start, rest)
                .or_else(|| self.thai_street(index, start, rest))
        }
    }

    fn han_name(&self, index: usize, rest: &str, first: char) -> Hit {
        if !FAMILIES.contains(first) {
            return None;
        }
        let head = self.head(index).trim_end();
        let named = HAN_NAMED.iter().any(|cue| head.ends_with(cue));
        let person = HAN_PERSON.iter().any(|cue| head.ends_with(cue));
        let tail = &rest[first.len_utf8()..];
        let given: usize = length(tail, 2, |c| is_han(c) && !HAN_AFTER.contains(c));
        let after = &tail[given..];
        let two = tail[..given].chars().count() == 2;
        let titled = two
            && ["先生", "女士", "小姐", "太太"]
                .iter()
                .any(|t| after.starts_with(t));
        let ends = after.chars().next().is_none_or(|c| {
            HAN_AFTER.contains(c) || c.is_numeric() || c.is_whitespace() || !c.is_alphabetic()
        });
        let work = HAN_WORK
            .iter()
            .any(|work| after.starts_with(work) || tail.starts_with(work));
        let sure = named || person && two && ends || titled;
        let start = self.token(index).span.start as usize;
        (given > 0 && sure && !work).then(|| {
            (
                PrivateKind::Name,
                Span::new(start, start + first.len_utf8() + given),
            )
        })
    }

    /// `…路88号`, with what belongs to it on both sides.
    fn han_address(&self, index: usize, start: usize, first: char) -> Hit {
        if !HAN_STREETS.contains(&first) {
            return None;
        }
        let mut end = start + first.len_utf8();
        let digits = length(self.rest(end), 5, char::is_numeric);
        let sign = length(&self.rest(end)[digits..], 1, |c| {
            matches!(c, '号' | '栋' | '弄' | '幢' | '座' | '组')
        });
        let head = self.head(index);
        let home = last_of(head, HAN_HOME).is_some();
        let public = last_of(head, HAN_PUBLIC).is_some();
        if digits == 0 || sign == 0 || public && !home {
            return None;
        }
        end += digits + sign;
        end += length(self.rest(end), 16, |c| {
            c.is_numeric() || "号栋幢单元室楼弄层座-".contains(c)
        });
        let taken = self.found.last().map_or(0, |last| last.span.end as usize);
        let before: usize = self.text.source[taken..start]
            .chars()
            .rev()
            .take(14)
            .take_while(|c| {
                (is_han(*c) || c.is_numeric()) && !"在住是到于址我家去来从往寄送给为".contains(*c)
            })
            .map(char::len_utf8)
            .sum();
        (before > 0).then(|| (PrivateKind::Address, Span::new(start - before, end)))
    }

    /// `ซอยตัวอย่าง 5` where the text says that somebody lives there.
    fn thai_street(&self, index: usize, start: usize, rest: &str) -> Hit {
        let street = ["ถนน", "ซอย"].iter().find(|s| rest.starts_with(**s))?;
        let head = self.head(index);
        let home = last_of(head, THAI_HOME)?;
        if last_of(head, THAI_PUBLIC).is_some_and(|at| at > home) {
            return None;
        }
        let name = length(&rest[street.len()..], 20, is_thai);
        let after = &rest[street.len() + name..];
        let gap = length(after, 1, |c| c == ' ');
        let digits = length(&after[gap..], 6, |c| c.is_numeric() || c == '/');
        let end = start + street.len() + name + gap + digits;
        (digits > 0).then(|| (PrivateKind::Address, Span::new(start, self.thai_end(end))))
    }

    /// `12/3 หมู่ 4 ถนน…`, `บ้านเลขที่ 12/3`, from the number on.
    pub(super) fn thai_house(&self, index: usize) -> Hit {
        if !self.has(super::signs::UNSPACED) {
            return None;
        }
        let start = self.token(index).span.start as usize;
        let rest = self.rest(start);
        let digits = length(rest, 8, |c| c.is_numeric() || matches!(c, '/' | '-'));
        let tail = rest[digits..].trim_start();
        let head = self.head(index).trim_end();
        let home = ["บ้านเลขที่", "ที่อยู่"].iter().any(|h| head.ends_with(h));
        let street = THAI_STREETS.iter().any(|s| tail.starts_with(s));
        let public = last_of(head, THAI_PUBLIC) > last_of(head, THAI_HOME);
        (home || street && !public).then(|| {
            (
                PrivateKind::Address,
                Span::new(start, self.thai_end(start + digits)),
            )
        })
    }

    /// The end of the chain of street, district and province after a house number.
    fn thai_end(&self, mut end: usize) -> usize {
        for _ in 0..6 {
            let tail = self.rest(end);
            let gap = length(tail, 1, |c| c == ' ');
            let part = &tail[gap..];
            let postcode = gap == 1 && length(part, 6, char::is_numeric) == 5;
            let word = THAI_STREETS.iter().find(|s| part.starts_with(**s));
            let size = match word {
                Some(word) => {
                    let name = length(&part[word.len()..], 24, is_thai);
                    let number = &part[word.len() + name..];
                    let space = length(number, 1, |c| c == ' ');
                    let digits = length(&number[space..], 4, |c| c.is_numeric() || c == '/');
                    word.len() + name + if digits > 0 { space + digits } else { 0 }
                }
                None if postcode => 5,
                None => break,
            };
            end += gap + size;
        }
        end
    }
}

/// `นาย… …`: a title or "name", a given name, one space, a family name.
fn thai_name(head: &str, start: usize, rest: &str) -> Hit {
    let inside = head.ends_with(is_thai)
        && !["ชื่อ", "คือ", "ผู้ป่วย", "คนไข้"]
            .iter()
            .any(|c| head.ends_with(c));
    let cue = THAI_NAMED.iter().find(|cue| rest.starts_with(**cue))?;
    let other_word = head.ends_with('เ') || head.ends_with("ขึ้น");
    if inside && *cue != "ชื่อ" || other_word {
        return None;
    }
    let mut from = cue.len();
    let mut tail = &rest[from..];
    for skip in ["จริง", "ผู้ป่วย", "คนไข้", "คือ", ":", " "]
    {
        if let Some(next) = tail.strip_prefix(skip) {
            from += skip.len();
            tail = next;
        }
    }
    if THAI_NAMED[1..].iter().any(|title| tail.starts_with(title))
        || THAI_WORK.iter().any(|work| tail.starts_with(work))
    {
        return None;
    }
    let given = length(tail, 20, is_thai);
    let family = tail[given..].strip_prefix(' ')?;
    let size = length(family, 24, is_thai);
    let short = (2..=12).contains(&tail[..given].chars().count())
        && (3..=18).contains(&family[..size].chars().count());
    short.then(|| {
        (
            PrivateKind::Name,
            Span::new(start + from, start + from + given + 1 + size),
        )
    })
}
