//! Independent sources: how many sources a claim really has, and why.
//!
//! Ten articles that quote one minister are one independent source. For each stance, [`IndependentSources`] gives the number
//! as a range, because much is usually unknown. Each case of the rule is a named test in
//! `tests/headless/independent_sources`.
//!
//! # The four steps
//!
//! 1. **Find the roots.** [`Roots`] follows each piece of evidence to its root. Attributed evidence ends at its speaker.
//!    Evidence that the article itself saw or heard ends at the article. All other evidence follows the article's
//!    derivations, and ends at an independent source, at an excluded one, or *open*: at an article whose provenance nobody
//!    has recorded. Each article is visited once for all claims, with a stack instead of recursion, so a chain of
//!    derivations may have any length.
//!
//!    For each claim, `unattributed` then reopens unattributed pieces that came by way of the same source as an attributed
//!    one. If a reprint attributes a sentence to the governor, the same sentence in the original may be the governor's too.
//!    It follows at most 1,000 articles of open provenance; beyond that it treats every source as possible.
//! 2. **Set excluded evidence aside,** together with the sets that do not count without it. It is in no count and no
//!    conflict. The source counts, the table's counts, articles and dates, the matrix, the graph, the first report on the timeline
//!    and the exports all leave out what [`ClaimSources::excluded`] returns.
//! 3. **Group pieces that share a root** (`root_groups`; a set joins its pieces). `at_most` is the number of
//!    groups if they are as far apart as they may turn out to be. `at_least` is the number of groups with a known source if
//!    they are as close together as they may turn out to be.
//! 4. **Explain.** `why` turns the groups into sentences. They are the groups that were counted, so count and reasons
//!    agree.
//!
//! # What holds
//!
//! The range is never too narrow: no later finding of the analyst can leave it. A property test generates projects together
//! with a truth about them, counts the true number by brute force, and checks that the range contains it.
//!
//! So recording a provenance never widens the range, with three exceptions: it leads to an excluded source; it shows that a
//! piece marked first-hand is in a reprint or a translation; or it shows that an unattributed piece came by way of a source
//! that an attributed piece came by way of.
//!
//! The range is wider than necessary in three cases:
//!
//! - Three or more sets may be excluded, and each shares a root with the next. The first and the last are treated as separate,
//!   because the exact number would require trying every combination of excluded sets
//!   (`sets_in_a_chain_that_may_be_excluded_count_apart`).
//! - A set has an open root, and every source that the root may be is in another group. The set is treated as separate
//!   (`a_set_with_an_open_root_counts_apart_from_the_candidates_of_the_root`).
//! - A speaker is quoted in an article that derives from several others, and is one of those. The statement is treated as
//!   relayed by another of them.

mod claim_sources;
mod count;
mod exclusion;
mod groups;
mod piece;
mod root_groups;
mod roots;
mod unattributed;
mod why;

pub use claim_sources::ClaimSources;
pub(crate) use claim_sources::excluded_ids;
pub use count::{IndependentSources, SourceCount};
pub use exclusion::{DependentClaim, all_excluded, claims_depending_on_source};
pub use roots::{IndependentSource, Root, Roots};
pub use why::{Reason, source_name};
