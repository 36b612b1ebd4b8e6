//! Policies: what is read, and why the rest is refused.

use proptest::prelude::*;
use writ_ledger::note::{KeyKind, KeyName, VerifierKey};
use writ_ledger::policy::{Policy, Unfit};

use crate::given::{COVERING, MORNING, ORIGIN, log, log_key, note, policy, witness_key};

fn w(name: &str) -> String {
    witness_key(name).verifier().to_string()
}

/// The example of the format, with keys.
fn example() -> String {
    let log = log_key(ORIGIN, 1).verifier().to_string();
    let mut text = format!("log {log}\n\n");
    for group in ["X", "Y"] {
        for number in 1..=3 {
            let name = format!("{group}{number}");
            text.push_str(&format!("witness {name} {}\n", w(&name)));
        }
        let taken = if group == "X" { "2" } else { "any" };
        text.push_str(&format!(
            "group {group}-witnesses {taken} {group}1 {group}2 {group}3\n\n"
        ));
    }
    text + "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n"
}

#[test]
fn the_example_of_the_format_is_read() {
    let policy = Policy::parse(example().as_bytes()).unwrap();
    assert_eq!(policy.logs().len(), 1);
    let names: Vec<_> = policy.witnesses().map(|one| one.name.to_string()).collect();
    assert_eq!(names, ["X1", "X2", "X3", "Y1", "Y2", "Y3"]);
    assert_eq!(policy.text(), example().as_bytes());
    let printed = example().replace("\n\n", "\n");
    assert_eq!(String::from_utf8(policy.to_bytes()).unwrap(), printed);
}

#[test]
fn what_a_policy_may_have_besides_is_read() {
    let (log, c1, c2) = (log_key(ORIGIN, 1).verifier().to_string(), w("c1"), w("c2"));
    for (text, printed) in [
        ("quorum none\n".to_owned(), "quorum none\n".to_owned()),
        (
            format!(
                "\n# note\n\t # note\n\twitness \t w1  {c1}   https://w.example/  \n  quorum\tw1\n\n"
            ),
            format!("witness w1 {c1} https://w.example/\nquorum w1\n"),
        ),
        // Words of the format are names too.
        (
            format!("witness all {c1}\nwitness any {c2}\ngroup group 2 all any\nquorum group\n"),
            format!("witness all {c1}\nwitness any {c2}\ngroup group all all any\nquorum group\n"),
        ),
        // A quorum may stand before lines that it does not need; two logs may be believed.
        (
            format!(
                "quorum none\nlog {log} x\nlog {}\n",
                log_key("b", 2).verifier()
            ),
            format!(
                "log {log} x\nlog {}\nquorum none\n",
                log_key("b", 2).verifier()
            ),
        ),
    ] {
        let policy = Policy::parse(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(policy.to_bytes()).unwrap(), printed);
        assert_eq!(policy.text(), text.as_bytes());
    }
}

#[test]
fn names_are_octets() {
    // K, the Kelvin sign in UTF-8, and an octet that is no UTF-8: three names.
    let mut text = Vec::new();
    let names = [b"K".as_slice(), b"\xE2\x84\xAA", b"w\x80"];
    for (name, key) in names.iter().zip(["k", "kelvin", "w"]) {
        text.extend([b"witness ", *name, b" ", w(key).as_bytes(), b"\n"].concat());
    }
    text.extend(b"quorum w\x80\n");
    let policy = Policy::parse(&text).unwrap();
    assert_eq!(policy.to_bytes(), text);
    let read: Vec<_> = policy.witnesses().map(|one| one.name.as_bytes()).collect();
    assert_eq!(read, names);
}

fn refused(text: &str, why: &str) {
    let refused = Policy::parse(text.as_bytes()).unwrap_err().to_string();
    assert!(refused.contains(why), "{text:?}: {refused}");
}

