//! When a quorum was reached, and what is missing while it is not.

use super::{Group, Label, Named, Policy, Witness};
use crate::cosignature::{CosignedAt, UnixSeconds};

/// How a set of cosignatures stands to the quorum of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quorum {
    /// The policy says `quorum none`: nobody needs to witness, and no time is proved.
    NotAsked,
    /// Enough witnesses cosigned.
    Reached {
        /// The earliest time by which those who had cosigned were enough.
        at: UnixSeconds,
    },
    /// Not enough witnesses cosigned.
    Missing(Missing),
}

/// What a quorum lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the quorum `{quorum}` is missing: {}", sentence(gaps))]
pub struct Missing {
    /// The witness or group that is the quorum.
    pub quorum: Label,
    /// The groups that have not witnessed, the outermost first, with what each lacks.
    pub gaps: Vec<Gap>,
}

/// A group, or a lone witness, that has not witnessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The group or witness.
    pub name: Label,
    /// How many members have witnessed.
    pub has: usize,
    /// How many it takes.
    pub needs: usize,
    /// Who has not.
    pub absent: Vec<Label>,
}

impl Policy {
    /// Weighs cosignatures, all of the same checkpoint. Those of witnesses that the policy does not
    /// know do not count, and one that cosigned more than once counts once, with its earliest time.
    ///
    /// The time of a witness is its cosignature's; that of a group taking `k` is the `k`-th
    /// earliest time of its members.
    #[must_use]
    pub fn quorum(&self, cosigned: &[CosignedAt]) -> Quorum {
        let Some(quorum) = self.quorum else {
            return Quorum::NotAsked;
        };
        let times = self.times(cosigned);
        match times.get(quorum).copied().flatten() {
            Some(at) => Quorum::Reached { at },
            None => Quorum::Missing(self.missing(quorum, &times)),
        }
    }

    /// The earliest time by which the witnesses who had cosigned satisfied the quorum; nothing if
    /// they never did, or if the policy asks for none.
    #[must_use]
    pub fn quorum_time(&self, cosigned: &[CosignedAt]) -> Option<UnixSeconds> {
        match self.quorum(cosigned) {
            Quorum::Reached { at } => Some(at),
            Quorum::NotAsked | Quorum::Missing(_) => None,
        }
    }

    /// A witness that alone makes the quorum, if there is one: it could date everything as it
    /// liked.
    #[must_use]
    pub fn lone_quorum(&self) -> Option<&Witness> {
        let quorum = self.quorum?;
        self.witnesses().find(|alone| {
            let mut met: Vec<bool> = Vec::with_capacity(self.named.len());
            for named in &self.named {
                let is_met = match named {
                    Named::Witness(witness) => witness.key == alone.key,
                    Named::Group(group) => {
                        let members = group
                            .members
                            .iter()
                            .filter(|place| met.get(**place) == Some(&true));
                        members.count() >= group.threshold
                    }
                };
                met.push(is_met);
            }
            met.get(quorum) == Some(&true)
        })
    }

    /// How many witnesses are enough, if they are the right ones: how many would have to collude to
    /// date something back, or to show two logs. None under `quorum none`.
    #[must_use]
    pub fn fewest(&self) -> Option<usize> {
        let mut fewest: Vec<usize> = Vec::with_capacity(self.named.len());
        for named in &self.named {
            fewest.push(match named {
                Named::Witness(_) => 1,
                Named::Group(group) => {
                    let members = group.members.iter();
                    let mut each: Vec<usize> = members
                        .filter_map(|place| fewest.get(*place).copied())
                        .collect();
                    each.sort_unstable();
                    each.into_iter().take(group.threshold).sum()
                }
            });
        }
        fewest.get(self.quorum?).copied()
    }

    /// When each named witness and group had witnessed, in the order of their definition.
    fn times(&self, cosigned: &[CosignedAt]) -> Vec<Option<UnixSeconds>> {
        let mut times: Vec<Option<UnixSeconds>> = Vec::with_capacity(self.named.len());
        for named in &self.named {
            let time = match named {
                Named::Witness(witness) => {
                    let own = cosigned.iter().filter(|one| *one.witness() == witness.key);
                    own.map(CosignedAt::at).min()
                }
                Named::Group(group) => nth_earliest(group, &times),
            };
            times.push(time);
        }
        times
    }

    fn missing(&self, quorum: usize, times: &[Option<UnixSeconds>]) -> Missing {
        let absent = |place: &usize| times.get(*place).copied().flatten().is_none();
        let mut gaps = Vec::new();
        let mut open = vec![quorum];
        while let Some(place) = open.pop() {
            match self.named.get(place) {
                Some(Named::Group(group)) => {
                    let absent: Vec<usize> = group.members.iter().copied().filter(absent).collect();
                    gaps.push(Gap {
                        name: group.name.clone(),
                        has: group.members.len().saturating_sub(absent.len()),
                        needs: group.threshold,
                        absent: absent.iter().map(|place| self.label(*place)).collect(),
                    });
                    open.extend(absent.into_iter().rev());
                }
                Some(Named::Witness(witness)) if place == quorum => gaps.push(Gap {
                    name: witness.name.clone(),
                    has: 0,
                    needs: 1,
                    absent: vec![witness.name.clone()],
                }),
                // A witness in a group stands with its group.
                Some(Named::Witness(_)) | None => {}
            }
        }
        let quorum = self.label(quorum);
        Missing { quorum, gaps }
    }

    pub(super) fn label(&self, place: usize) -> Label {
        match self.named.get(place) {
            Some(Named::Witness(witness)) => witness.name.clone(),
            Some(Named::Group(group)) => group.name.clone(),
            None => Label(b"none".to_vec()),
        }
    }
}

/// When as many members had witnessed as the group takes.
fn nth_earliest(group: &Group, times: &[Option<UnixSeconds>]) -> Option<UnixSeconds> {
    let members = group.members.iter();
    let mut had: Vec<UnixSeconds> = members
        .filter_map(|place| times.get(*place).copied().flatten())
        .collect();
    had.sort_unstable();
    had.get(group.threshold.checked_sub(1)?).copied()
}

fn sentence(gaps: &[Gap]) -> String {
    let gaps = gaps.iter().map(|gap| {
        let absent: Vec<_> = gap.absent.iter().map(|name| format!("`{name}`")).collect();
        let absent = absent.join(", ");
        let Gap {
            name, has, needs, ..
        } = gap;
        format!("`{name}` has {has} of {needs}, without {absent}")
    });
    gaps.collect::<Vec<_>>().join("; ")
}
