//! The text of a new pack, for someone who begins to write a law down.

use crate::syntax;
use crate::tree::Domain;

/// A `regime.md` of this name and domain that reads well, passes every check there is, and says in
/// its prose what to put in place of what is made up.
///
/// ```
/// use writ_law::{check, pack::PackText, skeleton::skeleton, syntax, tree::Domain};
/// let pack = PackText::of_file("mine", "regime.md", &skeleton("my/jury", Domain::Jury));
/// let tree = syntax::read(&pack).unwrap();
/// assert_eq!(tree.regime.name.as_str(), "my/jury");
/// assert_eq!(check::structure(&tree), []);
/// ```
#[must_use]
pub fn skeleton(name: &str, domain: Domain) -> String {
    // A name is one word of the language: what would end its quotes or its line is left out.
    let name: String = name
        .chars()
        .filter(|one| !one.is_control() && !"\"\\".contains(*one))
        .collect();
    let name = if name.trim().is_empty() {
        "unnamed"
    } else {
        name.trim()
    };
    let (conscience, objector) = match domain {
        Domain::Military => (CONSCIENCE, OBJECTOR),
        _ => ("", "\n"),
    };
    TEXT.replace("{name}", name)
        .replace("{domain}", syntax::domain_word(domain))
        .replace("{conscience}\n", conscience)
        .replace("{objector}\n", objector)
}

const CONSCIENCE: &str = r#"excuse "conscience" cite="law" {
    while-undecided suspends
    decided-by court
}
"#;

const OBJECTOR: &str = r#"
example "a conscience closes the matter" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    at "2024-05-23T10:00" excuse-claimed excuse=conscience
    then "2024-05-23T10:00" in-force=none
    at "2024-07-01T10:00" excuse-accepted excuse=conscience by=court
    then "2024-07-01T10:00" stage=closed in-force=none
}
"#;

const TEXT: &str = r#"# {name}

Say here in a few words whose law this is, whom it summons and what for. Only what stands between the
fences below is read as rules; everything else is for people. It passes every check of the rights floor
as it stands: change one thing at a time, and `writ regime check` says what that thing was for.

```writ
regime "{name}" domain={domain} {
    title "A title of one line" lang=en
    status illustrative          // reported: as a source tells it; adopted: a promulgated text
    zone "UTC"                   // the zone in which days are counted: "Europe/Tallinn", …
}
version "1" { in-force from="2024-01-01T00:00"; pending keep-old }
```

## Sources

Every rule cites a source. What no source says is an assumption, and is cited as one.

```writ
source "law" kind=design { says "put the words of the law here" }
assume "how long facts may be relied on is not in the law" name="freshness" { affects facts }
```

## Whom it calls

A fact has a source and a time for which it may be relied on. A category says who may be called; a
fact that is missing or stale never makes anyone one of them. Who is called among those who may be,
everybody can check: by a public draw, for instance.

```writ
fact birth-date type=date   from=civil-registry fresh-for=(days)36500
fact residence  type=choice from=civil-registry fresh-for=(days)365 { values here elsewhere }
fact exemption  type=periods from=registrar     fresh-for=(days)90
fact account    type=choice from=portal         fresh-for=(days)365 { values none active }

category "adult" cite="law" {
    all { age birth-date from=18 below=70; is residence here; not { holds exemption } }
}
selection "summons" cite="law" { method draw; volunteers first; quota from=order; reserve (percent)10 }
```

## How it reaches them

A copy serves when the person has it or has refused it: when they opened it, or when it was handed to
them or their household. Nobody needs an account: the letter and paper in person reach everyone else. Only where a letter was tried, and nobody was found twice, does paper
serve without proof that it came, and then the person can say that it did not. An e-mail is a courtesy
and serves nobody.

```writ
instrument "summons" kind=summons cite="law" {
    to "adult"
    lead min=(days)36 max=(days)90 from=posted
    names place time duty consequences remedy
}
channel "portal" serves=#true { needs account=active }
channel "post"   serves=#true { by carrier; to person household }
channel "hand"   serves=#true { by officer; to person household }
channel "e-mail" serves=#false

ladder "summons" { try "portal" for=(days)7; then "post" for=(days)14; then "hand" }

service "portal" cite="law" { when opened; rebutted-by wrong-person then=never }
service "post"   cite="law" { when delivered; or refused; rebutted-by wrong-person then=never }
service "hand"   cite="law" {
    when delivered
    or refused
    or absent attempt=2 after=(days)14
    needs tried="post"
    rebutted-by wrong-person then=never
}
claim non-receipt cite="law" { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }
```

## What they must do, and what follows if they do not

Nothing follows from being served but the duty. Only after it was missed and the person was warned
may an effect be imposed, each by an act for that one person.

