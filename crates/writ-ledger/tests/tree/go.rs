//! Against Go's `golang.org/x/mod/sumdb/tlog`, by a program in Go that reads the files
//! (`tests/go`).
//!
//! `cargo xtask test` sees to Go and to that package: those of Debian, unpacked into the cache
//! folder where they are not installed. It names them in `WRIT_GO` and `WRIT_GOPATH`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use writ_ledger::hash::leaf_hash;
use writ_ledger::tree::{
    Leaves, Nodes, consistency, inclusion, root, verify_consistency, verify_inclusion,
};

use crate::given::{Chance, Files, entries};
use crate::published::spoil;

/// What is claimed of a ledger, and how much of each kind.
#[derive(Default)]
struct Claims {
    text: String,
    inclusion: u64,
    consistency: u64,
    refused: u64,
}

impl Claims {
    /// Proofs at random places, every third of them spoilt.
    fn of(all: &[Vec<u8>], count: u32, chance: &mut Chance) -> Self {
        let tree: Leaves = all.iter().map(|entry| leaf_hash(entry)).collect();
        let mut claims = Self::default();
        writeln!(
            claims.text,
            "size {} {}",
            tree.size(),
            tree.root().to_base64()
        )
        .unwrap();
        for _ in 0..count {
            let new = 1 + chance.below(tree.size());
            let (old, index) = (1 + chance.below(new), chance.below(new));
            let top = root(&tree, new).unwrap();

            let leaf = tree.node(0, index).unwrap();
            let mut proof = inclusion(&tree, index, new).unwrap();
            spoil(&mut proof, chance);
            let holds = verify_inclusion(leaf, index, new, &proof, &top).is_ok();
            proof.splice(..0, [leaf, top]);
            claims.say("inclusion", holds, [index, new], &proof);

            let mut proof = consistency(&tree, old, new).unwrap();
            spoil(&mut proof, chance);
            let old_top = root(&tree, old).unwrap();
            let holds = verify_consistency(old, new, &proof, &old_top, &top).is_ok();
            proof.splice(..0, [old_top, top]);
            claims.say("consistency", holds, [old, new], &proof);
        }
        claims
    }

    fn say(
        &mut self,
        kind: &str,
        holds: bool,
        places: [u64; 2],
        hashes: &[writ_ledger::hash::Hash],
    ) {
        let word = if holds { "yes" } else { "no" };
        write!(self.text, "{kind} {word} {} {}", places[0], places[1]).unwrap();
        for hash in hashes {
            write!(self.text, " {}", hash.to_base64()).unwrap();
        }
        self.text.push('\n');
        match (holds, kind) {
            (false, _) => self.refused += 1,
            (true, "inclusion") => self.inclusion += 1,
            (true, _) => self.consistency += 1,
        }
    }
}

/// A folder for this test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

fn write_files(folder: &Path, files: &Files) {
    for (path, bytes) in &files.0 {
        let file = folder.join(path.to_path());
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

fn go(folder: &Path) -> Result<String, String> {
    let program = std::env::var_os("WRIT_GO").unwrap_or_else(|| "go".into());
    let packages = std::env::var_os("WRIT_GOPATH").unwrap_or_else(|| "/usr/share/gocode".into());
    let main = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/go/main.go");
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-cache");
    let ran = Command::new(program)
        .arg("run")
        .args([&main, folder])
        .env("GO111MODULE", "off")
        .env("GOPATH", packages)
        .env("GOCACHE", cache)
        .env_remove("GOFLAGS")
        .output()
        .expect("Go is missing: apt-get install --yes golang-go golang-golang-x-mod-dev");
    let (said, wrong) = [ran.stdout, ran.stderr]
        .map(|it| String::from_utf8(it).unwrap())
        .into();
    if ran.status.success() {
        Ok(said)
    } else {
        Err(wrong)
    }
}

#[test]
fn go_makes_the_same_tree_of_the_same_files() {
    let mut chance = Chance(13);
    let odd: Vec<Vec<u8>> = (0..1500)
        .map(|length| vec![0xcd; length * 13 % 401])
        .collect();
    let ledgers = [
        (entries(1), 5),
        (entries(256), 200),
        (odd, 500),
        (entries(70_000), 3000),
    ];
    for (all, count) in ledgers {
        let (files, _) = Files::of(&all);
        let folder = folder(&format!("ledger-{}", all.len()));
        write_files(&folder, &files);
        let claims = Claims::of(&all, count, &mut chance);
        std::fs::write(folder.join("claims"), &claims.text).unwrap();
        let Claims {
            inclusion,
            consistency,
            refused,
            ..
        } = claims;
        assert!(
            count < 100 || refused > u64::from(count) / 2,
            "{refused} refused"
        );
        let expected = format!(
            "{} entries, {} files, {inclusion} inclusion, {consistency} consistency, {refused} refused\n",
            all.len(),
            files.0.len(),
        );
        assert_eq!(go(&folder), Ok(expected));
    }
}

/// The other program is not blind: it finds a changed bit of any file, and a claim that is wrong.
#[test]
fn go_finds_what_was_changed() {
    let all = entries(600);
    let (files, _) = Files::of(&all);
    let folder = folder("ledger-changed");
    write_files(&folder, &files);
    let honest = Claims::of(&all, 1, &mut Chance(14)).text;
    std::fs::write(folder.join("claims"), &honest).unwrap();
    assert!(go(&folder).is_ok());
    for (path, bytes) in &files.0 {
        let file = folder.join(path.to_path());
        let mut changed = bytes.clone();
        changed[40] ^= 1;
        std::fs::write(&file, changed).unwrap();
        let wrong = go(&folder).unwrap_err();
        let level_0 = path.to_path().replace("entries", "0");
        assert!(wrong.contains(&level_0), "{path}: {wrong}");
        std::fs::write(&file, bytes).unwrap();
    }
    let turned = honest.replace(" yes ", " no ");
    assert_ne!(turned, honest);
    std::fs::write(folder.join("claims"), turned).unwrap();
    let wrong = go(&folder).unwrap_err();
    assert!(wrong.contains("tlog accepts what was refused"), "{wrong}");
}
