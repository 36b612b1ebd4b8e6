//! The truth about a made-up person, from which the register may depart.
//!
//! The words are those of the facts in the shipped call-up packs.

use jiff::civil::Date;
use serde::Serialize;
use writ_law::case::DatePeriod;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it in a fact.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words! {
    /// Sex, as the civil register records it.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}
words! {
    /// Military service.
    Service {
        /// Has not served.
        None = "none",
        /// Serves now.
        Serving = "serving",
        /// Has done all that the law asks, and is in no reserve.
        Completed = "completed",
        /// Is in the reserve.
        Reserve = "reserve",
    }
}
words! {
    /// Category of fitness, from fit without limits to unfit.
    Fitness {
        /// Fit.
        A = "A",
        /// Fit with slight limits.
        B = "B",
        /// Fit with limits.
        V = "V",
        /// Unfit for the time being.
        G = "G",
        /// Unfit.
        D = "D",
    }
}
words! {
    /// Portal account.
    Account {
        /// Has none.
        None = "none",
        /// Has one.
        Active = "active",
    }
}
words! {
    /// What the register says of the address.
    Address {
        /// None is recorded.
        None = "none",
        /// One is recorded that nobody has confirmed.
        Unconfirmed = "unconfirmed",
        /// One is recorded and confirmed.
        Confirmed = "confirmed",
    }
}
words! {
    /// Where the person lives; never a fact of the register.
    Home {
        /// At the address that the register has.
        AtAddress = "at-address",
        /// Somewhere else.
        Elsewhere = "elsewhere",
    }
}
words! {
    /// A made-up region, which is also the district of an office.
    Region {
        /// A.
        A = "A",
        /// B.
        B = "B",
        /// C.
        C = "C",
        /// D.
        D = "D",
        /// E.
        E = "E",
        /// F.
        F = "F",
    }
}
words! {
    /// Why a person could not lawfully be called, once their papers are checked.
    Ground {
        /// Only men are called.
        Sex = "sex",
        /// Too young or too old.
        Age = "age",
        /// Serving, or has served.
        Service = "service",
        /// Unfit.
        Fitness = "fitness",
        /// A deferment holds.
        Deferment = "deferment",
    }
}

/// What is so, whatever the register says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Truth {
    /// The day of birth.
    pub birth_date: Date,
    /// The sex.
    pub sex: Sex,
    /// The service.
    pub service: Service,
    /// The fitness.
    pub fitness: Fitness,
    /// The deferments, past ones too.
    pub deferment: Vec<DatePeriod>,
    /// The portal account.
    pub account: Account,
    /// Where the person lives.
    pub home: Home,
    /// The region in which the person lives.
    pub region: Region,
}

impl Truth {
    /// The age in whole years on a day.
    #[must_use]
    pub fn age_on(&self, day: Date) -> i16 {
        let had_birthday =
            (day.month(), day.day()) >= (self.birth_date.month(), self.birth_date.day());
        day.year() - self.birth_date.year() - i16::from(!had_birthday)
    }

    /// Why the person could not lawfully be called up on a day, if so: neither a conscript (a man of
    /// 18 to 26 who has not served) nor a reservist (a man of 18 to 49 in the reserve), or unfit, or
    /// with a deferment.
    ///
    /// This is what a desk sees in the papers, by the categories of the shipped call-up packs. It is
    /// part of the made-up world; what follows in law is for the regime.
    #[must_use]
    pub fn excluded_on(&self, day: Date) -> Option<Ground> {
        let age = self.age_on(day);
        let too_old = match self.service {
            Service::None => 27,
            Service::Serving | Service::Completed => return Some(Ground::Service),
            Service::Reserve => 50,
        };
        if self.sex == Sex::Female {
            Some(Ground::Sex)
        } else if age < 18 || age >= too_old {
            Some(Ground::Age)
        } else if self.fitness == Fitness::D {
            Some(Ground::Fitness)
        } else if self
            .deferment
            .iter()
            .any(|one| one.from <= day && day < one.until)
        {
            Some(Ground::Deferment)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn conscript() -> Truth {
        Truth {
            birth_date: date(2003, 4, 15),
            sex: Sex::Male,
            service: Service::None,
            fitness: Fitness::A,
            deferment: Vec::new(),
            account: Account::Active,
            home: Home::AtAddress,
            region: Region::A,
        }
    }

    #[test]
    fn a_year_is_whole_on_the_birthday() {
        assert_eq!(conscript().age_on(date(2023, 4, 14)), 19);
        assert_eq!(conscript().age_on(date(2023, 4, 15)), 20);
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Truth), expected: Option<Ground>) {
        let mut truth = conscript();
        change(&mut truth);
        assert_eq!(truth.excluded_on(date(2023, 4, 27)), expected, "{truth:?}");
    }

    #[test]
    fn papers_exclude_on_each_ground() {
        check(|_| {}, None);
        check(|truth| truth.sex = Sex::Female, Some(Ground::Sex));
        check(
            |truth| truth.service = Service::Completed,
            Some(Ground::Service),
        );
        check(
            |truth| truth.service = Service::Serving,
            Some(Ground::Service),
        );
        check(|truth| truth.fitness = Fitness::D, Some(Ground::Fitness));
        check(|truth| truth.fitness = Fitness::V, None);
    }

    #[test]
    fn papers_exclude_before_18_and_from_27_or_in_the_reserve_from_50() {
        check(
            |truth| truth.birth_date = date(2005, 4, 28),
            Some(Ground::Age),
        );
        check(|truth| truth.birth_date = date(2005, 4, 27), None);
        check(|truth| truth.birth_date = date(1996, 4, 28), None);
        check(
            |truth| truth.birth_date = date(1996, 4, 27),
            Some(Ground::Age),
        );
        let reservist = |truth: &mut Truth, born| {
            truth.service = Service::Reserve;
            truth.birth_date = born;
        };
        check(|truth| reservist(truth, date(1973, 4, 28)), None);
        check(
            |truth| reservist(truth, date(1973, 4, 27)),
            Some(Ground::Age),
        );
    }

    #[test]
    fn a_deferment_excludes_up_to_the_day_after_its_last() {
        let period = |from, until| vec![DatePeriod { from, until }];
        let until = |until| period(date(2022, 9, 1), until);
        check(
            |truth| truth.deferment = until(date(2023, 4, 28)),
            Some(Ground::Deferment),
        );
        check(|truth| truth.deferment = until(date(2023, 4, 27)), None);
        let later = period(date(2023, 4, 28), date(2023, 7, 1));
        check(|truth| truth.deferment = later, None);
    }
}
