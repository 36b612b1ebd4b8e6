//! Somebody who can write to the database, with the key or without, gives an entry another place,
//! another content or another leaf. Nobody has signed for that, so that it burdens nobody.

use std::collections::BTreeMap;
use std::sync::Arc;

use writ_law::truth::Truth;
use writ_ledger::entry::Leaf;
use writ_ledger::hash::leaf_hash;
use writ_ledger::tile::Edge;
use writ_store::{
    Append, Batch, Entry, MemoryStore, NewEntry, Placed, Sequenced, Store, StreamId, Version,
};

use super::Watched;
use crate::evidence::audit::FAMILIES;
use crate::evidence::public::PUBLIC;
use crate::evidence::record::Standing;
use crate::evidence::sequencer::{CHECKPOINTS, PADDING, new_tile};
use crate::made_up::{Dice, World, man, rows, t};
use crate::person::PersonEntry;
use crate::registry::FOUNDING;
use crate::seal::Pool;
use crate::stream::{Content as _, Legible as _, Nanoseconds};
use crate::*;

/// An entry: its stream and its number there.
type Which = (StreamId, Version);

/// Everything in a store, to be changed and put into another one.
struct Rows {
    entries: BTreeMap<Which, Entry>,
    /// Which entry stands at each place.
    places: Vec<Which>,
    /// The leaves that were signed, by their place.
    signed: Vec<Vec<u8>>,
    checkpoints: Vec<(u64, Entry)>,
}

impl Rows {
    async fn of(world: &World) -> Self {
        let store = &world.store;
        let mut entries = BTreeMap::new();
        for family in FAMILIES {
            for id in store.streams(family, None, 1_000).await.unwrap() {
                for entry in store.read(id, Version(0)).await.unwrap() {
                    entries.insert((id, entry.version), entry);
                }
            }
        }
        let placed = store.placed(0, 10_000).await.unwrap();
        let which = |placed: &Placed| (placed.stream, placed.version);
        let mut checkpoints = Vec::new();
        for entry in store.read(CHECKPOINTS, Version(0)).await.unwrap() {
            let note = String::from_utf8(entry.content.clone()).unwrap();
            let size = world.registry.tree_of(&note).unwrap().size;
            checkpoints.push((size, entry));
        }
        Self {
            entries,
            places: placed.iter().map(which).collect(),
            signed: placed.into_iter().map(|placed| placed.leaf).collect(),
            checkpoints,
        }
    }

    fn place(&self, of: Which) -> usize {
        self.places.iter().position(|which| *which == of).unwrap()
    }

    /// The last entry of a stream.
    fn last(&self, of: StreamId) -> Which {
        let mut all = self.entries.keys().filter(|(id, _)| *id == of);
        *all.next_back().unwrap()
    }

    fn exchange(&mut self, one: Which, other: Which) {
        let (one, other) = (self.place(one), self.place(other));
        self.places.swap(one, other);
    }

    /// The same registry on a store that has these rows, with the tiles and covers of before.
    async fn put(self, from: &World) -> World {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let founding = from.store.founding(FOUNDING).await.unwrap().unwrap();
        store.found(FOUNDING, founding).await.unwrap();
        for (which, entry) in &self.entries {
            let (id, version) = *which;
            let key = from.store.key(id).await.unwrap();
            let key = key.filter(|_| version == Version(1));
            let entries = vec![NewEntry {
                recorded_at: entry.recorded_at,
                content: entry.content.clone(),
                leaf: entry.leaf.clone(),
            }];
            let expected = Version(version.0 - 1);
            let batch = Batch {
                appends: vec![Append {
                    stream: id,
                    expected,
                    entries,
                }],
                keys: key.map(|key| (id, key)).into_iter().collect(),
                ..Batch::default()
            };
            store.append(batch).await.unwrap();
        }
        let waiting = store.waiting(0, 10_000).await.unwrap();
        let numbers: BTreeMap<Which, u64> = waiting
            .iter()
            .map(|one| ((one.stream, one.version), one.number))
            .collect();
        let mut edge = Edge::new();
        for (at, (size, note)) in self.checkpoints.iter().enumerate() {
            let (first, end) = (edge.size(), usize::try_from(*size).unwrap());
            let new = usize::try_from(first).unwrap()..end;
            edge.extend(self.signed[new.clone()].iter().map(|leaf| leaf_hash(leaf)));
            let append = Append {
                stream: CHECKPOINTS,
                expected: Version(u64::try_from(at).unwrap()),
                entries: vec![NewEntry {
                    recorded_at: note.recorded_at,
                    content: note.content.clone(),
                    leaf: None,
                }],
            };
            let step = Sequenced {
                batch: Batch {
                    appends: vec![append],
                    ..Batch::default()
                },
                first,
                numbers: self.places[new]
                    .iter()
                    .map(|which| numbers[which])
                    .collect(),
                tiles: edge.take_tiles().into_iter().map(new_tile).collect(),
            };
            store.sequence(step).await.unwrap();
        }
        for cover in from.store.covers(0, 1_000).await.unwrap() {
            store.cover(cover).await.unwrap();
        }
        let dice = Arc::new(Dice::seeded(99));
        let registry = Registry::open(Arc::clone(&store), dice, &from.key).await;
        let (key, registry) = (from.key.clone(), registry.unwrap());
        World {
            store,
            key,
            registry,
        }
    }
}

