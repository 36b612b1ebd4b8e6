//! Random regimes, as the text of packs: what the public reader takes is what is tried.

use crate::luck::Luck;

/// A regime as a list of nodes, so that a finding can be made smaller node by node.
#[derive(Clone, Debug)]
pub(crate) struct Pack {
    /// The nodes, one text each.
    pub(crate) nodes: Vec<String>,
    /// Local times at which a version of the law begins, as days of the year's start.
    pub(crate) breaks: Vec<i64>,
}

impl Pack {
    /// The whole text.
    pub(crate) fn text(&self) -> String {
        self.nodes.join("\n") + "\n"
    }
}

const ZONES: &[&str] = &[
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/Lisbon",
    "America/New_York",
    "Africa/Cairo",
    "Asia/Kolkata",
];
pub(crate) const CHANNELS: &[&str] = &["portal", "post", "hand"];
const KINDS_THAT_SERVE: &[&str] = &["posted", "opened", "delivered", "refused"];
pub(crate) const MEASURES: &[&str] = &["exit", "driving", "credit"];
const STAGES: &[&str] = &["served", "missed", "late", "last"];
pub(crate) const EXCUSES: &[&str] = &["illness", "hardship"];

/// A random regime of at most so many versions.
pub(crate) fn pack(luck: &mut Luck, most: i64) -> Pack {
    let mut nodes = vec![
        format!(
            "regime \"random\" domain=court {{ title \"Made up by chance\" lang=en; status illustrative; zone \"{}\" }}",
            luck.word(ZONES)
        ),
        "assume \"everything here is made up\" name=a { affects all }".to_owned(),
    ];
    nodes.push(calendar(luck));
    for name in ["p1", "p2", "p3"] {
        nodes.push(period(luck, name));
    }
    nodes.extend(facts(luck));
    nodes.push(category(luck, "one"));
    nodes.push(category(luck, "two"));
    nodes.extend(papers(luck));
    nodes.extend(services(luck));
    nodes.push(lifecycle(luck));
    nodes.push(duty(luck));
    nodes.extend(effects(luck));
    nodes.extend(safeguards(luck));
    nodes.extend(disputes(luck));
    nodes.extend(besides(luck));
    let (versions, breaks) = versions(luck, most);
    nodes.extend(versions);
    Pack { nodes, breaks }
}

/// A local day of the year in which everything happens, some days after its beginning.
pub(crate) fn day(after: i64) -> String {
    let first = jiff::civil::date(2025, 1, 1);
    let days = jiff::Span::new().days(after);
    first.saturating_add(days).to_string()
}

/// Some limits bound an effect over all matters too.
fn in_all(luck: &mut Luck) -> String {
    if luck.happens(50) {
        return String::new();
    }
    let most = luck.between(2, 25);
    format!(
        " most=(days){most} within=(days){}",
        most + luck.between(0, 40)
    )
}

fn calendar(luck: &mut Luck) -> String {
    let until = if luck.happens(15) {
        day(luck.between(100, 200))
    } else {
        "2026-06-01".to_owned()
    };
    let weekend = luck.word(&["sat sun", "fri sat", "sun"]);
    let mut off = String::new();
    for _ in 0..luck.below(6) {
        let first = luck.between(60, 250);
        let last = first + luck.between(1, 4);
        off += &format!(" off from=\"{}\" until=\"{}\";", day(first), day(last));
    }
    if luck.happens(30) {
        off += &format!(" worked \"{}\";", day(luck.between(60, 250)));
    }
    if luck.happens(20) {
        let first = luck.between(60, 180);
        let last = first + luck.between(1, 9);
        off += &format!(" closed from=\"{}\" until=\"{}\";", day(first), day(last));
    }
    format!(
        "calendar \"c\" covers-from=\"2024-01-01\" covers-until=\"{until}\" {{ weekend {weekend};{off} }}"
    )
}

