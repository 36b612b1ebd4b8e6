//! Against `signed_note` 0.2.0, which others wrote. It knows keys of type 1 only.

use proptest::prelude::*;
use signed_note::{StandardSigner, StandardVerifier, Verifier, VerifierList};
use writ_ledger::note::{KeyName, Note, SigningKey, VerifierKey};

use crate::given::log_key;

fn list(keys: &[VerifierKey]) -> VerifierList {
    let keys = keys.iter().map(|key| {
        let theirs = StandardVerifier::new(&key.to_string()).unwrap();
        Box::new(theirs) as Box<dyn Verifier>
    });
    VerifierList::new(keys.collect())
}

/// What both say of a note: how many signatures verify, if it stands.
fn verdicts(text: &str, keys: &[VerifierKey]) -> (Option<usize>, Option<usize>) {
    let ours = Note::parse(text)
        .ok()
        .and_then(|note| note.verify(keys).ok());
    let theirs = signed_note::Note::from_bytes(text.as_bytes()).ok();
    let theirs = theirs.and_then(|note| note.verify(&list(keys)).ok());
    (
        ours.map(|verified| verified.len()),
        theirs.map(|(verified, _)| verified.len()),
    )
}

/// The one thing in which this reader is stricter: a key that signed twice must hold twice, and no
/// line may stand there twice.
fn signs_twice(text: &str) -> bool {
    let lines = text.lines().filter(|line| line.starts_with('\u{2014}'));
    let mut names: Vec<_> = lines.filter_map(|line| line.split(' ').nth(1)).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() < all
}

#[test]
fn keys_are_the_same_in_both() {
    for seed in 0..=255 {
        let ours = log_key("made-up.example/log", seed);
        StandardSigner::new(&ours.secret_text()).unwrap();
        let theirs = StandardVerifier::new(&ours.verifier().to_string()).unwrap();
        assert_eq!(theirs.key_id(), ours.verifier().id());
        assert_eq!(theirs.name(), ours.verifier().name().as_str());
    }
}

/// A signature that its own signer made odd: its first half is the neutral point. Lenient and
/// strict verifiers differ over such ones, so that one person could show what another is refused.
/// This one refuses them; who follows RFC 8032 to the letter takes them.
#[test]
fn a_signature_over_which_verifiers_differ_is_refused() {
    let key = log_key("register.example", 1).verifier().clone();
    let odd = "a text\n\n— register.example V9sxfwEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAeXbcCBX\
               PwhQm/Ig34DjhKYrWOVi7EmksnAJY+YHxMQ4=\n";
    assert_eq!(verdicts(odd, &[key]), (None, Some(1)));
}

proptest! {
    #[test]
    fn both_sign_the_same(
        name in "[^\\s+\\x00-\\x1f]{1,20}",
        seed in any::<[u8; 32]>(),
        text in "[^\\x00-\\x09\\x0b-\\x1f]{0,60}\n",
    ) {
        let name = KeyName::new(&name).unwrap();
        let kind = writ_ledger::note::KeyKind::Ed25519;
        let key = SigningKey::from_seed(name, kind, &seed).unwrap();
        let ours = key.sign_note(&text).unwrap().to_string();
        let theirs = StandardSigner::new(&key.secret_text()).unwrap();
        let mut note = signed_note::Note::new(text.as_bytes(), &[]).unwrap();
        note.add_sigs(&[&theirs]).unwrap();
        prop_assert_eq!(ours.as_bytes(), note.to_bytes());
        prop_assert_eq!(verdicts(&ours, &[key.verifier().clone()]), (Some(1), Some(1)));
    }

    #[test]
    fn both_take_and_refuse_the_same_changed_notes(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize, "[\n —+a=A]?"), 0..3),
        lines in prop::collection::vec(0..4_usize, 0..5),
    ) {
        let keys: Vec<SigningKey> = (0..4).map(|seed| log_key(&format!("k{seed}.example"), seed)).collect();
        let text = "a text\n\nof two paragraphs\n";
        let mut note = Note::unsigned(text).unwrap();
        for line in lines {
            note.push(keys[line].sign(text).unwrap()).unwrap();
        }
        let mut changed: Vec<char> = note.to_string().chars().collect();
        for (place, gone, put) in cuts {
            let at = place.index(changed.len());
            let end = changed.len().min(at + gone);
            changed.splice(at..end, put.chars());
        }
        let changed: String = changed.into_iter().collect();
        let known: Vec<VerifierKey> = keys[..2].iter().map(|key| key.verifier().clone()).collect();
        let (ours, theirs) = verdicts(&changed, &known);
        if !signs_twice(&changed) || ours.is_some() {
            prop_assert_eq!(ours, theirs, "{}", changed);
        }
    }

    #[test]
    fn both_read_and_refuse_the_same_texts(
        text in "(a|b| |\n|\n\n|— a AAAAAAE=|— b AAAAAAE=|— |=|é|\u{7f}|\t){0,10}",
    ) {
        let ours = Note::parse(&text).map(|note| note.to_string().into_bytes()).ok();
        let theirs = signed_note::Note::from_bytes(text.as_bytes()).map(|note| note.to_bytes()).ok();
        if !signs_twice(&text) || ours.is_some() {
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn both_take_and_refuse_the_same_keys(
        place in any::<prop::sample::Index>(),
        put in "[a+=A0 é]?",
    ) {
        let key = log_key("k.example", 1).verifier().to_string();
        let mut changed: Vec<char> = key.chars().collect();
        let at = place.index(changed.len());
        changed.splice(at..=at, put.chars());
        let changed: String = changed.into_iter().collect();
        let ours = VerifierKey::parse(&changed).is_ok();
        prop_assert_eq!(ours, StandardVerifier::new(&changed).is_ok(), "{}", changed);
    }
}
