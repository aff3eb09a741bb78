//! Words that say what kind of private data stands beside them, folded as tokens are.

/// Before a record, booking, insurance, identity, card or account number.
pub(super) const NUMBER: &[&str] = &[
    "nhs", "mrn", "record", "booking", "reservation", "reference", "ref", "policy", "claim", "invoice",
    "passport", "ssn", "insurance", "card", "account", "iban", "file", "chart", "case", "patient",
    "membership", "licence", "license", "social", "appointment", "credit", "debit", "bank", "visa",
    "nhc", "nass", "cipa", "historia", "expediente", "poliza", "reserva", "factura", "pasaporte", "dni",
    "nie", "seguro", "tarjeta", "cita", "cuenta", "episodio", "colegiado", "ncol", "afiliacion",
    "fallnummer", "patientennummer", "buchung", "buchungsnummer", "rechnung", "rechnungsnummer",
    "versichertennummer", "versicherungsnummer", "kassennummer", "ausweis", "reisepass", "aktenzeichen",
    "karte", "kundennummer", "versichert", "passnummer",
    "dossier", "reservation", "facture", "passeport", "securite", "mutuelle", "carte", "contrat", "ipp",
    "prontuario", "fatura", "passaporte", "cpf", "carteirinha", "convenio", "protocolo", "utente", "cartao",
    "cartella", "prenotazione", "fattura", "passaporto", "fiscale", "tessera", "polizza", "pratica", "carta",
    "dosya", "protokol", "randevu", "rezervasyon", "fatura", "pasaport", "police", "kimlik", "tc", "kart",
    "паспорт", "снилс", "полис", "карта", "карты", "счет", "счёт", "договор", "бронь", "запись", "номер",
    "ملف", "رقم", "حجز", "فاتورة", "فاتوره", "جواز", "هوية", "هويه", "تامين", "عقد", "الايبان",
    "फाइल", "नंबर", "बुकिंग", "आधार", "पॉलिसी", "बिल", "पासपोर्ट", "aadhaar", "aadhar", "uhid",
];
/// The same in scripts without spaces, looked for in the text before the number.
pub(super) const NUMBER_RUNS: &[&str] = &[
    "病历号", "身份证", "护照", "预约号", "订单", "医保", "保单", "就诊卡", "住院号", "账单", "卡号", "编号", "号码",
    "เลขบัตร", "บัตรประชาชน", "เลขที่", "หมายเลข", "พาสปอร์ต", "หนังสือเดินทาง", "กรมธรรม์", "ใบเสร็จ", "hn",
];
/// Beside a date of birth.
pub(super) const BIRTH: &[&str] = &[
    "dob", "born", "birth", "birthdate", "birthday", "nacido", "nacida", "naci", "nacimiento", "geboren",
    "geb", "geburtsdatum", "geburtstag", "ne", "nee", "naissance", "nascido", "nascida", "nasci", "nascimento",
    "nato", "nata", "nascita", "dogum", "dogumlu", "dogumluyum", "родился", "родилась", "рождения", "рожд",
    "مواليد", "ميلاد", "الميلاد", "ميلادي", "ولدت", "जन्म", "जन्मतिथि",
];
/// The same in scripts without spaces.
pub(super) const BIRTH_RUNS: &[&str] = &["出生", "生日", "年生", "วันเกิด", "เกิด"];
/// Messengers; what follows is a handle or a number to write to.
pub(super) const MESSENGERS: &[&str] = &[
    "whatsapp", "watsapp", "wa", "telegram", "tg", "wechat", "weixin", "line", "viber", "signal", "insta",
    "instagram", "ig", "snapchat", "snap", "kik", "zalo", "imo", "skype", "messenger", "kakaotalk",
    "вотсап", "ватсап", "телеграм", "телеграмм", "вайбер", "واتساب", "واتس", "تلجرام", "تيليجرام",
    "व्हाट्सएप", "टेलीग्राम",
];
/// The same in scripts without spaces.
pub(super) const MESSENGER_RUNS: &[&str] = &["微信", "ไลน์", "ไอดีไลน์"];
/// Of an organisation's own contact, before a telephone number.
pub(super) const PUBLIC: &[&str] = &[
    "switchboard", "hotline", "helpline", "reception", "clinic", "hospital", "samaritans", "office",
    "centralita", "clinica", "recepcion", "zentrale", "klinik", "praxis", "empfang", "standard", "accueil",
    "clinique", "centralino", "reparto", "recepcao", "santral", "klinigi", "hastane", "регистратура",
    "клиника", "клиники", "горячая", "العيادة", "المستشفى", "الاستقبال", "अस्पताल", "क्लिनिक", "हेल्पलाइन",
];
/// Of an organisation's mailbox: what stands before the `@`.
pub(super) const MAILBOXES: &[&str] = &[
    "info", "contact", "office", "support", "bookings", "booking", "reception", "press", "complaints",
    "kontakt", "termin", "contacto", "citas", "contato", "contatti", "iletisim", "help", "hello",
];
/// Between house number and the end of an address in English.
pub(super) const STREETS_AFTER: &[&str] = &[
    "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "close", "court", "blvd",
    "boulevard", "way", "place", "square", "terrace", "crescent", "gardens", "mews", "parkway", "highway",
    "hwy", "trail", "circle",
];
/// Before the name of a street, the number after it.
pub(super) const STREETS_BEFORE: &[&str] = &[
    "calle", "avenida", "av", "avda", "paseo", "plaza", "carrer", "c", "camino", "ronda", "carretera",
    "rua", "travessa", "alameda", "praca", "via", "viale", "piazza", "corso", "rue", "avenue", "boulevard",
    "chemin", "allee", "impasse", "ул", "улица", "улице", "улицы", "проспект", "пр", "переулок", "شارع", "حي",
    "गली", "मार्ग", "सेक्टर",
];
/// Ends of German street names, the number after it.
pub(super) const STREET_ENDS: &[&str] = &["strasse", "straße", "str", "weg", "gasse", "allee", "platz", "ring", "ufer", "damm"];
/// Turkish street words between name and number.
pub(super) const STREETS_TURKISH: &[&str] = &["sokak", "sok", "sk", "caddesi", "cad", "mahallesi", "mah", "bulvari"];
/// Street and house number in Chinese and Thai.
pub(super) const STREET_RUNS: &[&str] = &["路", "街", "弄", "ถนน", "ซอย", "หมู่"];
/// What introduces a full name.
pub(super) const NAMED: &[&[&str]] = &[
    &["name", "is"], &["name"], &["named"], &["nombre"], &["apellidos"], &["llamo"], &["paciente"], &["heisse"], &["name", "ist"],
    &["appelle"], &["nom"], &["chamo"], &["nome"], &["chiamo"], &["adim"], &["ismim"], &["зовут"], &["фио"],
    &["اسمي"], &["باسم"], &["नाम"], &["patient"], &["mr"], &["mrs"], &["ms"], &["miss"], &["sr"], &["sra"], &["herr"],
    &["frau"], &["mme"], &["m"], &["signor"], &["signora"], &["dear"], &["attn"],
];
/// Titles of people who speak or are spoken of for their work.
pub(super) const PROFESSIONAL: &[&str] = &[
    "dr", "doctor", "prof", "professor", "nurse", "sister", "medico", "medica", "doctora", "dra", "arzt", "ärztin",
    "docteur", "infirmiere", "dott", "dottor", "dottoressa", "doktor", "hemsire", "врач", "доктор", "الدكتور", "الدكتوره",
    "डॉक्टर", "डॉ",
];
/// Months, as far as they are recognised in a date of birth.
pub(super) const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "enero", "febrero",
    "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "januar", "februar", "marz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "fevrier", "mars",
    "avril", "juin", "juillet", "aout", "janeiro", "fevereiro", "marco", "maio", "junho", "julho", "gennaio",
    "febbraio", "aprile", "maggio", "giugno", "luglio", "ocak", "subat", "mart", "nisan", "mayis", "haziran",
    "temmuz", "agustos", "eylul", "ekim", "kasim", "aralik", "январ", "феврал", "март", "апрел", "июн", "июл",
    "август", "сентябр", "октябр", "ноябр", "декабр",
];
