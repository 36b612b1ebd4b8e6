//! Drawing one person: what the register says of them, and what is so.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use writ_law::case::{DatePeriod, Fact, FactValue};

use super::named::{Asked, Named, State};
use super::{MadeUpPerson, PREFIX, Population};
use crate::luck::Luck;
use crate::truth::{Account, Address, Fitness, Home, Region, Service, Sex, Truth};

/// An instant of a day, in UTC.
fn instant(day: Date, minute_of_day: u32) -> Timestamp {
    let midnight = day.at(0, 0, 0, 0);
    // INVARIANT: `as_of` lies within 1900 to 2999, and every other day within a century of it.
    let midnight = Offset::UTC.to_timestamp(midnight).unwrap_or_default();
    midnight
        .saturating_add(i64::from(minute_of_day).minutes())
        .unwrap_or(midnight)
}

/// What the register says where nothing went wrong, and the truth where it did not.
struct Said {
    age: u32,
    birth_date: Date,
    sex: Sex,
    service: Service,
    fitness: Fitness,
    deferment: Vec<DatePeriod>,
    account: Account,
    address: Address,
    region: Region,
}

/// One person, about to be made up.
pub(super) struct Draft<'a> {
    population: &'a Population,
    luck: Luck<Asked>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(population: &'a Population, index: u32) -> Self {
        Self {
            population,
            luck: Luck::of(population.seed, index),
        }
    }

    pub(super) fn person(&self, index: u32) -> MadeUpPerson {
        let said = self.said();
        let mut facts: Vec<Fact> = Named::ALL
            .iter()
            .flat_map(|named| self.facts(*named, &said))
            .collect();
        facts.sort_by_key(|fact| fact.recorded_at);
        MadeUpPerson {
            index,
            id: format!("{PREFIX}{index:06}"),
            office: said.region.word().to_owned(),
            facts,
            truth: self.truth(said),
        }
    }

    fn said(&self) -> Said {
        let (shares, luck) = (&self.population.shares, &self.luck);
        let bands = [
            (shares.age_16_17, (16, 17)),
            (shares.age_18_26, (18, 26)),
            (shares.age_27_49, (27, 49)),
        ];
        let (from, to) = luck.pick(Asked::Band, &bands, (50, 60));
        let age = luck.between(Asked::Age, from, to);
        let days = i64::from(luck.below(Asked::Birthday, 365));
        let birth_date = self
            .population
            .as_of
            .saturating_sub(i64::from(age).years())
            .saturating_sub(days.days());
        let sex = luck.pick(Asked::Sex, &[(shares.female, Sex::Female)], Sex::Male);
        let fitness = [
            (shares.fitness_b, Fitness::B),
            (shares.fitness_v, Fitness::V),
            (shares.fitness_g, Fitness::G),
            (shares.fitness_d, Fitness::D),
        ];
        let address = [
            (shares.address_none, Address::None),
            (shares.address_unconfirmed, Address::Unconfirmed),
        ];
        let account = [(shares.account_none, Account::None)];
        let regions = [
            (shares.region_a, Region::A),
            (shares.region_b, Region::B),
            (shares.region_c, Region::C),
            (shares.region_d, Region::D),
            (shares.region_e, Region::E),
        ];
        Said {
            age,
            birth_date,
            sex,
            service: self.service(age, sex),
            fitness: luck.pick(Asked::Fitness, &fitness, Fitness::A),
            deferment: self.deferment(age, birth_date),
            account: luck.pick(Asked::Account, &account, Account::Active),
            address: luck.pick(Asked::Address, &address, Address::Confirmed),
            region: luck.pick(Asked::Region, &regions, Region::F),
        }
    }

    fn service(&self, age: u32, sex: Sex) -> Service {
        let shares = &self.population.shares;
        let pick = |options: &[_], rest| self.luck.pick(Asked::Service, options, rest);
        match (sex, age) {
            (_, ..18) => Service::None,
            (Sex::Female, _) => pick(&[(shares.female_reserve, Service::Reserve)], Service::None),
            (Sex::Male, 18..27) => pick(
                &[
                    (shares.young_serving, Service::Serving),
                    (shares.young_reserve, Service::Reserve),
                    (shares.young_completed, Service::Completed),
                ],
                Service::None,
            ),
            (Sex::Male, 27..50) => pick(
                &[
                    (shares.grown_none, Service::None),
                    (shares.grown_serving, Service::Serving),
                    (shares.grown_completed, Service::Completed),
                ],
                Service::Reserve,
            ),
            (Sex::Male, 50..) => pick(
                &[(shares.old_reserve, Service::Reserve)],
                Service::Completed,
            ),
        }
    }

    fn deferment(&self, age: u32, birth_date: Date) -> Vec<DatePeriod> {
        let shares = &self.population.shares;
        let (holds, ended) = match age {
            // Not yet liable: there is nothing to defer.
            ..18 => return Vec::new(),
            18..27 => (shares.deferment_young, shares.deferment_young_ended),
            27.. => (shares.deferment_grown, shares.deferment_grown_ended),
        };
        let holds = (holds, Some(self.holding(age, birth_date)));
        let ended = (ended, Some(self.ended()));
        self.luck
            .pick(Asked::Deferment, &[holds, ended], None)
            .into_iter()
            .collect()
    }

    /// A deferment that holds on `as_of`: studies until a first of July to come, or half a year.
    fn holding(&self, age: u32, birth_date: Date) -> DatePeriod {
        let as_of = self.population.as_of;
        if age < 27 {
            let years_ago = i64::from(self.luck.between(Asked::DefermentFrom, 1, 3));
            let begun = first_of(as_of.year(), 9).saturating_sub(years_ago.years());
            let next_july = if as_of.month() < 7 { 0 } else { 1 };
            let years_more = next_july + i64::from(self.luck.below(Asked::DefermentUntil, 3));
            DatePeriod {
                // Nobody has one before the autumn in which they may be called for the first time.
                from: begun.max(first_of(birth_date.year() + 17, 9)),
                until: first_of(as_of.year(), 7).saturating_add(years_more.years()),
            }
        } else {
            let months = i64::from(self.luck.below(Asked::DefermentFrom, 6));
            let from = as_of.first_of_month().saturating_sub(months.months());
            DatePeriod {
                from,
                until: from.saturating_add(6.months()),
            }
        }
    }

    /// A deferment that has ended: the school year before this one.
    fn ended(&self) -> DatePeriod {
        let year = self.population.as_of.year();
        DatePeriod {
            from: first_of(year - 2, 9),
            until: first_of(year - 1, 7),
        }
    }

    fn state(&self, named: Named, said: &Said) -> State {
        use State::{AtOdds, Missing, Stale, Wrong};
        let s = &self.population.shares;
        let (missing, stale, at_odds, wrong) = match named {
            Named::BirthDate => (
                s.birth_date_missing,
                0,
                s.birth_date_at_odds,
                s.birth_date_wrong,
            ),
            Named::Sex => (s.sex_missing, 0, 0, 0),
            Named::Service => (
                s.service_missing,
                s.service_stale,
                s.service_at_odds,
                s.service_wrong,
            ),
            Named::Fitness if said.age < 27 => (
                s.fitness_missing,
                s.fitness_stale,
                s.fitness_at_odds,
                s.fitness_wrong,
            ),
            Named::Fitness => {
                let (missing, stale) = (s.fitness_missing_grown, s.fitness_stale_grown);
                (missing, stale, s.fitness_at_odds, s.fitness_wrong)
            }
            // Those not yet liable have none that anybody could be wrong about.
            Named::Deferment if said.age < 18 => (s.deferment_missing, s.deferment_stale, 0, 0),
            Named::Deferment => (
                s.deferment_missing,
                s.deferment_stale,
                s.deferment_at_odds,
                s.deferment_wrong,
            ),
            Named::Account => (s.account_missing, s.account_stale, 0, s.account_wrong),
            Named::Address => (s.address_missing, s.address_stale, s.address_at_odds, 0),
            Named::Region => (
                s.region_missing,
                s.region_stale,
                s.region_at_odds,
                s.region_wrong,
            ),
        };
        let states = [
            (missing, Missing),
            (stale, Stale),
            (at_odds, AtOdds),
            (wrong, Wrong),
        ];
        self.luck.pick(named.state(), &states, State::Sound)
    }

    fn facts(&self, named: Named, said: &Said) -> Vec<Fact> {
        let (_, source, other_source) = named.words();
        let value = match named {
            Named::BirthDate => word(said.birth_date),
            Named::Sex => word(said.sex.word()),
            Named::Service => word(said.service.word()),
            Named::Fitness => word(said.fitness.word()),
            Named::Deferment => FactValue::Periods(said.deferment.clone()),
            Named::Account => word(said.account.word()),
            Named::Address => word(said.address.word()),
            Named::Region => word(said.region.word()),
        };
        let state = self.state(named, said);
        match state {
            State::Missing => Vec::new(),
            State::AtOdds => vec![
                self.fact(named, state, value, source, said),
                self.fact(
                    named,
                    state,
                    self.otherwise(named, said),
                    other_source,
                    said,
                ),
            ],
            State::Stale | State::Wrong | State::Sound => {
                vec![self.fact(named, state, value, source, said)]
            }
        }
    }

    /// What the other source says where two are at odds.
    fn otherwise(&self, named: Named, said: &Said) -> FactValue {
        match named {
            Named::BirthDate => word(said.birth_date.saturating_sub(10.years())),
            Named::Sex => word(
                if said.sex == Sex::Male {
                    Sex::Female
                } else {
                    Sex::Male
                }
                .word(),
            ),
            Named::Service if said.service == Service::Completed => word(Service::Reserve.word()),
            Named::Service => word(Service::Completed.word()),
            Named::Fitness if said.fitness == Fitness::D => word(Fitness::B.word()),
            Named::Fitness => word(Fitness::D.word()),
            Named::Deferment if said.deferment.is_empty() => {
                FactValue::Periods(vec![self.holding(said.age, said.birth_date)])
            }
            Named::Deferment => FactValue::Periods(Vec::new()),
            Named::Account if said.account == Account::None => word(Account::Active.word()),
            Named::Account => word(Account::None.word()),
            Named::Address if said.address == Address::None => word(Address::Unconfirmed.word()),
            Named::Address => word(Address::None.word()),
            Named::Region => word(self.other_region(said.region).word()),
        }
    }

    fn fact(
        &self,
        named: Named,
        state: State,
        value: FactValue,
        source: &str,
        said: &Said,
    ) -> Fact {
        let (name, first_source, _) = named.words();
        let recorded = self.recorded_on(named, state, said);
        // Every record of a person has its own minute, so that a registry can take them in one by one.
        let slot = named as u32 * 2 + u32::from(source != first_source);
        let minute = 5 * 60 + self.luck.below(Asked::Minute, 240) + slot * 11;
        let at = match named {
            Named::BirthDate | Named::Sex => said.birth_date,
            _ => recorded.saturating_sub(i64::from(slot % 5).days()),
        };
        Fact {
            stated_at: None,
            proved_at: None,
            fact: name.to_owned(),
            value,
            at: instant(at, 0),
            recorded_at: instant(recorded, minute),
            source: source.to_owned(),
        }
    }

    fn recorded_on(&self, named: Named, state: State, said: &Said) -> Date {
        let as_of = self.population.as_of;
        let (least, most) = named.days_ago(state);
        let ago = i64::from(self.luck.between(named.day(), least, most));
        let sixteenth = said.birth_date.saturating_add(16.years());
        let recorded = match named {
            // Entered when the file was opened, and never again.
            Named::BirthDate | Named::Sex => sixteenth.saturating_add(ago.days()),
            // Nobody has a file before the age of sixteen.
            _ => as_of.saturating_sub(ago.days()).max(sixteenth),
        };
        recorded.min(as_of.saturating_sub(1.days()))
    }

    fn truth(&self, said: Said) -> Truth {
        let wrong = |named| self.state(named, &said) == State::Wrong;
        let service = match said.service {
            Service::None | Service::Reserve if wrong(Named::Service) => Service::Completed,
            service => service,
        };
        let fitness = if wrong(Named::Fitness) {
            Fitness::D
        } else {
            said.fitness
        };
        let deferment = if wrong(Named::Deferment) && said.deferment.is_empty() {
            vec![self.holding(said.age, said.birth_date)]
        } else {
            said.deferment.clone()
        };
        Truth {
            // Ten years older: the register made a man of 52 one of 42.
            birth_date: if wrong(Named::BirthDate) {
                said.birth_date.saturating_sub(10.years())
            } else {
                said.birth_date
            },
            sex: said.sex,
            service,
            fitness,
            deferment,
            account: if wrong(Named::Account) {
                Account::None
            } else {
                said.account
            },
            home: self.home(said.address),
            region: if wrong(Named::Region) {
                self.other_region(said.region)
            } else {
                said.region
            },
        }
    }

    fn home(&self, address: Address) -> Home {
        let shares = &self.population.shares;
        let elsewhere = match address {
            Address::None => 1000,
            Address::Unconfirmed => shares.elsewhere_unconfirmed,
            Address::Confirmed => shares.elsewhere_though_confirmed,
        };
        self.luck.pick(
            Asked::Home,
            &[(elsewhere, Home::Elsewhere)],
            Home::AtAddress,
        )
    }

    fn other_region(&self, region: Region) -> Region {
        another_region(region, self.luck.below(Asked::OtherRegion, 5))
    }
}

/// The region `draw` (0 to 4) among those that are not this one.
pub(crate) fn another_region(region: Region, draw: u32) -> Region {
    let mut others = Region::ALL.iter().copied().filter(|other| *other != region);
    others
        .nth(usize::try_from(draw).unwrap_or_default())
        .unwrap_or(region)
}

fn word(value: impl ToString) -> FactValue {
    FactValue::Word(value.to_string())
}

/// The first day of a month.
fn first_of(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).unwrap_or_default()
}
