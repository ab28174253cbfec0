/// Number of bytes used for a guess, so that a long file costs no more than a short one.
const SAMPLE_BYTES: usize = 24 * 1024;

const BLOCK_BYTES: usize = 2 * 1024;

/// Up to [`SAMPLE_BYTES`] bytes in blocks spread over the file, from parts with non-ASCII bytes. Blocks begin and end at
/// spaces or line ends where possible, so that no character is cut.
pub(super) fn sample(bytes: &[u8]) -> Vec<u8> {
    if bytes.len() <= SAMPLE_BYTES {
        return bytes.to_vec();
    }
    let blocks: Vec<&[u8]> = bytes
        .chunks(BLOCK_BYTES)
        .filter(|block| !block.is_ascii())
        .collect();
    let most = SAMPLE_BYTES / BLOCK_BYTES;
    let step = blocks.len().div_ceil(most).max(1);
    blocks
        .into_iter()
        .step_by(step)
        .flat_map(whole_words)
        .copied()
        .collect()
}

fn whole_words(block: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| byte.is_ascii_whitespace();
    let start = block.iter().position(is_end).unwrap_or(0);
    let end = block.iter().rposition(is_end).unwrap_or(block.len());
    let words = &block[start..end.max(start)];
    // All non-ASCII characters may be in a single long word.
    if words.is_ascii() { block } else { words }
}
