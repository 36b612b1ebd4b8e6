//! Whoever changes a bit is found out, and the file is named.

use writ_ledger::hash::{HASH_LENGTH, Hash};
use writ_ledger::tile::{
    Audit, Authentic, BundleError, Kind, TileError, TilePath, bundle, read_bundle,
};

use crate::given::{Chance, Files, entries, path};

/// Files in which one is another.
fn with<'f>(
    files: &'f Files,
    at: TilePath,
    bytes: &'f [u8],
) -> impl Fn(&TilePath) -> Option<Vec<u8>> + 'f {
    move |path| {
        if *path == at {
            Some(bytes.to_vec())
        } else {
            files.0.get(path).cloned()
        }
    }
}

/// The files that an error names.
fn named(error: &TileError) -> Vec<TilePath> {
    match error {
        TileError::Edge { paths, .. } => paths.clone(),
        TileError::Missing { path }
        | TileError::Length { path, .. }
        | TileError::Changed { path, .. }
        | TileError::Bundle { path, .. }
        | TileError::Entries { path, .. }
        | TileError::Entry { path, .. }
        | TileError::Beyond { path, .. } => vec![*path],
        other => panic!("{other} names no file"),
    }
}

/// Reads the file at a path as whoever needs it would.
fn used(ledger: &Authentic<impl Fn(&TilePath) -> Option<Vec<u8>>>, at: &TilePath) -> TileError {
    match at.kind() {
        Kind::Entries => ledger.entries(at.number()).unwrap_err(),
        Kind::Hashes { level } => ledger.tile(level, at.number()).unwrap_err(),
    }
}

#[test]
fn ten_thousand_single_bits_of_a_ledger_of_70_000() {
    let size = 70_000;
    let (files, top) = Files::of(&entries(size));
    let paths: Vec<TilePath> = files.0.keys().copied().collect();
    let edge: Vec<TilePath> = TilePath::edge(size).collect();
    let mut chance = Chance(9);
    let mut seen = [0_u32; 3];
    for round in 0..10_000 {
        // Most files are tiles and bundles of level 0; the few others are tried often as well.
        let at = match round % 10 {
            0 => edge[chance.place(edge.len())],
            1 => path("tile/1/000"),
            _ => paths[chance.place(paths.len())],
        };
        let mut bytes = files.0[&at].clone();
        let place = chance.place(bytes.len());
        bytes[place] ^= 1 << chance.below(8);
        let ledger = Authentic::new(size, top, with(&files, at, &bytes));
        let refused = used(&ledger, &at);
        match (&refused, at.kind()) {
            (TileError::Edge { paths, .. }, Kind::Hashes { .. }) => {
                assert_eq!(*paths, edge, "{at}");
                assert!(edge.contains(&at), "{at}");
                seen[0] += 1;
            }
            (TileError::Changed { path, .. }, Kind::Hashes { .. }) => {
                assert_eq!(*path, at);
                assert!(at.is_full());
                seen[1] += 1;
            }
            (TileError::Entry { path, index }, Kind::Entries) => {
                assert_eq!(*path, at);
                assert_eq!(*index, at.number() * 256 + (place / 68) as u64);
                assert!(place % 68 >= 2, "not in a length");
                seen[2] += 1;
            }
            (TileError::Entries { path, .. } | TileError::Bundle { path, .. }, Kind::Entries) => {
                assert_eq!(*path, at);
                assert!(place % 68 < 2, "in a length");
            }
            (other, _) => panic!("{at}: {other}"),
        }
        // And whoever is underneath hears of it before being told anything.
        if let Kind::Hashes { .. } = at.kind() {
            let below = ledger.entries(below(&at, &mut chance)).unwrap_err();
            assert!(named(&below).contains(&at), "{at}: {below}");
        }
    }
    assert!(seen.iter().all(|count| *count > 900), "{seen:?}");
}

/// A bundle that needs the tile.
fn below(at: &TilePath, chance: &mut Chance) -> u64 {
    match at.kind() {
        Kind::Hashes { level: 0 } => at.number(),
        _ if at.is_full() => at.number() * 256 + chance.below(256),
        _ => chance.below(273),
    }
}

#[test]
fn an_audit_names_the_file_of_a_changed_bit() {
    let size = 1100;
    let (files, top) = Files::of(&entries(size));
    let audited = Audit::files(size, top, files.read()).unwrap();
    assert_eq!(
        (audited.entries, audited.tiles, audited.root),
        (size, 6, top)
    );
    let paths: Vec<TilePath> = files.0.keys().copied().collect();
    let mut chance = Chance(10);
    for _ in 0..400 {
        let at = paths[chance.place(paths.len())];
        let mut bytes = files.0[&at].clone();
        let place = chance.place(bytes.len());
        bytes[place] ^= 1 << chance.below(8);
        let refused = Audit::files(size, top, with(&files, at, &bytes)).unwrap_err();
        assert!(named(&refused).contains(&at), "{at}: {refused}");
    }
}

