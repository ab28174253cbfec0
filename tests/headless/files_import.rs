//! Import: every encoding is decoded, and unreadable files are refused with a clear message.

use std::{fs, fs::File, path::PathBuf};

use crate::support::import_file;
use crosscheck::{
    import::{DecodeError, ImportError, article_files, import_bytes, import_text},
    storage::{self, MAX_ARTICLE_BYTES, Progress},
};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, ISO_2022_JP, KOI8_R, SHIFT_JIS, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1256,
};

const RUSSIAN: &str =
    "Губернатор сообщил, что ранены двенадцать человек.\nОб этом он написал в своём канале.";
const JAPANESE: &str = "知事は十二人が負傷したと発表した。\n病院の院長は、入院患者は八人だったと述べた。カタカナとひらがな。";
const FRENCH: &str = "Le préfet a déclaré que douze personnes étaient blessées.\nL’hôpital n’a pas confirmé, a-t-il précisé à Genève.";

const CHINESE: &str = "州长说，十二人受伤。医院院长却说，住院的只有八人。\n消防队员在夜里搜救，直到天亮，河水才慢慢退去。";
const TRADITIONAL_CHINESE: &str = "縣長說，十二人受傷。醫院院長卻說，住院的只有八人。\n消防隊員在夜裡搜救，直到天亮，河水才慢慢退去。";
const KOREAN: &str =
    "주지사는 열두 명이 다쳤다고 발표했다.\n병원장은 입원 환자가 여덟 명이었다고 말했다.";
const ARABIC: &str =
    "قال المحافظ إن اثني عشر شخصا أصيبوا بجروح.\nوأكد مدير المستشفى أن ثمانية فقط بقوا فيه.";

/// Text written in `encoding` is imported unchanged.
fn check_encoding(text: &str, encoding: &'static Encoding) {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable);
    let article = import_bytes(&bytes).unwrap();
    assert_eq!(article.text.as_str(), text);
    let name = article.encoding.name;
    assert!(name.eq_ignore_ascii_case(encoding.name()), "{name}");
}

#[test]
fn old_encodings_are_guessed() {
    check_encoding(RUSSIAN, WINDOWS_1251);
    check_encoding(RUSSIAN, KOI8_R);
    check_encoding(JAPANESE, SHIFT_JIS);
    check_encoding(JAPANESE, EUC_JP);
    check_encoding(JAPANESE, ISO_2022_JP);
    check_encoding(CHINESE, GB18030);
    check_encoding(TRADITIONAL_CHINESE, BIG5);
    check_encoding(KOREAN, EUC_KR);
    check_encoding(ARABIC, WINDOWS_1256);
    check_encoding(FRENCH, WINDOWS_1252);
    check_encoding(FRENCH, encoding_rs::UTF_8);
    for text in [JAPANESE, CHINESE, KOREAN] {
        check_encoding(text, encoding_rs::UTF_8);
    }
}

#[test]
fn utf_16_is_decoded_with_and_without_a_bom() {
    for text in [
        RUSSIAN,
        FRENCH,
        JAPANESE,
        CHINESE,
        TRADITIONAL_CHINESE,
        KOREAN,
        ARABIC,
    ] {
        for mark in ["", "\u{feff}"] {
            let text_marked = format!("{mark}{text}");
            let little: Vec<u8> = text_marked
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            let big: Vec<u8> = text_marked
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect();
            assert_eq!(import_bytes(&little).unwrap().text.as_str(), text);
            assert_eq!(import_bytes(&big).unwrap().text.as_str(), text);
        }
    }
}

#[test]
fn short_headlines_in_utf_16_are_decoded_without_a_bom() {
    for text in [
        "知事「負傷者は十二人」と発表。",
        "十二人受伤，一人死亡。",
        "Flood",
        "열두 명 부상",
    ] {
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(import_bytes(&little).unwrap().text.as_str(), text);
        assert_eq!(import_bytes(&big).unwrap().text.as_str(), text);
    }
}

#[test]
fn utf_16_without_a_known_byte_order_is_refused() {
    // U+0430 and U+3004 are letters in either byte order, and no single-byte encoding has them.
    let bytes: Vec<u8> = std::iter::repeat_n([0x04_u8, 0x30, 0x30, 0x04], 8)
        .flatten()
        .collect();
    assert_eq!(import_bytes(&bytes).unwrap_err(), DecodeError::ByteOrder);
}

#[test]
fn line_ends_are_normalised_and_nothing_else() {
    let article = import_bytes(b"\xEF\xBB\xBFTitle \r\n\r\nbody\rmore\t \n\n").unwrap();
    assert_eq!(article.text.as_str(), "Title \n\nbody\nmore\t \n\n");
    assert_eq!(article.details.title, "Title");
    // Deceptive characters are kept; the reader marks them.
    let bidi = "a\u{202e}b\u{200b}c";
    assert_eq!(import_text(bidi).unwrap().text.as_str(), bidi);
}

