//! A list that is committed to can be published, now or later.

use std::fs;

use super::scene::Scene;

fn listed() -> Scene {
    let scene = Scene::founded();
    scene.people(20, 0);
    scene
        .writ("register import people.jsonl --as vera", &[])
        .well();
    let open = "campaign open spring --instrument call --quota A=3 --from 2024-02-01 \
                --until 2024-04-01 --appear-after 10 --appear-time 09:00 --as oleg --order one";
    scene.writ(open, &[]).well();
    scene
        .writ("campaign candidates spring --as oleg", &[])
        .well();
    scene
}

fn phase(scene: &Scene) -> String {
    let status = scene.writ("campaign status spring --as oleg", &[]).well();
    status.get("phase").unwrap().as_str().unwrap().to_owned()
}

#[test]
fn nothing_is_committed_that_cannot_be_published_there() {
    let scene = listed();
    fs::create_dir(scene.path("folder")).unwrap();
    for bad in ["nowhere/list.json", "folder", "jury.md/list.json", "/"] {
        let said = scene.writ("campaign commit spring --as oleg --publish", &[bad]);
        assert!(matches!(said.code, Some(2 | 3)), "{bad}: {said:?}");
        assert_eq!(phase(&scene), "listed", "{bad}");
    }
    scene
        .writ("campaign commit spring --as oleg --publish list.json", &[])
        .well();
    assert!(scene.path("list.json").exists());
}

#[test]
fn a_list_committed_to_before_is_published_by_the_same_command() {
    let scene = listed();
    let commit = "campaign commit spring --as oleg";
    let committed = scene.writ(commit, &[]).well();
    scene
        .writ(commit, &[])
        .ends(1, &["has committed to its list already"]);
    let publish = "campaign commit spring --as oleg --publish list.json";
    assert_eq!(scene.writ(publish, &[]).well(), committed);
    let list = fs::read_to_string(scene.path("list.json")).unwrap();
    let digest = committed.get("digest").unwrap().as_str().unwrap();
    assert!(list.contains(digest));
    scene.writ(publish, &[]).well();
    assert_eq!(fs::read_to_string(scene.path("list.json")).unwrap(), list);
}
