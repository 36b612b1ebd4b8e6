//! Pages and words, held against what every page must have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use writ_notice::Language;
use writ_registry::{Kind, Role};

use super::layout::{Frame, SandboxClock, Who};
use super::office::{approvals, campaign, find, oversight};
use super::person::delegates::{self, Delegate, Delegates};
use super::sign_in::{self, SandboxSignIn};
use super::words::Words;
use super::{component::Wrong, public, sandbox};

const FILES: [&str; 3] = ["portal.ftl", "portal-office.ftl", "portal-public.ftl"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The messages of a language, by key.
fn read(language: Language) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in FILES {
        let path = root().join("locales").join(language.tag()).join(file);
        let text = fs::read_to_string(path).unwrap();
        let parsed = fluent_bundle::FluentResource::try_new(text.clone());
        assert!(
            parsed.is_ok(),
            "{language}/{file}: {:?}",
            parsed.err().map(|it| it.1)
        );
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once(" = ") {
                Some((name, words)) if !line.starts_with(' ') => {
                    key = name.to_owned();
                    let before = all.insert(key.clone(), words.to_owned());
                    assert!(before.is_none(), "{language}: {key} twice");
                }
                _ => all.entry(key.clone()).or_default().push_str(line),
            }
        }
    }
    all.remove("");
    all
}

fn gaps(words: &str) -> BTreeSet<String> {
    let mut gaps = BTreeSet::new();
    for part in words.split('$').skip(1) {
        gaps.insert(
            part.chars()
                .take_while(|it| it.is_ascii_alphanumeric())
                .collect(),
        );
    }
    gaps
}

#[test]
fn every_word_stands_in_every_language_with_the_same_gaps() {
    let english = read(Language::English);
    for language in Language::ALL {
        let own = read(language);
        let keys = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&own), keys(&english), "{language}");
        for (key, words) in &own {
            assert_eq!(gaps(words), gaps(&english[key]), "{language}: {key}");
            assert!(!words.trim().is_empty(), "{language}: {key}");
        }
    }
}

#[test]
fn every_language_is_written_in_its_own_script() {
    // Names of commands, of files and of the project stay as they are.
    let foreign = [
        "MADE-UP-1",
        "Writ",
        "writ campaign draw",
        "PDF",
        "JPEG",
        "PNG",
        "spring-call-up",
        "office",
        "A = 20",
        "n ->",
        "one",
        "few",
        "other",
    ];
    for language in [Language::Russian, Language::Ukrainian] {
        for (key, words) in read(language) {
            let mut words = words;
            for name in foreign {
                words = words.replace(name, "");
            }
            let mut outside = String::new();
            let mut inside = 0;
            for letter in words.chars() {
                match letter {
                    '{' => inside += 1,
                    '}' => inside -= 1,
                    _ if inside == 0 => outside.push(letter),
                    _ => {}
                }
            }
            let latin = outside.chars().find(char::is_ascii_alphabetic);
            assert_eq!(latin, None, "{language}: {key} = {words}");
        }
    }
    for language in [Language::English, Language::German, Language::Finnish] {
        for (key, words) in read(language) {
            let cyrillic = words.chars().find(|it| ('а'..='я').contains(it));
            assert_eq!(cyrillic, None, "{language}: {key}");
        }
    }
}

/// The code of the portal, as text.
fn code(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&code(&path));
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    text
}

#[test]
fn no_word_is_missing_and_none_is_unused() {
    let code = code(&root().join("src/portal"));
    let english = read(Language::English);
    let quoted: BTreeSet<&str> = code.split('"').collect();
    let after = |call: &str| -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for part in code.split(call).skip(1) {
            if let Some(rest) = part.trim_start().strip_prefix('"') {
                all.extend(rest.split('"').next().map(str::to_owned));
            }
        }
        all
    };
    let asked: BTreeSet<String> = after(".word(").union(&after(".say(")).cloned().collect();
    let families = after("one_of(");
    for key in &asked {
        assert!(
            english.contains_key(key),
            "`{key}` is asked for, and is no word"
        );
    }
    for family in &families {
        let prefix = format!("{family}-");
        assert!(
            english.keys().any(|key| key.starts_with(&prefix)),
            "no word of `{family}`"
        );
    }
    for key in english.keys() {
        let of_family = families
            .iter()
            .any(|family| key.starts_with(&format!("{family}-")));
        assert!(
            quoted.contains(key.as_str()) || of_family,
            "`{key}` is used nowhere"
        );
    }
}

fn frame(language: Language, who: Who) -> Frame {
    Frame {
        words: Words::of(language),
        who,
        path: "/here?after=1".to_owned(),
        csrf: "token".to_owned(),
        kind: Kind::Sandbox,
        now: "2023-05-02T09:00:00Z".parse().unwrap(),
        zone: TimeZone::UTC,
        clock: SandboxClock::Movable,
    }
}

fn person() -> Who {
    Who::Person {
        own: "MADE-UP-1".to_owned(),
        on: "MADE-UP-2".to_owned(),
    }
}

fn officer(roles: &[Role]) -> Who {
    Who::Officer {
        name: "olga".to_owned(),
        roles: roles.iter().copied().collect(),
    }
}