#[test]
fn an_audit_of_a_large_ledger_names_the_file_too() {
    let size = 70_000;
    let (files, top) = Files::of(&entries(size));
    let audited = Audit::files(size, top, files.read()).unwrap();
    assert_eq!((audited.entries, audited.tiles), (size, 277));
    for name in [
        "tile/entries/200",
        "tile/0/100",
        "tile/1/000",
        "tile/2/000.p/1",
    ] {
        let at = path(name);
        let mut bytes = files.0[&at].clone();
        *bytes.last_mut().unwrap() ^= 0x80;
        let refused = Audit::files(size, top, with(&files, at, &bytes)).unwrap_err();
        assert!(named(&refused).contains(&at), "{at}: {refused}");
    }
}

/// Tiles and bundles that agree with each other and not with the root: the tile is named, because
/// nothing of it was believed.
#[test]
fn an_audit_is_not_deceived_by_files_that_agree() {
    let size = 1100;
    let all = entries(size);
    let (honest, top) = Files::of(&all);
    let mut changed = all.clone();
    changed[300][10] ^= 4;
    let (forged, other_top) = Files::of(&changed);
    assert!(Audit::files(size, other_top, forged.read()).is_ok());
    // All of them forged: the edge does not make the root.
    let refused = Audit::files(size, top, forged.read()).unwrap_err();
    assert_eq!(named(&refused), TilePath::edge(size).collect::<Vec<_>>());
    // The bundle and its tile: the tile.
    let mut two = honest.clone();
    for name in ["tile/entries/001", "tile/0/001"] {
        two.0.insert(path(name), forged.0[&path(name)].clone());
    }
    let refused = Audit::files(size, top, two.read()).unwrap_err();
    assert_eq!(named(&refused), [path("tile/0/001")]);
    // The bundle alone: the bundle.
    let mut one = honest;
    let at = path("tile/entries/001");
    one.0.insert(at, forged.0[&at].clone());
    let refused = Audit::files(size, top, one.read()).unwrap_err();
    assert_eq!(
        refused,
        TileError::Entry {
            path: at,
            index: 300
        }
    );
}

