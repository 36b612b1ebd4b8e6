//! Daily aggregates: how many acts of each kind were recorded on a day, published for everyone.
//! Small numbers are not told: they could be somebody.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use writ_law::zone;
use writ_store::{Placed, Version};

use crate::error::{RegistryError, Stop, retried};
use crate::person::{Act, Force, PERSONS, PersonEntry};
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::stream::{Legible as _, Nanoseconds};

/// The form of what is published.
const AGGREGATES: &str = "writ/aggregates/1";
/// The smallest number that is told.
const SMALLEST: u64 = 10;
/// How many entries are read at once.
const AT_ONCE: usize = 4_096;

impl Registry {
    /// Publishes how many acts of each kind were recorded on a day of the registry's zone, of those
    /// that have a place in the ledger. Numbers from 1 to 9 are told as `"1 to 9"`. Facts are not
    /// counted: they are the register's and not what the authority did.
    ///
    /// Refused for a day that is not over, for one that was published already, and while something
    /// recorded before its end waits for a place: what is published is never changed.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn publish_aggregates(
        &self,
        day: Date,
        now: Timestamp,
    ) -> Result<Ruling<String>, RegistryError> {
        retried!(self.try_publish_aggregates(day, now))
    }

    async fn try_publish_aggregates(&self, day: Date, now: Timestamp) -> Result<String, Stop> {
        let begins = zone::day_begins(self.zone(), day);
        let ends = day.tomorrow().ok();
        let ends = ends.and_then(|day| zone::day_begins(self.zone(), day));
        let (Some(begins), Some(ends)) = (begins, ends) else {
            let text = format!("{day} is out of the calendar");
            return Err(Refusal::on("day", text, "name a day such as 2023-04-17").into());
        };
        if now < ends {
            let text = format!("{day} is not over");
            return Err(Refusal::on("day", text, "publish it on the day after").into());
        }
        let next = self.next_published().await?;
        let before = self.published().await?;
        if before.iter().any(|it| is_of(&it.content, day)) {
            let text = format!("the aggregates of {day} are published already");
            return Err(Refusal::on("published", text, "nothing is published twice").into());
        }
        let late = self.waiting_before(ends).await?;
        if late > 0 {
            let text = format!(
                "{late} entries of {day} or before wait for a place in the ledger, and would be \
                 missing from it for good"
            );
            let cure = "let the ledger be sequenced with `writ ledger turn`, then publish the day";
            return Err(Refusal::on("waiting", text, cure).into());
        }
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let mut from = 0;
        loop {
            let part = self.store.placed(from, AT_ONCE).await?;
            let Some(last) = part.last() else { break };
            from = last.place + 1;
            self.count(&part, begins, ends, &mut counts).await?;
        }
        let told = counts.into_iter().map(|(kind, count)| (kind, told(count)));
        let content = json!({
            "counts": told.collect::<serde_json::Map<String, Value>>(),
            "day": day.to_string(),
            "entries": from,
            "form": AGGREGATES,
            "smallest_told": SMALLEST,
        });
        let mut writing = self.writing();
        writing.publish(next, &content, now)?;
        writing.commit().await?;
        Ok(writ_law::canonical::json(&content))
    }

    /// How much of people waits for a place that was recorded before an instant.
    async fn waiting_before(&self, instant: Timestamp) -> Result<u64, RegistryError> {
        let instant = Nanoseconds::of(instant)?.count();
        let (mut after, mut late) = (0, 0);
        loop {
            let part = self.store.waiting(after, AT_ONCE).await?;
            let Some(last) = part.last() else {
                return Ok(late);
            };
            after = last.number;
            for waits in part.iter().filter(|it| it.stream.family == PERSONS) {
                let before = Version(waits.version.0.saturating_sub(1));
                let entries = self.store.read(waits.stream, before).await?;
                let entry = entries.first();
                late += u64::from(entry.is_some_and(|entry| entry.recorded_at < instant));
            }
        }
    }

    async fn count(
        &self,
        part: &[Placed],
        begins: Timestamp,
        ends: Timestamp,
        counts: &mut BTreeMap<String, u64>,
    ) -> Result<(), RegistryError> {
        let mut of_day = Vec::new();
        for entry in part.iter().filter(|entry| entry.stream.family == PERSONS) {
            let at = Nanoseconds::counted(entry.recorded_at).instant()?;
            if begins <= at && at < ends {
                of_day.push(entry);
            }
        }
        let ids: Vec<_> = of_day.iter().map(|entry| entry.stream).collect();
        let keys = self.store.keys(&ids).await?;
        for (entry, wrapped) in of_day.into_iter().zip(keys) {
            let Some(wrapped) = wrapped else { continue };
            let key = self.keys.unwrap(entry.stream, Some(&wrapped))?;
            let content = key.open(entry.stream, entry.version, &entry.content)?;
            let read = PersonEntry::read(&content).map_err(|_| RegistryError::Damaged {
                what: format!("{:?}", entry.stream),
                why: "an entry cannot be read".to_owned(),
            })?;
            for kind in read.acts.iter().filter_map(kind) {
                *counts.entry(kind).or_default() += 1;
            }
        }
        Ok(())
    }
}

