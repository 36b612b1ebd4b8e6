//! What it takes to found a registry whose word has legal force, and that it says so.

use crate::scene::{Scene, pack};

const GOOD: &str = "init live --live --witnesses policy.in --origin register.example/ledger/2027a";

#[test]
fn what_is_not_fit_to_be_live_is_refused_and_leaves_nothing() {
    let scene = Scene::empty();
    let policy = scene.read("policy.in");
    let one = policy.replace("group two 2 court bar press\nquorum two", "quorum court");
    let any = policy.replace("group two 2 ", "group two any ");
    let none = policy.replace("quorum two", "quorum none");
    for (name, text) in [("one", one), ("any", any), ("none", none)] {
        std::fs::write(scene.path(name), text).unwrap();
    }
    let origin = "--origin register.example/ledger/2027a";
    let cases: [(&str, &str, &[&str]); 8] = [
        (
            "nobody witnesses it",
            &format!("init live --live {origin}"),
            &["no-witnesses", "--witnesses"],
        ),
        (
            "one witness is enough",
            &format!("init live --live --witnesses one {origin}"),
            &["lone-witness", "witness `court` alone makes the quorum"],
        ),
        (
            "any of three is enough",
            &format!("init live --live --witnesses any {origin}"),
            &["lone-witness", "witness `court` alone makes the quorum"],
        ),
        (
            "no witness is needed",
            &format!("init live --live --witnesses none {origin}"),
            &["lone-witness", "asks for no witness at all"],
        ),
        (
            "no name",
            "init live --live --witnesses policy.in",
            &["no-origin", "--origin"],
        ),
        (
            "the name of a sandbox",
            "init live --live --witnesses policy.in --origin sandbox.invalid/ledger",
            &["sandbox-origin", "sandbox.invalid/ledger"],
        ),
        (
            "a clock of its own",
            &format!("{GOOD} --now 2023-04-17T10:00:00Z"),
            &["--now"],
        ),
        (
            "a sandbox as well",
            &format!("{GOOD} --sandbox"),
            &["--sandbox"],
        ),
    ];
    for (what, words, said) in cases {
        let answer = scene.writ(words, &["--regime", &pack("guarded")]);
        assert!(matches!(answer.code, Some(1 | 2)), "{what}: {answer:?}");
        let both = format!("{}{}", answer.out, answer.err);
        for word in said {
            assert!(both.contains(word), "{what}: `{word}` is not in {both}");
        }
        assert!(!scene.path("live").exists(), "{what} leaves nothing behind");
    }
    let unfit = scene.writ(GOOD, &["--regime", &pack("seed/002")]);
    unfit.ends(1, &["W003", "W010", "does not pass the rights floor"]);
    assert!(!scene.path("live").exists());
}

#[test]
fn a_live_registry_says_that_it_is() {
    let scene = Scene::empty();
    let founded = scene.writ(GOOD, &["--regime", &pack("guarded")]).well();
    let is = |name: &str| founded.get(name).cloned().unwrap_or_default();
    assert_eq!(is("kind"), "live");
    assert_eq!(is("witnessed"), true);
    assert_eq!(is("ledger"), "register.example/ledger/2027a");
    let registry = ["--registry", "live"];
    let desk = "desk add border --as operator --measure exit";
    let purpose = ["--purpose", "leaving the country", "--registry", "live"];
    scene.writ(desk, &purpose).well();
    let ask = "ask --person MADE-UP-1 --measure exit --as border";
    let answer = scene.writ(ask, &purpose).well();
    assert_eq!(answer.get("force"), Some(&"live".into()), "{answer}");
    assert_eq!(answer.get("answer"), Some(&"no".into()), "{answer}");
    let said = scene.in_words(ask, &purpose);
    assert!(said.out.ends_with("live\n"), "{said:?}");
    assert!(!said.out.contains("sandbox"), "{said:?}");
    let status = scene.in_words("ledger status", &registry);
    assert!(!status.out.contains("sandbox"), "{status:?}");
    // Nobody signs yet, and its clock is the machine's.
    scene
        .writ("ledger turn", &registry)
        .ends(1, &["`court`", "`bar`", "`press`"]);
    let list = "officer list --as operator --now 2030-01-01T00:00:00Z";
    scene.writ(list, &registry).ends(2, &["--now"]);
}