/// What is done to the bytes of a file.
enum Change {
    Shorter(usize),
    Longer(usize),
    Empty,
    /// Of another file, as far as this one goes.
    Of(&'static str),
}

fn each_is_named(rows: &[(&str, Change, &str)]) {
    let size = 1100;
    let (files, top) = Files::of(&entries(size));
    for (name, change, why) in rows {
        let at = path(name);
        let bytes = files.0[&at].clone();
        let changed = match change {
            Change::Shorter(by) => bytes[..bytes.len() - by].to_vec(),
            Change::Longer(by) => [bytes, vec![0; *by]].concat(),
            Change::Empty => vec![],
            Change::Of(other) => files.0[&path(other)][..bytes.len()].to_vec(),
        };
        let ledger = Authentic::new(size, top, with(&files, at, &changed));
        let refused = used(&ledger, &at);
        assert!(named(&refused).contains(&at), "{name}, {why}: {refused}");
        let refused = Audit::files(size, top, with(&files, at, &changed)).unwrap_err();
        assert!(named(&refused).contains(&at), "{name}, {why}: {refused}");
    }
}

#[test]
fn cut_lengthened_and_swapped_tiles_are_named() {
    use Change::{Empty, Longer, Of, Shorter};
    each_is_named(&[
        ("tile/0/001", Shorter(1), "cut within a hash"),
        ("tile/0/001", Shorter(HASH_LENGTH), "without its last hash"),
        ("tile/0/001", Longer(HASH_LENGTH), "with one hash more"),
        ("tile/0/001", Empty, "empty"),
        ("tile/0/001", Of("tile/0/002"), "another tile"),
        ("tile/0/004.p/76", Shorter(HASH_LENGTH), "an older state"),
        ("tile/0/004.p/76", Of("tile/0/000"), "another tile"),
        ("tile/1/000.p/4", Longer(HASH_LENGTH), "with one hash more"),
        ("tile/1/000.p/4", Shorter(HASH_LENGTH), "an older state"),
    ]);
}

#[test]
fn cut_lengthened_and_swapped_bundles_are_named() {
    use Change::{Empty, Longer, Of, Shorter};
    each_is_named(&[
        ("tile/entries/001", Shorter(1), "cut within an entry"),
        ("tile/entries/001", Shorter(68), "without its last entry"),
        ("tile/entries/001", Shorter(67), "cut within a length"),
        ("tile/entries/001", Longer(1), "with half a length more"),
        ("tile/entries/001", Longer(2), "with an empty entry more"),
        ("tile/entries/001", Empty, "empty"),
        ("tile/entries/001", Of("tile/entries/002"), "another bundle"),
        ("tile/entries/004.p/76", Shorter(68), "an older state"),
        (
            "tile/entries/004.p/76",
            Longer(2),
            "with an empty entry more",
        ),
        (
            "tile/entries/004.p/76",
            Of("tile/entries/000"),
            "another bundle",
        ),
    ]);
}

#[test]
fn missing_files_are_named() {
    let size = 1100;
    let (files, top) = Files::of(&entries(size));
    for at in files.0.keys() {
        let mut fewer = files.clone();
        fewer.0.remove(at);
        let missing = TileError::Missing { path: *at };
        assert_eq!(used(&Authentic::new(size, top, fewer.read()), at), missing);
        assert_eq!(Audit::files(size, top, fewer.read()), Err(missing));
    }
}

#[test]
fn entries_in_another_order_are_refused_at_the_first() {
    let size = 1100;
    let (files, top) = Files::of(&entries(size));
    let mut chance = Chance(11);
    for _ in 0..200 {
        let at = path(["tile/entries/000", "tile/entries/003"][chance.place(2)]);
        let mut in_bundle = read_bundle(&files.0[&at]).unwrap();
        let (one, other) = (chance.place(255), 255);
        in_bundle.swap(one, other);
        let bytes = bundle(in_bundle).unwrap();
        let expected = TileError::Entry {
            path: at,
            index: at.number() * 256 + one as u64,
        };
        let refused = Audit::files(size, top, with(&files, at, &bytes));
        assert_eq!(refused, Err(expected));
    }
}

/// The same bytes, cut into entries in another place.
#[test]
fn entries_that_are_cut_otherwise_are_refused() {
    let size = 300;
    let (files, top) = Files::of(&entries(size));
    let at = path("tile/entries/000");
    let mut in_bundle: Vec<Vec<u8>> = read_bundle(&files.0[&at])
        .unwrap()
        .iter()
        .map(|entry| entry.to_vec())
        .collect();
    let moved = in_bundle[10].pop().unwrap();
    in_bundle[11].insert(0, moved);
    let bytes = bundle(&in_bundle).unwrap();
    let refused = Audit::files(size, top, with(&files, at, &bytes));
    assert_eq!(
        refused,
        Err(TileError::Entry {
            path: at,
            index: 10
        })
    );
}

#[test]
fn another_size_or_root_than_that_of_the_checkpoint_is_refused() {
    let (files, top) = Files::of(&entries(1100));
    for size in [1, 1024, 1099] {
        let refused = Audit::files(size, top, files.read()).unwrap_err();
        assert!(
            matches!(refused, TileError::Missing { .. } | TileError::Edge { .. }),
            "{refused}"
        );
    }
    for size in [1101, 1280, 5000] {
        let refused = Audit::files(size, top, files.read()).unwrap_err();
        assert!(matches!(refused, TileError::Missing { .. }), "{refused}");
    }
    let refused = Audit::files(1100, Hash([0; 32]), files.read()).unwrap_err();
    assert!(matches!(refused, TileError::Edge { .. }), "{refused}");
}

#[test]
fn a_bundle_is_read_to_the_last_byte() {
    let rows: [(&[u8], Result<usize, BundleError>); 9] = [
        (b"", Err(BundleError::Empty)),
        (b"\0", Err(BundleError::Cut { entry: 0 })),
        (b"\0\0", Ok(1)),
        (b"\0\x01", Err(BundleError::Cut { entry: 0 })),
        (b"\0\x01a", Ok(1)),
        (b"\0\x01a\0", Err(BundleError::Cut { entry: 1 })),
        (b"\0\x01a\0\x02b", Err(BundleError::Cut { entry: 1 })),
        (b"\0\x01a\0\x01b", Ok(2)),
        (b"\xff\xffa", Err(BundleError::Cut { entry: 0 })),
    ];
    for (bytes, expected) in rows {
        assert_eq!(
            read_bundle(bytes).map(|entries| entries.len()),
            expected,
            "{bytes:?}"
        );
    }
    assert_eq!(read_bundle(&[0; 512]).map(|entries| entries.len()), Ok(256));
    assert_eq!(read_bundle(&[0; 514]), Err(BundleError::TooMany));
    assert_eq!(bundle([[]; 257]), Err(BundleError::TooMany));
    assert_eq!(bundle::<&[u8]>([]), Err(BundleError::Empty));
    let longest = vec![9; 65_535];
    assert_eq!(
        read_bundle(&bundle([&longest]).unwrap()),
        Ok(vec![&longest[..]])
    );
    let too_long = BundleError::TooLong {
        entry: 1,
        found: 65_536,
    };
    assert_eq!(bundle([vec![], vec![0; 65_536]]), Err(too_long));
}
