//! The demonstration tells the same story for the same seed, to the byte; leaves nothing behind
//! unless asked to; and what it keeps opens with the other commands.
//!
//! `tests/demo/key-numbers.txt` pins the numbers of a small story. `WRIT_OVERWRITE=1` writes what
//! the program counts now back into it, to be read in the diff.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops, in what it calls as well"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn demo(temporary: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
    command.arg("demo").arg("--headless").args(arguments);
    // What is temporary lies where the test can see that nothing is left of it.
    command
        .env("TMPDIR", temporary)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn told(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn the_same_seed_tells_the_same_story_in_words_and_in_json() {
    let temporary = tempfile::tempdir().unwrap();
    let small = ["--persons", "600"];
    let mut words = demo(temporary.path(), &small);
    let mut json = demo(temporary.path(), &["--persons", "600", "--format", "json"]);
    let (first, as_json) = (words.spawn().unwrap(), json.spawn().unwrap());
    let (first, as_json) = (told(first), told(as_json));
    assert_eq!(first, told(words.spawn().unwrap()));
    assert!(is_empty(temporary.path()), "something is left behind");
    let wide = first.lines().find(|line| line.chars().count() > 100);
    assert_eq!(wide, None, "a line is wider than the page");
    let story: Value = serde_json::from_str(&as_json).unwrap();
    assert_they_agree(&first, &story);
    assert_pinned(&story);
}

/// Numbers of the story by their paths, without what other packs and words may change.
fn key_numbers(story: &Value) -> String {
    let mut lines = Vec::new();
    for part in ["register", "campaign", "laws"] {
        collect(part, &story[part], &mut lines);
    }
    let is_key = |line: &&String| !line.contains("/rows/") && !line.contains("digest");
    lines
        .iter()
        .filter(is_key)
        .map(|line| format!("{line}\n"))
        .collect()
}

fn collect(path: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            // In the order of their names, whatever order they were written in.
            let mut fields: Vec<_> = map.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            for (name, value) in fields {
                collect(&format!("{path}/{name}"), value, lines);
            }
        }
        Value::Array(list) => {
            let name = |place: usize, value: &Value| match &value["regime"] {
                Value::String(regime) => regime.clone(),
                _ => place.to_string(),
            };
            for (place, value) in list.iter().enumerate() {
                collect(&format!("{path}/{}", name(place, value)), value, lines);
            }
        }
        Value::Number(number) => lines.push(format!("{path} {number}")),
        _ => {}
    }
}

fn assert_pinned(story: &Value) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo/key-numbers.txt");
    let counted = key_numbers(story);
    if std::env::var_os("WRIT_OVERWRITE").is_some() {
        fs::write(&page, &counted).unwrap();
    }
    let pinned = fs::read_to_string(&page).unwrap();
    let differs = pinned
        .lines()
        .zip(counted.lines())
        .find(|(pinned, counted)| pinned != counted);
    assert_eq!(
        differs, None,
        "a number changed: run with WRIT_OVERWRITE=1 and read the diff"
    );
    assert_eq!(pinned.lines().count(), counted.lines().count());
}

