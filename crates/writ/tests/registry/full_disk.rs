//! Full disks: a clear error, exit 3, and the same command goes on once there is room.

use super::scene::Scene;

const FULL: &[&str] = &["the disk is full", "run the same command again"];

#[test]
fn an_import_goes_on_once_there_is_room() {
    let from = Scene::founded();
    from.people(2_500, 0);
    let command = "register import people.jsonl --as vera";
    let plain = from.again();
    let answer = plain.writ(command, &[]).well();
    let scene = from.again();
    let mut stopped = 0;
    // Each time with a little more room: it stops at another place, and every stop is sound.
    for pages in (60..2_000).step_by(60) {
        let said = scene.writ_within(pages, command);
        if said.code == Some(0) {
            break;
        }
        said.ends(3, FULL);
        stopped += 1;
        let sound = scene.writ("doctor", &[]).well();
        assert_eq!(sound.get("troubles"), Some(&0.into()));
    }
    assert!(stopped >= 3, "the disk was hardly ever full");
    assert_eq!(scene.writ(command, &[]).well(), answer);
    assert_eq!(scene.counts(), plain.counts());
    let people = [0, 700, 2_499];
    assert_eq!(scene.explained(people), plain.explained(people));
}

#[test]
fn issuing_goes_on_once_there_is_room() {
    let from = Scene::founded();
    from.people(2_500, 0);
    from.approved(1_000, 1_000);
    let command = "campaign issue spring --as oleg";
    let plain = from.again();
    let answer = plain.writ(command, &[]).well();
    let scene = from.again();
    scene.writ_within(1, command).ends(3, FULL);
    let before = scene.writ("campaign status spring --as oleg", &[]).well();
    assert_eq!(
        before.get("phase"),
        Some(&"approved".into()),
        "nothing is half issued"
    );
    assert_eq!(scene.writ(command, &[]).well(), answer);
    let people = [1, 2, 3, 2_499];
    assert_eq!(scene.explained(people), plain.explained(people));
}

#[test]
fn a_registry_that_cannot_be_founded_leaves_nothing_behind() {
    let scene = Scene::empty();
    let command = "init registry --regime jury.md --sandbox";
    scene.writ_within(2, command).ends(3, &["the disk is full"]);
    assert!(!scene.path("registry").exists());
    scene.writ(command, &[]).well();
}

#[test]
fn small_acts_are_whole_or_not_there() {
    let scene = Scene::founded();
    scene
        .writ_within(1, "officer add eve --role officer --as operator")
        .well();
    let many: String = (0..400)
        .map(|n| format!(" --office office-with-a-long-name-{n}"))
        .collect();
    let command = format!("officer add carl --role officer --as operator{many}");
    scene.writ_within(1, &command).ends(3, FULL);
    scene
        .writ("campaign status --as carl", &[])
        .ends(1, &["there is no officer `carl`"]);
    scene.writ(&command, &[]).well();
    scene.writ("campaign status --as carl", &[]).well();
}

#[test]
fn an_answer_that_cannot_be_written_is_no_success() {
    let scene = Scene::founded();
    scene
        .writ_to_full_device("officer list --as operator")
        .ends(3, &["cannot be written"]);
    scene
        .writ_to_full_device("regime check jury.md")
        .ends(3, &["cannot be written"]);
}
