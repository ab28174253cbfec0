//! The generator of test projects.

use crosscheck::project::Project;
use generate::Size;

fn check(generate: fn(u64, Size) -> Project) -> Project {
    let made = generate(7, Size::SMALL);
    assert_eq!(made, generate(7, Size::SMALL));
    assert_ne!(made, generate(8, Size::SMALL));
    assert_eq!(crate::sound_project::check(&made), Ok(()));
    let counts = (made.articles().len(), made.claims().len());
    assert_eq!(counts, (Size::SMALL.articles, Size::SMALL.claims));
    assert!(made.highlights().len() + 3 > Size::SMALL.highlights);
    made
}

#[test]
fn a_seed_gives_the_same_project_of_the_requested_size() {
    let made = check(generate::project);
    assert_eq!(made.all_evidence().len(), made.highlights().len());
}

#[test]
fn generated_sources_are_of_every_kind() {
    let made = check(generate::with_sources);
    assert!(made.speakers().len() > 1 && made.relations().len() > 1);
    assert!(
        made.all_evidence()
            .any(|piece| piece.attribution.speaker.is_some())
    );
    assert!(
        made.articles()
            .any(|article| !article.provenance.derivations().is_empty())
    );
    assert!(
        made.claims()
            .all(|claim| made.silent_articles(claim.id).next().is_some())
    );
}
