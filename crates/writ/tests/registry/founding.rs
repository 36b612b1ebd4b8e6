//! Two who found a registry in one folder: one does, and the other harms nothing.

use std::fs;
use std::process::Stdio;

use super::scene::Scene;

const INIT: &str = "init registry --regime jury.md --sandbox";

#[test]
fn of_two_at_once_one_founds_and_the_other_leaves_it_alone() {
    for _ in 0..10 {
        let scene = Scene::empty();
        let begin = || {
            let mut command = scene.command(INIT, &[]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        let both = [begin(), begin(), begin()];
        let ends = both.map(|child| child.wait_with_output().unwrap());
        let mut codes: Vec<_> = ends.iter().map(|end| end.status.code()).collect();
        codes.sort_unstable();
        assert_eq!(codes, [Some(0), Some(1), Some(1)], "{ends:?}");
        for end in ends.iter().filter(|end| end.status.code() == Some(1)) {
            let said = String::from_utf8_lossy(&end.stderr);
            assert!(said.contains("there is a registry in"), "{said}");
        }
        scene.writ("doctor", &[]).well();
        scene.writ("officer list --as operator", &[]).well();
    }
}

#[test]
fn who_comes_later_is_refused_and_changes_nothing() {
    let scene = Scene::founded();
    let key = fs::read(scene.path("registry/master.key")).unwrap();
    let later = "init registry --regime jury.md --sandbox --now 2030-01-01T00:00:00Z";
    scene
        .writ(later, &[])
        .ends(1, &["there is a registry in registry already"]);
    assert_eq!(fs::read(scene.path("registry/master.key")).unwrap(), key);
    let clock = fs::read_to_string(scene.path("registry/clock")).unwrap();
    assert_eq!(clock, "2024-02-01T06:00:00Z\n");
}

#[test]
fn a_founding_that_fails_takes_away_only_what_it_made() {
    let scene = Scene::empty();
    let folder = scene.path("registry");
    fs::create_dir(&folder).unwrap();
    scene.writ_within(2, INIT).ends(3, &["the disk is full"]);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    std::os::unix::fs::symlink("nowhere", scene.path("loose")).unwrap();
    let loose = "init loose --regime jury.md --sandbox";
    scene.writ(loose, &[]).ends(3, &["cannot be made"]);
    scene.writ(INIT, &[]).well();
}
