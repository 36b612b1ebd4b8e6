//! What others published: the examples of the formats, and a checkpoint of a log in the world that
//! four witnesses in the world cosigned.

use writ_ledger::checkpoint::{Checkpoint, SignedCheckpoint};
use writ_ledger::cosignature::CosignedAt;
use writ_ledger::note::{KeyKind, Note, NoteError, Signature, SigningKey, VerifierKey};
use writ_ledger::policy::{Policy, Quorum};
use writ_ledger::proof::Proof;

use crate::given::{at, note};

/// From the documentation of Go's `golang.org/x/mod/sumdb/note`.
const GO_SECRET: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
     then you don't know what your problem is.\n\
     \n\
     — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

/// From <https://c2sp.org/signed-note>, its section on verifier keys.
const SPEC_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const SPEC_NOTE: &str = "This is an example message.\n\
     \n\
     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

/// From <https://c2sp.org/tlog-cosignature>. Its keys are not published.
const SPEC_COSIGNED: &str = "example.com/behind-the-sofa\n\
     20852163\n\
     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
     \n\
     — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
     — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

/// A checkpoint of a test log of certificates, as its witnesses left it on 2026-05-23. The log
/// signs in two ways; only the second of its lines is of a type that is read here.
const WORLD: &str = "arche2025h1.staging.ct.transparency.dev\n\
     1432088532\n\
     U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\
     \n\
     — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n\
     — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n\
     — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==\n\
     — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==\n\
     — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n\
     — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==\n";
const WORLD_LOG: &str =
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
const WORLD_WITNESSES: [&str; 3] = [
    "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
];

fn key(text: &str) -> VerifierKey {
    let key = VerifierKey::parse(text).unwrap();
    assert_eq!(key.to_string(), text);
    key
}

#[test]
fn a_key_of_go_signs_the_note_of_go() {
    let secret = SigningKey::parse_secret(GO_SECRET).unwrap();
    assert_eq!(secret.secret_text().as_str(), GO_SECRET);
    assert_eq!(secret.verifier(), &key(GO_KEY));
    let text = note(GO_NOTE).text().to_owned();
    assert_eq!(secret.sign_note(&text).unwrap().to_string(), GO_NOTE);
}

#[test]
fn published_notes_verify_with_their_keys_only() {
    for (text, own, other) in [(GO_NOTE, GO_KEY, SPEC_KEY), (SPEC_NOTE, SPEC_KEY, GO_KEY)] {
        let read = note(text);
        assert_eq!(read.to_string(), text);
        let verified = read.verify(&[key(other), key(own)]).unwrap();
        assert_eq!(verified.len(), 1);
        assert_eq!(verified[0].key, key(own));
        assert_eq!(read.verify(&[key(other)]), Err(NoteError::Unknown));
        let name = key(own).name().clone();
        let forged = Err(NoteError::Forged { name });
        assert_eq!(
            note(&text.replacen('e', "a", 1)).verify(&[key(own)]),
            forged
        );
    }
}

#[test]
fn the_example_of_the_cosignature_format_is_read_as_it_explains() {
    let read = note(SPEC_COSIGNED);
    assert_eq!(read.to_string(), SPEC_COSIGNED);
    let checkpoint = Checkpoint::parse(read.text()).unwrap();
    assert_eq!(checkpoint.origin.as_str(), "example.com/behind-the-sofa");
    assert_eq!(checkpoint.size, 20_852_163);
    assert_eq!(checkpoint.to_text(), read.text());
    let witness = &read.signatures()[1];
    assert_eq!(witness.id(), 0x8d66_cf3f);
    assert_eq!(witness.bytes().len(), 8 + 64);
    // The example says that its time line is `time 1679315147`.
    assert_eq!(witness.bytes()[..8], 1_679_315_147_u64.to_be_bytes());
}

#[test]
fn a_checkpoint_of_the_world_is_witnessed() {
    let opened = SignedCheckpoint::open(WORLD, &key(WORLD_LOG)).unwrap();
    assert_eq!(opened.note().to_string(), WORLD);
    assert_eq!(opened.checkpoint().size, 1_432_088_532);
    for witness in WORLD_WITNESSES.map(key) {
        assert_eq!(witness.kind(), KeyKind::Cosignature);
        let lines = opened.note().signatures().iter();
        let line: Vec<&Signature> = lines.filter(|line| line.claims(&witness)).collect();
        let seen = CosignedAt::verify(line[0], &witness, opened.note().text()).unwrap();
        assert_eq!(seen.at(), at(1_779_573_024));
    }
}

#[test]
fn a_policy_of_the_world_finds_its_quorum() {
    let [garden, remora, mole] = WORLD_WITNESSES;
    let policy = format!(
        "# three witnesses in the world\nlog {WORLD_LOG}\nwitness garden {garden}\n\
         witness remora {remora}\nwitness mole {mole}\ngroup all-three all garden remora mole\n\
         quorum all-three\n"
    );
    let policy = Policy::parse(policy.as_bytes()).unwrap();
    let examined = policy.examine(WORLD).unwrap();
    let reached = Quorum::Reached {
        at: at(1_779_573_024),
    };
    assert_eq!(policy.quorum(examined.cosigned()), reached);
    let unknown: Vec<_> = examined.unknown().iter().map(ToString::to_string).collect();
    let log = "arche2025h1.staging.ct.transparency.dev";
    assert_eq!(unknown, [log, "witness1.smartit.nu/witness1"]);
    assert_eq!(policy.prune(examined.signed().note()).signatures().len(), 4);
}

#[test]
fn the_example_of_the_proof_format_is_read_up_to_what_it_leaves_out() {
    // The example abridges its signatures; a note with those is none.
    let text = "c2sp.org/tlog-proof@v1\n\
         extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ\n\
         index 73894\n\
         gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\
         B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\
         EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\n\
         RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=\n\
         AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=\n\
         \n\
         example.com/fancylog\n\
         109482\n\
         sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\
         \n\
         — example.com/fancylog hI2DJw[...]1roloI=\n";
    let proof = Proof::parse(text).unwrap();
    assert_eq!(proof.index, 73_894);
    assert_eq!(proof.inclusion.len(), 5);
    assert!(
        proof
            .extra
            .as_deref()
            .unwrap()
            .starts_with(b"age-v1.2.1-darwin-arm64.tar.gz")
    );
    assert_eq!(proof.to_string(), text);
    assert!(Note::parse(&proof.checkpoint).is_err());
}

/// The page that explains the formats shows a policy and a file: those that the tests here use.
#[test]
fn the_example_on_the_page_is_true() {
    let page = include_str!("../../../../docs/LEDGER.md");
    let block = |begins: &str| {
        let blocks = page.split("```text\n").skip(1);
        let mut blocks = blocks.filter_map(|block| block.split_once("```"));
        let found = blocks.find(|(text, _)| text.starts_with(begins));
        found.map(|(text, _)| text.to_owned()).unwrap()
    };
    assert_eq!(block("log ").as_bytes(), crate::given::policy().text());
    assert_eq!(block("c2sp.org/tlog-proof@v1"), crate::given::file());
}