```writ
duty "appear" cite="law" { from served; by appear-at; met-by appeared }

lifecycle "summons" {
    stage issued { then served on=served }
    stage served { then missed missed="appear" }
    stage missed
}
warning "before any effect" cite="law" { after missed within=(days)3; by "portal" "post"; then (days)14 }

effect "exit" cite="law" {
    asks border; purpose "leaving the country"; answer-lives (minutes)15
    in missed; decided officer
}
```

## What ends it

Appearing ends every effect at once, whether written here or not. An objection stays an effect from the
moment it is made, and silence never harms: not on an objection, not on a claim, not on an urgent
request.

```writ
remedy "objection" cite="law" {
    against "exit"
    open-for (days)30 from=told
    stays #true
    decide-within (days)15 else=ends
    then court
}
limit "exit" longest=(days)90 unless=reviewed most=(days)180 within=(days)365 cite="law"

exception "urgent-journey" cite="law" {
    from "exit"
    decide-within (hours)48 else=grants
    lasts (days)14
    decided-by officer
}
claim appearance cite="law" { while-undecided suspends; decide-within (days)15 else=ends; decided-by officer }

excuse "illness" cite="law" {
    with evidence
    claim-within (days)14 from=appear-at
    then-appear-within (days)7 from=cause-ended
    while-undecided suspends
    decided-by officer
}
{conscience}
```

## Examples

Examples are read as part of the text and tried out. Write one for each rule: one that would fail if
the rule were left out.

