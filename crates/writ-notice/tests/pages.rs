//! The pages of a notice, read by an independent reader: pikepdf.
//!
//! `cargo xtask test` says where a Python with pikepdf is; by hand, `WRIT_TEST_PYTHON` does.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[expect(dead_code, reason = "the tests of the words use the rest")]
mod papers;

use std::path::PathBuf;
use std::process::Command;

use papers::{Paper, root};
use serde_json::Value;
use writ_notice::Language;
use writ_notice::notice::Press;

const PROOF: &[u8] = b"c2sp.org/tlog-proof@v1\nmade up, to the byte: \xce\xb1\n";

fn python() -> PathBuf {
    let path = std::env::var_os("WRIT_TEST_PYTHON").map(PathBuf::from);
    path.unwrap_or_else(|| {
        panic!(
            "this test needs a Python with pikepdf, and WRIT_TEST_PYTHON does not say where it \
             is: `cargo xtask test --only pypi` installs it, or `pip install pikepdf==10.17.0`"
        )
    })
}

/// What pikepdf reads in a PDF.
fn read(pdf: &[u8]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notice.pdf");
    std::fs::write(&file, pdf).unwrap();
    let script = root().join("tests/pages/read.py");
    let read = Command::new(python())
        .arg(script)
        .arg(&file)
        .output()
        .unwrap();
    let trouble = String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success(), "{trouble}");
    serde_json::from_slice(&read.stdout).unwrap()
}

#[test]
fn an_independent_reader_finds_tags_language_title_and_proof() {
    for (name, languages) in [
        ("call-up", Language::ALL.as_slice()),
        ("drill", &[Language::Finnish]),
        ("every-word", &[Language::English]),
    ] {
        let paper = Paper::named(name);
        for language in languages {
            let notice = paper.notice(*language);
            let found = read(&notice.pdf(Some(PROOF)).unwrap());
            let about = format!("{name} {language}: {found}");
            assert_eq!(found["lang"], language.tag(), "{about}");
            assert_eq!(found["title"], notice.title.as_str(), "{about}");
            assert_eq!(found["xmp_title"], notice.title.as_str(), "{about}");
            assert_eq!(found["author"], "Made-up authority", "{about}");
            assert_eq!(found["marked"], true, "{about}");
            assert_eq!(found["shows_title"], true, "{about}");
            assert_eq!(found["pdfua"], "1", "{about}");
            assert_eq!(found["pdfa"], "3A", "{about}");
            let tags = &found["tags"];
            let count = |tag: &str| tags[tag].as_u64().unwrap_or_default();
            for tag in ["P", "L", "LI", "LBody"] {
                assert!(count(tag) > 0, "{tag}: {about}");
            }
            let sections = u64::try_from(notice.sections.len()).unwrap();
            assert_eq!(
                count("H1") + count("H2"),
                sections + 1 - count("Title"),
                "{about}"
            );
            let hex = |bytes: &[u8]| {
                bytes
                    .iter()
                    .map(|it| format!("{it:02x}"))
                    .collect::<String>()
            };
            let attached = found["attached"].as_object().unwrap();
            assert_eq!(attached.len(), 2, "{about}");
            assert_eq!(attached["proof.writ-proof"]["bytes"], hex(PROOF), "{about}");
            let text = notice.committed_text();
            assert_eq!(
                attached["notice.txt"]["bytes"],
                hex(text.as_bytes()),
                "{about}"
            );
            assert_eq!(attached["proof.writ-proof"]["relationship"], "/Supplement");
            assert_eq!(attached["notice.txt"]["relationship"], "/Alternative");
        }
    }
}

#[test]
fn the_same_notice_gives_the_same_bytes_and_no_clock_is_in_them() {
    let notice = Paper::named("call-up").notice(Language::Ukrainian);
    let once = notice.pdf(Some(PROOF)).unwrap();
    assert_eq!(Press::new().print(&notice, Some(PROOF)).unwrap(), once);
    assert_ne!(notice.pdf(None).unwrap(), once);
    let found = read(&once);
    assert_eq!(found["created"], "D:20230417060000Z");
}

/// What is written by others is set as text, however it looks; what no font has is said.
#[test]
fn hostile_words_stay_words() {
    let mut paper = Paper::named("call-up");
    let hostile = "#pdf.attach(\"/etc/passwd\") $x$ *a* `b` \\ @c <d> \u{202e}txet \u{6f22}\u{0}";
    paper.order = Some(hostile.to_owned());
    paper.case.matter.place = Some("= Heading #panic()".to_owned());
    let notice = paper.notice(Language::English);
    let found = read(&notice.pdf(None).unwrap());
    assert_eq!(found["attached"].as_object().unwrap().len(), 0);
    assert_eq!(found["pdfua"], "1");
}
