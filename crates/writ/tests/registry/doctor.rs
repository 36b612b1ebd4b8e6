//! The doctor looks and does not touch.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::scene::Scene;

#[test]
fn a_store_that_cannot_be_written_is_wrong() {
    let scene = Scene::founded();
    let store = scene.path("registry/store.sqlite");
    fs::set_permissions(&store, fs::Permissions::from_mode(0o400)).unwrap();
    scene
        .writ("doctor", &[])
        .ends(1, &["cannot be written (mode 400)", "chmod u+w"]);
    fs::set_permissions(&store, fs::Permissions::from_mode(0o600)).unwrap();
    scene.writ("doctor", &[]).well();
}

#[test]
fn an_empty_file_stays_empty() {
    let scene = Scene::founded();
    for name in ["store.sqlite-wal", "store.sqlite-shm"] {
        drop(fs::remove_file(scene.path("registry").join(name)));
    }
    let store = scene.path("registry/store.sqlite");
    fs::write(&store, "").unwrap();
    scene.writ("doctor", &[]).ends(1, &["is empty"]);
    assert_eq!(fs::metadata(&store).unwrap().len(), 0);
    // A database with a header and nothing in it.
    let mut bare = [0u8; 4096];
    bare[..16].copy_from_slice(b"SQLite format 3\0");
    fs::write(&store, bare).unwrap();
    scene.writ("doctor", &[]).ends(1, &["is empty"]);
    assert_eq!(fs::read(&store).unwrap(), bare);
    let names = fs::read_dir(scene.path("registry")).unwrap();
    assert_eq!(names.count(), 3, "the store, its key and its clock");
}
