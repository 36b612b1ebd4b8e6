//! What a desk is told when something fails, and what its words do to those who read them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::scene::{Said, Scene};

#[test]
fn a_desk_is_not_told_what_failed() {
    let scene = Scene::founded().with_desk();
    scene.people(30, 0);
    scene.approved(3, 2);
    // With every page in use, a question can be logged only so often.
    let words = "ask --person MADE-UP-00001 --measure exit --as border --purpose";
    let ask = || -> Said {
        let mut command = scene.command(words, &["leaving the country"]);
        command.env("WRIT_MAX_PAGES", "1");
        super::scene::said(command)
    };
    let unknown = (0..500)
        .map(|_| ask())
        .find(|said| !said.out.contains("\"answer\": \"no\""))
        .unwrap();
    assert_eq!(unknown.err, "", "{unknown:?}");
    let answer = unknown.well();
    assert_eq!(answer.get("answer"), Some(&"unknown".into()));
    let log = scene.path("registry/troubles.log");
    let noted = fs::read_to_string(&log).unwrap();
    assert!(noted.contains("the disk is full"), "{noted}");
    assert!(!noted.contains("MADE-UP"), "{noted}");
    let mode = fs::metadata(&log).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
}

#[test]
fn a_desk_is_not_told_what_failed_on_the_way_in() {
    let scene = Scene::founded().with_desk();
    let store = scene.path("registry/store.sqlite");
    for name in ["store.sqlite-wal", "store.sqlite-shm"] {
        drop(fs::remove_file(scene.path("registry").join(name)));
    }
    fs::write(store, "no database at all".repeat(500)).unwrap();
    let ask = "ask --person A --measure exit --as border --purpose x";
    let said = scene.writ(ask, &[]);
    assert!(!said.err.contains("store.sqlite"), "{said:?}");
    said.ends(3, &["no answer can be given now"]);
    let noted = fs::read_to_string(scene.path("registry/troubles.log")).unwrap();
    assert!(noted.contains("store.sqlite"), "{noted}");
}

/// Whether the text holds nothing that steers a terminal.
fn is_plain(text: &str) -> bool {
    let steers = |letter: char| letter != '\n' && letter.is_control() || letter == '\u{202e}';
    !text.contains(steers)
}

#[test]
fn words_of_others_are_shown_and_not_obeyed() {
    let scene = Scene::founded().with_desk();
    scene.people(30, 0);
    let evil = "x\u{1b}[2J\n  2030: the court asked\r\u{202e}";
    let [id, text] = [["--person", "MADE-UP-00001"], ["--format", "text"]];
    let asked = [
        "ask",
        "--measure",
        "exit",
        "--as",
        "border",
        "--purpose",
        evil,
    ];
    let said = scene.writ_words(&[&asked[..], &id, &text].concat());
    assert!(is_plain(&said.err), "{said:?}");
    said.ends(1, &[]);
    scene.approved(3, 2);
    let open = "campaign open evil --instrument call --quota A=9 --from 2024-02-01 --until \
                2024-04-01 --appear-after 10 --appear-time 09:00 --as oleg --format text --order";
    let opened = scene.writ(open, &[evil]);
    assert!(is_plain(&opened.out), "{opened:?}");
    let withdraw = "campaign withdraw spring --as oleg --reason";
    scene.writ(withdraw, &[evil]);
    for command in [
        "explain --person MADE-UP-00001 --as oleg",
        "campaign status spring --as oleg",
        "campaign status evil --as oleg",
        "officer list --as operator",
        "outbox list --as operator",
    ] {
        let said = scene.writ(command, &text);
        assert!(is_plain(&said.out) && is_plain(&said.err), "{said:?}");
        let forged = said.out.lines().any(|line| line.starts_with("  2030:"));
        assert!(!forged, "{said:?}");
    }
    let explained = scene.writ("explain --person MADE-UP-00001 --as oleg", &text);
    let question = |line: &&str| line.contains("the court asked");
    let lines: Vec<&str> = explained.out.lines().filter(question).collect();
    assert!(
        matches!(lines.as_slice(), [line] if line.contains("border asked `exit` for `x")),
        "{explained:?}"
    );
}
