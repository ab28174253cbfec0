//! Git's conflict markers around the two sides of a merge conflict.

/// Side of a merge conflict that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConflictLine {
    /// Outside of all conflicts.
    OfBoth,
    Ours,
    Theirs,
    /// Of the common ancestor, which git includes if configured to.
    OfAncestor,
    /// A conflict marker.
    Mark,
}

/// Number of equal characters at the start of a conflict marker.
const MARKER_LEN: usize = 7;

/// Sorts the lines of a file; `None` if it has no marks. Where those are not in order, as when one was left behind, all other lines
/// are of both sides.
pub(crate) fn conflict_lines(text: &str) -> Option<Vec<ConflictLine>> {
    let is_mark = |line: &str| mark(line).is_some();
    if !text.split('\n').any(is_mark) {
        return None;
    }
    lines_in_order(text).or_else(|| {
        let side = |is_mark: bool| [ConflictLine::OfBoth, ConflictLine::Mark][usize::from(is_mark)];
        Some(text.split('\n').map(|line| side(is_mark(line))).collect())
    })
}

fn lines_in_order(text: &str) -> Option<Vec<ConflictLine>> {
    use ConflictLine::{Mark, OfAncestor, OfBoth, Ours, Theirs};
    let mut lines = Vec::new();
    let mut part = OfBoth;
    for line in text.split('\n') {
        let next = match (mark(line), part) {
            (None, _) => {
                lines.push(part);
                continue;
            }
            (Some('<'), OfBoth) => Ours,
            (Some('|'), Ours) => OfAncestor,
            (Some('='), Ours | OfAncestor) => Theirs,
            (Some('>'), Theirs) => OfBoth,
            _ => return None,
        };
        lines.push(Mark);
        part = next;
    }
    (part == OfBoth).then_some(lines)
}

/// The text without conflict markers and without the lines that only the other side has; `None` if it has no conflict.
pub(crate) fn without_other_side(text: &str) -> Option<String> {
    let sides = conflict_lines(text)?;
    let lines = text.split('\n').zip(sides);
    let ours = lines.filter(|(_, side)| matches!(side, ConflictLine::OfBoth | ConflictLine::Ours));
    let ours: Vec<&str> = ours.map(|(line, _)| line).collect();
    Some(ours.join("\n"))
}

/// The character that a conflict marker consists of.
fn mark(line: &str) -> Option<char> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let character = line
        .chars()
        .next()
        .filter(|character| "<|=>".contains(*character))?;
    let rest = line.trim_start_matches(character);
    let is_mark =
        line.len() - rest.len() == MARKER_LEN && (rest.is_empty() || rest.starts_with(' '));
    is_mark.then_some(character)
}

#[cfg(test)]
mod tests {
    use super::{
        ConflictLine::{Mark, OfAncestor, OfBoth, Ours, Theirs},
        *,
    };

    #[test]
    fn each_line_of_a_conflict_belongs_to_a_side() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 12ab\nc\n=======\nd\n>>>>>>> theirs\ne";
        let sides = [
            OfBoth, Mark, Ours, Mark, OfAncestor, Mark, Theirs, Mark, OfBoth,
        ];
        assert_eq!(conflict_lines(text).unwrap(), sides);
        let left_behind = [Mark, OfBoth, Mark, OfBoth];
        let text = "<<<<<<< HEAD\na\n=======\nb";
        assert_eq!(conflict_lines(text).unwrap(), left_behind);
        for text in ["plain", "a\n========\nb", "<<<<<<<HEAD"] {
            assert_eq!(conflict_lines(text), None, "{text}");
        }
    }
}