fn kind(act: &Act) -> Option<String> {
    match act {
        // What people arrange among themselves is nobody's to count.
        Act::Registered { .. }
        | Act::Fact(_)
        | Act::DelegateAppointed(_)
        | Act::DelegationEnded { .. } => None,
        Act::Issued(issued) => Some(match issued.force {
            Force::Binding => "issued".to_owned(),
            Force::Test => "issued as a test".to_owned(),
        }),
        Act::Happened { event, .. } | Act::Apart(event) => Some(event.kind.word().to_owned()),
    }
}

fn told(count: u64) -> Value {
    if count < SMALLEST {
        return json!(format!("1 to {}", SMALLEST - 1));
    }
    json!(count)
}

/// Whether something published is the aggregates of a day.
fn is_of(content: &str, day: Date) -> bool {
    let content: Value = serde_json::from_str(content).unwrap_or_default();
    let is = |name: &str, word: &str| content.get(name).and_then(Value::as_str) == Some(word);
    is("form", AGGREGATES) && is("day", &day.to_string())
}

#[cfg(test)]
mod tests {
    use crate::made_up::{World, man, rows, t};

    #[tokio::test]
    async fn a_day_is_told_without_small_numbers_and_once() {
        let world = World::of("seed/002").await;
        let people: String = (0..12).map(|n| rows(&format!("p{n}"), &man())).collect();
        world.import(&people, "2023-04-02T08:00:00").await;
        let now = "2023-04-17T10:00:00";
        world.drawn("c1", "call-up", 12, now).await;
        world.issue("c1", now).await.unwrap();
        for person in ["p1", "p2"] {
            let kind = writ_law::event::EventKind::Appeared;
            let appeared = world.record(person, kind, "2023-04-17T12:00:00", |_| {});
            appeared.await.unwrap();
        }
        let nobody = crate::tests::evidence::watching::Bench::of_three(t(now));
        let turn = async || {
            let mut sequencer = world.registry.sequencer(None).await.unwrap();
            sequencer.turn(&nobody, t(now)).await.unwrap();
        };
        turn().await;

        let day = "2023-04-17".parse().unwrap();
        let publish = async |now| {
            world
                .registry
                .publish_aggregates(day, t(now))
                .await
                .unwrap()
        };
        assert!(publish("2023-04-17T23:00:00").await.unwrap_err().has("day"));
        // One more of that day, which the sequencer has not seen.
        let kind = writ_law::event::EventKind::Appeared;
        let late = world.record("p3", kind, "2023-04-17T22:59:00", |_| {});
        late.await.unwrap();
        let refused = publish("2023-04-18T00:30:00").await.unwrap_err();
        assert!(refused.has("waiting"), "{refused}");
        assert!(refused.to_string().contains("1 entries"), "{refused}");
        turn().await;
        // What was recorded on the day after is no reason to wait.
        let next = world.record("p4", kind, "2023-04-18T00:45:00", |_| {});
        next.await.unwrap();
        let text = publish("2023-04-18T01:00:00").await.unwrap();
        assert!(text.contains(r#""issued":12"#), "{text}");
        assert!(text.contains(r#""appeared":"1 to 9""#), "{text}");
        let again = publish("2023-04-18T02:00:00").await;
        assert!(again.unwrap_err().has("published"));
        let published = world.registry.published().await.unwrap();
        assert_eq!(published.last().unwrap().content, text);
    }
}
