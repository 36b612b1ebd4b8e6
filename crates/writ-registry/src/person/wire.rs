//! How a recording about a person is written before it is sealed.
//!
//! A register has many people and a campaign reads all of them, so that facts are written short:
//! strings with their length before them, instants as nanoseconds. All other acts are JSON.

use serde_json::{Value, json};
use writ_law::case::FactValue;

use super::{Act, PersonEntry, Stated};
use crate::stream::{Content, Illegible, Legible, Nanoseconds};

const FORM: u8 = 1;
const WORD: u8 = 0;
const PERIODS: u8 = 1;
const NONE: u32 = u32::MAX;

impl Content for PersonEntry {
    fn write(&self, to: &mut Vec<u8>) -> Result<(), Illegible> {
        to.push(FORM);
        text(to, Some(&self.by))?;
        text(to, self.import.as_deref())?;
        let person = self.acts.iter().find_map(|act| match act {
            Act::Registered { person } => Some(person.as_str()),
            _ => None,
        });
        text(to, person)?;
        let is_fact = |act: &&Act| matches!(act, Act::Fact(_));
        let count = self.acts.iter().filter(is_fact).count();
        to.extend(
            u32::try_from(count)
                .map_err(|_| Illegible::too_long())?
                .to_be_bytes(),
        );
        for act in &self.acts {
            if let Act::Fact(stated) = act {
                fact(to, stated)?;
            }
        }
        let others: Vec<&Act> = self
            .acts
            .iter()
            .filter(|act| !matches!(act, Act::Fact(_) | Act::Registered { .. }))
            .collect();
        if !others.is_empty() {
            serde_json::to_writer(to, &others)?;
        }
        Ok(())
    }

    fn says(&self) -> Result<Value, Illegible> {
        let acts: Vec<Value> = self.acts.iter().map(said).collect::<Result<_, _>>()?;
        Ok(json!({ "acts": acts, "by": self.by, "import": self.import }))
    }
}

/// An act as its record has it: with instants that a person can read, and no number so large that
/// other programs would round it.
fn said(act: &Act) -> Result<Value, Illegible> {
    let Act::Fact(stated) = act else {
        return Ok(serde_json::to_value(act)?);
    };
    let instant = |at: Nanoseconds| at.instant().map_err(|_| Illegible::cut());
    let mut fact = json!({
        "at": instant(stated.at)?,
        "fact": stated.fact,
        "source": stated.source,
        "value": stated.value,
    });
    if let (Some(stated_at), Some(fields)) = (stated.stated_at, fact.as_object_mut()) {
        fields.insert("stated_at".to_owned(), json!(instant(stated_at)?));
    }
    Ok(json!({ "fact": fact }))
}

fn text(to: &mut Vec<u8>, text: Option<&str>) -> Result<(), Illegible> {
    let Some(text) = text else {
        to.extend(NONE.to_be_bytes());
        return Ok(());
    };
    let bytes = u32::try_from(text.len())
        .ok()
        .filter(|bytes| *bytes != NONE);
    to.extend(bytes.ok_or_else(Illegible::too_long)?.to_be_bytes());
    to.extend(text.as_bytes());
    Ok(())
}

fn fact(to: &mut Vec<u8>, stated: &Stated) -> Result<(), Illegible> {
    text(to, Some(&stated.fact))?;
    match &stated.value {
        FactValue::Word(word) => {
            to.push(WORD);
            text(to, Some(word))?;
        }
        FactValue::Periods(periods) => {
            to.push(PERIODS);
            text(to, Some(&serde_json::to_string(periods)?))?;
        }
    }
    to.extend(stated.at.count().to_be_bytes());
    text(to, Some(&stated.source))?;
    // No instant that can be recorded is the least number there is.
    to.extend(
        stated
            .stated_at
            .map_or(i64::MIN, Nanoseconds::count)
            .to_be_bytes(),
    );
    Ok(())
}

impl Legible for PersonEntry {
    fn read(from: &[u8]) -> Result<Self, Illegible> {
        let mut rest = Rest(from);
        let [form] = rest.take::<1>()?;
        if form != FORM {
            return Err(Illegible::form(form));
        }
        let by = rest.text()?.ok_or_else(Illegible::cut)?.to_owned();
        let import = rest.text()?.map(str::to_owned);
        let person = rest.text()?.map(str::to_owned);
        let count = u32::from_be_bytes(rest.take()?);
        let mut acts = Vec::with_capacity(usize::try_from(count.min(64)).unwrap_or(64) + 1);
        acts.extend(person.map(|person| Act::Registered { person }));
        for _ in 0..count {
            acts.push(Act::Fact(rest.fact()?));
        }
        if !rest.0.is_empty() {
            let others: Vec<Act> = serde_json::from_slice(rest.0)?;
            acts.extend(others);
        }
        Ok(Self { by, import, acts })
    }

    fn said(&self, _from: &[u8]) -> Result<Value, Illegible> {
        self.says()
    }
}

