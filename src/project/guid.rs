use sha2::{Digest, Sha256};

/// UUID of a record, derived from its kind and id, so that it is the same in every export.
pub fn guid(kind: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("crosscheck {kind} {id}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    // Version 8, a custom format (RFC 9562).
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}