fn period(luck: &mut Luck, name: &str) -> String {
    let (n, unit) = match luck.below(10) {
        0..=3 => (luck.between(1, 20), "days"),
        4 | 5 => (luck.between(1, 8), "work-days"),
        6 => (luck.between(1, 3), "weeks"),
        7 => (1, "months"),
        _ => (luck.between(1, 100), "hours"),
    };
    let mut more = String::new();
    if unit != "hours" {
        if luck.happens(25) {
            more += " count-from=same-day";
        }
        if luck.happens(15) {
            more += " clear=#true";
        }
        if luck.happens(15) {
            more += " cutoff=\"16:30\"";
        }
        if luck.happens(15) {
            more += " min-work-days=2";
        }
    }
    if unit == "days" && luck.happens(20) {
        more += " short-up-to=5";
    }
    if unit == "months" {
        more += " month-end=clamp";
    }
    if unit == "hours" {
        more += luck.word(&["", "", " roll=next"]);
    } else {
        more += luck.word(&["", "", "", "", " roll=next", " roll=previous"]);
    }
    format!("period \"{name}\" n={n} unit={unit} calendar=\"c\" cite=a{more}")
}

fn facts(luck: &mut Luck) -> Vec<String> {
    let fresh = luck.word(&["(days)365", "(days)60", "(days)90"]);
    vec![
        "fact birth-date type=date from=registry fresh-for=(days)36500".to_owned(),
        format!("fact level type=choice from=board fresh-for={fresh} {{ values A B C }}"),
        format!("fact away type=periods from=registry fresh-for={fresh}"),
        "fact account type=choice from=portal fresh-for=(days)365 { values none active }"
            .to_owned(),
        "fact defaults type=periods from=court fresh-for=(days)200".to_owned(),
    ]
}

fn leaf(luck: &mut Luck) -> &'static str {
    luck.word(&[
        "is level A",
        "is-not level C",
        "is-not level C",
        "age birth-date from=18 below=70",
        "age birth-date from=18",
        "not { holds away }",
        "not { is level B }",
        "any { is level A; is level B }",
        "is account active",
    ])
}

fn category(luck: &mut Luck, name: &str) -> String {
    let leaves: Vec<&str> = (0..=luck.below(2)).map(|_| leaf(luck)).collect();
    format!(
        "category \"{name}\" cite=a {{ all {{ {} }} }}",
        leaves.join("; ")
    )
}

fn papers(luck: &mut Luck) -> Vec<String> {
    let to = luck.word(&["\"one\"", "\"one\" \"two\""]);
    let mut more = String::new();
    if luck.happens(8) {
        more += "window \"spring\"; ";
    }
    if luck.happens(8) {
        more += luck.word(&[
            "first-contact by \"post\"; ",
            "first-contact by \"post\" \"hand\"; ",
        ]);
    }
    if luck.happens(25) {
        more += "offers hardship times=2; ";
    }
    let needs = if luck.happens(50) {
        "{ needs account=active }"
    } else {
        ""
    };
    let hand = luck.word(&["by officer; ", "", "to person; place home work; "]);
    let region = if luck.happens(25) {
        format!(
            "region \"north\"; region \"south\" from=\"{}\"; ",
            day(luck.between(60, 130))
        )
    } else {
        String::new()
    };
    vec![
        format!("instrument \"call\" kind=summons {{ cite a; to {to}; {more}}}"),
        "instrument \"demand\" kind=order { cite a; to \"one\" }".to_owned(),
        "instrument \"drill\" kind=test { cite a; to \"one\" }".to_owned(),
        format!("channel \"portal\" serves=#true {needs}"),
        "channel \"post\" serves=#true".to_owned(),
        format!("channel \"hand\" serves=#true {{ {hand}{region}}}"),
        "channel \"mail\" serves=#false".to_owned(),
    ]
}

fn services(luck: &mut Luck) -> Vec<String> {
    CHANNELS
        .iter()
        .map(|channel| {
            let mut text = format!("service \"{channel}\" {{ cite a; ");
            let mut word = "when";
            for _ in 0..=luck.below(3) {
                text += &format!("{word} {}; ", ground(luck));
                word = "or";
            }
            text += &needs(luck, channel);
            text += luck.word(&["", "", "", "sender dispatched; ", "sender posted; "]);
            text += luck.word(&[
                "",
                "",
                "",
                "tolled-by outage; ",
                "tolled-by outage absence; ",
            ]);
            text += luck.word(&[
                "",
                "",
                "rebutted-by later-receipt then=that-day; wrong-person then=never; ",
                "rebutted-by wrong-person then=never; ",
                "rebutted-by absence then=next-day within=(days)12; wrong-person then=never; ",
                "rebutted-by absence then=next-day; outage then=that-day; ",
            ]);
            text + "}"
        })
        .collect()
}