#[test]
fn a_text_that_is_no_policy_is_refused_with_its_line_and_reason() {
    for (text, why) in [
        ("", "no quorum"),
        ("\n", "no quorum"),
        ("quorum none", "does not end with a line end"),
        (
            "quorum none\n\u{1}\n",
            "line 2 of the policy has the control character 0x01",
        ),
        ("quorum none\r\n", "control character 0x0d"),
        ("quorum none\u{7f}\n", "control character 0x7f"),
        (
            "quibble w1\nquorum none\n",
            "line 1 of the policy is none: `quibble`",
        ),
        ("Quorum none\n", "`Quorum` is not one of"),
        ("quorum\n", "should be `quorum NAME`"),
        ("quorum none none\n", "should be `quorum NAME`"),
        (
            "quorum none\nquorum none\n",
            "line 2 of the policy is none: the quorum is set",
        ),
        ("quorum w\n", "no earlier line defines `w`"),
        ("log\n", "should be `log KEY [URL]`"),
        ("log a b c\n", "should be `log KEY [URL]`"),
        ("log rubbish\n", "not a key"),
        ("witness a\n", "should be `witness NAME KEY [URL]`"),
        (
            "witness a b c # why\n",
            "should be `witness NAME KEY [URL]`",
        ),
        ("group\n", "should be `group NAME"),
        ("group g any\n", "should be `group NAME"),
    ] {
        refused(text, why);
    }
}

#[test]
fn keys_and_names_that_do_not_fit_are_refused() {
    let (log, c1, c2) = (log_key(ORIGIN, 1).verifier().to_string(), w("c1"), w("c2"));
    let twin = {
        let name = KeyName::new("impostor.example").unwrap();
        let key = *witness_key("c1").verifier().bytes();
        VerifierKey::new(name, KeyKind::Cosignature, &key).unwrap()
    };
    for (text, why) in [
        (format!("witness a {c1}\n"), "no quorum"),
        (
            format!("quorum a\nwitness a {c1}\n"),
            "no earlier line defines `a`",
        ),
        (
            format!("log {c1}\n"),
            "signs cosignatures (type 0x04); what is needed here",
        ),
        (
            format!("log {log}\nlog {log} x\n"),
            "line 2 of the policy is none: the key of",
        ),
        (
            format!("witness a {log}\n"),
            "signs notes (type 0x01); what is needed here",
        ),
        (format!("witness none {c1}\n"), "the name `none` is taken"),
        (
            format!("witness a {c1}\nwitness a {c2}\n"),
            "the name `a` is taken",
        ),
        (
            format!("witness a {c1}\nwitness b {c1}\n"),
            "was named on an earlier line",
        ),
        (
            format!("witness a {c1}\nwitness b {twin}\n"),
            "was named on an earlier line",
        ),
    ] {
        refused(&text, why);
    }
}

#[test]
fn groups_that_do_not_fit_are_refused() {
    let two = format!("witness a {}\nwitness b {}\n", w("c1"), w("c2"));
    for (line, why) in [
        ("group a any b", "the name `a` is taken"),
        ("group none any b", "the name `none` is taken"),
        ("group g 0 a", "`0` is no threshold"),
        ("group g 3 a b", "`3` is no threshold"),
        ("group g -1 a b", "`-1` is no threshold"),
        ("group g 01 a b", "`01` is no threshold"),
        ("group g +1 a b", "`+1` is no threshold"),
        ("group g All a b", "`All` is no threshold"),
        ("group g 18446744073709551617 a b", "is no threshold"),
        ("group g any c", "no earlier line defines `c`"),
        ("group g any g", "no earlier line defines `g`"),
        ("group g any none a", "no earlier line defines `none`"),
        ("group g all a a", "`a` is a member of a group already"),
        (
            "group g any a b\ngroup h any a",
            "`a` is a member of a group already",
        ),
    ] {
        refused(&format!("{two}{line}\nquorum none\n"), why);
    }
    refused(
        &format!("group g any a\n{two}"),
        "line 1 of the policy is none: no earlier line",
    );
}

#[test]
fn the_digest_is_that_of_the_file() {
    use sha2::Digest as _;
    let text = b"# a comment counts\nquorum none\n";
    let digest = Policy::parse(text).unwrap().digest();
    assert_eq!(digest.0, <[u8; 32]>::from(sha2::Sha256::digest(text)));
    assert_ne!(digest, Policy::parse(b"quorum none\n").unwrap().digest());
}

