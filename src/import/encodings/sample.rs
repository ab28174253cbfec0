/// Bytes that a guess is made on, so that a long file costs no more than a short one.
const SAMPLE: usize = 24 * 1024;

const BLOCK: usize = 2 * 1024;

/// Up to [`SAMPLE`] bytes in blocks spread over the file, of those that have bytes outside ASCII. Blocks begin and end at spaces or
/// line ends where they have any, so that no character is cut.
pub(super) fn sample(bytes: &[u8]) -> Vec<u8> {
    if bytes.len() <= SAMPLE {
        return bytes.to_vec();
    }
    let blocks: Vec<&[u8]> = bytes
        .chunks(BLOCK)
        .filter(|block| !block.is_ascii())
        .collect();
    let most = SAMPLE / BLOCK;
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
    // A single long word may hold all that is not ASCII.
    if words.is_ascii() { block } else { words }
}
