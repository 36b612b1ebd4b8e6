//! The paths of the files, in the one way there is to write each.

use writ_ledger::tile::{Kind, PathError, TilePath};

#[test]
fn each_file_has_one_path() {
    let hashes = |level| Kind::Hashes { level };
    let rows = [
        (hashes(0), 0, 256, "tile/0/000"),
        (hashes(0), 0, 1, "tile/0/000.p/1"),
        (hashes(0), 999, 255, "tile/0/999.p/255"),
        (hashes(1), 1_000, 256, "tile/1/x001/000"),
        // The number that the specification writes out.
        (hashes(2), 1_234_067, 256, "tile/2/x001/x234/067"),
        (
            Kind::Entries,
            1_234_067,
            8,
            "tile/entries/x001/x234/067.p/8",
        ),
        (hashes(63), 5, 256, "tile/63/005"),
        (
            hashes(0),
            u64::MAX,
            256,
            "tile/0/x018/x446/x744/x073/x709/x551/615",
        ),
    ];
    for (kind, number, width, text) in rows {
        let path = TilePath::new(kind, number, width).unwrap();
        assert_eq!(path.to_path(), text);
        assert_eq!(TilePath::parse(text), Ok(path));
        assert_eq!(
            (path.kind(), path.number(), path.width()),
            (kind, number, width)
        );
    }
}

#[test]
fn another_way_to_write_it_is_refused() {
    let rows = [
        ("", "nothing"),
        ("checkpoint", "another file"),
        ("/tile/0/000", "a slash in front"),
        ("tile/0/000/", "a slash behind"),
        ("tile//000", "no level"),
        ("tile/00/000", "a level with a further zero"),
        ("tile/+1/000", "a sign"),
        ("tile/-1/000", "a sign"),
        ("tile/64/000", "a level above 63"),
        ("tile/256/000", "a level above 255"),
        ("tile/8/0/000", "Go's paths, which name the height"),
        ("tile/data/000", "Go's name of the entries"),
        ("tile/0/0", "one digit"),
        ("tile/0/0000", "four digits"),
        ("tile/0/1234", "four digits"),
        ("tile/0/x000/001", "a group of zeros in front"),
        ("tile/0/001/234", "no x"),
        ("tile/0/x001/x234", "an x on the last group"),
        ("tile/0/X001/234", "a large X"),
        ("tile/0/xx01/234", "two x"),
        ("tile/0/x001//234", "an empty group"),
        ("tile/0/+01", "a sign"),
        ("tile/0/000.p", "no width"),
        ("tile/0/000.p/", "no width"),
        ("tile/0/000.p/0", "an empty tile"),
        ("tile/0/000.p/256", "a full tile as a partial one"),
        ("tile/0/000.p/257", "more than a full tile"),
        ("tile/0/000.p/08", "a width with a further zero"),
        ("tile/0/000.p/8/9", "more behind the width"),
        ("tile/0/000.p/8.p/8", "two widths"),
        (
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "a number above u64",
        ),
        ("tile/0/ 00", "a blank"),
        ("tile/0/000\n", "a line feed"),
        ("tile/0/٠٠٠", "digits of another script"),
    ];
    for (text, why) in rows {
        let refused = TilePath::parse(text);
        let text = text.to_owned();
        assert_eq!(refused, Err(PathError::Form { text }), "{why}");
    }
}

#[test]
fn a_file_that_cannot_be_is_not_named() {
    let new = TilePath::new;
    assert_eq!(new(Kind::Entries, 0, 0), Err(PathError::Width { width: 0 }));
    assert_eq!(
        new(Kind::Entries, 0, 257),
        Err(PathError::Width { width: 257 })
    );
    let level = Kind::Hashes { level: 64 };
    assert_eq!(new(level, 0, 1), Err(PathError::Level { level: 64 }));
}

/// The examples of the specification, and sizes around full tiles.
#[test]
fn a_tree_has_exactly_its_files() {
    let rows: [(u64, &[usize], &[&str]); 8] = [
        // (size, full tiles of hashes by level, the partial ones)
        (0, &[], &[]),
        (1, &[], &["tile/0/000.p/1"]),
        (255, &[], &["tile/0/000.p/255"]),
        (256, &[1], &["tile/1/000.p/1"]),
        (257, &[1], &["tile/0/001.p/1", "tile/1/000.p/1"]),
        (65_536, &[256, 1], &["tile/2/000.p/1"]),
        (
            70_000,
            &[273, 1],
            &["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"],
        ),
        (1 << 40, &[], &["tile/5/000.p/1"]),
    ];
    for (size, full, partial) in rows {
        let edge: Vec<String> = TilePath::edge(size).map(|path| path.to_path()).collect();
        assert_eq!(edge, partial, "{size}");
        for (level, count) in (0..).zip(full) {
            let all = TilePath::grown(Kind::Hashes { level }, 0, size);
            assert_eq!(all.filter(TilePath::is_full).count(), *count, "{size}");
        }
    }
}

#[test]
fn the_largest_tree_has_files_too() {
    let edge: Vec<String> = TilePath::edge(u64::MAX)
        .map(|path| path.to_path())
        .collect();
    assert_eq!(edge.len(), 8);
    assert_eq!(edge[7], "tile/7/000.p/255");
    assert_eq!(edge[0], "tile/0/x072/x057/x594/x037/x927/935.p/255");
    assert_eq!(TilePath::within(u64::MAX, Kind::Entries, u64::MAX), None);
    assert_eq!(
        TilePath::within(u64::MAX, Kind::Hashes { level: 8 }, 0),
        None
    );
    assert_eq!(
        TilePath::within(u64::MAX, Kind::Hashes { level: 63 }, 0),
        None
    );
    let last = TilePath::grown(Kind::Entries, u64::MAX - 1, u64::MAX);
    assert_eq!(last.map(|path| path.width()).collect::<Vec<_>>(), [255]);
}

#[test]
fn what_grows_is_named_and_nothing_else() {
    let rows: [(u64, u64, &[&str]); 6] = [
        (0, 0, &[]),
        (5, 5, &[]),
        (0, 1, &["tile/entries/000.p/1"]),
        (255, 256, &["tile/entries/000"]),
        (256, 257, &["tile/entries/001.p/1"]),
        (7, 3, &[]),
    ];
    for (old, new, expected) in rows {
        let grown: Vec<_> = TilePath::grown(Kind::Entries, old, new)
            .map(|path| path.to_path())
            .collect();
        assert_eq!(grown, expected, "{old} to {new}");
    }
    let above = TilePath::grown(Kind::Hashes { level: 1 }, 255, 256).map(|path| path.to_path());
    assert_eq!(above.collect::<Vec<_>>(), ["tile/1/000.p/1"]);
}
