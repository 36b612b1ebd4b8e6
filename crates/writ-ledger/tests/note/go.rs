//! Against Go's `golang.org/x/mod/sumdb/note` (Debian: `golang-golang-x-mod-dev`), which knows keys
//! of type 1. Cosignatures are verified by `tests/go/notes.go` itself, through that module's
//! interface, with the Ed25519 of Go's own library.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use writ_ledger::note::{Note, VerifierKey};

use crate::given::{BEFORE, COVERING, Chance, log, log_key, witness_key};

const NEEDS: &str = "Go is missing: apt-get install --yes golang-go golang-golang-x-mod-dev";

/// Asks the program in Go, one JSON object a line, one answer a line.
fn go(questions: &[Value]) -> Vec<Value> {
    let program = std::env::var_os("WRIT_GO").unwrap_or_else(|| "go".into());
    let packages = std::env::var_os("WRIT_GOPATH").unwrap_or_else(|| "/usr/share/gocode".into());
    let mut child = Command::new(program)
        .arg("run")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/go/notes.go"))
        // The module comes from a folder of Debian's, so that nothing is fetched.
        .env("GO111MODULE", "off")
        .env("GOPATH", packages)
        .env(
            "GOCACHE",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-cache"),
        )
        .env_remove("GOFLAGS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| unreachable!("{why}: {NEEDS}"));
    let mut input = child.stdin.take().unwrap();
    let text: String = questions.iter().map(|one| format!("{one}\n")).collect();
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(output.status.success(), "{NEEDS}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), questions.len());
    answers
}

/// What both should say of a note: how many signatures verify, or none if it does not stand.
fn ours(text: &str, keys: &[VerifierKey]) -> Option<usize> {
    let note = Note::parse(text).ok()?;
    note.verify(keys).ok().map(|verified| verified.len())
}

fn opening(text: &str, keys: &[VerifierKey]) -> Value {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    json!({ "open": text, "keys": keys })
}

#[test]
fn go_signs_with_our_keys_what_we_sign() {
    let texts = [
        "a text\n",
        "two\n\nparagraphs\n",
        "ünïcødé — \u{2003}\n",
        "\n\n\n",
    ];
    let key = |place: usize| {
        let seed = u8::try_from(place).unwrap();
        log_key(&format!("made-up.example/{place}"), seed)
    };
    let questions = texts.iter().enumerate();
    let questions = questions
        .map(|(place, text)| json!({ "sign": text, "secret": key(place).secret_text().as_str() }));
    let answers = go(&questions.collect::<Vec<_>>());
    for (place, (text, answer)) in texts.iter().zip(answers).enumerate() {
        let ours = key(place).sign_note(text).unwrap().to_string();
        assert_eq!(answer["note"], ours, "{answer}");
        assert_eq!(answer["key"], key(place).verifier().to_string());
    }
}

#[test]
fn go_opens_our_notes_and_refuses_what_we_refuse() {
    let (log, witness) = (log(), witness_key("c2"));
    let witnessed = log.witnessed(9, &COVERING);
    let keys = [
        log.key.verifier().clone(),
        witness.verifier().clone(),
        witness_key("bar").verifier().clone(),
    ];
    let mut texts = vec![
        witnessed.clone(),
        log.witnessed(5, &BEFORE),
        log.witnessed(0, &[]),
    ];
    // Bits anywhere, cuts, and characters that a note may not have.
    let mut chance = Chance(7);
    while texts.len() < 600 {
        let mut bytes = witnessed.clone().into_bytes();
        let place = chance.place(bytes.len());
        match chance.below(4) {
            0 => bytes[place] ^= 1 << chance.below(8),
            1 => bytes.truncate(place),
            2 => drop(bytes.remove(place)),
            _ => bytes.insert(place, b"\n =+A\t"[chance.place(6)]),
        }
        texts.extend(String::from_utf8(bytes));
    }
    let questions: Vec<Value> = texts.iter().map(|text| opening(text, &keys)).collect();
    let mut refused = 0;
    for (text, answer) in texts.iter().zip(go(&questions)) {
        let ours = ours(text, &keys);
        assert_eq!(
            answer["verified"].as_u64(),
            ours.map(|count| count as u64),
            "{text}\n{answer}"
        );
        refused += u32::from(ours.is_none());
    }
    // The differential means something: much is refused, and much is not.
    assert!((200..590).contains(&refused), "{refused}");
}