/// Two men are called up, one after the other, and others sign for each in its turn; and a third
/// time, for what came after.
async fn called() -> Watched {
    let watched = Watched::of("seed/002").await;
    let world = &watched.world;
    let file = rows("p1", &man()) + &rows("p2", &man());
    world.import(&file, "2023-04-02T08:00:00").await;
    watched.turn("2023-04-02T08:00:05").await;
    for (id, person, at, signed) in [
        ("c1", "p1", "2023-04-17T10:00:00", "2023-04-17T10:05:00"),
        ("c2", "p2", "2023-04-17T11:00:00", "2023-04-17T12:00:00"),
    ] {
        world.drawn(id, "call-up", 2, at).await;
        world.issue_to(id, person, at).await.unwrap();
        watched.turn(signed).await;
    }
    watched
}

/// What the border is told of the two, at an instant.
async fn told(world: &World, at: &str) -> [Truth; 2] {
    let one = world.ask("exit", "p1", at).await.answer;
    [one, world.ask("exit", "p2", at).await.answer]
}

/// Since when others have signed for the last act recorded of somebody.
async fn signed(world: &World, person: &str) -> Option<jiff::Timestamp> {
    let may = world.may("oskar", operation::ExplainPerson).await;
    let acts = world.registry.acts(&may, person).await.unwrap().unwrap();
    acts.last().unwrap().witnessed_at
}

const BETWEEN: &str = "2023-04-17T11:30:00";
const AFTER: &str = "2023-04-18T09:00:00";

#[tokio::test]
async fn the_same_rows_in_another_store_say_the_same() {
    let watched = called().await;
    let same = Rows::of(&watched.world).await.put(&watched.world).await;
    assert_eq!(told(&same, BETWEEN).await, [Truth::Yes, Truth::No]);
    assert_eq!(told(&same, AFTER).await, [Truth::Yes, Truth::Yes]);
    assert_eq!(signed(&same, "p2").await, Some(t("2023-04-17T12:00:00")));
    let audit = same.registry.audit(&[], &mut |_, _| ()).await.unwrap();
    assert!(audit.is_sound(), "{:?}", audit.findings);
}

/// Nobody has signed for a burden, and its place is exchanged with that of a padding under the last
/// checkpoint that a quorum has signed.
#[tokio::test]
async fn a_burden_at_the_place_of_a_padding_binds_nobody() {
    let watched = called().await;
    let world = &watched.world;
    world
        .import(&rows("p3", &man()), "2023-04-18T08:00:00")
        .await;
    watched.turn("2023-04-18T08:00:05").await;
    world.drawn("c3", "call-up", 3, "2023-04-18T08:30:00").await;
    let issued = world.issue_to("c3", "p3", "2023-04-18T08:30:00").await;
    issued.unwrap();
    watched.bench.only(&[]);
    watched.turn("2023-04-18T08:31:00").await;
    let mut rows = Rows::of(world).await;
    let covered = world.store.last_cover().await.unwrap().unwrap().size;
    let burden = rows.last(world.registry.person_stream("p3"));
    assert!(rows.place(burden) >= usize::try_from(covered).unwrap());
    let mut under = rows.places[..usize::try_from(covered).unwrap()].iter();
    let padding = *under.rfind(|(id, _)| *id == PADDING).unwrap();
    rows.exchange(burden, padding);
    let forged = rows.put(world).await;
    let answer = forged.ask("exit", "p3", AFTER).await.answer;
    assert_eq!(answer, Truth::No);
    assert_eq!(signed(&forged, "p3").await, None);
    assert_eq!(
        told(&forged, AFTER).await,
        [Truth::Yes; 2],
        "others as before"
    );
}

