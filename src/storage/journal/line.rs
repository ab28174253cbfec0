//! Framing of a record on one line: its length and checksum (CRC-32), eight hexadecimal digits each, then the record.
//! Detects truncated and altered lines.

/// Length in bytes of the prefix: two numbers, each followed by a space.
const PREFIX_LEN: usize = 18;

/// Frames a record as a line. The record must not contain a line feed.
pub(crate) fn framed(record: &str) -> String {
    debug_assert!(!record.contains('\n'), "RON escapes line feeds");
    let checksum = crc32fast::hash(record.as_bytes());
    format!("{:08x} {checksum:08x} {record}\n", record.len())
}

/// Iterator over the intact lines at the beginning of a journal. Ends at the first damaged line.
#[derive(Clone, Debug)]
pub(crate) struct JournalLines<'a> {
    bytes: &'a [u8],
    /// Total length in bytes of the lines returned so far.
    whole: usize,
}

impl<'a> JournalLines<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, whole: 0 }
    }

    /// Total length in bytes of the lines returned so far.
    pub(crate) fn whole(&self) -> usize {
        self.whole
    }
}

impl<'a> Iterator for JournalLines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.bytes.get(self.whole..)?;
        let (head, rest) = rest.split_at_checked(PREFIX_LEN)?;
        let (len, checksum) = (number(&head[..9])?, number(&head[9..])?);
        let record = rest.get(..len as usize)?;
        let is_whole =
            crc32fast::hash(record) == checksum && rest.get(record.len()) == Some(&b'\n');
        let record = std::str::from_utf8(record).ok().filter(|_| is_whole)?;
        self.whole += PREFIX_LEN + record.len() + 1;
        Some(record)
    }
}

/// Parses eight lower-case hexadecimal digits followed by a space.
fn number(written: &[u8]) -> Option<u32> {
    let (digits, b" ") = written.split_at_checked(8)? else {
        return None;
    };
    digits.iter().try_fold(0_u32, |number, digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        Some(number << 4 | u32::from(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_a_byte_is_seen() {
        let lines = framed("one") + &framed("") + &framed("\u{e9}t\u{e9}");
        let bytes = lines.as_bytes();
        assert_eq!(
            JournalLines::new(bytes).collect::<Vec<_>>(),
            ["one", "", "\u{e9}t\u{e9}"]
        );
        let first = framed("one").len();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut damaged = bytes.to_vec();
                damaged[at] ^= 1 << bit;
                let read: Vec<&str> = JournalLines::new(&damaged).collect();
                assert!(read.len() < 3, "byte {at}, bit {bit}: {read:?}");
                assert!(at < first || read[0] == "one", "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn a_truncated_line_is_not_read() {
        let line = framed("record");
        for len in 0..line.len() {
            assert_eq!(
                JournalLines::new(&line.as_bytes()[..len]).next(),
                None,
                "{len}"
            );
        }
    }

    #[test]
    fn a_length_beyond_the_file_is_damage() {
        let mut lines = JournalLines::new(b"ffffffff 00000000 x\n");
        assert_eq!((lines.next(), lines.whole()), (None, 0));
    }
}
