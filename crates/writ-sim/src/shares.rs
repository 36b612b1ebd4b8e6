//! Shares: how many in a thousand, each with where the number comes from.
//!
//! This file is the data. A share is *reported* where a source gives the number or it follows from
//! the numbers quoted, and *assumed* where nobody does and we chose one; the sentence beside it
//! says which and why. No share is a finding about a real population: reports from several
//! countries and years stand side by side, only to make a demonstration look plausible. Numbers 000
//! to 004 are the press reports that the packs of the same names tell.

use serde::{Deserialize, Serialize};

/// What a share rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A source gives the number, or it follows from the numbers that the source gives.
    Reported,
    /// Nobody gives it; we chose it.
    Assumed,
}

/// One share as it stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The name of the share.
    pub name: &'static str,
    /// The group whose shares are parts of one thousand; what they leave is the group's last option.
    pub group: &'static str,
    /// The share in use, in a thousand.
    pub per_mille: u16,
    /// The share of the table, in a thousand.
    pub default_per_mille: u16,
    /// What the share of the table rests on.
    pub basis: Basis,
    /// The sentence that says where it comes from.
    pub source: &'static str,
}

/// Why shares cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SharesError {
    /// A group has more than one thousand parts.
    #[error("shares `{group}` come to {sum} in a thousand: make them at most 1000")]
    TooMuch {
        /// The group.
        group: &'static str,
        /// What its shares come to.
        sum: u32,
    },
}

macro_rules! shares {
    ($($name:ident = $value:literal of $group:literal, $basis:ident: $source:literal;)*) => {
        /// Every share, in a thousand. The sentence on each field is its source.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Shares {
            $(
                #[doc = concat!("In a thousand, part of *", $group, "*; ", stringify!($basis), ": ", $source)]
                pub $name: u16,
            )*
        }

        impl Shares {
            /// The shares of the table.
            #[must_use]
            pub const fn reported() -> Self {
                Self { $($name: $value),* }
            }

            /// The table, with the shares in use, in its order.
            #[must_use]
            pub fn lines(&self) -> Vec<Line> {
                vec![$(Line {
                    name: stringify!($name),
                    group: $group,
                    per_mille: self.$name,
                    default_per_mille: $value,
                    basis: Basis::$basis,
                    source: $source,
                }),*]
            }
        }
    };
}

