//! Time zones and the days in them, from the database that is built into the program.
//!
//! The law counts in days of a place. The machine's own zone files are never read: two machines
//! with the same program give the same day.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

/// The bundled database. It reads no file.
static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The time zone with this IANA name, spelt as IANA spells it; `None` if the bundled database has
/// no such zone.
///
/// The name is part of a regime's text and of its digest, so another spelling is another name.
///
/// ```
/// use writ_law::zone;
///
/// assert!(zone::named("Europe/Moscow").is_some());
/// assert!(zone::named("europe/moscow").is_none());
/// assert!(zone::named("Europe/Nowhere").is_none());
/// ```
#[must_use]
pub fn named(name: &str) -> Option<TimeZone> {
    // "Etc/Unknown" is found too, as a zone without a name, and is no place.
    BUNDLED
        .get(name)
        .ok()
        .filter(|zone| zone.iana_name() == Some(name))
}

/// The instant at which a local day begins, which is 00:00; `None` outside the years -9999 to 9999.
///
/// Where clocks go forward over midnight there is no 00:00, and the day begins with the first
/// instant after the gap. Where clocks go back over midnight there are two, and it is the later
/// one: what follows a period then begins no sooner than under either count, which is in favour of
/// the person whom it burdens.
///
/// ```
/// use jiff::civil::date;
/// use writ_law::zone;
///
/// let moscow = zone::named("Europe/Moscow").unwrap();
/// let begins = zone::day_begins(&moscow, date(2023, 5, 8)).unwrap();
/// assert_eq!(begins.to_string(), "2023-05-07T21:00:00Z");
///
/// // In Lebanon clocks went from 00:00 to 01:00 on 30 March 2025.
/// let beirut = zone::named("Asia/Beirut").unwrap();
/// let begins = zone::day_begins(&beirut, date(2025, 3, 30)).unwrap();
/// assert_eq!(begins.to_zoned(beirut).to_string(), "2025-03-30T01:00:00+03:00[Asia/Beirut]");
/// ```
#[must_use]
pub fn day_begins(zone: &TimeZone, day: Date) -> Option<Timestamp> {
    let midnight = day.to_datetime(Time::midnight());
    match zone.to_ambiguous_timestamp(midnight).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(midnight).ok(),
        AmbiguousOffset::Fold { after, .. } => after.to_timestamp(midnight).ok(),
        AmbiguousOffset::Gap { before, after } => {
            // A gap can begin before midnight (Toronto, 1919) and can swallow a whole day (Samoa,
            // 2011), so the day begins at the change itself. Changes of the zone's name alone are
            // passed over.
            let earliest = after.to_timestamp(midnight).ok()?;
            let latest = before.to_timestamp(midnight).ok()?;
            zone.following(earliest)
                .take_while(|change| change.timestamp() <= latest)
                .find(|change| change.offset() == after)
                .map_or(Some(latest), |change| Some(change.timestamp()))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn begins(name: &str, day: Date) -> String {
        let zone = named(name).unwrap();
        day_begins(&zone, day)
            .unwrap()
            .to_zoned(zone)
            .strftime("%FT%T%:z")
            .to_string()
    }

    #[test]
    fn only_names_of_places_are_found() {
        for name in [
            "UTC",
            "Europe/Moscow",
            "America/New_York",
            "US/Eastern",
            "Asia/Beirut",
        ] {
            assert_eq!(named(name).unwrap().iana_name(), Some(name));
        }
        for name in [
            "",
            "utc",
            "Etc/Unknown",
            "Local",
            "Moscow",
            "Europe/Moscow ",
            "+03:00",
        ] {
            assert!(named(name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_midnight_that_does_not_exist_is_the_first_instant_of_the_day() {
        assert_eq!(
            begins("America/Sao_Paulo", date(2018, 11, 4)),
            "2018-11-04T01:00:00-02:00"
        );
        assert_eq!(
            begins("Asia/Beirut", date(2025, 3, 30)),
            "2025-03-30T01:00:00+03:00"
        );
        // From 23:30 to 00:30: the day begins at 00:30 and not at 01:00.
        assert_eq!(
            begins("America/Toronto", date(1919, 3, 31)),
            "1919-03-31T00:30:00-04:00"
        );
        // 30 December 2011 was left out whole.
        assert_eq!(
            begins("Pacific/Apia", date(2011, 12, 30)),
            "2011-12-31T00:00:00+14:00"
        );
    }

    #[test]
    fn of_two_midnights_the_later_one_begins_the_day() {
        // In Cuba clocks go from 01:00 back to 00:00.
        assert_eq!(
            begins("America/Havana", date(2024, 11, 3)),
            "2024-11-03T00:00:00-05:00"
        );
        // In Brazil they went from 00:00 back to 23:00: the evening came twice, midnight once.
        assert_eq!(
            begins("America/Sao_Paulo", date(2018, 2, 18)),
            "2018-02-18T00:00:00-03:00"
        );
    }

    #[test]
    fn no_day_begins_outside_the_years_that_can_be_counted() {
        assert_eq!(
            day_begins(&named("America/New_York").unwrap(), Date::MAX),
            None
        );
    }
}
