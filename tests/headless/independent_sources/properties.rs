//! Properties of the count of independent sources that hold for any evidence.

use crosscheck::analysis::SourceCount;
use proptest::prelude::*;

use super::{
    count,
    rolled::any_setting,
    setting::{From, Setting},
};

proptest! {
    #[test]
    fn the_range_is_in_order(setting in any_setting()) {
        let SourceCount { at_least, at_most } = count(&setting);
        prop_assert!(at_least <= at_most);
    }

    #[test]
    fn the_true_number_is_always_in_the_range(setting in any_setting(), picks in prop::collection::vec(any::<usize>(), 10)) {
        let SourceCount { at_least, at_most } = count(&setting);
        let truth = setting.truth(&picks);
        let sources = setting.truth_count(&truth, &picks);
        prop_assert!((at_least..=at_most).contains(&sources), "{truth:?}: {sources} not in {at_least}-{at_most}");
    }

    #[test]
    fn an_article_without_recorded_provenance_never_counts_as_independent(setting in any_setting()) {
        let before = count(&setting);
        let mut more = setting;
        more.articles.push(From::Unknown);
        more.add_evidence(more.articles.len() - 1);
        let after = count(&more);
        prop_assert!(after.at_least <= before.at_least.max(1));
        prop_assert!(after.at_most <= before.at_most + 1);
    }

    #[test]
    fn settling_a_provenance_never_widens_the_range(setting in any_setting(), which in 0..5_usize, settled in any_setting()) {
        let mut setting = setting.with_nothing_excluded();
        let which = which % setting.articles.len();
        setting.articles[which] = From::Unknown;
        // Whoever marked a reprint's words as first-hand took them for the article's own.
        setting.evidence.retain(|piece| !piece.first_hand || piece.article != which);
        // A quotation by way of an independent source may put in doubt what counted as that source's own.
        let derived = setting.derived_from(which);
        setting.evidence.retain(|piece| piece.chain.is_empty() || !derived.contains(&piece.article));
        let before = count(&setting);
        setting.articles[which] = settled.articles[which % settled.articles.len()].clone();
        setting.keep_in_order();
        let after = count(&setting);
        prop_assert!(after.at_least >= before.at_least, "{before:?} became {after:?}");
        // The evidence it settles may be somebody else's statement, which is only known now.
        if !setting.not_settled().any(|piece| derived.contains(&piece.article)) {
            prop_assert!(after.at_most <= before.at_most, "{before:?} became {after:?}");
        }
    }

    #[test]
    fn the_order_of_the_evidence_does_not_matter(setting in any_setting(), turn in 0..8_usize) {
        let before = count(&setting);
        let mut turned = setting;
        let len = turned.evidence.len().max(1);
        turned.evidence.rotate_left(turn % len);
        turned.evidence.reverse();
        prop_assert_eq!(count(&turned), before);
    }

    /// The lower number may rise, since an article that derives from both is then settled; the upper number never does.
    #[test]
    fn merging_two_speakers_never_raises_the_figure(setting in any_setting()) {
        let setting = setting.with_nothing_excluded();
        let merged = setting.with_speakers_merged();
        // The relay and the speaker may now be one after two. A set with unsettled evidence is assumed to be separate
        // from both, or to join them.
        let in_set = |setting: &Setting| setting.not_settled().any(|piece| piece.set.is_some());
        if in_set(&setting) || in_set(&merged) {
            return Ok(());
        }
        let (before, after) = (count(&setting), count(&merged));
        prop_assert!(after.at_most <= before.at_most);
        let several =
            |from: &From| matches!(from, From::Several(_) | From::SeveralAgencies(_));
        if !setting.articles.iter().any(several) {
            prop_assert!(after.at_least <= before.at_least);
        }
    }
}