#[test]
fn a_checkpoint_that_a_policy_cannot_weigh_is_refused_with_its_reason() {
    let (log, policy) = (log(), policy());
    let good = log.witnessed(9, &COVERING);
    assert_eq!(policy.examine(&good).unwrap().cosigned().len(), 3);
    let sandbox = crate::given::Log {
        key: log_key("sandbox.register.example/ledger", 9),
        leaves: log.leaves.clone(),
    };
    let thief = crate::given::Log {
        key: log_key(ORIGIN, 9),
        leaves: log.leaves.clone(),
    };
    let line = |text: &str, number: usize| text.lines().nth(number).unwrap().to_owned();
    let other_size = log.witnessed(8, &COVERING);
    let other_log = sandbox.witnessed(9, &COVERING);
    let not_the_text = "the cosignature of the witness `c2` does not verify";
    for (text, why) in [
        (
            sandbox.witnessed(9, &COVERING),
            "sandbox.register.example/ledger`, which the policy does not name",
        ),
        (
            thief.witnessed(9, &COVERING),
            "not signed with a key that the policy names",
        ),
        (
            good.replace("\n9\n", "\n8\n"),
            "the log's signature under the checkpoint",
        ),
        (
            good.replace(&line(&good, 5), &line(&other_size, 5)),
            not_the_text,
        ),
        (
            good.replace(&line(&good, 5), &line(&other_log, 5)),
            not_the_text,
        ),
        (good.replace('\u{2014}', "-"), "is malformed"),
        (
            log.key.sign_note("not a checkpoint\n").unwrap().to_string(),
            "line 2 is missing",
        ),
    ] {
        let refused = policy.examine(&text).unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    // A witness that nobody named: passed over, and said so.
    let more = log.witnessed(9, &[("stranger", MORNING)]);
    let examined = policy.examine(&more).unwrap();
    assert!(examined.cosigned().is_empty());
    assert_eq!(examined.unknown()[0].as_str(), "stranger.example/w");
    assert_eq!(policy.prune(examined.signed().note()).signatures().len(), 1);
}

#[test]
fn the_signature_of_another_log_counts_as_that_of_a_stranger() {
    let other = log_key("register.example/ledger/2026b", 4);
    let text = format!(
        "log {}\n{}",
        other.verifier(),
        String::from_utf8(policy().to_bytes()).unwrap()
    );
    let policy = Policy::parse(text.as_bytes()).unwrap();
    let mut note = note(&log().witnessed(9, &COVERING));
    note.push(other.sign("anything\n").unwrap()).unwrap();
    let examined = policy.examine(&note.to_string()).unwrap();
    assert_eq!(examined.unknown(), [other.verifier().name().clone()]);
    assert_eq!(policy.prune(&note).signatures().len(), 4);
}

#[test]
fn a_log_whose_key_was_changed_is_believed_under_either_key() {
    let (old, new) = (log_key(ORIGIN, 1), log_key(ORIGIN, 2));
    let text = format!(
        "log {}\nlog {}\nquorum none\n",
        old.verifier(),
        new.verifier()
    );
    let policy = Policy::parse(text.as_bytes()).unwrap();
    let checkpoint = log().checkpoint(9);
    for key in [&old, &new] {
        let note = checkpoint.sign(key).unwrap().into_note();
        assert_eq!(
            policy.examine(&note.to_string()).unwrap().log(),
            key.verifier()
        );
    }
    // Signed with both, of which one does not hold: refused.
    let mut note = checkpoint.sign(&old).unwrap().into_note();
    note.push(new.sign("another text\n").unwrap()).unwrap();
    let refused = policy.examine(&note.to_string());
    assert!(
        matches!(refused, Err(Unfit::LogSignature(_))),
        "{refused:?}"
    );
}

proptest! {
    /// Blanks, comments and order of the lines aside, a policy says the same after printing.
    #[test]
    fn policies_are_printed_as_they_are_read(
        cut in prop::collection::vec(0..6_usize, 0..6),
        blanks in prop::collection::vec("[ \t]{1,3}", 8),
        taken in 1..4_usize,
    ) {
        let mut text = String::new();
        let mut members = Vec::new();
        for (place, blank) in cut.iter().zip(&blanks) {
            let name = format!("w{place}");
            if members.contains(&name) {
                continue;
            }
            text.push_str(&format!("{blank}witness{blank}{name}{blank}{}{blank}\n#\n", w(&name)));
            members.push(name);
        }
        let quorum = if members.len() < taken {
            "none"
        } else {
            text.push_str(&format!("group g {taken} {}\n", members.join(" ")));
            "g"
        };
        text.push_str(&format!("quorum {quorum}\n"));
        let read = Policy::parse(text.as_bytes()).unwrap();
        let printed = read.to_bytes();
        let again = Policy::parse(&printed).unwrap();
        prop_assert_eq!(again.to_bytes(), printed);
        prop_assert_eq!(read.witnesses().count(), again.witnesses().count());
    }
}
