//! A position in words for people, told from its JSON: a registry hands it out in no other form.

use serde_json::Value;

use crate::output::visible;

/// How much of a position is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// What is so.
    Plainly,
    /// And why, of what is in force.
    Restrictions,
    /// And why, of everything: in force or not.
    WithReasons,
}

/// Above how many readings they are counted and no longer named.
const NAMED: usize = 3;

/// A position for people.
pub(crate) fn text(position: &Value, told: Told) -> String {
    let mut lines = Lines(Vec::new());
    let known = word(position, "known_at").map_or("all that is recorded".to_owned(), |known| {
        format!("what was recorded by {known}")
    });
    lines.0.push(format!(
        "at {}, by {known}",
        word(position, "at").unwrap_or_default()
    ));
    lines.say("eligible", word(position, "eligible").unwrap_or_default());
    let served = position.get("served").and_then(|served| {
        let (since, channel) = (word(served, "since")?, word(served, "channel")?);
        // Where service takes effect on the day after the day that it bears.
        let day = word(served, "day").filter(|day| !since.starts_with(day));
        let day = day.map_or(String::new(), |day| format!(", day of service {day}"));
        Some(format!("since {since} by {channel}{day}"))
    });
    lines.say("served", &served.unwrap_or_else(|| "no".to_owned()));
    for stage in by_reading(position.get("stage")) {
        lines.say("stage", &stage);
    }
    for duty in list(position, "duties") {
        let due = word(duty, "due").map_or(String::new(), |due| format!(", due {due}"));
        let (name, status) = (word(duty, "duty"), word(duty, "status"));
        lines.say(
            "duty",
            &format!("{}: {}{due}", name.unwrap_or(""), status.unwrap_or("")),
        );
    }
    for effect in list(position, "effects") {
        tell_effect(effect, told, &mut lines);
    }
    let in_force = |effect: &&Value| word(effect, "answer") == Some("yes");
    if let Some(effect) = list(position, "effects").iter().find(in_force) {
        let ends: Vec<&str> = list(effect, "ends_on")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        lines.say("ends with", &ends.join(", "));
    }
    let next = word(position, "next_change").unwrap_or("none if nothing more happens");
    lines.say("next change", next);
    lines.0.join("\n") + "\n"
}

/// Lines with a name in front.
struct Lines(Vec<String>);

impl Lines {
    fn say(&mut self, name: &str, what: &str) {
        self.0.push(visible(&format!("  {name:<12}{what}")));
    }
}

fn tell_effect(effect: &Value, told: Told, lines: &mut Lines) {
    let answer = word(effect, "answer").unwrap_or_default();
    let mut text = answer.to_owned();
    for when in ["since", "until"] {
        if let Some(at) = word(effect, when) {
            text.push_str(&format!(" {when} {at}"));
        }
    }
    let readings = by_reading(effect.get("readings"));
    if readings.len() > 1 {
        text.push_str(&format!(
            ", since the readings differ: {}",
            readings.join("; ")
        ));
    }
    lines.say(word(effect, "measure").unwrap_or_default(), &text);
    for remedy in list(effect, "remedies") {
        let until =
            word(remedy, "until").map_or("open".to_owned(), |it| format!("open until {it}"));
        let stays = if remedy.get("stays") == Some(&Value::Bool(true)) {
            ", stays it at once"
        } else {
            ""
        };
        let name = word(remedy, "remedy").unwrap_or_default();
        lines.say("", &format!("remedy {name}: {until}{stays}"));
    }
    let reasons = match told {
        Told::Plainly => false,
        Told::Restrictions => answer == "yes",
        Told::WithReasons => true,
    };
    if let Some(because) = effect.get("because").filter(|_| reasons) {
        tell_proof(because, 0, lines);
    }
}

/// The proof tree, one sentence a line: `+` what holds, `-` what does not, `?` what is unknown.
fn tell_proof(node: &Value, depth: usize, lines: &mut Lines) {
    let mark = match word(node, "truth") {
        Some("yes") => '+',
        Some("no") => '-',
        _ => '?',
    };
    let cite: Vec<&str> = list(node, "cite")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let cite = if cite.is_empty() {
        String::new()
    } else {
        format!(" [{}]", cite.join(", "))
    };
    let says = word(node, "says").unwrap_or_default();
    lines.say("", &format!("{}{mark} {says}{cite}", "  ".repeat(depth)));
    for (reading, tree) in node
        .get("readings")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        lines.say(
            "",
            &format!("{}as read \"{reading}\":", "  ".repeat(depth + 1)),
        );
        tell_proof(tree, depth + 2, lines);
    }
    for part in list(node, "parts") {
        tell_proof(part, depth + 1, lines);
    }
}

/// What each reading says, those that say the same together.
fn by_reading(readings: Option<&Value>) -> Vec<String> {
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for (reading, what) in readings.and_then(Value::as_object).into_iter().flatten() {
        let what = what.as_str().unwrap_or_default();
        match said.iter_mut().find(|(known, _)| *known == what) {
            Some((_, names)) => names.push(reading),
            None => said.push((what, vec![reading])),
        }
    }
    if let [(only, _)] = said.as_slice() {
        return vec![(*only).to_owned()];
    }
    let line = |(what, names): &(&str, Vec<&str>)| match names.len() {
        0..=NAMED => format!("{what} as read \"{}\"", names.join("\", \"")),
        many => format!("{what} in {many} readings"),
    };
    said.iter().map(line).collect()
}

fn word<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str)
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