/// A ground of service.
fn ground(luck: &mut Luck) -> String {
    if luck.happens(50) {
        return luck.some(KINDS_THAT_SERVE).join(" ");
    }
    let kind = luck.word(&["posted", "posted", "absent", "delivered", "alert-sent"]);
    let mut text = kind.to_owned();
    if kind == "absent" && luck.happens(40) {
        text += luck.word(&[" mark=pink", " attempt=2"]);
    }
    if luck.happens(75) {
        text += luck.word(&[" after=", " on-day="]);
        text += &term(luck);
    }
    if luck.happens(15) {
        text += luck.word(&[" since=\"works\"", " until=\"works\""]);
    }
    text
}

/// What must be so for a copy to serve.
fn needs(luck: &mut Luck, channel: &str) -> String {
    if luck.happens(80) {
        return String::new();
    }
    match luck.below(4) {
        0 => "needs judged=\"expected\"; ".to_owned(),
        1 => format!(
            "needs alerts={}{}; ",
            luck.between(1, 2),
            luck.word(&["", " apart=(hours)48", " apart=(hours)24 within=(hours)72"])
        ),
        2 => format!(
            "needs attempts={}{}; ",
            luck.between(1, 2),
            luck.word(&["", " apart=(days)2"])
        ),
        _ => {
            let other = if luck.happens(20) {
                "mail"
            } else if channel == "portal" {
                "post"
            } else {
                "portal"
            };
            format!("needs tried=\"{other}\"; ")
        }
    }
}

/// From what something runs.
fn anchor(luck: &mut Luck) -> &'static str {
    luck.word(&[
        "served",
        "served",
        "appear-at",
        "posted",
        "warned",
        "sender",
        "statute",
    ])
}

fn term(luck: &mut Luck) -> String {
    match luck.below(5) {
        0 => "\"p1\"".to_owned(),
        1 => "\"p2\"".to_owned(),
        2 => "\"p3\"".to_owned(),
        3 => format!("(days){}", luck.between(1, 15)),
        _ => format!("(hours){}", luck.between(1, 60)),
    }
}

/// A way to a stage.
fn way(luck: &mut Luck, from: &str, to: &str) -> String {
    match luck.below(10) {
        0..=2 => format!("then {to} missed=\"appear\""),
        3..=5 => format!("then {to} after={} from={}", term(luck), anchor(luck)),
        6 | 7 => format!("then {to} after={} from={from}", term(luck)),
        _ => format!(
            "then {to} on={}",
            luck.word(&["replied", "warned", "absent"])
        ),
    }
}

fn lifecycle(luck: &mut Luck) -> String {
    let voids = luck.word(&["", "", " voids=from-now"]);
    let mut text = format!("lifecycle \"call\"{voids} {{\n cite a\n");
    if luck.happens(10) {
        text += " ends-on replied\n";
    }
    if luck.happens(12) {
        text += " tolled-by outage absence\n";
    }
    text += " stage issued { then served on=served }\n";
    for (place, stage) in STAGES.iter().enumerate() {
        let mut ways = Vec::new();
        if let Some(next) = STAGES.get(place + 1) {
            ways.push(way(luck, stage, next));
            if let Some(after) = STAGES.get(place + 2)
                && luck.happens(25)
            {
                ways.push(way(luck, stage, after));
            }
        }
        text += &format!(" stage {stage} {{ {} }}\n", ways.join("; "));
    }
    text + "}"
}

fn duty(luck: &mut Luck) -> String {
    let met = luck.word(&["appeared", "appeared replied"]);
    let due = match luck.below(4) {
        0 => format!("within {}", luck.word(&["\"p1\"", "(days)9"])),
        _ => "by appear-at".to_owned(),
    };
    let late = if due.starts_with("by") && luck.happens(20) {
        "; if-late within=(days)6"
    } else {
        ""
    };
    format!("duty \"appear\" {{ cite a; from served; {due}; met-by {met}{late} }}")
}

