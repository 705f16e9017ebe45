//! Argon2id, with memory that is kept from one password to the next.
//!
//! Memory that the system hands out anew costs up to half as much time as the hashing itself.

use std::sync::{Mutex, PoisonError, TryLockError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;

use crate::keys::cost::HashCost;

/// It is all zeros between two passwords.
static KEPT: Mutex<Vec<Block>> = Mutex::new(Vec::new());

/// The hash of a password in PHC notation.
pub(super) fn hash(password: &[u8], salt: [u8; 16], cost: HashCost) -> String {
    let (argon2, mut out) = (argon2(cost), [0; 32]);
    let done = fill(&argon2, password, &salt, &mut out);
    let phc = done.ok().and_then(|()| {
        Some(PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(argon2.params()).ok()?,
            salt: Some(Salt::new(&salt).ok()?),
            hash: Some(Output::new(&out).ok()?),
        })
    });
    phc.expect("a salt of 16 bytes and parameters that are constants").to_string()
}

/// Whether a hash is of a password, at the cost that the hash has. What is no hash is of none.
pub(super) fn is_of(phc: &str, password: &[u8]) -> bool {
    let Ok(phc) = PasswordHash::new(phc) else { return false };
    let (Some(salt), Some(expected)) = (&phc.salt, &phc.hash) else { return false };
    let Ok(algorithm) = Algorithm::try_from(phc.algorithm.as_str()) else { return false };
    let Ok(version) = phc.version.map_or(Ok(Version::V0x13), Version::try_from) else {
        return false;
    };
    let Ok(params) = Params::try_from(&phc) else { return false };
    let mut out = vec![0; expected.len()];
    let argon2 = Argon2::new(algorithm, version, params);
    fill(&argon2, password, salt, &mut out).is_ok() && bool::from(out.ct_eq(expected.as_bytes()))
}

fn argon2(cost: HashCost) -> Argon2<'static> {
    let params = Params::new(cost.kibibytes, cost.passes, 1, Some(32));
    let params = params.expect("constants within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes in the memory that is kept. Whoever comes meanwhile takes memory of their own.
fn fill(argon2: &Argon2<'_>, password: &[u8], salt: &[u8], out: &mut [u8]) -> argon2::Result<()> {
    let mut kept = match KEPT.try_lock() {
        Ok(kept) => Some(kept),
        Err(TryLockError::Poisoned(kept)) => Some(PoisonError::into_inner(kept)),
        Err(TryLockError::WouldBlock) => None,
    };
    let mut own = Vec::new();
    let memory = kept.as_deref_mut().unwrap_or(&mut own);
    let blocks = argon2.params().block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::new());
    }
    let done = argon2.hash_password_into_with_memory(password, salt, out, &mut memory[..blocks]);
    wipe(&mut memory[..blocks]);
    done
}

/// Many blocks at a time: one at a time takes as long as hashing in a build without optimisation.
fn wipe(memory: &mut [Block]) {
    static ZEROS: [Block; 64] = [Block::new(); 64];
    for blocks in memory.chunks_mut(ZEROS.len()) {
        blocks.copy_from_slice(&ZEROS[..blocks.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: the tests of the reference implementation, phc-winner-argon2.
    const REFERENCE: &str =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    #[test]
    fn hashes_of_another_cost_are_those_of_the_reference() {
        assert!(is_of(REFERENCE, b"password"));
        assert!(!is_of(REFERENCE, b"passwore"));
        // Once more, in memory that is kept and larger than it needs.
        assert!(is_of(&hash(b"password", [7; 16], HashCost::TODAY), b"password"));
        assert!(is_of(REFERENCE, b"password"));
    }

    #[test]
    fn nothing_of_a_password_stays_in_the_memory() {
        hash(b"password", [7; 16], HashCost::TODAY);

        let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(kept.iter().all(|block| block.as_ref().iter().all(|word| *word == 0)));
    }

    #[test]
    fn two_at_a_time_do_not_wait_for_each_other() {
        let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);

        assert!(
            is_of(&hash(b"password", [7; 16], HashCost::TODAY), b"password"),
            "while the memory is taken"
        );

        drop(kept);
    }

    #[test]
    fn what_is_no_hash_is_of_no_password() {
        for phc in [
            "",
            "x",
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAA",
        ] {
            assert!(!is_of(phc, b"password"), "{phc}");
        }
    }
}