/// What is not read yet.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Illegible> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or_else(Illegible::cut)?;
        self.0 = rest;
        Ok(*taken)
    }

    fn text(&mut self) -> Result<Option<&'b str>, Illegible> {
        let bytes = u32::from_be_bytes(self.take()?);
        if bytes == NONE {
            return Ok(None);
        }
        let bytes = usize::try_from(bytes).map_err(|_| Illegible::cut())?;
        let (taken, rest) = self.0.split_at_checked(bytes).ok_or_else(Illegible::cut)?;
        self.0 = rest;
        std::str::from_utf8(taken)
            .map(Some)
            .map_err(|_| Illegible::cut())
    }

    fn word(&mut self) -> Result<&'b str, Illegible> {
        self.text()?.ok_or_else(Illegible::cut)
    }

    fn fact(&mut self) -> Result<Stated, Illegible> {
        let fact = self.word()?.to_owned();
        let [kind] = self.take::<1>()?;
        let value = match kind {
            WORD => FactValue::Word(self.word()?.to_owned()),
            PERIODS => FactValue::Periods(serde_json::from_str(self.word()?)?),
            other => return Err(Illegible::form(other)),
        };
        let at = Nanoseconds::counted(i64::from_be_bytes(self.take()?));
        let source = self.word()?.to_owned();
        let stated_at = Some(i64::from_be_bytes(self.take()?))
            .filter(|count| *count != i64::MIN)
            .map(Nanoseconds::counted);
        Ok(Stated {
            fact,
            value,
            at,
            source,
            stated_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use writ_law::case::{DatePeriod, Event};
    use writ_law::event::EventKind;

    use super::*;

    fn stated(value: FactValue, stated_at: Option<&str>) -> Act {
        let nanoseconds = |at: &str| Nanoseconds::of(at.parse::<Timestamp>().unwrap()).unwrap();
        Act::Fact(Stated {
            fact: "deferment".to_owned(),
            value,
            at: nanoseconds("2023-04-01T00:00:00.000000001Z"),
            source: "military-register".to_owned(),
            stated_at: stated_at.map(nanoseconds),
        })
    }

    fn entry() -> PersonEntry {
        let period = DatePeriod {
            from: "2023-01-01".parse().unwrap(),
            until: "2023-07-01".parse().unwrap(),
        };
        let event = Event::new(
            "e1",
            EventKind::Appeared,
            "2023-04-01T00:00:00Z".parse().unwrap(),
        );
        PersonEntry {
            by: "rita".to_owned(),
            import: None,
            acts: vec![
                Act::Registered {
                    person: "made-up-1".to_owned(),
                },
                stated(FactValue::Word("слово | \"x\"".to_owned()), None),
                stated(FactValue::Periods(vec![]), Some("1900-01-01T00:00:00Z")),
                stated(FactValue::Periods(vec![period]), None),
                Act::Happened {
                    matter: "m1".to_owned(),
                    event,
                    under: None,
                    corrects: None,
                },
            ],
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut bytes = Vec::new();
        entry().write(&mut bytes).unwrap();
        assert_eq!(PersonEntry::read(&bytes).unwrap(), entry());
        let empty = PersonEntry {
            acts: vec![],
            import: Some(String::new()),
            ..entry()
        };
        let mut bytes = Vec::new();
        empty.write(&mut bytes).unwrap();
        assert_eq!(PersonEntry::read(&bytes).unwrap(), empty);
    }

    #[test]
    fn what_is_cut_short_does_not_read() {
        let mut bytes = Vec::new();
        entry().write(&mut bytes).unwrap();
        let whole = bytes.len();
        let legible = (0..whole).filter(|end| PersonEntry::read(&bytes[..*end]).is_ok());
        // It may end after the facts, where nothing says that more follows: the seal says so.
        assert!(legible.count() <= 1);
        assert!(PersonEntry::read(&[2, 0, 0]).is_err());
        assert!(PersonEntry::read(&[1, 0xff, 0xff, 0xff, 0xfe]).is_err());
    }

    /// Records that commit to no words are to the byte what they were before there were any.
    #[test]
    fn what_was_issued_without_words_is_written_and_read_as_before() {
        let before = json!({
            "issued": {
                "matter": {"id": "m1", "instrument": "call-up", "issued_at": "2023-04-17T07:00:00Z"},
                "regime": "4af4c703",
                "force": "binding",
                "origin": {"campaign": "spring"},
            },
        });
        let act: Act = serde_json::from_value(before.clone()).unwrap();
        assert_eq!(said(&act).unwrap(), before);
        let Act::Issued(mut issued) = act else {
            panic!("it was issued");
        };
        assert!(issued.words.is_empty());
        issued.words.insert("uk".to_owned(), "ab".repeat(32));
        let act = Act::Issued(issued);
        let now = said(&act).unwrap();
        assert_eq!(now["issued"]["words"]["uk"], "ab".repeat(32));
        assert_eq!(serde_json::from_value::<Act>(now).unwrap(), act);
    }
}