/// Pages that need no registry, in a language.
fn pages(language: Language) -> Vec<(&'static str, String)> {
    let nobody = frame(language, Who::Nobody);
    let person = frame(language, person());
    let all = frame(
        language,
        officer(&[Role::Officer, Role::Approver, Role::Oversight]),
    );
    let wrong = [Wrong::new("delegate", "wrong")];
    let delegate = Delegate {
        id: "d1".to_owned(),
        who: "MADE-UP-3".to_owned(),
        since: person.now,
        until: None,
    };
    let told = Delegates {
        own: &[delegate],
        acting_for: &["MADE-UP-2".to_owned()],
        written: ("", ""),
        wrong: &wrong,
    };
    let offered = SandboxSignIn {
        officers: &[],
        people: &[],
        next: "/",
    };
    vec![
        ("start", sign_in::start(&nobody).into_string()),
        (
            "sandbox sign-in",
            sign_in::sandbox(&nobody, &offered).into_string(),
        ),
        ("chooser", sign_in::chooser(&nobody, &[]).into_string()),
        ("signed out", sign_in::signed_out(&nobody).into_string()),
        ("delegates", delegates::page(&person, &told).into_string()),
        (
            "find",
            find::form(&all, &find::Looked::default(), &[Wrong::new("person", "x")]).into_string(),
        ),
        ("campaigns", campaign::list(&all, &[]).into_string()),
        (
            "new campaign",
            campaign::form(&all, &[], (&campaign::Written::default(), &[])).into_string(),
        ),
        ("approvals", approvals::page(&all, &[]).into_string()),
        (
            "access",
            oversight::access(&all, &oversight::Asked::default(), &[]).into_string(),
        ),
        ("public", public::page(&nobody, &[], &[]).into_string()),
        (
            "proof",
            public::proof(&nobody, "log x\nquorum none\n").into_string(),
        ),
        ("clock", sandbox::page(&nobody, "", &[]).into_string()),
    ]
}

/// The identifiers of all fields of a kind that are to be seen.
fn fields<'p>(page: &'p str, kind: &str) -> Vec<&'p str> {
    page.split(&format!("<{kind}"))
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| !tag.contains("type=\"hidden\""))
        .map(|tag| {
            let found = tag.split(" id=\"").nth(1);
            found.and_then(|rest| rest.split('"').next()).unwrap_or("")
        })
        .collect()
}

#[test]
fn every_page_has_what_every_page_must_have() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            let at = format!("{language}: {name}");
            assert!(page.starts_with("<!DOCTYPE html>"), "{at}");
            assert!(
                page.contains(&format!("<html lang=\"{language}\" dir=\"ltr\">")),
                "{at}"
            );
            assert!(page.contains(" – Writ</title>"), "{at}: a title");
            assert_eq!(page.matches("<h1").count(), 1, "{at}: one first heading");
            assert_eq!(page.matches("<main").count(), 1, "{at}");
            assert!(page.contains("href=\"#main\""), "{at}: a way past the head");
            assert!(
                page.contains("class=\"sandbox\""),
                "{at}: says that it is a sandbox"
            );
            assert!(!page.contains("style="), "{at}: no style of its own");
            assert!(
                !page.contains("onclick") && page.matches("<script").count() == 1,
                "{at}"
            );
            assert!(
                !page.contains("{sign") && !page.contains("{nav"),
                "{at}: a word is missing"
            );
            assert!(page.len() < 100_000, "{at}: {} bytes", page.len());
            for kind in ["input", "select", "textarea"] {
                for id in fields(&page, kind) {
                    let labelled = page.contains(&format!("<label for=\"{id}\""));
                    assert!(labelled, "{at}: `{id}` has no label");
                }
            }
            let ids = page
                .split(" id=\"")
                .skip(1)
                .filter_map(|it| it.split('"').next());
            let ids: Vec<&str> = ids.collect();
            let once: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), once.len(), "{at}: {ids:?}");
            for post in page.split("method=\"post\"").skip(1) {
                let form = post.split("</form>").next().unwrap();
                assert!(form.contains("name=\"_csrf\" value=\"token\""), "{at}");
            }
        }
    }
}

#[test]
fn what_is_wrong_is_said_first_and_leads_to_its_field() {
    let page = pages(Language::English)
        .into_iter()
        .find(|it| it.0 == "find")
        .unwrap()
        .1;
    assert!(page.contains("<title>Error: Find a person – Writ</title>"));
    assert!(page.contains("<a href=\"#person\">x</a>"));
    assert!(page.contains("aria-describedby=\"person-hint person-error\" aria-invalid=\"true\""));
}

#[test]
fn a_language_link_keeps_where_one_is() {
    let page = pages(Language::English).into_iter().next().unwrap().1;
    assert!(page.contains("href=\"/here?after=1&amp;lang=fi\" lang=\"fi\" hreflang=\"fi\""));
}

#[test]
fn who_acts_for_another_is_told_so_on_every_page() {
    let all = pages(Language::English);
    let page = &all.iter().find(|it| it.0 == "delegates").unwrap().1;
    assert!(page.contains("You are acting for MADE-UP-2"));
}