fn effects(luck: &mut Luck) -> Vec<String> {
    let mut effects = Vec::new();
    for (place, measure) in MEASURES.iter().enumerate() {
        if place > 0 && luck.happens(35) {
            continue;
        }
        let mut stages = luck.some(STAGES).join(" ");
        if luck.happens(6) {
            stages += " issued";
        }
        let decided = luck.word(&["automatic", "automatic", "automatic", "officer", "court"]);
        let when = if luck.happens(20) {
            format!("when {{ {} }}; ", leaf(luck))
        } else {
            String::new()
        };
        let within = if decided != "automatic" && luck.happens(25) {
            "; decide-within (days)9 from=served"
        } else {
            ""
        };
        effects.push(format!(
            "effect \"{measure}\" {{ cite a; asks desk-{place}; purpose \"x\"; answer-lives (hours)1; in {stages}; {when}decided {decided}{within} }}"
        ));
    }
    effects
}

fn safeguards(luck: &mut Luck) -> Vec<String> {
    let mut nodes = Vec::new();
    if luck.happens(20) {
        nodes.push(format!(
            "warning \"w\" {{ cite a; after {}; by \"portal\" \"post\"; then (days){} }}",
            luck.word(STAGES),
            luck.between(1, 8)
        ));
    }
    if luck.happens(40) {
        nodes.push(format!(
            "remedy \"objection\" {{ cite a; against \"exit\"; open-for (days){} from=told; {}; then court }}",
            luck.between(3, 20),
            luck.word(&[
                "stays #true; decide-within (days)3 else=ends",
                "stays #true; decide-within (days)8 else=ends",
                "stays #false",
            ]),
        ));
    }
    if luck.happens(25) {
        nodes.push(format!(
            "limit \"exit\" longest=(days){} unless=reviewed{} cite=a",
            luck.between(3, 20),
            in_all(luck)
        ));
    }
    if luck.happens(40) {
        let within = luck.word(&["", "claim-within (days)6 from=appear-at; "]);
        nodes.push(format!(
            "excuse \"illness\" {{ cite a; {within}then-appear-within (days){} from=cause-ended; while-undecided suspends; decided-by officer }}",
            luck.between(2, 9)
        ));
    }
    nodes.push(format!(
        "excuse \"hardship\" {{ cite a; while-undecided {}; decided-by {} }}",
        luck.word(&["suspends", "nothing"]),
        luck.word(&["officer", "officer", "court"])
    ));
    nodes
}

/// What stands beside the way from service to effect.
fn besides(luck: &mut Luck) -> Vec<String> {
    let mut nodes = vec![
        "public-event \"works\" cite=a".to_owned(),
        "judgement \"expected\" by=officer cite=a".to_owned(),
        format!(
            "window \"spring\" from=\"--03-{:02}\" until=\"--04-{:02}\" cite=a",
            luck.between(1, 31),
            luck.between(1, 30)
        ),
    ];
    if luck.happens(35) {
        nodes.push(format!(
            "claim non-receipt {{ cite a; while-undecided suspends; decide-within (days){} else=ends; decided-by officer }}",
            luck.between(2, 12)
        ));
    }
    if luck.happens(35) {
        nodes.push(format!(
            "claim appearance {{ cite a; while-undecided {}; {}decided-by officer }}",
            luck.word(&["suspends", "nothing"]),
            luck.word(&["", "decide-within (days)4 else=ends; "])
        ));
    }
    if luck.happens(35) {
        nodes.push(format!(
            "exception \"journey\" {{ cite a; from \"exit\"; decide-within (hours){} else={}; lasts {}; decided-by officer }}",
            luck.between(10, 80),
            luck.word(&["grants", "refuses"]),
            luck.word(&["(days)4", "(hours)50", "\"p1\""])
        ));
    }
    if luck.happens(35) {
        nodes.push(sanction(luck));
    }
    if luck.happens(25) {
        nodes.push(follow(luck));
    }
    if luck.happens(35) {
        let from = luck.word(&[
            "from statute",
            "from window \"spring\"",
            "from public-event \"works\"",
            "from day \"2025-04-10\"",
        ]);
        nodes.push(format!(
            "duty \"report\" {{ cite a; upon \"one\"; {from}; within {}; met-by replied }}",
            luck.word(&["(days)20", "(weeks)2", "\"p2\""])
        ));
    }
    nodes
}