#[test]
fn binary_data_is_refused() {
    assert_eq!(import_bytes(b"text\0more").unwrap_err(), DecodeError::Nul);
    assert_eq!(import_bytes(b"").unwrap_err(), DecodeError::Empty);
    assert_eq!(import_text(" \r\n ").unwrap_err(), DecodeError::Empty);
}

#[test]
fn each_refusal_names_the_file_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let sentence = import_file(&path).unwrap_err().to_string();
        sentence
            .strip_prefix(&format!("{}: ", path.display()))
            .unwrap_or_else(|| panic!("names its file: {sentence}"))
            .to_owned()
    };
    assert_eq!(
        refused(
            "report.odp",
            b"PK\x03\x04application/vnd.oasis.opendocument.presentation"
        ),
        "Crosscheck cannot read presentations yet. Copy the text and use Paste article…"
    );
    assert_eq!(refused("page.HTML", b"<p>"), "it contains no text");
    assert_eq!(
        refused("photo.xyz", b"\xFF\xD8\xFF\xE0"),
        "Crosscheck cannot read pictures yet. A picture has no text; type the words that it shows, and use Paste article…"
    );
    assert_eq!(
        refused("desk.zip", b"PK\x03\x04....notes/one.txt"),
        "Crosscheck cannot read archives yet. Unpack it, then add the folder with Add folder of articles…"
    );
    assert_eq!(
        refused("nul.txt", b"a\0b"),
        "not a text file: it contains NUL bytes. Copy the text and use Paste article…"
    );
    assert_eq!(refused("empty.md", b"\n"), "it contains no text");
    let absent = import_file(&folder.path().join("absent.txt"))
        .unwrap_err()
        .to_string();
    assert!(
        absent.ends_with("Check that the file exists and that you have permission to read it"),
        "{absent}"
    );
    let itself = import_file(folder.path()).unwrap_err().to_string();
    assert!(
        itself.ends_with("is a folder, not a file. Select a file"),
        "{itself}"
    );
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.txt");
    // A sparse file: it takes no disk space, and would read as NUL bytes.
    File::create(&path)
        .unwrap()
        .set_len(MAX_ARTICLE_BYTES + 1)
        .unwrap();
    let sentence = import_file(&path).unwrap_err().to_string();
    assert!(
        sentence.ends_with("is larger than 64 MB. Split it, or paste the part that you need"),
        "{sentence}"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device_are_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()));
    for path in [pipe, PathBuf::from("/dev/zero")] {
        let error = import_file(&path).unwrap_err();
        assert!(matches!(error, ImportError::File { .. }), "{error}");
        assert!(
            error
                .to_string()
                .contains("is a pipe or a device, not a file")
        );
        assert!(storage::open(&path).is_err());
    }
}

#[test]
fn a_folder_lists_readable_files_in_order_and_reports_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("b/deeper")).unwrap();
    for name in [
        "z.txt",
        "a.md",
        "b/deeper/c.text",
        "b/no-ending",
        "b/text.pdf",
        "Herald 12.05.2031",
        "Talk with Dr. Brann",
        ".hidden.txt",
    ] {
        fs::write(at(name), "text").unwrap();
    }
    fs::write(at("scan.png"), b"\x89PNG\r\n\x1A\n").unwrap();
    let found = article_files(
        &[folder.path().to_owned(), at("z.txt")],
        &Progress::default(),
    )
    .unwrap();
    let expected = [
        "a.md",
        "b/deeper/c.text",
        "b/no-ending",
        "b/text.pdf",
        "Herald 12.05.2031",
        "Talk with Dr. Brann",
        "z.txt",
    ]
    .map(at);
    for file in &found.files {
        assert_eq!(import_file(file).unwrap().article.text.as_str(), "text");
    }
    assert_eq!(found.files, expected);
    assert_eq!(found.refused.len(), 1);
    assert!(
        found.refused[0]
            .to_string()
            .contains("scan.png: Crosscheck cannot read pictures")
    );
    assert!(!found.cut_off);
}

#[test]
fn a_missing_file_given_by_name_is_still_tried() {
    let absent = PathBuf::from("/no/such/article.txt");
    let found = article_files(std::slice::from_ref(&absent), &Progress::default()).unwrap();
    assert_eq!(found.files, [absent]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_symlinks_ends() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    fs::write(folder.path().join("a.txt"), "text").unwrap();
    let found = article_files(&[folder.path().to_owned()], &Progress::default()).unwrap();
    assert_eq!(found.files.len(), 1);
}
