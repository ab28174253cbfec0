//! Compound files (OLE) of older Microsoft programs, and of newer ones for protected files. They are recognised, not
//! read.

use super::ReadError;

pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Names of the streams that identify a program, and what to do with its files.
const STREAMS: [(&str, &str); 5] = [
    (
        "WordDocument",
        "this is a Word document in a pre-2007 format. Open it in Word or LibreOffice and save it as DOCX",
    ),
    (
        "Workbook",
        "this is an Excel workbook in a pre-2007 format. Open it in Excel or LibreOffice and save it as XLSX or CSV",
    ),
    (
        "Book",
        "this is an Excel workbook in a pre-1997 format. Open it in Excel or LibreOffice and save it as XLSX or CSV",
    ),
    (
        "PowerPoint Document",
        "this is a presentation in a pre-2007 format. Open it in PowerPoint or LibreOffice and save it as PDF",
    ),
    ("__substg1.0_", "this is an Outlook message. Save it as EML"),
];

/// Why a compound file is not read, and what to do.
pub(super) fn refusal(bytes: &[u8]) -> ReadError {
    if has_stream(bytes, "EncryptedPackage") {
        return ReadError::PasswordUnsupported;
    }
    let mut known = STREAMS.iter();
    let known = known.find(|(stream, _)| has_stream(bytes, stream));
    let other = "this is a document of an older program. Open it there and save it as DOCX or PDF";
    ReadError::Reason(known.map_or(other, |(_, advice)| advice).to_owned())
}

/// Whether a compound file has a stream of that name. Its directory stores names in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}
