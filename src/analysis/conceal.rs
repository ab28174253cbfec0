use std::borrow::Cow;

use crate::{
    project::Project,
    text::{Needle, find_all},
};

/// Takes the names of protected claimants out of what leaves the program: wherever one of their names or aliases stands, within
/// a word too, upper and lower case and accents alike, their stand-in stands instead.
///
/// ```
/// use crosscheck::{analysis::Concealment, project::Project};
/// let nobody_is_protected = Concealment::of(&Project::default());
/// assert_eq!(nobody_is_protected.of_text("said Ivan"), "said Ivan");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Concealment {
    /// The longest spellings first, so that no part of a name is left where another spelling is the other part.
    names: Vec<(Needle, String)>,
}

impl Concealment {
    /// Of the claimants of a project that are protected.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut spellings: Vec<(&str, &str)> = project
            .claimants()
            .filter_map(|claimant| claimant.stand_in.as_deref().zip(Some(claimant)))
            .flat_map(|(stand_in, claimant)| claimant.spellings().map(move |name| (name, stand_in)))
            .collect();
        spellings.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let names = spellings
            .into_iter()
            .filter_map(|(name, stand_in)| Some((Needle::new(name)?, stand_in.to_owned())));
        Self {
            names: names.collect(),
        }
    }

    /// The text without the names.
    #[must_use]
    pub fn of_text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut shown = Cow::Borrowed(text);
        for (name, stand_in) in &self.names {
            if name.is_in(&shown) {
                shown = Cow::Owned(replaced(&shown, name, stand_in));
            }
        }
        shown
    }
}

fn replaced(text: &str, name: &Needle, stand_in: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for span in find_all(text, name) {
        shown += &text[from..span.start()];
        shown += stand_in;
        from = span.end();
    }
    shown + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Claimant, ClaimantEdit, ClaimantId, Edit};

    #[test]
    fn every_spelling_goes_whatever_its_case_and_its_accents() {
        let mut project = Project::default();
        let claimant = Claimant {
            aliases: vec!["Petrov".to_owned()],
            stand_in: Some("Source A".to_owned()),
            ..Claimant::new(ClaimantId::new(1), "Ivan Petrov".to_owned())
        };
        let add = ClaimantEdit::Add {
            at: 0,
            claimant: Box::new(claimant),
        };
        project.apply(Edit::Claimant(add)).unwrap();
        let concealment = Concealment::of(&project);
        for (text, shown) in [
            ("said Ivan Petrov.", "said Source A."),
            ("IVAN PETROV and Petróv's", "Source A and Source A's"),
            ("nobody else", "nobody else"),
        ] {
            assert_eq!(concealment.of_text(text), shown);
        }
    }
}
