use crate::project::{Attribution, Project, Speaker, SpeakerId};

/// An attribution in one line: "Ministry of Defence, relayed by TASS · “said on Telegram” · direct · reported". Empty if nothing is
/// recorded; protected speakers appear by their stand-ins.
pub fn attribution_words(project: &Project, attribution: &Attribution) -> String {
    let name = |id: SpeakerId| project.speaker(id).map(Speaker::shown_name);
    let mut who = attribution.speaker.and_then(name).unwrap_or("").to_owned();
    let relayed_by: Vec<&str> = attribution
        .relayed_by
        .iter()
        .filter_map(|id| name(*id))
        .collect();
    if !relayed_by.is_empty() {
        let gap = if who.is_empty() { "" } else { ", " };
        who = format!("{who}{gap}relayed by {}", relayed_by.join(", "));
    }
    let wording = &attribution.wording;
    let wording = (!wording.is_empty()).then(|| format!("\u{201c}{wording}\u{201d}"));
    let words = [
        (!who.is_empty()).then_some(who),
        wording,
        attribution.quotation.map(|one| one.label().to_owned()),
        attribution.first_hand.map(|one| one.label().to_owned()),
        attribution
            .primary_or_secondary
            .map(|one| one.label().to_owned()),
        attribution.naming.map(|one| one.label().to_owned()),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    words.join(" \u{b7} ")
}