/// Others have signed for a burden, and it is put under an earlier checkpoint, to begin earlier.
#[tokio::test]
async fn a_burden_moved_under_an_older_checkpoint_is_not_back_dated() {
    let watched = called().await;
    let world = &watched.world;
    let mut rows = Rows::of(world).await;
    let person = |name| world.registry.person_stream(name);
    rows.exchange(rows.last(person("p2")), rows.last(person("p1")));
    let forged = rows.put(world).await;
    for at in [BETWEEN, AFTER] {
        assert_eq!(told(&forged, at).await, [Truth::No; 2], "{at}");
    }
    for who in ["p1", "p2"] {
        assert_eq!(signed(&forged, who).await, None, "{who}");
    }
}

/// Whoever has the key rewrites what others have signed for, and leaves or changes its leaf.
#[tokio::test]
async fn what_a_key_holder_rewrites_is_not_what_others_signed_for() {
    let watched = called().await;
    let world = &watched.world;
    let registry = &world.registry;
    let id = registry.person_stream("p1");
    let wrapped = world.store.key(id).await.unwrap();
    let key = registry.keys.unwrap(id, wrapped.as_deref()).unwrap();
    let dice = Dice::seeded(5);
    for (what, leaf, moved) in [
        ("the content", false, 0),
        ("the content and the leaf", true, 0),
        ("the time", false, -1_000_000_000),
        ("the time and the leaf", true, -1_000_000_000),
    ] {
        let mut rows = Rows::of(world).await;
        let which = rows.last(id);
        let before = rows.entries[&(id, Version(which.1.0 - 1))].leaf.clone();
        let entry = rows.entries.get_mut(&which).unwrap();
        let content = key.open(id, which.1, &entry.content).unwrap();
        let mut said = PersonEntry::read(&content).unwrap();
        if moved == 0 {
            "anna".clone_into(&mut said.by);
        }
        entry.recorded_at += moved;
        entry.content = key
            .seal(id, which.1, &mut Pool::of(&dice), |to| {
                said.write(to).unwrap();
                Ok::<_, ChanceError>(())
            })
            .unwrap();
        if leaf {
            let standing = Standing {
                origin: registry.origin(),
                stream: id,
                version: which.1,
                recorded_at: Nanoseconds::counted(entry.recorded_at).instant().unwrap(),
                before: before.map(|leaf| Leaf::parse(&leaf).unwrap()),
            };
            let leaf = standing.leaf(&key, said.says().unwrap());
            entry.leaf = Some(leaf.to_bytes().to_vec());
        }
        let forged = rows.put(world).await;
        assert_eq!(
            told(&forged, AFTER).await,
            [Truth::No, Truth::Yes],
            "{what}"
        );
        assert_eq!(signed(&forged, "p1").await, None, "{what}");
    }
}

/// A commitment to a list is what others have signed for, or it is not witnessed.
#[tokio::test]
async fn what_is_published_is_witnessed_as_it_was_signed() {
    let watched = called().await;
    let world = &watched.world;
    let since = async |world: &World| {
        let published = world.registry.published().await.unwrap();
        published
            .iter()
            .map(|it| it.witnessed_at)
            .collect::<Vec<_>>()
    };
    let honest = since(world).await;
    assert!(honest.len() > 2 && honest.iter().all(Option::is_some));
    let second = (PUBLIC, Version(2));

    let mut rows = Rows::of(world).await;
    rows.entries.get_mut(&second).unwrap().content.push(b' ');
    let forged = since(&rows.put(world).await).await;
    assert_eq!((forged[0], forged[1]), (honest[0], None), "other content");

    let mut rows = Rows::of(world).await;
    let entry = rows.entries.get_mut(&second).unwrap();
    entry.content.push(b' ');
    entry.leaf = Some(Leaf::public(&entry.content).to_bytes().to_vec());
    let forged = since(&rows.put(world).await).await;
    assert_eq!((forged[0], forged[1]), (honest[0], None), "and its leaf");

    let mut rows = Rows::of(world).await;
    rows.exchange(second, rows.last(world.registry.person_stream("p2")));
    let forged = since(&rows.put(world).await).await;
    assert_eq!((forged[0], forged[1]), (honest[0], None), "another place");
}
