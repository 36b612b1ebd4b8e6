//! What a person takes away: it verifies with the policy and nothing else, and not once anything in
//! it is other than it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use writ_ledger::checkpoint::{Checkpoint, Origin};
use writ_ledger::cosignature::{UnixSeconds, cosign};
use writ_ledger::entry::EntryKey;
use writ_ledger::hash::leaf_hash;
use writ_ledger::note::{KeyKind, KeyName, SigningKey};
use writ_ledger::policy::Policy;
use writ_ledger::posting::Posting;

use crate::registry::{Said, said};
use crate::scene::{Scene, pack};

/// A folder with a proof and the policy, far from any registry.
struct Away {
    dir: tempfile::TempDir,
    proof: Vec<u8>,
}

impl Away {
    /// The proof that MADE-UP-A was called up. Just a quorum has signed: no line can be missed.
    fn with_proof() -> Self {
        let mut scene = Scene::founded();
        scene.lose("press");
        Self::of(&scene)
    }

    /// The same with one cosignature more than it takes.
    fn with_more() -> Self {
        Self::of(&Scene::founded())
    }

    fn of(scene: &Scene) -> Self {
        scene.call();
        scene.turn().well();
        let export = "proof export --act 2 --out act --as oskar --person";
        scene.writ(export, &["MADE-UP-A"]).well();
        let dir = tempfile::tempdir().unwrap();
        fs::copy(scene.path("policy"), dir.path().join("policy")).unwrap();
        let proof = fs::read(scene.path("act")).unwrap();
        Self { dir, proof }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn verify(&self, proof: &[u8], policy: &str) -> Said {
        fs::write(self.path("proof"), proof).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
        let words = ["proof", "verify", "proof", "--policy", policy];
        said_in(command.args(words), self.dir.path())
    }

    #[track_caller]
    fn is_refused(&self, proof: &[u8], what: &str) -> String {
        let said = self.verify(proof, "policy");
        assert_eq!(said.code, Some(1), "{what}: {said:?}");
        assert!(said.err.contains("proves nothing: "), "{what}: {said:?}");
        assert_eq!(said.out, "", "{what}");
        said.err
    }
}

fn said_in(command: &mut Command, dir: &Path) -> Said {
    command.current_dir(dir);
    let mut other = Command::new(command.get_program());
    other.args(command.get_args()).current_dir(dir);
    said(other)
}

#[test]
fn a_proof_verifies_with_the_policy_and_nothing_else() {
    let away = Away::with_proof();
    let said = away.verify(&away.proof, "policy");
    assert_eq!(said.code, Some(0), "{said:?}");
    for words in [
        "call-up spring-",
        "posted in matter spring-",
        "through portal, by olga, recorded at 2023-04-17T07:00:00Z",
        "under the regime seed/002 version 2023-04, with digest ",
        "; campaign spring, held under `",
        "this is the ledger of a sandbox: it has no legal force",
        "not before 2023-04-16T06:00:00Z: the witnesses saw the ledger without it",
        "not after 2023-04-17T07:00:00Z: a quorum of witnesses had signed",
        "witness court signed at 2023-04-17T07:00:00Z",
        "witness bar signed at 2023-04-17T07:00:00Z",
        "the witnesses bear out the time it claims",
        "\"appear_at\":\"2023-04-27T06:00:00Z\"",
    ] {
        assert!(said.out.contains(words), "`{words}` is not in {}", said.out);
    }
    assert!(!said.out.contains("press"), "{}", said.out);
}

#[test]
fn one_changed_byte_anywhere_and_it_proves_nothing() {
    let away = Away::with_proof();
    let text = String::from_utf8(away.proof.clone()).unwrap();
    let length = away.proof.len();
    let mut places: Vec<usize> = Vec::new();
    // Places that look random and are the same in every run.
    let mut seed = 0x5eed_u64;
    for _ in 0..200 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        places.push(usize::try_from(seed % u64::try_from(length).unwrap()).unwrap());
    }
    // And each byte of the index, of the first hash of the path, and of the size.
    let index = text.find("\nindex ").unwrap();
    places.extend(index..index + 60);
    let tree = text.find("\n\nsandbox").unwrap();
    places.extend(tree..tree + 50);
    for place in places {
        let mut changed = away.proof.clone();
        changed[place] ^= 1;
        let near = text.get(place.saturating_sub(20)..(place + 20).min(length));
        away.is_refused(&changed, &format!("byte {place}, near {near:?}"));
    }
    for end in [0, 1, length / 2, length - 1] {
        away.is_refused(&away.proof[..end], "cut short");
    }
}

#[test]
fn nor_where_more_have_signed_than_it_takes() {
    let away = Away::with_more();
    let text = String::from_utf8(away.proof.clone()).unwrap();
    let lines = ["court", "bar", "press"].map(|name| {
        let line = format!("\n\u{2014} {name}.example/witness ");
        text.rfind(&line).unwrap() + 1
    });
    for line in lines {
        // The dash, the name, the blanks, the key's id and the beginning of the time.
        for place in line..line + 40 {
            let mut changed = away.proof.clone();
            changed[place] ^= 0x20;
            if changed[place].eq_ignore_ascii_case(&away.proof[place]) || place % 3 == 0 {
                away.is_refused(&changed, &format!("byte {place}"));
            }
        }
    }
    // The line of `press` becomes the line of nobody.
    let press = text.replace("\n\u{2014} press.example", "\n\u{2014} Press.example");
    assert_ne!(press, text);
    let said = away.is_refused(press.as_bytes(), "a line of nobody");
    assert!(said.contains("Press.example/witness"), "{said}");
    // Who believes fewer takes lines out, and the file shows so much less.
    let without: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("\u{2014} press"))
        .collect();
    let said = away.verify((without.join("\n") + "\n").as_bytes(), "policy");
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(!said.out.contains("witness press"), "{}", said.out);
}

