//! The public draw: ranks that anyone can check, of people whom nobody can read off them.
//!
//! The list of candidates is committed to first. Then comes the seed, which nobody could know
//! before. Each rank is an HMAC of the candidate's commitment under the seed; volunteers come
//! before the others where the law says so, and the lowest ranks are drawn, up to the quota. The
//! next ones are the reserve.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

type HmacSha256 = Hmac<Sha256>;

/// Whether a candidate comes forward of their own will, under a law that draws volunteers first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// They do. They are drawn before the others, up to the quota.
    Volunteer,
    /// They do not, or the law treats all alike.
    #[default]
    Other,
}

/// What stands for a candidate in a list that names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lot {
    /// The commitment to the candidate.
    pub commitment: [u8; 32],
    /// Whether they volunteer.
    pub group: Group,
}

impl Lot {
    /// What is committed to of this lot: its commitment, and a byte that is 1 for a volunteer.
    ///
    /// ```
    /// use writ_law::draw::{Group, Lot};
    /// let lot = Lot { commitment: [7; 32], group: Group::Volunteer };
    /// assert_eq!(lot.entry()[31..], [7, 1]);
    /// ```
    #[must_use]
    pub fn entry(&self) -> [u8; 33] {
        let mut entry = [0; 33];
        let volunteers = match self.group {
            Group::Volunteer => 1,
            Group::Other => 0,
        };
        let bytes = self.commitment.into_iter().chain([volunteers]);
        entry
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = from);
        entry
    }
}

/// Where a lot comes in a draw: volunteers before others, then by rank. The least is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Whether it is of a volunteer.
    pub group: Group,
    /// Its rank under the seed.
    pub rank: [u8; 32],
}

/// What a draw means for one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// May be called up.
    Drawn,
    /// In the reserve, in case somebody who was drawn falls away.
    Reserve,
    /// Neither.
    NotDrawn,
}

/// How far a draw of one list goes: everyone up to the last place is drawn, and everyone from
/// there up to the last place of the reserve is in the reserve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many are drawn.
    pub drawn: u64,
    /// The last place that is drawn; `None` where nobody is.
    pub last: Option<Place>,
    /// How many are in the reserve.
    pub reserve: u64,
    /// The last place in the reserve; `None` where nobody is in it.
    pub last_reserve: Option<Place>,
}

impl Outcome {
    /// What it means for the candidate at a place.
    #[must_use]
    pub fn standing(&self, place: &Place) -> Standing {
        let within = |last: Option<Place>| last.is_some_and(|last| *place <= last);
        if within(self.last) {
            Standing::Drawn
        } else if within(self.last_reserve) {
            Standing::Reserve
        } else {
            Standing::NotDrawn
        }
    }
}

/// A candidate's commitment: HMAC-SHA256 of their handle under a nonce known to them alone.
///
/// ```
/// use writ_law::draw::{commitment, rank};
/// let mine = commitment(&[7; 32], b"made-up person 1");
/// let others = commitment(&[8; 32], b"made-up person 2");
/// assert_ne!(rank(b"seed", &mine), rank(b"seed", &others));
/// ```
#[must_use]
pub fn commitment(nonce: &[u8; 32], handle: &[u8]) -> [u8; 32] {
    mac(nonce, b"writ/candidate/v1\0", handle)
}

/// The seed of a draw: SHA-256 over the digest of what was committed to, every reveal in the order
/// in which the observers were named, and the randomness of the beacon.
///
/// ```
/// use writ_law::draw::seed;
/// let committed = [1; 32];
/// let alone = seed(&committed, &[], Some(&[2; 32]));
/// assert_ne!(alone, seed(&committed, &["made up"], Some(&[2; 32])));
/// assert_ne!(alone, seed(&committed, &[], None));
/// ```
#[must_use]
pub fn seed(committed: &[u8; 32], reveals: &[&str], beacon: Option<&[u8; 32]>) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"writ/seed/v1\0");
    hash.update(committed);
    // Counts and lengths go in, so that no two ways to reveal look the same.
    hash.update(count(reveals.len()));
    for reveal in reveals {
        hash.update(count(reveal.len()));
        hash.update(reveal.as_bytes());
    }
    match beacon {
        Some(randomness) => {
            hash.update([1]);
            hash.update(randomness);
        }
        None => hash.update([0]),
    }
    hash.finalize().into()
}

fn count(length: usize) -> [u8; 8] {
    u64::try_from(length).unwrap_or(u64::MAX).to_be_bytes()
}

/// The rank of a commitment under a seed. Lower is drawn first.
#[must_use]
pub fn rank(seed: &[u8], commitment: &[u8; 32]) -> [u8; 32] {
    mac(seed, b"writ/rank/v1\0", commitment)
}

/// Where a lot comes under a seed.
#[must_use]
pub fn place(seed: &[u8], lot: &Lot) -> Place {
    Place {
        group: lot.group,
        rank: rank(seed, &lot.commitment),
    }
}

