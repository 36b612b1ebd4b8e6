//! Keys as texts: what is read, and why the rest is refused.

use proptest::prelude::*;
use writ_ledger::note::{KeyKind, KeyName, SigningKey, VerifierKey};

use crate::given::{log_key, witness_key};

const GOOD: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

#[test]
fn a_text_that_is_no_key_is_refused_with_its_reason() {
    for (text, why) in [
        ("", "no `+`"),
        ("PeterNeumann", "no `+`"),
        ("PeterNeumann+c74f20a3", "one `+` only"),
        ("+c74f20a3+ARpc", "cannot name a key"),
        ("Peter Neumann+c74f20a3+ARpc", "cannot name a key"),
        ("Peter\u{2003}Neumann+c74f20a3+ARpc", "cannot name a key"),
        ("Peter\u{1}+c74f20a3+ARpc", "cannot name a key"),
        (
            "PeterNeumann+C74F20A3+ARpc",
            "eight small hexadecimal digits",
        ),
        (
            "PeterNeumann+74f20a3+ARpc",
            "eight small hexadecimal digits",
        ),
        (
            "PeterNeumann++74f20a3+ARpc",
            "eight small hexadecimal digits",
        ),
        ("PeterNeumann+c74f20a3+ARpc2Q=", "canonical base64"),
        ("PeterNeumann+c74f20a3+ARpc2R==", "canonical base64"),
        ("PeterNeumann+c74f20a3+ARpc 2Qc", "canonical base64"),
        ("PeterNeumann+c74f20a3+", "no type"),
        ("PeterNeumann+c74f20a3+ARpc", "32 bytes"),
        ("PeterNeumann+c74f20a3+BgAA", "type 0x06"),
        (
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "is c74f20a3",
        ),
        (
            "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "does not fit",
        ),
    ] {
        let refused = VerifierKey::parse(text).unwrap_err().to_string();
        assert!(refused.contains(why), "{text}: {refused}");
        assert!(text.parse::<VerifierKey>().is_err());
    }
    assert!(VerifierKey::parse(GOOD).is_ok());
}

#[test]
fn a_key_under_which_anything_verifies_is_refused() {
    // The neutral point, a point of order 8, the neutral point and another one with a y that is
    // larger than the field, and no point at all.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let eight = [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ];
    let mut beyond = [0xff; 32];
    beyond[0] = 0xee;
    beyond[31] = 0x7f;
    let mut second_text = beyond;
    second_text[0] = 0xed + 3;
    let mut none = [0; 32];
    none[0] = 2;
    for bytes in [neutral, eight, beyond, second_text, none] {
        let name = KeyName::new("made-up.example").unwrap();
        let refused = VerifierKey::new(name, KeyKind::Ed25519, &bytes).unwrap_err();
        assert!(refused.to_string().contains("not a usable"), "{refused}");
    }
}

#[test]
fn a_secret_key_is_read_back_and_never_shown() {
    for key in [log_key("register.example/ledger", 1), witness_key("court")] {
        let text = key.secret_text();
        let read = SigningKey::parse_secret(&text).unwrap();
        assert_eq!(read.verifier(), key.verifier());
        assert_eq!(read.secret_text(), text);
        let secret = text.rsplit('+').next().unwrap();
        assert!(!format!("{key:?}").contains(secret));
    }
    let text = log_key("register.example/ledger", 1).secret_text();
    let public = log_key("register.example/ledger", 1).verifier().to_string();
    for (changed, why) in [
        (public, "begins with"),
        (text.replace("PRIVATE+KEY+", "PRIVATE+"), "begins with"),
        (text.replace("ledger", "ledge"), "does not fit"),
        (text.replace('/', " "), "cannot name a key"),
        (text.split_at(text.len() - 4).0.to_owned(), "32 bytes"),
    ] {
        let refused = SigningKey::parse_secret(&changed).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn one_seed_has_two_ids_so_that_a_log_never_cosigns() {
    let name = KeyName::new("made-up.example").unwrap();
    let keys = [KeyKind::Ed25519, KeyKind::Cosignature];
    let [log, witness] =
        keys.map(|kind| SigningKey::from_seed(name.clone(), kind, &[3; 32]).unwrap());
    assert_eq!(log.verifier().bytes(), witness.verifier().bytes());
    assert_ne!(log.verifier().id(), witness.verifier().id());
    let refused = witness.sign_note("a text\n").unwrap_err().to_string();
    assert!(refused.contains("signs cosignatures"), "{refused}");
}

proptest! {
    #[test]
    fn keys_are_printed_as_they_are_read(
        name in "[^\\s+\\x00-\\x1f]{1,40}",
        seed in any::<[u8; 32]>(),
        cosigns in any::<bool>(),
    ) {
        let kind = if cosigns { KeyKind::Cosignature } else { KeyKind::Ed25519 };
        let key = SigningKey::from_seed(KeyName::new(&name).unwrap(), kind, &seed).unwrap();
        let text = key.verifier().to_string();
        prop_assert_eq!(&VerifierKey::parse(&text).unwrap(), key.verifier());
        let secret = SigningKey::parse_secret(&key.secret_text()).unwrap();
        prop_assert_eq!(secret.verifier(), key.verifier());
    }

    #[test]
    fn no_bit_of_a_key_can_change(byte in 0..GOOD.len(), bit in 0..8_u32) {
        let mut text = GOOD.as_bytes().to_vec();
        text[byte] ^= 1 << bit;
        if let Ok(text) = String::from_utf8(text) {
            prop_assert!(VerifierKey::parse(&text).is_err(), "{}", text);
        }
    }
}
