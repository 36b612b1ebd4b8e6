//! The notice as a person keeps it: a PDF whose proof verifies far from any registry, and not once
//! anything attached to it is other than it was.

use std::fs;
use std::path::Path;
use std::process::Command;

use lopdf::{Document, Object, Stream};
use serde_json::Value;

use crate::registry::{Said, said};
use crate::scene::Scene;

/// A folder with the PDF of a notice and the policy, far from any registry.
struct Away {
    scene: Scene,
    dir: tempfile::TempDir,
    pdf: Vec<u8>,
}

impl Away {
    fn with_notice() -> Self {
        let scene = Scene::founded();
        scene.call();
        scene.turn().well();
        let notice = "notice --lang uk --out notice.pdf --as oskar --person";
        scene.writ(notice, &["MADE-UP-A"]).well();
        let dir = tempfile::tempdir().unwrap();
        fs::copy(scene.path("policy"), dir.path().join("policy")).unwrap();
        let pdf = fs::read(scene.path("notice.pdf")).unwrap();
        Self { scene, dir, pdf }
    }

    fn verify(&self, pdf: &[u8], more: &[&str]) -> Said {
        fs::write(self.dir.path().join("notice.pdf"), pdf).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_writ"));
        command.args(["proof", "verify", "notice.pdf", "--policy", "policy"]);
        command.args(more).current_dir(self.dir.path());
        said(command)
    }

    #[track_caller]
    fn is_refused(&self, pdf: &[u8], why: &str) {
        let said = self.verify(pdf, &[]);
        assert_eq!(said.code, Some(1), "{why}: {said:?}");
        assert!(said.err.contains("proves nothing: "), "{why}: {said:?}");
        assert!(said.err.contains(why), "{why}: {said:?}");
        assert_eq!(said.out, "", "{why}");
    }

    /// The PDF with something changed in it.
    fn changed(&self, change: impl FnOnce(&mut Document)) -> Vec<u8> {
        let mut document = Document::load_mem(&self.pdf).unwrap();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }
}

/// The file specification of an attachment, and the stream in it.
fn attachment(document: &Document, name: &str) -> (lopdf::ObjectId, lopdf::ObjectId) {
    let named = |object: &Object| {
        let file = object.as_dict().ok().filter(|it| it.has(b"EF"))?;
        let said = lopdf::decode_text_string(file.get(b"UF").ok()?).ok()?;
        (said == name).then(|| file.clone())
    };
    let mut objects = document.objects.iter();
    let found = objects.find_map(|(id, object)| Some((*id, named(object)?)));
    let (id, file) = found.unwrap();
    let embedded = file.get_deref(b"EF", document).unwrap();
    let stream = embedded.as_dict().unwrap().get(b"F").unwrap();
    (id, stream.as_reference().unwrap())
}

fn put(document: &mut Document, name: &str, content: &[u8]) {
    let (_, stream) = attachment(document, name);
    let old = document.objects.get(&stream).unwrap().as_stream().unwrap();
    let mut dict = old.dict.clone();
    dict.remove(b"Filter");
    let new = Object::Stream(Stream::new(dict, content.to_vec()));
    document.objects.insert(stream, new);
}

