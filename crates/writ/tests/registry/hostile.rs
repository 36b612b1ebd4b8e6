//! Files and requests made to break a registry: a clear word, and nothing changes.

use std::fs::{self, File};
use std::io::Write as _;

use super::scene::{Scene, person};

const HEAD: &str = "person,fact,value,at,recorded_at,source\n";

#[test]
fn a_field_of_100_mb_costs_one_reject() {
    let scene = Scene::founded();
    let mut file = File::create(scene.path("large.csv")).unwrap();
    let row = |person: &str| format!("{person},age,old,2024-01-02,2024-01-02,register\n");
    write!(file, "{HEAD}{}MADE-UP-2,age,", row("MADE-UP-1")).unwrap();
    let piece = vec![b'x'; 1 << 20];
    (0..100).for_each(|_| file.write_all(&piece).unwrap());
    write!(
        file,
        ",2024-01-02,2024-01-02,register\n{}",
        row("MADE-UP-3")
    )
    .unwrap();
    let said = scene.writ("register import large.csv --as vera", &[]);
    said.ends(1, &["longer than", "\"people\": 2", "\"line\": 3"]);
    let rejects = fs::read_to_string(scene.path("large.csv.rejects.csv")).unwrap();
    assert!(
        rejects.len() < 1_000,
        "the field itself is not copied about"
    );
}

#[test]
fn a_case_or_pack_beyond_all_measure_is_not_read() {
    let scene = Scene::empty();
    for name in ["case.json", "large.kdl"] {
        File::create(scene.path(name))
            .unwrap()
            .set_len(300 << 20)
            .unwrap();
    }
    let position = "position --regime jury.md case.json";
    scene.writ(position, &[]).ends(2, &["is larger than"]);
    scene
        .writ("regime check large.kdl", &[])
        .ends(2, &["is larger than"]);
    fs::write(scene.path("case.json"), "[".repeat(1_000_000)).unwrap();
    scene.writ(position, &[]).ends(2, &["case.json:1:"]);
    let depth = "{\"person\": ".repeat(10_000);
    fs::write(scene.path("case.json"), depth).unwrap();
    scene.writ(position, &[]).ends(2, &["case.json:1:"]);
}

#[test]
fn packs_made_to_exhaust_are_answered() {
    let scene = Scene::empty();
    let open = "a {".repeat(50_000);
    fs::write(scene.path("deep.kdl"), open).unwrap();
    scene
        .writ("regime check deep.kdl", &[])
        .ends(1, &["never closed"]);
    fs::write(
        scene.path("nested.kdl"),
        "a {".repeat(2_000) + &"}".repeat(2_000),
    )
    .unwrap();
    scene
        .writ("regime check nested.kdl", &[])
        .ends(1, &["nested"]);
    let wide = "regime \"x\" domain=jury\n".repeat(2_000);
    fs::write(scene.path("wide.kdl"), wide).unwrap();
    scene
        .writ("regime check wide.kdl", &["--format", "text"])
        .ends(1, &["more findings"]);
    // A line so long that nobody could find the place in it is not drawn.
    scene
        .writ("regime check deep.kdl --format text", &[])
        .ends(1, &["deep.kdl:1:150000"]);
}

#[test]
fn nobody_beyond_the_quota_or_outside_the_list_is_issued_anything() {
    let scene = Scene::founded();
    scene.people(30, 0);
    scene.approved(3, 2);
    let issued = scene.writ("campaign issue spring --as oleg", &[]).well();
    assert_eq!(
        issued.get("issued").unwrap().to_string(),
        r#"{"A":3,"B":2}"#
    );
    let outbox = scene.writ("outbox list --as operator", &[]).well();
    let mut drawn = 0;
    for n in 0..30 {
        let rank = scene.writ("campaign rank spring --as oleg --person", &[&person(n)]);
        let is_drawn = rank.out.contains("\"drawn\": true");
        drawn += u32::from(is_drawn);
        let said = scene.writ("campaign issue spring --as oleg --person", &[&person(n)]);
        let ground = match (n % 7 == 0, is_drawn) {
            (true, _) => "\"ineligible\"",
            // Those who are drawn have theirs; the quota is used up all the same.
            (false, _) => "\"quota\"",
        };
        said.ends(1, &[ground]);
    }
    assert_eq!(drawn, 5);
    let before = issued;
    let after = scene.writ("campaign issue spring --as oleg", &[]).well();
    for count in [
        "issued",
        "posted",
        "paper",
        "turned_away",
        "held",
        "open_already",
    ] {
        assert_eq!(after.get(count), before.get(count), "{count}");
    }
    assert_eq!(scene.writ("outbox list --as operator", &[]).well(), outbox);
}

#[test]
fn the_key_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::founded();
    let key = scene.path("registry/master.key");
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&key), 0o600);
    assert_eq!(mode(&scene.path("registry")), 0o700);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
    let list = "officer list --as operator";
    scene
        .writ(list, &[])
        .ends(2, &["open to others (mode 640)", "chmod 600"]);
    scene
        .writ("doctor", &[])
        .ends(1, &["open to others (mode 640)"]);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let text = fs::read_to_string(&key).unwrap();
    fs::write(&key, text.replace("writ master key 1", "writ master key 9")).unwrap();
    scene.writ(list, &[]).ends(2, &["not a key file"]);
    fs::remove_file(&key).unwrap();
    scene.writ(list, &[]).ends(2, &["there is no key file"]);
    fs::write(&key, text).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    scene.writ(list, &[]).well();
}

#[test]
fn a_damaged_store_is_the_worlds_fault() {
    let scene = Scene::founded();
    for name in ["store.sqlite-wal", "store.sqlite-shm"] {
        drop(fs::remove_file(scene.path("registry").join(name)));
    }
    fs::write(
        scene.path("registry/store.sqlite"),
        "no database at all".repeat(500),
    )
    .unwrap();
    scene
        .writ("officer list --as operator", &[])
        .ends(3, &["store.sqlite"]);
    scene.writ("doctor", &[]).ends(1, &["store.sqlite"]);
}