shares! {
    // Who is in the register.
    age_16_17 = 45 of "age", Assumed: "two of the 45 years from 16 to 60, every year the same";
    age_18_26 = 200 of "age", Assumed: "nine of the 45 years from 16 to 60, every year the same";
    age_27_49 = 510 of "age", Assumed: "23 of the 45 years from 16 to 60, every year the same; the rest are 50 to 60";
    female = 60 of "sex", Assumed: "a register of people liable to service holds few women, those of some professions";
    region_a = 300 of "region", Assumed: "made-up regions of unequal size; the rest live in F";
    region_b = 220 of "region", Assumed: "made up, as region A is";
    region_c = 180 of "region", Assumed: "made up, as region A is";
    region_d = 140 of "region", Assumed: "made up, as region A is";
    region_e = 100 of "region", Assumed: "made up, as region A is";

    // What has become of them.
    young_serving = 80 of "service at 18 to 26", Assumed: "one year of service among nine, for most of those who serve";
    young_reserve = 250 of "service at 18 to 26", Assumed: "those who have served go to the reserve";
    young_completed = 70 of "service at 18 to 26", Assumed: "some have done all that the law asks; the rest have not served";
    grown_none = 60 of "service at 27 to 49", Assumed: "few have never been entered anywhere";
    grown_serving = 20 of "service at 27 to 49", Assumed: "those who serve under contract";
    grown_completed = 150 of "service at 27 to 49", Assumed: "like the man of 38 from Volgograd who had served (003); the rest are in the reserve";
    old_reserve = 200 of "service at 50 to 60", Assumed: "officers stay longer; the rest have completed it";
    female_reserve = 300 of "service of women", Assumed: "the rest have not served";
    fitness_b = 350 of "fitness", Assumed: "the split of the fit into A (the rest) and B is not reported";
    fitness_v = 33 of "fitness", Assumed: "700 of 7,500 called in autumn 2004 in one region could not serve for their health (ampravda.ru, 2 April 2005): 93 in V, G and D, split by us";
    fitness_g = 20 of "fitness", Assumed: "part of the 93 of V, G and D";
    fitness_d = 40 of "fitness", Assumed: "part of the 93 of V, G and D";
    deferment_young = 373 of "deferment below 27", Reported: "2,500 students and 300 with family grounds among 7,500 in autumn 2004 in one region (ampravda.ru, 2 April 2005)";
    deferment_young_ended = 100 of "deferment below 27", Assumed: "had one that has ended; the rest have none";
    deferment_grown = 60 of "deferment from 27", Assumed: "reserved occupations and large families; the 9,500 fathers sent home in 2022 (SOVA/BBC) give no share";
    deferment_grown_ended = 150 of "deferment from 27", Assumed: "had one that has ended; the rest have none";
    account_none = 110 of "account", Reported: "Denmark 2015: 11 % were exempt from digital post";
    address_none = 40 of "address", Assumed: "people whose address nobody has recorded";
    address_unconfirmed = 180 of "address", Assumed: "recruiters 'had a hard time ... knowing if they had the correct address' (001); the rest are confirmed";
    elsewhere_though_confirmed = 60 of "lives elsewhere", Assumed: "with the next, comes to the 19 % of 7,400 whom Yekaterinburg could not find in spring 2019 (eanews.ru, 15 October 2019)";
    elsewhere_unconfirmed = 550 of "lives elsewhere, unconfirmed", Assumed: "see the one before; Estonia could not deliver 24 to 25 % of paper call-ups in 2016 to 2020";

    // What the register lacks, or has wrong. What is left of each group is sound.
    birth_date_missing = 2 of "birth-date in the register", Assumed: "rare, but it happens in every register";
    birth_date_at_odds = 2 of "birth-date in the register", Assumed: "as rare as a missing one";
    birth_date_wrong = 3 of "birth-date in the register", Assumed: "men aged 55 to 72 were called up in 2022 (SOVA/BBC); no share is reported";
    sex_missing = 2 of "sex in the register", Assumed: "as a missing birth date";
    service_missing = 10 of "service in the register", Assumed: "files lost or never opened";
    service_stale = 40 of "service in the register", Assumed: "not looked at for over a year";
    service_at_odds = 8 of "service in the register", Assumed: "the person says on the portal what the register does not";
    service_wrong = 15 of "service in the register", Assumed: "the man of 38 from Volgograd had already served (000, 003); half of Khabarovsk's call-up was sent home in 2022 (Reuters, 3 October 2022), so this is mild";
    fitness_missing = 170 of "fitness in the register below 27", Reported: "Estonia: 17 % missed the medical examination";
    fitness_missing_grown = 20 of "fitness in the register from 27", Assumed: "nearly everybody has been examined once";
    fitness_stale = 120 of "fitness in the register below 27", Assumed: "examined once, over a year ago";
    fitness_stale_grown = 250 of "fitness in the register from 27", Assumed: "examined once, long ago: more of them";
    fitness_at_odds = 6 of "fitness in the register below 27", Assumed: "the board and the military register disagree; the same from 27";
    fitness_wrong = 15 of "fitness in the register below 27", Assumed: "men ineligible for their health were called up (001); 179 of 822 recruits came back from the assembly point in Yekaterinburg in spring 2019 (eanews.ru), so this is mild; the same from 27";
    deferment_missing = 20 of "deferment in the register", Assumed: "nobody asked and nobody told";
    deferment_stale = 80 of "deferment in the register", Assumed: "schools and employers report late";
    deferment_at_odds = 10 of "deferment in the register", Assumed: "the person has a paper that the register has not";
    deferment_wrong = 20 of "deferment in the register", Assumed: "'wanted' shown in spite of a valid deferment (24tv, 27 February 2026); no share is reported";
    account_missing = 30 of "account in the register", Assumed: "the portal has not answered for them";
    account_stale = 60 of "account in the register", Assumed: "the portal answered over a year ago";
    account_wrong = 5 of "account in the register", Assumed: "closed since; Denmark had wrongful mailboxes for months in 2022, the other way round";
    address_missing = 15 of "address in the register", Assumed: "never recorded at all";
    address_stale = 100 of "address in the register", Assumed: "an address last confirmed years ago, as on many letters that come back";
    address_at_odds = 15 of "address in the register", Assumed: "another address on the portal";
    region_missing = 10 of "region in the register", Assumed: "as we assume for the address";
    region_stale = 60 of "region in the register", Assumed: "as we assume for the address";
    region_at_odds = 10 of "region in the register", Assumed: "another region on the portal";
    region_wrong = 10 of "region in the register", Assumed: "moved, and told nobody";

    // What reaches them.
    never_logs_in = 42 of "the copy in the account", Reported: "Denmark 2015: 4.2 % had unread post and had not logged in for six months";
    never_notices = 128 of "the copy in the account", Assumed: "with the one before 17 %, within the 10 % (exercise Okas 2022: a tenth never opened the e-mail) to 25 % (Estonia, paper) who do not learn";
    opens_same_day = 450 of "when it is opened", Assumed: "with the next, the 75 % of Singapore who answer by the second message";
    opens_in_three_days = 300 of "when it is opened", Assumed: "see the one before";
    opens_in_a_week = 150 of "when it is opened", Assumed: "the rest open it within 20 days";
    alert_fails = 130 of "the alert", Reported: "Denmark 2015: 87 % had given an e-mail address";
    letter_first_attempt = 720 of "the letter, at home", Assumed: "most registered letters are handed over at once";
    letter_second_attempt = 120 of "the letter, at home", Assumed: "after nobody was there the first time";
    letter_refused = 30 of "the letter, at home", Assumed: "few refuse a letter outright";
    letter_not_collected = 120 of "the letter, at home", Assumed: "nobody there twice, and then not fetched; the rest goes to another person";
    visit_at_home = 600 of "the officer's visit", Assumed: "in person at the registered address (002, before the law)";
    visit_at_work = 120 of "the officer's visit", Assumed: "or at the place of work (002)";
    visit_refused = 80 of "the officer's visit", Assumed: "in person, which was 'relatively easy to evade' (003)";
    visit_by_others = 5 of "the officer's visit", Assumed: "students were handed summonses by dormitory officials (003); the rest find nobody";
    evidence_late = 100 of "the carrier's evidence", Assumed: "returned letters are learned of late and by hand (GOV.UK Notify, pull requests 5308 and 5352)";

    // What they do about it.
    comes_on_the_day = 700 of "coming, of those who learn", Reported: "exercise Okas 2022: about 1,800 of 2,861 came, and a tenth had never looked: 70 % of those who had";
    claims_excuse = 60 of "coming, of those who learn", Assumed: "illness, family, force majeure; no share is reported";
    never_comes = 120 of "coming, of those who learn", Reported: "exercise Okas 2022: those who stayed away on purpose were put at 10 to 15 %; the rest come late";
    comes_after_excuse = 850 of "coming after an excuse", Assumed: "when the cause ends most come";
    excuse_illness = 600 of "the excuse", Assumed: "the commonest of the grounds of article 7(2)";
    excuse_family = 250 of "the excuse", Assumed: "a grave illness or a funeral; the rest is force majeure";
    replies = 100 of "replying", Assumed: "some answer before they come, or instead of coming";
    objects_if_wrongly_called = 600 of "objecting, once told of an effect", Assumed: "those who have served, are ill or have a deferment know it";
    objects_otherwise = 120 of "objecting, once told of an effect", Assumed: "anybody may object";
    claims_non_receipt = 700 of "claiming non-receipt", Assumed: "of those whom nothing reached, once they are told of an effect";
    recorded_late = 60 of "the desk's record", Assumed: "how many desks are late is not reported; how late is: lifts took 5 to 30 days (voenschet.ru)";
    claims_appearance = 500 of "claiming to have appeared", Assumed: "of those whom the desk recorded late";
    dies = 1 of "dying within 90 days", Assumed: "about the mortality of men of 40 in a quarter";
    moves = 10 of "moving within 90 days", Assumed: "a few in a hundred people move each year";

    // What officers do with what comes to them.
    officer_slow = 50 of "the officer's term", Assumed: "no answer within 30 days: silence must end the effect, so it has to happen";
    excuse_accepted = 750 of "excuses", Assumed: "with papers; sick-leave papers were also refused (ukrreality)";
    objection_upheld = 300 of "objections by people rightly called", Assumed: "far below the 30 of 34 fines annulled in Ukrainian courts (itc.ua); people wrongly called always win";
    measure_imposed = 600 of "measures that an officer decides", Assumed: "an officer who has to decide one by one does not always";
}

