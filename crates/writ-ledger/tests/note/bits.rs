//! Whoever changes a file: every bit, every end, every pair of lines.

use writ_ledger::note::KeyName;
use writ_ledger::policy::{Policy, Unfit};
use writ_ledger::posting::{Posting, Refused, Shown, Which, verify_file};
use writ_ledger::proof::Unaccepted;

use crate::forgeries::changed;
use crate::given::{ACT, BEFORE, COVERING, MORNING, file, log, policy, posting};

/// What a refusal blames, in a word.
fn blamed(refused: &Refused) -> &'static str {
    match refused {
        Refused::NotText => "text",
        Refused::NotAProof(_) => "proof",
        Refused::NotAPosting(_) => "posting",
        Refused::Checkpoint { why, .. } => match why {
            Unaccepted::Unfit(Unfit::Note(_) | Unfit::Checkpoint(_)) => "note",
            Unaccepted::Unfit(Unfit::UnknownLog(_) | Unfit::UnknownLogKey(_)) => "log",
            Unaccepted::Unfit(Unfit::LogSignature(_)) => "signature",
            Unaccepted::Unfit(Unfit::Cosignature(_)) => "cosignature",
            Unaccepted::Quorum(_) => "quorum",
            _ => "other",
        },
        Refused::Inclusion(_) => "inclusion",
        Refused::Leaf(_) => "leaf",
        Refused::Commitment(_) => "commitment",
        _ => "other",
    }
}

/// What a change on this line of the file may be blamed on.
fn blamable(line: usize, lines: &[&str]) -> &'static [&'static str] {
    let body = lines.iter().position(|line| line.is_empty()).unwrap();
    match line {
        0 => &["text", "proof"],
        // The extra line has all kinds of things within.
        1 => &[
            "text",
            "proof",
            "posting",
            "note",
            "log",
            "signature",
            "cosignature",
            "quorum",
            "inclusion",
            "commitment",
        ],
        2 => &["text", "proof", "inclusion"],
        // A hash that is torn in two may end the hashes early, and a note begin amid them.
        at if at <= body => &["text", "proof", "inclusion", "note"],
        at if at == body + 1 => &["text", "note", "log"],
        at if at <= body + 3 => &["text", "note", "signature"],
        at if at == body + 4 => &["text", "note"],
        at if at == body + 5 => &["text", "note", "log", "signature"],
        _ => &["text", "note", "cosignature", "quorum"],
    }
}

/// Each single-bit change of a text: which line it is on, and what comes out of it.
fn flipped(
    file: &str,
    policy: &Policy,
    mut seen: impl FnMut(usize, usize, Result<Shown, Refused>),
) {
    let mut bytes = file.as_bytes().to_vec();
    let mut line = 0;
    for place in 0..bytes.len() {
        for bit in 0..8 {
            bytes[place] ^= 1 << bit;
            seen(place, line, verify_file(&bytes, policy));
            bytes[place] ^= 1 << bit;
        }
        line += usize::from(bytes[place] == b'\n');
    }
}

#[test]
fn no_bit_of_a_file_can_change() {
    let (file, policy) = (file(), policy());
    let lines: Vec<&str> = file.split('\n').collect();
    assert!(verify_file(file.as_bytes(), &policy).is_ok());
    let mut flips = 0;
    flipped(&file, &policy, |place, line, outcome| {
        let refused = outcome.expect_err("a bit changed and nobody noticed");
        let blamed = blamed(&refused);
        let expected = blamable(line, &lines);
        assert!(
            expected.contains(&blamed),
            "byte {place}, line {line}: {blamed}: {refused}"
        );
        assert!(refused.to_string().len() > 20, "{refused}");
        flips += 1;
    });
    assert_eq!(flips, file.len() * 8);
}