#[test]
fn a_notice_verifies_with_the_policy_and_prints_the_text_that_was_issued() {
    let away = Away::with_notice();
    let said = away.verify(&away.pdf, &[]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let text = away
        .scene
        .in_words("notice --lang uk --as oskar --person", &["MADE-UP-A"]);
    assert_eq!(text.code, Some(0), "{text:?}");
    for words in [
        "the text of the notice, in `uk`, as it was issued:",
        "\u{41a}\u{43e}\u{440}\u{43e}\u{442}\u{43a}\u{43e}",
        "MADE-UP-A",
        "the proof vouches for this text, and not for the picture of the pages",
        "not after 2023-04-17T07:00:00Z: a quorum of witnesses had signed",
        "this is the ledger of a sandbox: it has no legal force",
    ] {
        assert!(said.out.contains(words), "`{words}` is not in {}", said.out);
    }
    let json = away.verify(&away.pdf, &["--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["notice"]["text"]["language"], "uk");
    assert_eq!(json["notice"]["vouches_for_pages"], false);
    // Whole pages may be replaced: nothing is said of them.
    let without_pages = away.changed(|document| {
        for page in document.get_pages().into_values() {
            let page = document
                .get_object_mut(page)
                .unwrap()
                .as_dict_mut()
                .unwrap();
            page.remove(b"Contents");
        }
    });
    assert_eq!(away.verify(&without_pages, &[]).code, Some(0));
}

#[test]
fn a_notice_with_anything_else_attached_proves_nothing() {
    use writ_notice::notice::{PROOF, TEXT};
    let away = Away::with_notice();
    away.is_refused(
        &away.changed(|document| {
            let (id, _) = attachment(document, PROOF);
            document.objects.remove(&id);
        }),
        "nothing is attached to this PDF under the name `proof.writ-proof`",
    );
    away.is_refused(
        &away.changed(|document| {
            let (id, _) = attachment(document, PROOF);
            let again = document.objects[&id].clone();
            document.add_object(again);
        }),
        "2 files are attached to this PDF under the name `proof.writ-proof`",
    );
    away.is_refused(
        &away.changed(|document| {
            let (id, _) = attachment(document, TEXT);
            let again = document.objects[&id].clone();
            document.add_object(again);
        }),
        "2 files are attached to this PDF under the name `notice.txt`",
    );
    away.is_refused(
        &away.changed(|document| put(document, TEXT, b"You must come at once.\n")),
        "the attached `notice.txt` is not what was issued",
    );
    away.is_refused(
        &away.changed(|document| put(document, PROOF, b"c2sp.org/tlog-proof@v1\n")),
        "proves nothing",
    );
    away.is_refused(b"%PDF-1.7\nnothing more", "this PDF cannot be read");
    let half = &away.pdf[..away.pdf.len() / 2];
    let said = away.verify(half, &[]);
    assert_eq!(said.code, Some(1), "{said:?}");
    // The proof of another act of the same person goes with no text.
    let export = "proof export --act 1 --out act --as oskar --person";
    away.scene.writ(export, &["MADE-UP-A"]).well();
    let other = fs::read(away.scene.path("act")).unwrap();
    away.is_refused(
        &away.changed(|document| put(document, PROOF, &other)),
        "what the proof shows commits to no text",
    );
}

/// The words are in the record, in the private copy of it, and in what is built from that.
#[test]
fn the_words_are_accounted_for_and_survive_the_database() {
    let away = Away::with_notice();
    let scene = &away.scene;
    scene.verify().well();
    let words = |registry: &str| {
        let explain = format!("explain --registry {registry} --as oskar --person");
        let told = scene.writ(&explain, &["MADE-UP-A"]).well();
        told.pointer("/matters/0/words").cloned().unwrap()
    };
    let before = words("registry");
    assert_eq!(before.as_object().unwrap().len(), 5);
    let rebuild = "ledger rebuild anew --records registry/records --key-file registry/master.key";
    scene.writ(rebuild, &[]).well();
    fs::copy(
        scene.path("registry/master.key"),
        scene.path("anew/master.key"),
    )
    .unwrap_or_default();
    let clock = Path::new("registry/clock");
    fs::copy(scene.path("").join(clock), scene.path("anew/clock")).unwrap_or_default();
    let told = scene.writ(
        "explain --registry anew --key-file registry/master.key --as oskar --person",
        &["MADE-UP-A"],
    );
    assert_eq!(told.well().pointer("/matters/0/words"), Some(&before));
}

#[test]
fn every_form_of_a_notice_is_written_and_a_wrong_one_refused() {
    let away = Away::with_notice();
    let scene = &away.scene;
    for (file, begins) in [
        ("n.html", "<!DOCTYPE html><html lang=\"fi\">"),
        ("n.txt", "HARJOITUSREKISTERI"),
        ("n.ics", "BEGIN:VCALENDAR"),
    ] {
        let more = ["MADE-UP-B", "--out", file];
        scene
            .writ("notice --lang fi --as oskar --person", &more)
            .well();
        let text = scene.read(file);
        assert!(text.starts_with(begins), "{file}: {text}");
    }
    let more = ["MADE-UP-B", "--out", "n.doc"];
    let said = scene.writ("notice --as oskar --person", &more);
    assert_eq!(said.code, Some(2), "{said:?}");
    let said = scene.writ("notice --matter none --as oskar --person", &["MADE-UP-B"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    let office = r#"{"authority": "Made-up authority", "name": "Made-up office", "phone": "555"}"#;
    fs::write(scene.path("office.json"), office).unwrap();
    let more = ["MADE-UP-B", "--office", "office.json", "--out", "o.txt"];
    scene.writ("notice --as oskar --person", &more).well();
    assert!(scene.read("o.txt").contains("By phone: 555"));
}
