//! Font collections and their fallback order.

use crate::text::WordOrder;

use std::sync::Arc;

use egui::FontDefinitions;
use parley::{
    FontContext, FontStyle, FontWeight, FontWidth, GenericFamily,
    fontique::{Blob, Collection, CollectionOptions, FallbackKey, FamilyId, Script, SourceCache},
};

/// The system's fonts, with egui's embedded fonts as the last fallback, so that there is always a font.
pub(crate) fn system() -> FontContext {
    let mut fonts = FontContext {
        collection: Collection::new(CollectionOptions::default()),
        source_cache: SourceCache::new_shared(),
    };
    let embedded = register_embedded(&mut fonts.collection);
    append_emoji(&mut fonts.collection, &embedded);
    append_fallbacks(&mut fonts.collection, &embedded);
    fill_empty_generics(&mut fonts.collection, &embedded);
    fonts
}

/// Only the given fonts, in the given order, then egui's embedded fonts.
pub(crate) fn only(files: Vec<Vec<u8>>) -> FontContext {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    let mut families = Vec::new();
    for file in files {
        register(&mut collection, Arc::new(file), &mut families);
    }
    families.extend(register_embedded(&mut collection));
    fill_empty_generics(&mut collection, &families);
    FontContext {
        collection,
        source_cache: SourceCache::default(),
    }
}

/// The system's sans-serif face nearest to a weight: its font file, and the index of the face in it.
pub(crate) fn interface_face(fonts: &mut FontContext, weight: f32) -> Option<(Blob<u8>, u32)> {
    let family = fonts
        .collection
        .generic_families(GenericFamily::SansSerif)
        .next()?;
    let family = fonts.collection.family(family)?;
    let font = family.match_font(
        FontWidth::NORMAL,
        FontStyle::Normal,
        FontWeight::new(weight),
        false,
    )?;
    Some((font.load(Some(&mut fonts.source_cache))?, font.index()))
}

/// The names of the selectable families, sorted, without duplicates or hidden ones.
pub(crate) fn family_names(collection: &mut Collection) -> Vec<String> {
    let mut names: Vec<String> = collection.family_names().map(str::to_owned).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort_by_cached_key(|name| WordOrder::Window.key(name));
    names.dedup();
    names
}

fn register(
    collection: &mut Collection,
    file: Arc<dyn AsRef<[u8]> + Send + Sync>,
    families: &mut Vec<FamilyId>,
) {
    for (family, _) in collection.register_fonts(Blob::new(file), None) {
        if !families.contains(&family) {
            families.push(family);
        }
    }
}

fn register_embedded(collection: &mut Collection) -> Vec<FamilyId> {
    let definitions = FontDefinitions::default();
    let order = definitions
        .families
        .get(&egui::FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let mut families = Vec::new();
    for name in order {
        if let Some(data) = definitions.font_data.get(&name) {
            register(collection, Arc::clone(&data.font), &mut families);
        }
    }
    families
}

/// Appends `families` to the system's fallbacks for the scripts that they cover.
fn append_fallbacks(collection: &mut Collection, families: &[FamilyId]) {
    for script in [b"Latn", b"Cyrl", b"Grek", b"Zyyy", b"Zinh"] {
        let key = FallbackKey::new(Script::from_bytes(*script), None);
        // Replaces the system's list, so it must start with that list.
        let system: Vec<FamilyId> = collection.fallback_families(key).collect();
        collection.set_fallbacks(key, system.into_iter().chain(families.iter().copied()));
    }
}

/// Appends `families` to the system's emoji fonts. Some systems without emoji return an arbitrary font, which comes last.
fn append_emoji(collection: &mut Collection, families: &[FamilyId]) {
    let system = collection.generic_families(GenericFamily::Emoji);
    let all: Vec<FamilyId> = system.chain(families.iter().copied()).collect();
    let all = order_for(collection, GenericFamily::Emoji, &all);
    collection.set_generic_families(GenericFamily::Emoji, all.into_iter());
}

/// Uses `families` for each generic family for which the system has no font.
fn fill_empty_generics(collection: &mut Collection, families: &[FamilyId]) {
    for generic in [
        GenericFamily::Serif,
        GenericFamily::SansSerif,
        GenericFamily::Monospace,
        GenericFamily::Emoji,
        GenericFamily::SystemUi,
    ] {
        if collection.generic_families(generic).next().is_none() {
            let families = order_for(collection, generic, families);
            collection.set_generic_families(generic, families.into_iter());
        }
    }
}

/// Sorts emoji fonts first for emoji and last for text, because their digits are too wide.
fn order_for(
    collection: &mut Collection,
    generic: GenericFamily,
    families: &[FamilyId],
) -> Vec<FamilyId> {
    let mut ordered = families.to_vec();
    ordered.sort_by_key(|family| {
        let name = collection.family_name(*family).unwrap_or_default();
        let name = name.to_lowercase();
        let is_emoji = name.contains("moji") || name.contains("joypixels");
        is_emoji != (generic == GenericFamily::Emoji)
    });
    ordered
}