#[test]
fn no_bit_of_a_cosignature_too_many_can_change_either() {
    // Both courts, of which one is enough, in both checkpoints: a changed line could become one of
    // nobody, and would be missed by nobody.
    let with = |by: &[(&'static str, u64)], more: (&'static str, u64)| {
        let by = by.iter().copied().chain([more]);
        by.collect::<Vec<_>>()
    };
    let (log, policy) = (log(), policy());
    let checkpoint = log.witnessed(9, &with(&COVERING, ("c1", MORNING + 90)));
    let before = log.witnessed(5, &with(&BEFORE, ("c2", MORNING + 6)));
    let posting = Posting {
        before: Some(before),
        ..posting()
    };
    let file = posting
        .to_file(ACT, log.inclusion(ACT, 9), &checkpoint, &policy)
        .unwrap();
    let (mut flips, mut strangers) = (0, 0);
    flipped(&file, &policy, |place, line, outcome| {
        let refused = outcome.expect_err("a bit changed and nobody noticed");
        if let Refused::Stranger { .. } = refused {
            assert!(refused.to_string().contains("does not name"), "{refused}");
            strangers += 1;
        }
        assert!(refused.to_string().len() > 20, "{place}, {line}: {refused}");
        flips += 1;
    });
    assert_eq!(flips, file.len() * 8);
    assert!(strangers > 40, "{strangers}");
}

#[test]
fn no_end_of_a_file_can_be_cut_off() {
    let (file, policy) = (file(), policy());
    for end in 0..file.len() {
        let refused = verify_file(&file.as_bytes()[..end], &policy).unwrap_err();
        let line = file.as_bytes()[..end]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        let expected: &[&str] = match blamed(&refused) {
            // Whole lines of witnesses are gone.
            "quorum" => {
                assert!(file.as_bytes()[..end].ends_with(b"\n"), "{end}");
                &["quorum"]
            }
            _ => &["text", "proof", "note", "log", "inclusion"],
        };
        assert!(
            expected.contains(&blamed(&refused)),
            "line {line}: {refused}"
        );
    }
    for start in 1..file.len() {
        assert!(
            verify_file(&file.as_bytes()[start..], &policy).is_err(),
            "{start}"
        );
    }
    for more in ["\n", " ", "x", "\0", "x\n", "— a AAAAAAE=", "— a AAAA\n"] {
        let longer = format!("{file}{more}");
        assert!(verify_file(longer.as_bytes(), &policy).is_err(), "{more:?}");
    }
}

#[test]
fn a_signature_of_nobody_that_is_put_in_is_refused() {
    let (file, policy) = (file(), policy());
    let line = "\u{2014} nobody.example AAAAAAE=\n";
    let covering = format!("{file}{line}");
    let earlier = changed(|proof| {
        let mut wire: serde_json::Value =
            serde_json::from_slice(&proof.extra.take().unwrap()).unwrap();
        let before = wire["before"].as_str().unwrap().to_owned() + line;
        wire["before"] = before.into();
        proof.extra = Some(serde_json::to_vec(&wire).unwrap());
    });
    for (file, which) in [(covering, Which::Covering), (earlier, Which::Before)] {
        let refused = verify_file(file.as_bytes(), &policy).unwrap_err();
        let name = KeyName::new("nobody.example").unwrap();
        assert_eq!(refused, Refused::Stranger { which, name });
    }
}

#[test]
fn lines_cannot_change_places_but_for_those_of_witnesses() {
    let (file, policy) = (file(), policy());
    let lines: Vec<&str> = file.lines().collect();
    let shown = verify_file(file.as_bytes(), &policy).unwrap();
    let signed = |at: usize| lines[at].starts_with('\u{2014}');
    for one in 0..lines.len() {
        for other in 0..one {
            let mut swapped = lines.clone();
            swapped.swap(one, other);
            let outcome = verify_file((swapped.join("\n") + "\n").as_bytes(), &policy);
            if lines[one] == lines[other] || (signed(one) && signed(other)) {
                // In which order they signed is in their times, not in the order of their lines.
                assert_eq!(outcome.as_ref(), Ok(&shown), "{one} and {other}");
            } else {
                assert!(outcome.is_err(), "{one} and {other}");
            }
        }
    }
}

#[test]
fn no_line_can_be_left_out_or_said_twice() {
    let (file, policy) = (file(), policy());
    let lines: Vec<&str> = file.lines().collect();
    for place in 0..lines.len() {
        let (mut without, mut twice) = (lines.clone(), lines.clone());
        without.remove(place);
        twice.insert(place, lines[place]);
        for changed in [without, twice] {
            let changed = changed.join("\n") + "\n";
            assert!(verify_file(changed.as_bytes(), &policy).is_err(), "{place}");
        }
    }
}
