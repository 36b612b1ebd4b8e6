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
    let conscience = match domain {
        Domain::Military => CONSCIENCE,
        _ => "",
    };
    TEXT.replace("{name}", name)
        .replace("{domain}", syntax::domain_word(domain))
        .replace("{conscience}\n", conscience)
}

const CONSCIENCE: &str = r#"excuse "conscience" cite="law" {
    while-undecided suspends
    decided-by court
}
"#;

const TEXT: &str = r#"# {name}

Say here in a few words whose law this is, whom it summons and what for. Only what stands between the
fences below is read as rules; everything else is for people.

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
fact that is missing or stale never makes anyone one of them.

```writ
fact birth-date type=date   from=civil-registry fresh-for=(days)36500
fact residence  type=choice from=civil-registry fresh-for=(days)365 { values here elsewhere }
fact exemption  type=periods from=registrar     fresh-for=(days)90

category "adult" cite="law" {
    all { age birth-date from=18 below=70; is residence here; not { holds exemption } }
}
```

## How it reaches them

A copy serves when the person has it or has refused it. An e-mail is a courtesy and serves nobody.

```writ
instrument "summons" kind=summons cite="law" {
    to "adult"
    lead min=(days)28 max=(days)90 from=posted
    names place time duty consequences remedy
}
channel "post"   serves=#true
channel "hand"   serves=#true { by officer; to person }
channel "e-mail" serves=#false

ladder "summons" { try "post" for=(days)14; then "hand" }

service "post" cite="law" { when delivered; or refused; rebutted-by wrong-person then=never }
service "hand" cite="law" { when delivered; or refused; wrong-person then=never }
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
warning "before any effect" cite="law" { after missed within=(days)3; by "post" "hand"; then (days)14 }

effect "exit" cite="law" {
    asks border; purpose "leaving the country"; answer-lives (minutes)15
    in missed; decided court
}
```

## What ends it

Appearing ends every effect at once, whether written here or not. An objection stays an effect from the
moment it is made.

```writ
remedy "appeal" cite="law" {
    against "exit"
    open-for (days)30 from=told
    stays #true
    decide-within (days)15 else=ends
    then court
}
limit "exit" longest=(days)90 unless=reviewed cite="law"

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
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-25T10:00" posted channel=post
    then "2024-03-25T10:00" unserved in-force=none
    at "2024-03-27T11:30" delivered channel=post
    then "2024-03-27T11:30" served stage=served in-force=none
}
example "who appears is free" {
    given category="adult" appear-at="2024-05-06T09:00"
    at "2024-03-27T11:30" delivered channel=post
    at "2024-05-06T08:50" appeared
    then "2024-07-01T00:00" in-force=none
}
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