/// Draws from a list: how far it goes under a seed, with so many to call up and so many more in
/// reserve.
///
/// ```
/// use writ_law::draw::{Group, Lot, Standing, draw, place};
/// let lot = |byte: u8, group| Lot { commitment: [byte; 32], group };
/// let list = [lot(1, Group::Other), lot(2, Group::Volunteer), lot(3, Group::Other)];
/// let outcome = draw(b"seed", &list, 1, 1);
/// assert_eq!((outcome.drawn, outcome.reserve), (1, 1));
/// // The volunteer is first, whatever their rank.
/// assert_eq!(outcome.standing(&place(b"seed", &list[1])), Standing::Drawn);
/// ```
#[must_use]
pub fn draw(seed: &[u8], lots: &[Lot], quota: u32, reserve: u32) -> Outcome {
    let mut places: Vec<Place> = lots.iter().map(|lot| place(seed, lot)).collect();
    places.sort_unstable();
    let all = places.len();
    let quota = usize::try_from(quota).unwrap_or(usize::MAX).min(all);
    let reserve = usize::try_from(reserve)
        .unwrap_or(usize::MAX)
        .min(all - quota);
    let at = |end: usize| {
        end.checked_sub(1)
            .and_then(|last| places.get(last))
            .copied()
    };
    Outcome {
        drawn: u64::try_from(quota).unwrap_or(u64::MAX),
        last: at(quota),
        reserve: u64::try_from(reserve).unwrap_or(u64::MAX),
        last_reserve: at(quota + reserve).filter(|_| reserve > 0),
    }
}

/// How many more are drawn in reserve: so many percent of the quota, begun ones counted whole.
///
/// ```
/// use writ_law::draw::reserve;
/// assert_eq!((reserve(100, 10), reserve(5, 10), reserve(5, 0)), (10, 1, 0));
/// ```
#[must_use]
pub fn reserve(quota: u32, percent: u32) -> u32 {
    let more = (u64::from(quota) * u64::from(percent)).div_ceil(100);
    u32::try_from(more).unwrap_or(u32::MAX)
}

fn mac(key: &[u8], label: &[u8], message: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length, so that this cannot fail; an all-zero block key would be
    // the same function of an empty key.
    let mut mac =
        HmacSha256::new_from_slice(key).unwrap_or_else(|_| HmacSha256::new(&[0; 64].into()));
    mac.update(label);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lots(count: u8, volunteers: u8) -> Vec<Lot> {
        let lot = |n: u8| Lot {
            commitment: commitment(&[n; 32], &[n]),
            group: if n < volunteers {
                Group::Volunteer
            } else {
                Group::Other
            },
        };
        (0..count).map(lot).collect()
    }

    fn standings(list: &[Lot], quota: u32, reserve: u32) -> Vec<(Group, Standing)> {
        let outcome = draw(b"made up", list, quota, reserve);
        list.iter()
            .map(|lot| (lot.group, outcome.standing(&place(b"made up", lot))))
            .collect()
    }

    #[test]
    fn the_quota_then_the_reserve_then_nobody() {
        for (candidates, quota, reserve, wanted) in [
            (10, 3, 2, (3, 2)),
            (4, 3, 2, (3, 1)),
            (3, 3, 2, (3, 0)),
            (0, 3, 2, (0, 0)),
            (10, 0, 2, (0, 2)),
            (10, 3, 0, (3, 0)),
            (10, u32::MAX, u32::MAX, (10, 0)),
        ] {
            let list = lots(candidates, 0);
            let outcome = draw(b"made up", &list, quota, reserve);
            assert_eq!(
                (outcome.drawn, outcome.reserve),
                wanted,
                "{candidates} {quota}"
            );
            let all = standings(&list, quota, reserve);
            let of = |which| all.iter().filter(|(_, it)| *it == which).count() as u64;
            assert_eq!((of(Standing::Drawn), of(Standing::Reserve)), wanted);
        }
    }

    #[test]
    fn volunteers_come_first_and_are_drawn_among_themselves() {
        let all = standings(&lots(20, 5), 8, 3);
        let volunteer = |(group, standing): &&(Group, Standing)| {
            *group == Group::Volunteer && *standing == Standing::Drawn
        };
        assert_eq!(
            all.iter().filter(volunteer).count(),
            5,
            "all of them are drawn"
        );
        // More volunteers than the quota: nobody else is drawn, and chance tells them apart.
        let all = standings(&lots(20, 12), 8, 6);
        assert_eq!(all.iter().filter(volunteer).count(), 8);
        let others = all.iter().filter(|(group, _)| *group == Group::Other);
        let reserve = others.filter(|(_, standing)| *standing == Standing::Reserve);
        assert_eq!(
            reserve.count(),
            2,
            "four volunteers and two others are in reserve"
        );
    }

    #[test]
    fn the_order_of_the_list_changes_nothing() {
        let mut list = lots(30, 4);
        let before = draw(b"seed", &list, 7, 2);
        list.reverse();
        assert_eq!(draw(b"seed", &list, 7, 2), before);
        assert_ne!(draw(b"other", &list, 7, 2), before);
    }

    /// No two things that may be revealed give the same seed.
    #[test]
    fn a_seed_tells_apart_what_went_into_it() {
        let one = [1; 32];
        let ways: [(&[&str], Option<&[u8; 32]>); 8] = [
            (&[], None),
            (&[], Some(&one)),
            (&[""], None),
            (&["", ""], None),
            (&["ab"], None),
            (&["a", "b"], None),
            (&["", "ab"], None),
            (&["ab", ""], None),
        ];
        let mut seeds: Vec<_> = ways
            .iter()
            .map(|(it, round)| seed(&[0; 32], it, *round))
            .collect();
        seeds.push(seed(&[1; 32], &[], None));
        seeds.sort_unstable();
        seeds.dedup();
        assert_eq!(seeds.len(), ways.len() + 1);
    }
}
