//! The clock of a sandbox, which only those move who have leave to do something.

use std::fs;

use super::scene::Scene;

const LATER: &str = "2200-01-01T00:00:00Z";

fn time(scene: &Scene) -> String {
    let clock = fs::read_to_string(scene.path("registry/clock")).unwrap();
    clock.trim().to_owned()
}

#[test]
fn without_leave_nobody_moves_the_clock() {
    let scene = Scene::founded().with_desk();
    let before = time(&scene);
    for (command, code) in [
        ("campaign status --as nobody --now", 1),
        ("officer list --as vera --now", 1),
        ("campaign status --as border --now", 1),
        (
            "ask --person A --measure exit --purpose x --as oleg --now",
            1,
        ),
        (
            "ask --person A --measure exit --purpose x --as border --now",
            2,
        ),
        ("record opened --as oleg --now", 2),
    ] {
        scene.writ(command, &[LATER]).ends(code, &[]);
        assert_eq!(time(&scene), before, "{command}");
    }
    let with_leave = "campaign status --as oleg --now";
    scene.writ(with_leave, &["2024-02-02T00:00:00Z"]).well();
    assert_eq!(time(&scene), "2024-02-02T00:00:00Z");
}