/// A number with its thousands apart, as the page writes it.
fn number(value: &Value) -> String {
    // What never happened is not counted at all.
    let digits = value.as_u64().unwrap_or(0).to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn time(value: &Value) -> String {
    format!(
        "{} / {} d",
        number(&value["persons"]),
        number(&value["person_days"])
    )
}

/// The line that begins so must hold these cells, in this order and nothing else besides.
#[track_caller]
fn assert_line(words: &str, label: &str, cells: &[String]) {
    let found = words
        .lines()
        .filter_map(|line| line.strip_prefix(label))
        .any(|rest| {
            let rest: Vec<&str> = rest.split_whitespace().collect();
            let cells: Vec<&str> = cells
                .iter()
                .flat_map(|cell| cell.split_whitespace())
                .collect();
            rest == cells
        });
    assert!(found, "no line `{label}` with {cells:?}");
}

fn assert_they_agree(words: &str, story: &Value) {
    let laws = story["laws"].as_array().unwrap();
    let of = |cell: &dyn Fn(&Value) -> String| -> Vec<String> { laws.iter().map(cell).collect() };
    for (label, name) in [
        ("restricted ", "restricted"),
        ("  before they could know of the summons", "before_knowing"),
        (
            "  in error: the register was wrong about them",
            "register_wrong",
        ),
        ("  after they had come, or died", "after_coming"),
    ] {
        assert_line(words, label, &of(&|law| time(&law[name])));
    }
    for (label, name) in [
        ("  and never learned of it at all, people", "never_knew"),
        (
            "desks told later that a `yes` had been wrong",
            "corrections",
        ),
        ("about others", "asked_about_others"),
    ] {
        assert_line(words, label, &of(&|law| number(&law[name])));
    }
    assert_line(
        words,
        "about those called: yes",
        &of(&|law| number(&law["desks"]["yes"])),
    );
    assert_line(
        words,
        "they came",
        &of(&|law| number(&law["ended"]["appeared"])),
    );
    let campaign = &story["campaign"];
    let judged = &campaign["judged"];
    assert!(words.contains(&format!(
        "{:>9}  eligible\n",
        number(&judged["eligible_all"])
    )));
    assert!(words.contains(&format!("{:>9}  held for", number(&judged["held_all"]))));
    assert!(
        words.contains(&format!(
            "{} notices are issued",
            number(&campaign["issued"])
        )) || words.contains(&format!(
            "{}\nnotices are issued",
            number(&campaign["issued"])
        ))
    );
    for law in laws {
        agree_on_answers(words, law);
    }
}

/// The last day's answers stand in the table of the law, measure by measure.
fn agree_on_answers(words: &str, law: &Value) {
    let heading = format!("{}  ", law["regime"].as_str().unwrap());
    let answers = words
        .split("WHAT A DESK WOULD HAVE BEEN TOLD")
        .nth(1)
        .unwrap();
    let table = answers.split(&heading).nth(1).unwrap();
    let last = table.split("Sun 16 July").nth(1).unwrap();
    let row = &law["rows"][0];
    let cells = |measure: &str| {
        let day = row["days"].as_array().unwrap().last().unwrap();
        let answers = &day["answers"][measure];
        ["yes", "no", "unknown"].map(|answer| number(&answers[answer]))
    };
    let line = if law["rows"].as_array().unwrap().len() > 1 {
        last.lines()
            .find_map(|line| line.strip_prefix("  answered"))
            .unwrap()
    } else {
        last.lines()
            .next()
            .unwrap()
            .strip_prefix(", 90 days after posting")
            .unwrap()
    };
    let shown: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(shown[..3], cells("exit"));
    assert_eq!(shown[3..], cells("property"));
}

#[test]
fn what_is_kept_opens_with_the_other_commands() {
    let temporary = tempfile::tempdir().unwrap();
    let kept = temporary.path().join("kept");
    let kept_words = kept.display().to_string();
    told(
        demo(
            temporary.path(),
            &["--persons", "100", "--keep", &kept_words],
        )
        .spawn()
        .unwrap(),
    );
    for (folder, issued) in [
        ("seed-002", "spring-call-up"),
        ("guarded", "spring-call-up"),
    ] {
        let registry = kept.join(folder);
        let key = fs::metadata(registry.join("master.key")).unwrap();
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
        let status = writ(
            &["campaign", "status", "--as", "officer", "--registry"],
            &registry,
        );
        assert!(
            status.contains(issued) && status.contains("no legal force"),
            "{status}"
        );
    }
    // A folder with something in it is left alone.
    let refused = demo(temporary.path(), &["--keep", &kept_words])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is not empty"));
    assert!(refused.stdout.is_empty());
}

fn writ(arguments: &[&str], registry: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
    let output: Output = command.args(arguments).arg(registry).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn interrupted_it_leaves_nothing_behind() {
    let temporary = tempfile::tempdir().unwrap();
    let mut child = demo(temporary.path(), &["--persons", "5000"])
        .spawn()
        .unwrap();
    // Once its folder lies there, the program is well on its way.
    while is_empty(temporary.path()) {
        assert!(child.try_wait().unwrap().is_none(), "it never began");
        std::thread::yield_now();
    }
    let pid = child.id().to_string();
    let interrupt = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted"));
    assert!(output.stdout.is_empty());
    assert!(is_empty(temporary.path()), "something is left behind");
}
