use crate::project::{Attribution, Claimant, ClaimantId, Project};

/// "Ministry of Defence via TASS · “said on Telegram” · direct · reported"; empty where nothing is recorded. Of a protected claimant
/// it knows the stand-in alone.
#[must_use]
pub fn attribution_words(project: &Project, attribution: &Attribution) -> String {
    let name = |id: ClaimantId| project.claimant(id).map(Claimant::shown_name);
    let mut who = attribution.claimant.and_then(name).unwrap_or("").to_owned();
    let via: Vec<&str> = attribution.via.iter().filter_map(|id| name(*id)).collect();
    if !via.is_empty() {
        let gap = if who.is_empty() { "" } else { " " };
        who = format!("{who}{gap}via {}", via.join(", "));
    }
    let cue = &attribution.cue;
    let cue = (!cue.is_empty()).then(|| format!("\u{201c}{cue}\u{201d}"));
    let words = [
        (!who.is_empty()).then_some(who),
        cue,
        attribution.quotation.map(|one| one.label().to_owned()),
        attribution.knowledge.map(|one| one.label().to_owned()),
        attribution.usage.map(|one| one.label().to_owned()),
        attribution.naming.map(|one| one.label().to_owned()),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    words.join(" \u{b7} ")
}
