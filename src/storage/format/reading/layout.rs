use super::field::Field;

use memchr::memmem;

/// The fields that are read beside one another, in the order of the file.
const LONG: [Field; 4] = [
    Field::Highlights,
    Field::Claims,
    Field::Evidence,
    Field::Relations,
];

/// A file that looks as if `to_ron` had laid it out: each of the long lists begins on a line of its own, at the end of the file.
///
/// It is but a guess, since such a line may stand in a text too. What is read by it shows: where a text, a list or a comment was
/// cut, no record is on that line.
pub(crate) struct Layout<'a> {
    /// All before the lists.
    pub(crate) head: &'a str,
    lists: Vec<ListText<'a>>,
}

/// A list, from its bracket to the line where the next begins, or to the end of the file.
pub(crate) struct ListText<'a> {
    pub(crate) field: Field,
    text: &'a str,
    is_last: bool,
}

impl<'a> Layout<'a> {
    /// That of a file, where it looks so.
    pub(crate) fn of(file: &'a str) -> Option<Self> {
        let mut starts: Vec<(Field, usize, usize)> = Vec::with_capacity(LONG.len());
        let mut from = 0;
        for field in LONG {
            let line = format!("\n  {}: [", field.name());
            match memmem::find(&file.as_bytes()[from..], line.as_bytes()) {
                Some(at) => {
                    let start = from + at;
                    from = start + line.len();
                    starts.push((field, start, from - "[".len()));
                }
                None if field.may_be_left_out() => {}
                None => return None,
            }
        }
        let ends = starts.iter().skip(1).map(|(_, start, _)| *start);
        let lists =
            starts
                .iter()
                .zip(ends.chain([file.len()]))
                .map(|((field, _, bracket), end)| ListText {
                    field: *field,
                    text: &file[*bracket..end],
                    is_last: end == file.len(),
                });
        Some(Self {
            head: &file[..starts.first()?.1],
            lists: lists.collect(),
        })
    }

    pub(crate) fn lists(&self) -> &[ListText<'a>] {
        &self.lists
    }
}

impl<'a> ListText<'a> {
    /// The lines of its records; `None` where it does not begin and end as `to_ron` has it.
    pub(crate) fn lines(&self) -> Option<&'a str> {
        let inside = self.text.strip_prefix('[')?;
        let bracket = "\n  ]";
        let end = inside.rfind(bracket)?;
        let lines = inside[..end].trim_start_matches(['\r', '\n']);
        self.may_end_with(&inside[end + bracket.len()..])
            .then_some(lines)
    }

    /// Whether what is left after the list is what stands between two fields, or ends a file.
    fn may_end_with(&self, rest: &str) -> bool {
        let rest = rest.trim();
        if !self.is_last {
            return rest == ",";
        }
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        rest.trim_start() == ")"
    }
}
