//! A sandbox to walk about in: the guarded law on the morning on which people were called up, with
//! its pages open, a clock that the visitor moves, and somebody to be.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use jiff::{Timestamp, ToSpan as _};
use serde_json::json;
use writ_law::eligibility::eligibility;
use writ_law::truth::Truth;
use writ_registry::operation;
use writ_server::Settings;
use writ_server::settings::MadeUp;
use writ_sim::population::{MadeUpPerson, Population};

use super::Demo;
use super::calendar::{APPEAR, POSTED};
use super::house::{House, WALK, officer_of, staff};
use super::opening::{self, CALL_UP};
use super::steps::Steps;
use crate::output::Output;
use crate::registry::{Place, ruled};
use crate::serve;
use crate::trouble::{Done, Trouble};

/// The most people of it: more would only make the visitor wait.
const PEOPLE: u32 = 2_000;
/// How many days after the day in the summons the walk may take.
const LENGTH: i64 = 30;
/// An account in which the jobs beside answering are done.
const JOBS: &str = staff::OPERATOR;

/// Who the visitor can be, and what they need to know.
struct Guide {
    /// Was called up this morning, through the account.
    called: MadeUpPerson,
    office: String,
    /// Was not called.
    other: Option<String>,
    /// The key of the border desk.
    key: String,
    measure: String,
    purpose: String,
}

/// Makes the sandbox in a folder, and serves its pages until somebody interrupts.
pub(super) async fn about(demo: &Demo, dir: &Path, output: &Output) -> Result<Done, Trouble> {
    let persons = demo.persons.min(PEOPLE);
    let population = super::people(demo.seed, persons)?;
    let house = House::found(dir, WALK, demo.seed).await?;
    let guide = called_up(&house, &population, output).await?;
    let place = Place::new(&dir.join(WALK.folder), None, None);
    place.set_sandbox_time(house.calendar.at(POSTED, 10, 30))?;
    let port = demo.port.unwrap_or_default();
    let settings = settings(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), &guide);
    let told = |url: &str| {
        output.answer(
            || json!({"listening": url, "person": guide.called.id, "office": guide.office}),
            || words(url, &guide, &house),
        )
    };
    serve::until_stopped(&place, house.registry.clone(), settings, told).await
}

/// Calls people up, as in the story, and finds one who can live through all of it.
async fn called_up(
    house: &House,
    population: &Population,
    output: &Output,
) -> Result<Guide, Trouble> {
    let steps = Steps::new(output, u64::from(population.size()));
    opening::import(house, population, &steps).await?;
    opening::judge(house, population.size()).await?;
    opening::issue(house, population.seed()).await?;
    let mut called = None;
    let mut other = None;
    for index in 0..population.size() {
        let person = population.person(index);
        match office_of(house, &person).await? {
            Some(office) if called.is_none() && is_plain(house, &person)? => {
                called = Some((person, office));
            }
            None if other.is_none() => other = Some(person.id),
            _ => {}
        }
        if called.is_some() && other.is_some() {
            break;
        }
    }
    let (called, office) = called.ok_or_else(|| {
        Trouble::failed("nobody of these made-up people was called up through an account")
            .with_cure("make up more of them with --persons")
    })?;
    let exit = house.regime.tree().effects.first();
    let exit = exit.ok_or_else(|| Trouble::failed("the law of the demo has no effect"))?;
    let leave = house.permit(staff::OPERATOR, operation::AddOfficer).await?;
    let now = house.calendar.at(POSTED, 10, 0);
    let key = house.registry.issue_desk_key(&leave, &exit.asks.text, now);
    Ok(Guide {
        called,
        office,
        other,
        key: ruled(key.await)?.text().to_owned(),
        measure: exit.measure.text.clone(),
        purpose: exit.purpose.clone(),
    })
}

