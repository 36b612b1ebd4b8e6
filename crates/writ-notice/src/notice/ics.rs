//! A notice as an entry for a calendar.

use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{AppointmentStatus, Notice};

impl Notice {
    /// The entry for a calendar (RFC 5545), or nothing where there is nothing to come to.
    ///
    /// Its identifier follows from the matter, and its number rises with each change, so that a
    /// later one replaces it, and one that was taken back takes it out of the calendar. The time
    /// is in UTC, which every calendar reads alike; the words name the time where the law counts.
    #[must_use]
    pub fn ics(&self) -> Option<String> {
        let appointment = self.appointment.as_ref()?;
        let mut event = Event::new();
        event
            .uid(&self.uid())
            .add_property("DTSTAMP", utc(self.issued_at))
            .add_property("DTSTART", utc(appointment.at))
            .add_property("SEQUENCE", appointment.sequence.to_string())
            .summary(&appointment.summary)
            .description(&appointment.description);
        if let Some(place) = &appointment.place {
            event.location(place);
        }
        let (method, status) = match appointment.status {
            AppointmentStatus::Stands => ("PUBLISH", "CONFIRMED"),
            AppointmentStatus::Cancelled => ("CANCEL", "CANCELLED"),
        };
        event.add_property("STATUS", status);
        event.add_property("TRANSP", "OPAQUE");
        let mut calendar = Calendar::empty();
        calendar
            .append_property(Property::new("VERSION", "2.0"))
            .append_property(Property::new("PRODID", "-//Writ//notice//EN"))
            .append_property(Property::new("CALSCALE", "GREGORIAN"))
            .append_property(Property::new("METHOD", method))
            .append_property(Property::new("X-WR-TIMEZONE", appointment.zone.as_str()));
        calendar.push(event.done());
        Some(calendar.to_string())
    }

    /// The same for every rendering of the matter, and no other matter has it.
    fn uid(&self) -> String {
        let digest = Sha256::digest(self.matter.as_bytes());
        let short: String = digest
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{short}@notice.writ")
    }
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
