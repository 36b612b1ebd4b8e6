//! A second clock: RFC 3161 time stamps, by an authority that lasts as long as the test.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::scene::Scene;

/// An authority whose certificates are good for one purpose each.
const AUTHORITY: &str = "\
[req]
distinguished_name = name
prompt = no
[name]
CN = A made-up authority
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = stamping
[stamping]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
";

/// Runs OpenSSL.
fn openssl(dir: &Path, words: &str) -> Output {
    let mut command = Command::new("openssl");
    command.args(words.split_whitespace()).current_dir(dir);
    let output = command.env_remove("OPENSSL_CONF").output();
    output.unwrap_or_else(|error| {
        panic!("this test needs openssl ({error}): apt-get install --yes openssl")
    })
}

#[track_caller]
fn done(dir: &Path, words: &str) -> String {
    let output = openssl(dir, words);
    assert!(output.status.success(), "{words}: {output:?}");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// Makes an authority in a folder.
fn authority(dir: &Path) {
    fs::write(dir.join("tsa.cnf"), AUTHORITY).unwrap();
    fs::write(dir.join("serial"), "01\n").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config tsa.cnf";
    done(
        dir,
        &format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -extensions ca"),
    );
    done(dir, &format!("req {key} -keyout tsa.key -out tsa.csr"));
    done(
        dir,
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -set_serial 2 -days 2 -extfile tsa.cnf \
         -extensions stamper -out tsa.pem",
    );
}

/// Has the authority of a folder stamp a file.
fn stamped(dir: &Path, file: &str, answer: &str) {
    let query = format!("ts -query -data {file} -sha256 -cert -out query.tsq");
    done(dir, &query);
    let reply = "ts -reply -config tsa.cnf -queryfile query.tsq -signer tsa.pem -inkey tsa.key \
                 -chain ca.pem -out";
    done(dir, &format!("{reply} {answer}"));
}

#[test]
fn a_proof_carries_the_time_stamp_and_openssl_bears_it_out() {
    let scene = Scene::called();
    scene.turn().well();
    let dir = scene.path("");
    authority(&dir);
    let size = scene.size();
    scene
        .writ("ledger stamp --checkpoint checkpoint.txt", &[])
        .well();
    assert!(
        scene
            .read("checkpoint.txt")
            .contains(&format!("\n{size}\n"))
    );
    stamped(&dir, "checkpoint.txt", "first.tsr");
    stamped(&dir, "checkpoint.txt", "answer.tsr");
    // The ledger grows before the authority's answers are kept.
    scene.import(["LATER"]);
    scene.turn().well();
    let now = scene.size();
    assert!(now > size);
    for answer in ["first.tsr", "answer.tsr"] {
        let kept = scene.writ("ledger stamp --keep", &[answer]).well();
        assert_eq!(kept.get("size"), Some(&size.into()), "{kept}");
    }
    let other = format!("ledger stamp --size {now} --keep answer.tsr");
    scene.writ(&other, &[]).ends(1, &["other-checkpoint"]);

    let export = "proof export --act 2 --out act --as oskar --person";
    scene.writ(export, &["MADE-UP-A"]).well();
    let verify = "proof verify act --policy policy --time-stamp stamp.tsr --checkpoint stamped.txt";
    let shown = scene.writ(verify, &[]).well();
    assert_eq!(shown.get("time_stamped"), Some(&true.into()), "{shown}");
    let bytes = |name: &str| fs::read(scene.path(name)).unwrap();
    assert_eq!(bytes("stamp.tsr"), bytes("answer.tsr"));
    assert_eq!(bytes("stamped.txt"), bytes("checkpoint.txt"));
    let check = "ts -verify -in stamp.tsr -CAfile ca.pem -data";
    let said = done(&dir, &format!("{check} stamped.txt"));
    assert!(said.contains("Verification: OK"), "{said}");

    // Not over anything else, not with a token that was changed, not by another authority.
    fs::write(scene.path("other.txt"), scene.read("stamped.txt") + "\n").unwrap();
    assert!(
        !openssl(&dir, &format!("{check} other.txt"))
            .status
            .success()
    );
    let mut token = bytes("stamp.tsr");
    *token.last_mut().unwrap() ^= 1;
    fs::write(scene.path("bent.tsr"), token).unwrap();
    let bent = check.replace("stamp.tsr", "bent.tsr");
    assert!(
        !openssl(&dir, &format!("{bent} stamped.txt"))
            .status
            .success()
    );
    let others = scene.path("others");
    fs::create_dir(&others).unwrap();
    authority(&others);
    let theirs = check.replace("ca.pem", "others/ca.pem");
    assert!(
        !openssl(&dir, &format!("{theirs} stamped.txt"))
            .status
            .success()
    );
}

#[test]
fn what_cannot_be_stamped_is_refused() {
    let scene = Scene::called();
    let before = "proof export --act 1 --out act --as oskar --person";
    scene.writ(before, &["MADE-UP-A"]).well();
    let verify = "proof verify act --policy policy --time-stamp stamp.tsr";
    scene.writ(verify, &[]).ends(1, &["no-time-stamp"]);
    assert!(!scene.path("stamp.tsr").exists());
    let other = "ledger stamp --size 17 --checkpoint checkpoint.txt";
    scene.writ(other, &[]).ends(1, &["unknown-checkpoint"]);
    fs::write(scene.path("empty"), "").unwrap();
    scene
        .writ("ledger stamp --keep empty", &[])
        .ends(1, &["time-stamp"]);
    fs::write(scene.path("large"), vec![0; 70_000]).unwrap();
    scene
        .writ("ledger stamp --keep large", &[])
        .ends(1, &["time-stamp"]);
    fs::write(scene.path("garbage"), "garbage that is no answer\n").unwrap();
    scene
        .writ("ledger stamp --size 32 --keep garbage", &[])
        .ends(
            1,
            &["time-stamp", "is not the answer of a time-stamp authority"],
        );
    let dir = scene.path("");
    authority(&dir);
    stamped(&dir, "policy", "of-policy.tsr");
    scene
        .writ("ledger stamp --keep of-policy.tsr", &[])
        .ends(1, &["other-checkpoint", "is over none of the witnessed"]);
    scene
        .writ("ledger stamp", &[])
        .ends(2, &["--checkpoint", "--keep"]);
}
