//! Moments on the command line: an instant, or a local time or day in the registry's zone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use writ_law::event::SideOfKind;

use crate::trouble::Trouble;

/// A moment as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// With an offset: 2023-04-17T10:00:00+03:00.
    Instant(Timestamp),
    /// Without: 2023-04-17T10:00, in the registry's zone.
    Local(DateTime),
    /// A day: 2023-04-17.
    Day(Date),
}

/// Reads a moment.
pub(crate) fn moment(text: &str) -> Result<Moment, String> {
    if let Ok(instant) = text.parse() {
        return Ok(Moment::Instant(instant));
    }
    // What jiff would read beyond a date, or a date and a time, is not silently left out.
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || "-T:".contains(c));
    let local = (plain && text.len() > 10)
        .then(|| text.parse().ok())
        .flatten();
    let day = (plain && text.len() == 10)
        .then(|| text.parse().ok())
        .flatten();
    local.map(Moment::Local).or(day.map(Moment::Day)).ok_or_else(|| {
        "write 2023-04-17T10:00:00+03:00, or 2023-04-17T10:00 or 2023-04-17 in the registry's zone"
            .to_owned()
    })
}

/// Reads an instant.
pub(crate) fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse()
        .map_err(|_| "write an instant with its offset, 2023-04-17T10:00:00+03:00".to_owned())
}

impl Moment {
    /// The instant; of a day, its beginning.
    pub(crate) fn instant(self, zone: &TimeZone) -> Result<Timestamp, Trouble> {
        let local = match self {
            Self::Instant(instant) => return Ok(instant),
            Self::Local(local) => local,
            Self::Day(day) => {
                return writ_law::zone::day_begins(zone, day).ok_or_else(|| out_of_range(&day));
            }
        };
        zone.to_ambiguous_timestamp(local)
            .unambiguous()
            .map_err(|_| {
                Trouble::misuse(format!(
                    "{local} is not one instant where the clocks change"
                ))
                .with_cure("write its offset, as in 2023-04-17T10:00:00+03:00")
            })
    }

    /// The instant of an event. A day without a time begins what relieves and ends what burdens,
    /// so that a burden never counts from before it can have been.
    pub(crate) fn of_event(self, side: SideOfKind, zone: &TimeZone) -> Result<Timestamp, Trouble> {
        match (self, side) {
            (Self::Day(day), SideOfKind::Burdens) => {
                let next = day.tomorrow().map_err(|_| out_of_range(&day))?;
                Self::Day(next).instant(zone)
            }
            (Self::Day(day), SideOfKind::ByContent) => Err(Trouble::misuse(format!(
                "{day} has no time, and this kind of event needs one"
            ))
            .with_cure("write 2023-04-17T10:00")),
            (other, _) => other.instant(zone),
        }
    }
}

fn out_of_range(day: &Date) -> Trouble {
    Trouble::misuse(format!("{day} is out of range")).with_cure("write a day of this age")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_relieves_from_its_beginning_and_burdens_from_its_end() {
        let zone = writ_law::zone::named("Europe/Moscow").unwrap();
        let day = moment("2023-04-17").unwrap();
        let at = |side| day.of_event(side, &zone).unwrap().to_string();
        assert_eq!(at(SideOfKind::Relieves), "2023-04-16T21:00:00Z");
        assert_eq!(at(SideOfKind::Burdens), "2023-04-17T21:00:00Z");
        assert!(day.of_event(SideOfKind::ByContent, &zone).is_err());
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for wrong in [
            "",
            "tomorrow",
            "2023-4-17",
            "2023-04-31",
            "17.04.2023",
            "2023-04-17T25:00",
        ] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
        let gap = moment("2024-03-31T02:30").unwrap();
        assert!(
            gap.instant(&writ_law::zone::named("Europe/Berlin").unwrap())
                .is_err()
        );
    }
}
