//! What a person takes away: it verifies with the policy and nothing else, and not once anything in
//! it is other than it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::registry::{Said, said};
use crate::scene::{Scene, pack};

/// A folder with a proof and the policy, far from any registry.
struct Away {
    dir: tempfile::TempDir,
    proof: Vec<u8>,
}

impl Away {
    /// The proof that MADE-UP-A was called up. Just a quorum has signed: every line of it counts.
    fn with_proof() -> Self {
        let mut scene = Scene::founded();
        scene.lose("press");
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
        "by olga, recorded at 2023-04-17T07:00:00Z",
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