/// Proofs that a registry's operator could make: the log is theirs, and the witnesses sign sizes
/// and hashes without seeing what stands behind them.
#[test]
fn a_record_that_could_be_read_in_two_ways_is_refused_however_well_it_is_witnessed() {
    const HERE: &str = "register.example/ledger";
    let key = |name: &str, kind, seed| {
        SigningKey::from_seed(KeyName::new(name).unwrap(), kind, &[seed; 32]).unwrap()
    };
    let log = key(HERE, KeyKind::Ed25519, 1);
    let [a, b] = [2, 3].map(|seed| key("w.example", KeyKind::Cosignature, seed));
    let text = format!(
        "log {}\nwitness a {}\nwitness b {}\ngroup q 2 a b\nquorum q\n",
        log.verifier(),
        a.verifier(),
        b.verifier()
    );
    let policy = Policy::parse(text.as_bytes()).unwrap();
    let away = Away {
        dir: tempfile::tempdir().unwrap(),
        proof: Vec::new(),
    };
    fs::write(away.path("policy"), &text).unwrap();
    let proof = |record: &str, key: Option<EntryKey>| {
        let posting = Posting {
            record: record.as_bytes().to_vec(),
            key,
            before: None,
            time_stamp: None,
        };
        let root = leaf_hash(&posting.leaf().to_bytes());
        let checkpoint = Checkpoint::new(Origin::parse(HERE).unwrap(), 1, root);
        let mut note = checkpoint.sign(&log).unwrap().into_note();
        for witness in [&a, &b] {
            let at = UnixSeconds::new(1_700_000_000).unwrap();
            note.push(cosign(witness, note.text(), at).unwrap())
                .unwrap();
        }
        posting
            .to_file(0, Vec::new(), &note.to_string(), &policy)
            .unwrap()
    };
    let opening = || Some(EntryKey([0x5a; 32]));
    let stream = "ab".repeat(32);
    let good = format!(
        "{{\"before\":null,\"entry\":{{\"acts\":[{{\"happened\":{{\"event\":{{\"at\":\
         \"2023-11-14T22:13:00Z\",\"kind\":\"posted\"}},\"matter\":\"m\"}}}}],\"by\":\"olga\"}},\
         \"family\":\"person\",\"form\":\"writ/record/1\",\"number\":1,\"recorded_at\":\
         \"2023-11-14T22:13:20Z\",\"registry\":\"{HERE}\",\"stream\":\"{stream}\"}}"
    );
    let said = away.verify(proof(&good, opening()).as_bytes(), "policy");
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.starts_with("posted in matter m at "), "{said:?}");
    let twice = good.replace("\"kind\":", "\"kind\":\"appeared\",\"kind\":");
    let loose = "not in the one form of its JSON";
    for (record, key, why) in [
        (twice, opening(), loose),
        (format!(" {good}"), opening(), loose),
        ("5".to_owned(), opening(), "has no `form`"),
        ("[1]".to_owned(), None, "has no `form`"),
        (good.clone(), None, "is none of something published"),
        (
            good.replace(HERE, "sandbox.invalid/other"),
            opening(),
            "says that it is of the ledger `sandbox.invalid/other`",
        ),
        (
            good.replace("2023-11-14T22:13:20Z", "not a time"),
            opening(),
            "the time that it claims in `recorded_at` cannot be read: `not a time`",
        ),
    ] {
        let said = away.is_refused(proof(&record, key).as_bytes(), &record);
        assert!(said.contains(why), "{why}: {said}");
    }
}

#[test]
fn a_signature_less_is_no_quorum() {
    let away = Away::with_proof();
    let text = String::from_utf8(away.proof.clone()).unwrap();
    for (line, cause) in [
        ("— court.example/witness", "quorum"),
        ("— bar.example/witness", "quorum"),
        ("— sandbox.invalid/", "sign"),
    ] {
        let less: Vec<&str> = text.lines().filter(|it| !it.starts_with(line)).collect();
        let less = less.join("\n") + "\n";
        assert_ne!(less, text, "{line}");
        let said = away.is_refused(less.as_bytes(), line);
        assert!(said.contains(cause), "{line}: {said}");
    }
}

#[test]
fn another_policy_is_another_ledger() {
    let away = Away::with_proof();
    let other = Scene::empty();
    let live = "init live --live --witnesses policy.in --origin register.example/ledger/2027a";
    other.writ(live, &["--regime", &pack("guarded")]).well();
    let sandbox = "init box --sandbox --witnesses policy.in";
    other.writ(sandbox, &["--regime", &pack("seed/002")]).well();
    for registry in ["live", "box"] {
        let policy = "proof policy --out other --registry";
        other.writ(policy, &[registry]).well();
        fs::copy(other.path("other"), away.path("other")).unwrap();
        let said = away.verify(&away.proof, "other");
        said.ends(1, &["proves nothing: ", "which the policy does not name"]);
    }
    // The same log, and witnesses who never signed it.
    let ours = fs::read_to_string(away.path("policy")).unwrap();
    let theirs = fs::read_to_string(away.path("other")).unwrap();
    let log = ours.lines().filter(|line| line.starts_with("log "));
    let rest = theirs.lines().filter(|line| !line.starts_with("log "));
    let mixed: Vec<&str> = log.chain(rest).collect();
    fs::write(away.path("mixed"), mixed.join("\n") + "\n").unwrap();
    let said = away.verify(&away.proof, "mixed");
    said.ends(1, &["proves nothing: ", "quorum"]);
    fs::write(away.path("none"), "no policy\n").unwrap();
    away.verify(&away.proof, "none")
        .ends(2, &["none", "take the policy"]);
}
