use crate::project::{ClaimId, Project};

use std::collections::BTreeSet;

/// Parses claim numbers such as "1,4-6".
///
/// # Errors
/// A sentence fragment about the first number that is not a claim.
pub fn claims_numbered(numbers: &str, project: &Project) -> Result<BTreeSet<ClaimId>, String> {
    if numbers.trim().is_empty() {
        return Err("not a claim number; write numbers such as 1,4-6".to_owned());
    }
    let mut claims = BTreeSet::new();
    let count = project.claims().len();
    for range in numbers.split(',').map(str::trim) {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let ends = [first, last].map(|end| end.trim().parse::<usize>().ok());
        let [Some(first), Some(last)] = ends else {
            return Err(format!(
                "\u{201c}{range}\u{201d} is not a claim number; write numbers such as 1,4-6"
            ));
        };
        if first == 0 || last > count || first > last {
            return Err(format!("no claim {range} in this project; it has {count}"));
        }
        let indices = first - 1..last;
        claims.extend(indices.filter_map(|index| Some(project.claim_at(index)?.id)));
    }
    Ok(claims)
}