/// A punishment, some for more than one default.
fn sanction(luck: &mut Luck) -> String {
    let count = match luck.below(4) {
        0 => format!("count {} within=(years)2 of=defaults; ", luck.between(1, 3)),
        1 => format!(
            "count 2 within={} of=defaults; ",
            luck.word(&["(days)30", "(weeks)3", "(months)1", "(hours)600"])
        ),
        _ => String::new(),
    };
    let stages = luck.some(STAGES).join(" ");
    let stages = if luck.happens(10) {
        format!("issued {stages}")
    } else {
        stages
    };
    format!(
        "sanction \"fine\" {{ cite a; in {stages}; decided {}; {count}}}",
        luck.word(&["officer", "court"])
    )
}

/// A paper that may follow.
fn follow(luck: &mut Luck) -> String {
    let within = luck.word(&["", " within=(days)5"]);
    let stage = luck.word(STAGES);
    format!("follow \"demand\" on={stage}{within} cite=a")
}

/// Clauses that can be read in more than one way.
fn disputes(luck: &mut Luck) -> Vec<String> {
    let mut nodes = Vec::new();
    if luck.happens(30) {
        let first = way(luck, "served", "missed");
        let second = way(luck, "served", "missed");
        nodes.push(format!(
            "dispute \"d1\" {{\n reading \"r1\" status=prevailing {{ cite a; change stage=\"served\" {{ {first} }} }}\n reading \"r2\" status=arguable {{ cite a; change stage=\"served\" {{ {second} }} }}\n}}"
        ));
    }
    if luck.happens(20) {
        let stages = luck.some(STAGES).join(" ");
        let kinds = luck.some(KINDS_THAT_SERVE).join("; or ");
        nodes.push(format!(
            "dispute \"d2\" {{\n reading \"s1\" status=prevailing {{ cite a; change effect=\"exit\" {{ in {stages} }} }}\n reading \"s2\" status=arguable {{ cite a; change service=\"portal\" {{ when {kinds} }} }}\n}}"
        ));
    }
    nodes
}

/// One version or, where so many are wanted, up to three, and the days on which one begins or ends.
fn versions(luck: &mut Luck, most: i64) -> (Vec<String>, Vec<i64>) {
    let mut begins = luck.between(0, 40);
    let mut nodes = Vec::new();
    let mut breaks = Vec::new();
    let count = luck.between(1, 3).min(most);
    for number in 1..=count {
        breaks.push(begins);
        let next = luck.between(70, 130).max(begins + 5);
        let mut until = String::new();
        if luck.happens(if number == count { 15 } else { 8 }) {
            let ends = next - luck.between(0, 4) + if number == count { 40 } else { 0 };
            breaks.push(ends);
            until = format!(" until=\"{}T00:00\"", day(ends));
        }
        let pending = luck.word(&["keep-old", "switch", "keep-old-unless-milder"]);
        let mut rules = String::new();
        if number > 1 {
            rules = amendments(luck);
            // What is gone cannot be taken away again.
            if number == count && luck.happens(15) {
                rules += "; repeal effect=\"exit\"";
            }
        }
        nodes.push(format!(
            "version \"v{number}\" {{ in-force from=\"{}T00:00\"{until}; pending {pending}{rules} }}",
            day(begins)
        ));
        begins = next;
    }
    (nodes, breaks)
}

/// What a later version makes new.
fn amendments(luck: &mut Luck) -> String {
    let mut text = String::new();
    if luck.happens(40) {
        text += &format!(
            "; change stage=\"served\" {{ {} }}",
            way(luck, "served", "missed")
        );
    }
    if luck.happens(40) {
        text += &format!(
            "; change effect=\"exit\" {{ in {} }}",
            luck.some(STAGES).join(" ")
        );
    }
    if luck.happens(30) {
        text += &format!(
            "; change service=\"portal\" {{ when {} }}",
            luck.some(KINDS_THAT_SERVE).join("; or ")
        );
    }
    if luck.happens(25) {
        text += &format!("; {}", period(luck, "p1"));
    }
    if luck.happens(15) {
        text += &format!("; {}", sanction(luck));
    }
    if luck.happens(10) {
        text += &format!("; {}", follow(luck));
    }
    text
}