impl Default for Shares {
    fn default() -> Self {
        Self::reported()
    }
}

impl Shares {
    /// Whether every group fits into one thousand.
    ///
    /// # Errors
    ///
    /// [`SharesError::TooMuch`] names the first group of the table that does not.
    pub fn check(&self) -> Result<(), SharesError> {
        let lines = self.lines();
        for line in &lines {
            let of_group = lines.iter().filter(|other| other.group == line.group);
            let sum = of_group.map(|other| u32::from(other.per_mille)).sum();
            if sum > 1000 {
                return Err(SharesError::TooMuch {
                    group: line.group,
                    sum,
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits() {
        assert_eq!(Shares::reported().check(), Ok(()));
    }

    #[test]
    fn a_group_above_one_thousand_is_named() {
        let shares = Shares {
            age_18_26: 900,
            ..Shares::reported()
        };
        let error = shares.check().unwrap_err();
        assert_eq!(
            error.to_string(),
            "shares `age` come to 1455 in a thousand: make them at most 1000"
        );
    }

    #[test]
    fn every_share_says_where_it_comes_from() {
        for line in Shares::reported().lines() {
            assert!(line.source.len() > 10, "{} has no source", line.name);
            assert_eq!(line.per_mille, line.default_per_mille, "{}", line.name);
        }
    }

    #[test]
    fn between_a_tenth_and_a_quarter_never_learn_of_a_copy_in_the_account() {
        let shares = Shares::reported();
        assert!((40..=60).contains(&shares.never_logs_in));
        assert!((100..=250).contains(&(shares.never_logs_in + shares.never_notices)));
    }
}