```writ
example "served, not yet missed" {
    given category="adult" account=active appear-at="2024-05-06T09:00"
    at "2024-03-25T10:00" posted channel=portal
    then "2024-03-25T10:00" unserved in-force=none
    at "2024-03-27T11:30" opened channel=portal
    then "2024-03-27T11:30" served stage=served open="appear" in-force=none
    at "2024-03-28T10:00" rebutted channel=portal reason=wrong-person
    then "2024-03-28T10:00" unserved
}
example "an account that the register does not know" {
    given category="adult" account=none appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" opened channel=portal
    then "2024-03-27T11:30" unserved
}
example "a letter refused is a letter served, unless it was another's" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" refused channel=post by=carrier to=person
    then "2024-03-27T11:30" served
    at "2024-03-28T10:00" rebutted channel=post reason=wrong-person
    then "2024-03-28T10:00" unserved
}
example "a letter is handed over by its carrier, and to the household" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-20T10:00" delivered channel=post by=neighbour to=person
    then "2024-03-20T10:00" unserved
    at "2024-03-21T10:00" delivered channel=post by=carrier to=neighbour
    then "2024-03-21T10:00" unserved
    at "2024-03-27T11:30" delivered channel=post by=carrier to=household
    then "2024-03-27T11:30" served
}
example "paper in person: after a letter, by an officer, to the right person" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-19T10:00" delivered channel=hand by=officer to=person
    then "2024-03-19T10:00" unserved
    at "2024-03-20T10:00" posted channel=post
    at "2024-04-03T10:00" delivered channel=hand by=neighbour to=person
    then "2024-04-03T10:00" unserved
    at "2024-04-04T10:00" delivered channel=hand by=officer to=neighbour
    then "2024-04-04T10:00" unserved
    at "2024-04-05T10:00" delivered channel=hand by=officer to=person
    then "2024-04-05T10:00" served
    at "2024-04-06T10:00" rebutted channel=hand reason=wrong-person
    then "2024-04-06T10:00" unserved
}
example "paper in person, refused" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-20T10:00" posted channel=post
    at "2024-04-05T10:00" refused channel=hand by=officer to=person
    then "2024-04-05T10:00" served
}
example "nobody was found twice, and nothing came" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-20T10:00" posted channel=post
    at "2024-04-05T10:00" absent channel=hand attempt=1 by=officer to=person
    at "2024-04-08T10:00" absent channel=hand attempt=2 by=officer to=person
    then "2024-04-22T23:59" unserved
    then "2024-04-23T00:00" served
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    then "2024-05-22T10:00" in-force="exit"
    at "2024-05-23T10:00" non-receipt-claimed
    then "2024-05-23T10:00" in-force=none
    at "2024-06-12T10:00" judged reason=non-receipt outcome=no by=officer      // too late
    then "2024-06-12T10:00" in-force=none
}
example "missed, warned, barred, and free on coming" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    then "2024-05-07T00:00" stage=missed in-force=none
    at "2024-05-07T10:00" warned channel=post
    then "2024-05-22T00:00" in-force=none
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    then "2024-05-22T10:00" in-force="exit"
    at "2024-06-03T09:00" appeared
    then "2024-06-03T09:00" stage=closed in-force=none
}
example "decided before the time of the warning had run" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-21T10:00" decided effect=exit outcome=imposed by=officer
    then "2024-06-21T10:00" in-force=none
}
example "an objection stays it, and silence ends it" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    at "2024-05-22T10:05" told channel=post effect=exit
    at "2024-05-24T18:00" objected effect=exit remedy=objection
    then "2024-05-24T18:00" in-force=none
    at "2024-06-20T10:00" objection-rejected effect=exit remedy=objection
    then "2024-06-20T10:00" in-force=none
}
example "an objection rejected in time, and the court" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    at "2024-05-22T10:05" told channel=post effect=exit
    at "2024-05-24T18:00" objected effect=exit remedy=objection
    at "2024-05-28T10:00" objection-rejected effect=exit remedy=objection
    then "2024-05-28T10:00" in-force="exit"
    at "2024-05-29T10:00" objected effect=exit remedy=court
    then "2024-05-29T10:00" in-force=none
}
example "ninety days are the most" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    fact "2024-06-20T10:00" exemption=none       // a fact is relied on only while it is fresh
    then "2024-08-19T23:59" in-force="exit"
    then "2024-08-20T00:00" in-force=none
}
example "unless it is reviewed" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    fact "2024-06-20T10:00" exemption=none
    at "2024-08-12T10:00" reviewed effect=exit outcome=extended by=court until="2024-09-12T00:00"
    then "2024-08-20T00:00" in-force="exit"
}
example "an urgent journey, granted by silence" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    at "2024-05-23T10:00" excuse-claimed excuse=urgent-journey
    then "2024-05-25T09:59" in-force="exit"
    then "2024-05-25T10:00" in-force=none
    then "2024-06-08T23:59" in-force=none
    then "2024-06-09T00:00" in-force="exit"
}
example "they say that they came, and nobody answers" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    at "2024-05-23T10:00" appearance-claimed
    then "2024-05-23T10:00" in-force=none
    at "2024-06-20T10:00" judged reason=appearance outcome=no by=officer       // too late
    then "2024-06-20T10:00" in-force=none
}
example "ill on the day, and a new day after" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-05T20:00" excuse-claimed excuse=illness
    at "2024-05-08T10:00" excuse-accepted excuse=illness by=officer
    at "2024-05-13T08:00" cause-ended excuse=illness
    then "2024-05-20T23:59" stage=served
    then "2024-05-21T00:00" stage=missed
}
example "ill, and not answered yet" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-06T08:00" excuse-claimed excuse=illness
    then "2024-06-06T00:00" stage=served
}
example "ill, and said too late" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    at "2024-05-23T10:00" excuse-claimed excuse=illness
    then "2024-05-23T10:00" in-force="exit"
}
example "eighteen the day after service" {
    given category="adult" birth-date="2006-03-28" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    then "2024-05-22T10:00" in-force=none
}
example "seventy in the midst of it" {
    given category="adult" birth-date="1954-06-01" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    then "2024-05-31T23:59" in-force="exit"
    then "2024-06-01T00:00" in-force=none
}
example "who moves away is free" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    fact "2024-06-01T00:00" residence=elsewhere
    then "2024-06-01T00:00" in-force=none unknown=none
}
example "who is exempt is free" {
    given category="adult" exemption="2024-05-01/2024-07-01" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post by=carrier to=person
    at "2024-05-07T10:00" warned channel=post
    at "2024-05-22T10:00" decided effect=exit outcome=imposed by=officer
    then "2024-05-22T10:00" in-force=none
}{objector}
```
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::PackText;
    use crate::regime::Regime;
    use crate::{check, example};

    #[test]
    fn a_new_pack_is_a_regime_without_findings_whose_examples_pass() {
        let domains = [
            Domain::Military,
            Domain::Jury,
            Domain::Court,
            Domain::Medical,
            Domain::Tax,
            Domain::Other,
        ];
        for domain in domains {
            let pack = PackText::of_file("new", "regime.md", &skeleton("new/one", domain));
            let regime = Regime::read(&pack).unwrap();
            assert_eq!(regime.tree().regime.domain, domain);
            assert_eq!(check::regime(&regime), []);
            for outcome in example::run(&regime) {
                assert_eq!(outcome.misses, [], "{}", outcome.name);
            }
        }
    }

    #[test]
    fn any_name_gives_a_pack_that_reads() {
        for name in ["", "  ", "a \"b\" \\ c\n```", "{domain}", "Ж/1"] {
            let pack = PackText::of_file("new", "regime.md", &skeleton(name, Domain::Other));
            assert!(syntax::read(&pack).is_ok(), "{name:?}");
        }
    }
}
