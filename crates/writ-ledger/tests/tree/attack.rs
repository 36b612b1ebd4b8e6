//! A forged entry with a forged tile.
//!
//! A tree of 70,000 entries is made up of 6 complete subtrees, whose hashes lie in only 3 tiles.
//! A reader that fetches those 3 and then the tiles on the way down to an entry, and begins to
//! authenticate the latter at the sixth tile of its list instead of the fourth, never looks at
//! them. So did the reader of tiles in Go's x/mod before 0.40.0, and so does the published crate
//! `tlog_tiles` 0.2.0.

use tlog_tiles::{HashReader, TileHashReader, TileReader, stored_hash_index};
use writ_ledger::hash::{HASH_LENGTH, Hash, leaf_hash};
use writ_ledger::tile::{Authentic, TileError, TilePath, bundle, read_bundle};
use writ_ledger::tree::{TreeError, inclusion};

use crate::given::{Files, entries, path};
use crate::published::theirs;

const SIZE: u64 = 70_000;
const INDEX: u64 = 5;

/// Static files, read as `tlog_tiles` reads them.
struct Published<'f>(&'f Files);

impl TileReader for Published<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &tlog_tiles::Tile| {
            let kind = writ_ledger::tile::Kind::Hashes {
                level: tile.level(),
            };
            let width = u16::try_from(tile.width()).unwrap();
            let path = TilePath::new(kind, tile.level_index(), width).unwrap();
            self.0.0[&path].clone()
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// What the crate says is the hash of the entry, after having authenticated it.
fn hash_by_published(files: &Files, top: Hash) -> Result<tlog_tiles::Hash, tlog_tiles::Error> {
    let tiles = Published(files);
    let reader = TileHashReader::new(SIZE, theirs(top), &tiles);
    let hashes = reader.read_hashes(&[stored_hash_index(0, INDEX)])?;
    Ok(hashes[0])
}

/// The files with entry 5 replaced, in its bundle and, by its hash, in its tile of level 0.
fn forged(files: &Files) -> (Files, Vec<u8>) {
    let mut files = files.clone();
    let forged = vec![0xee; 66];
    let place = usize::try_from(INDEX).unwrap();
    let bytes = &files.0[&path("tile/entries/000")];
    let mut in_bundle = read_bundle(bytes).unwrap();
    in_bundle[place] = &forged;
    let bytes = bundle(in_bundle).unwrap();
    files.0.insert(path("tile/entries/000"), bytes);
    let tile = files.0.get_mut(&path("tile/0/000")).unwrap();
    tile[place * HASH_LENGTH..][..HASH_LENGTH].copy_from_slice(&leaf_hash(&forged).0);
    (files, forged)
}

#[test]
fn a_forged_entry_with_a_forged_tile_is_refused_and_the_tile_named() {
    let all = entries(SIZE);
    let (honest, top) = Files::of(&all);
    let (forged, entry) = forged(&honest);

    // It is the attack: the published reader takes the forged hash for authentic. Where this
    // fails a version has come that does not, and the oracle may be used for more.
    let said = hash_by_published(&honest, top).unwrap();
    assert_eq!(said, theirs(leaf_hash(&all[5])));
    let said = hash_by_published(&forged, top).unwrap();
    assert_eq!(
        said,
        theirs(leaf_hash(&entry)),
        "tlog_tiles 0.2.0 believes it"
    );

    let files = forged.read();
    let ledger = Authentic::new(SIZE, top, &files);
    let refused = ledger.entry(INDEX).unwrap_err();
    let named = path("tile/0/000");
    assert!(
        matches!(refused, TreeError::Tile(TileError::Changed { path, .. }) if path == named),
        "{refused}"
    );
    assert!(refused.to_string().starts_with("tile/0/000 "), "{refused}");
    assert_eq!(inclusion(&ledger, INDEX, SIZE), Err(refused.clone()));
    // Also when it has shown everything else before.
    for index in (256..SIZE).step_by(999) {
        assert_eq!(
            ledger.entry(index).unwrap(),
            all[usize::try_from(index).unwrap()]
        );
    }
    assert_eq!(ledger.entry(INDEX), Err(refused));
}

/// The same further up: a forged tile of level 1 to go with it.
#[test]
fn forged_all_the_way_up_to_the_edge_it_is_refused_there() {
    let (honest, top) = Files::of(&entries(SIZE));
    let (mut forged, entry) = forged(&honest);
    let (below, above) = (path("tile/0/000"), path("tile/1/000"));
    let root = writ_ledger::tile::Tile::read(&below, &forged.0[&below])
        .unwrap()
        .root();
    forged.0.get_mut(&above).unwrap()[..HASH_LENGTH].copy_from_slice(&root.0);
    let said = hash_by_published(&forged, top).unwrap();
    assert_eq!(
        said,
        theirs(leaf_hash(&entry)),
        "tlog_tiles 0.2.0 believes this as well"
    );
    let refused = Authentic::new(SIZE, top, forged.read())
        .entry(INDEX)
        .unwrap_err();
    assert!(
        matches!(refused, TreeError::Tile(TileError::Changed { path, .. }) if path == above),
        "{refused}"
    );

    // And the last one, which lies at the edge: then the root is another one.
    let edge = path("tile/2/000.p/1");
    let root = writ_ledger::tile::Tile::read(&above, &forged.0[&above])
        .unwrap()
        .root();
    forged.0.insert(edge, root.0.to_vec());
    assert!(hash_by_published(&forged, top).is_err());
    let refused = Authentic::new(SIZE, top, forged.read())
        .entry(INDEX)
        .unwrap_err();
    assert!(
        matches!(&refused, TreeError::Tile(TileError::Edge { paths, .. }) if paths.contains(&edge)),
        "{refused}"
    );
}