/// The office in which somebody was called up, with a copy in their account.
async fn office_of(house: &House, person: &MadeUpPerson) -> Result<Option<String>, Trouble> {
    let now = house.calendar.at(POSTED, 10, 30);
    let explained = house
        .registry
        .explain(&house.look, &person.id, now, None, None);
    let matters = ruled(explained.await)?.matters;
    let matter = matters.iter().find(|it| it.matter.id.starts_with(CALL_UP));
    let posted = matter.filter(|it| {
        let mut events = it.events.iter();
        events.any(|event| event.channel.as_deref() == Some("portal"))
    });
    Ok(posted.and_then(|it| it.matter.region.clone()))
}

/// Whether what the register says of somebody can be relied on to the end of the walk: so that no
/// record grows too old while the visitor moves the clock.
fn is_plain(house: &House, person: &MadeUpPerson) -> Result<bool, Trouble> {
    let last: Timestamp = house.calendar.begins(APPEAR.saturating_add(LENGTH.days()));
    let judged = eligibility(&house.regime, "call-up", &person.person(), last, last);
    let judged = judged.map_err(|error| Trouble::failed(error.to_string()))?;
    Ok(judged.truth() == Truth::Yes)
}

fn settings(listen: SocketAddr, guide: &Guide) -> Settings {
    let made_up = |name: &str, about: &str| MadeUp {
        name: name.to_owned(),
        about: about.to_owned(),
    };
    let mut settings = Settings {
        listen,
        ..Settings::default()
    };
    settings.jobs.officer = Some(JOBS.to_owned());
    let people = &mut settings.sandbox.people;
    people.push(made_up(&guide.called.id, "was called up this morning"));
    people.extend(
        guide
            .other
            .as_deref()
            .map(|id| made_up(id, "was not called up")),
    );
    settings.sandbox.officers = vec![
        made_up(
            &officer_of(&guide.office),
            "records and decides in that office",
        ),
        made_up(staff::OFFICER, "runs the campaigns of all offices"),
        made_up(staff::APPROVER, "is the second pair of eyes"),
        made_up(staff::OMBUDSMAN, "looks, and changes nothing"),
        made_up(staff::REGISTRAR, "keeps the register"),
        made_up(staff::OPERATOR, "runs the machine, and sees nobody's file"),
    ];
    settings
}

/// What the visitor reads.
fn words(url: &str, guide: &Guide, house: &House) -> String {
    let Guide {
        called,
        office,
        key,
        measure,
        purpose,
        ..
    } = guide;
    let (person, officer) = (&called.id, officer_of(office));
    let moment = |date, hour| house.calendar.moment(house.calendar.at(date, hour, 0));
    let after = |days: i64| APPEAR.saturating_add(days.days());
    let (missed, decides) = (moment(after(1), 10), moment(after(17), 10));
    let defaulted = moment(after(22), 10);
    let now = moment(POSTED, 10);
    format!(
        "
TO WALK ABOUT IN

  {url}

A sandbox under the guarded law, on the morning on which people were called up: {now}.
Everybody in it is made up. Its clock stands still until you move it: {url}/sandbox/clock
Sign in at {url}/sign-in as

  {person:<18} who was called up this morning
  {officer:<18} the officer of that office
  approver           the second pair of eyes
  ombudsman          who looks, and changes nothing

The whole story, in ten minutes:

  1. as {person}: My notices, and open the one that waits. From then on you are served.
  2. Move the clock to {missed}. The day has passed, and you did not come.
  3. as {officer}: open the matter; record that you warned the person, by account and by post.
  4. Move the clock to {decides}: the time to comply is over. Decide: no leaving the country;
     and record that the person was told of it.
  5. Ask at the border:
       curl -sS {url}/api/v1/questions -H 'Authorization: Bearer {key}' \\
         -H 'Content-Type: application/json' \\
         -d '{{\"person\": \"{person}\", \"measure\": \"{measure}\", \"purpose\": \"{purpose}\"}}'
  6. Move the clock to {defaulted}: twenty days after the day in the summons the other three can
     be decided in the same way.
  7. as {person}: object. Ask at the border again: the ban is stayed from that moment.
  8. as {officer}: reject the objection, and then record that the person appeared. Everything is
     lifted at once; as {person} take the receipt, and see who asked about you.

Stop with Ctrl-C. The sandbox is thrown away, unless --keep names a folder for it.
"
    )
}
