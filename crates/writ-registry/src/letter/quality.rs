//! What cannot be true of a letter: a carrier's word is looked at before it is believed.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, Unit};
use writ_law::event::EventKind;

use crate::register::{Fault, Reject};

/// How much is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// How many letters can be handed over in one minute.
    pub delivered_in_a_minute: usize,
}

impl Default for Quality {
    fn default() -> Self {
        Self {
            delivered_in_a_minute: 60,
        }
    }
}

/// One thing that a carrier says of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) line: u64,
    pub(super) mark: String,
    pub(super) kind: EventKind,
    pub(super) at: Timestamp,
    pub(super) note: String,
}

/// What may be said of a letter, in the words of a carrier's file.
const WORDS: [EventKind; 6] = [
    EventKind::Dispatched,
    EventKind::Posted,
    EventKind::Absent,
    EventKind::Delivered,
    EventKind::Refused,
    EventKind::Returned,
];

/// The kind of event that a status is.
pub(super) fn kind(word: &str) -> Result<EventKind, Fault> {
    let found = WORDS.into_iter().find(|kind| kind.word() == word);
    found.ok_or_else(|| {
        let words = WORDS.map(EventKind::word).join(", ");
        Fault::new("there is no such status", format!("write one of: {words}"))
    })
}

/// Takes out what the file says twice.
pub(super) fn doubles(said: Vec<Said>, rejects: &mut Vec<Reject>) -> Vec<Said> {
    let mut first: HashMap<(String, EventKind, Timestamp), u64> = HashMap::new();
    said.into_iter()
        .filter(|one| {
            let key = (one.mark.clone(), one.kind, one.at);
            match first.get(&key) {
                Some(line) => {
                    let text = format!("line {line} says the same");
                    rejects.push(Fault::new(text, "keep one of them").at(one.line));
                    false
                }
                None => first.insert(key, one.line).is_none(),
            }
        })
        .collect()
}

/// Takes out letters handed over in one minute where they are more than anybody can hand over.
pub(super) fn too_fast(said: Vec<Said>, quality: Quality, rejects: &mut Vec<Reject>) -> Vec<Said> {
    let minute = |one: &Said| one.at.round(Unit::Minute).unwrap_or(one.at);
    let mut minutes: BTreeMap<Timestamp, usize> = BTreeMap::new();
    let handed = |one: &&Said| one.kind == EventKind::Delivered;
    for one in said.iter().filter(handed) {
        *minutes.entry(minute(one)).or_default() += 1;
    }
    let most = quality.delivered_in_a_minute;
    said.into_iter()
        .filter(|one| {
            let count = minutes.get(&minute(one)).copied().unwrap_or_default();
            if one.kind != EventKind::Delivered || count <= most {
                return true;
            }
            let text = format!("{count} letters would have been handed over in one minute");
            let cure = format!("ask the carrier; more than {most} are not believed");
            rejects.push(Fault::new(text, cure).at(one.line));
            false
        })
        .collect()
}

/// Why an instant cannot be that of something that happened to a letter.
pub(super) fn untimely(at: Timestamp, handed_over: Timestamp, now: Timestamp) -> Option<Fault> {
    if at < handed_over {
        let text = format!("it lies before the hand-over of the letter, {handed_over}");
        return Some(Fault::new(text, "ask the carrier which letter this is"));
    }
    (at > now).then(|| Fault::new("it lies in the future", "give it in when it is so"))
}

/// Why something cannot have happened to a letter besides what did.
pub(super) fn impossible(
    new: (EventKind, Timestamp),
    standing: &[(EventKind, Timestamp)],
) -> Option<Fault> {
    let clashes = |known: &&(EventKind, Timestamp)| {
        let (before, after) = if known.1 <= new.1 {
            (known.0, new.0)
        } else {
            (new.0, known.0)
        };
        let either = known.1 == new.1 && follows(after, before);
        !follows(before, after) && !either
    };
    let known = standing.iter().find(clashes)?;
    let text = format!(
        "the letter was `{}` on {}, and `{}` does not go with it",
        known.0.word(),
        known.1,
        new.0.word()
    );
    Some(Fault::new(text, "ask the carrier which of them is true"))
}

/// Whether the one can come after the other in the life of a letter.
const fn follows(before: EventKind, after: EventKind) -> bool {
    use EventKind::{Absent, Delivered, Dispatched, Posted, Refused, Returned};
    match before {
        Dispatched => !matches!(after, Dispatched),
        Posted => matches!(after, Absent | Delivered | Refused | Returned),
        Absent => matches!(after, Absent | Delivered | Refused | Returned),
        Refused => matches!(after, Returned),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use EventKind::{Absent, Delivered, Dispatched, Posted, Refused, Returned};

    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn what_happens_to_a_letter_has_an_order() {
        let cases: [(&[EventKind], EventKind, bool); 14] = [
            (&[], Posted, true),
            (&[], Delivered, true),
            (&[Dispatched], Dispatched, false),
            (&[Dispatched], Posted, true),
            (&[Posted], Posted, false),
            (&[Posted, Absent], Absent, true),
            (&[Posted, Absent], Delivered, true),
            (&[Posted, Absent], Posted, false),
            (&[Posted, Delivered], Delivered, false),
            (&[Posted, Delivered], Returned, false),
            (&[Posted, Returned], Delivered, false),
            (&[Posted, Refused], Returned, true),
            (&[Posted, Refused], Delivered, false),
            (&[Posted, Returned], Absent, false),
        ];
        for (before, after, possible) in cases {
            let times = 0..;
            let standing: Vec<_> = before.iter().copied().zip(times.map(at)).collect();
            let fault = impossible((after, at(9)), &standing);
            assert_eq!(fault.is_none(), possible, "{before:?} {after:?}: {fault:?}");
        }
    }

    #[test]
    fn what_comes_late_must_fit_in_between() {
        let standing = [(Posted, at(1)), (Delivered, at(5))];
        assert!(impossible((Absent, at(3)), &standing).is_none());
        assert!(impossible((Posted, at(0)), &standing).is_some());
        assert!(impossible((Returned, at(3)), &standing).is_some());
        // At the same instant either order will do.
        assert!(impossible((Absent, at(5)), &standing).is_none());
    }

    #[test]
    fn what_nobody_can_do_in_a_minute_is_not_believed() {
        let said = |line, kind, second| Said {
            line,
            mark: format!("MADE-UP-{line}"),
            kind,
            at: Timestamp::from_second(second).unwrap(),
            note: String::new(),
        };
        let quality = Quality {
            delivered_in_a_minute: 2,
        };
        let all = vec![
            said(1, Delivered, 31),
            said(2, Delivered, 40),
            said(3, Delivered, 89),
            said(4, Posted, 60),
            said(5, Delivered, 600),
            said(6, Delivered, 601),
        ];
        let mut rejects = Vec::new();
        let left = too_fast(all, quality, &mut rejects);
        let lines = |said: &[Said]| said.iter().map(|one| one.line).collect::<Vec<_>>();
        assert_eq!(lines(&left), [4, 5, 6]);
        let rejected: Vec<u64> = rejects.iter().map(|reject| reject.line).collect();
        assert_eq!(rejected, [1, 2, 3]);
        assert!(rejects[0].reason.starts_with("3 letters"), "{rejects:?}");
    }
}
