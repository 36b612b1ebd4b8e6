//! What a regime is made of: its head, its sources and assumptions, and what it leaves out.

use crate::tree::{Assumption, Domain, Header, Source, Status, Unmodelled};

use super::clause::{Clause, Log};
use super::word;

const DOMAINS: &[(&str, Domain)] = &[
    ("military", Domain::Military),
    ("jury", Domain::Jury),
    ("court", Domain::Court),
    ("medical", Domain::Medical),
    ("tax", Domain::Tax),
    ("other", Domain::Other),
];
const STATUSES: &[&str] = &["reported", "illustrative", "adopted"];
const SOURCE_KINDS: &[&str] = &[
    "press", "statute", "judgment", "treaty", "guidance", "design",
];

/// The words that a domain can be.
pub(crate) fn domain_word(domain: Domain) -> &'static str {
    DOMAINS
        .iter()
        .find(|(_, known)| *known == domain)
        .map_or("other", |(word, _)| word)
}

/// `regime "seed/002" domain=military { title …; status …; zone … }`
pub(super) fn regime(log: &mut Log, mut clause: Clause<'_>) -> Option<Header> {
    let name = clause.name(log, "its name");
    let domain = clause
        .needed("domain")
        .and_then(|value| value.meaning(log, "a domain", DOMAINS));
    let inside = clause.inside(log, &["title", "status", "zone"]);
    let title = inside.needed(log, "title").and_then(|mut title| {
        let text = title.name(log, "its text");
        let lang = title.needed("lang").and_then(|value| value.name(log));
        title.end(log);
        Some((text?, lang?))
    });
    let status = inside
        .needed(log, "status")
        .and_then(|clause| status(log, clause));
    let zone = inside.needed(log, "zone").and_then(|mut zone| {
        let name = zone.name(log, "an IANA time zone such as \"Europe/Moscow\"");
        zone.end(log);
        name
    });
    let span = clause.span();
    clause.end(log);
    let (title, lang) = title?;
    Some(Header {
        name: name?,
        domain: domain?,
        title: title.text,
        lang: lang.text,
        status: status?,
        zone: zone?,
        span,
    })
}

/// `status reported`, or `status adopted text="…" hash="…"`
fn status(log: &mut Log, mut clause: Clause<'_>) -> Option<Status> {
    let word = clause.name(log, "`reported`, `illustrative` or `adopted`")?;
    let word = word::known(log, word, "a status", STATUSES);
    let status = match word.as_ref().map(|word| word.as_str()) {
        Some("reported") => Some(Status::Reported),
        Some("illustrative") => Some(Status::Illustrative),
        Some(_) => {
            let text = clause.needed("text").and_then(|value| value.name(log));
            let hash = clause.needed("hash").and_then(|value| {
                let hash = value.name(log)?;
                let hex = hash.text.len() == 64
                    && hash
                        .text
                        .bytes()
                        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
                if !hex {
                    let help = "write the 64 small hexadecimal digits that `sha256sum` prints";
                    log.malformed(hash.span, "this is no SHA-256 of a text", help);
                }
                hex.then_some(hash)
            });
            text.zip(hash).map(|(text, hash)| Status::Adopted {
                text: text.text,
                hash: hash.text,
            })
        }
        None => None,
    };
    if word.is_some() {
        clause.end(log);
    }
    status
}

/// `source "report" kind=press file="…" { says "…" }`
pub(super) fn source(log: &mut Log, mut clause: Clause<'_>) -> Option<Source> {
    let name = clause.name(log, "the name by which rules cite it");
    let kind = clause.needed("kind").and_then(|value| {
        let word = value.name(log)?;
        word::known(log, word, "a kind of source", SOURCE_KINDS)
    });
    let file = clause.property("file").and_then(|value| value.name(log));
    let inside = clause.inside(log, &["says"]);
    let mut says = Vec::new();
    for mut said in inside.all("says") {
        says.extend(
            said.some_names(log, "what the source says")
                .into_iter()
                .map(|said| said.text),
        );
        said.end(log);
    }
    clause.end(log);
    Some(Source {
        name: name?,
        kind: kind?,
        file: file.map(|file| file.text),
        says,
    })
}

/// `assume "…" name="short" { affects … }`
pub(super) fn assume(log: &mut Log, mut clause: Clause<'_>) -> Option<Assumption> {
    let text = clause.name(log, "what is assumed");
    let short = clause.property("name").and_then(|value| value.name(log));
    let inside = clause.inside(log, &["affects"]);
    let affects = inside.needed(log, "affects").map(|mut affects| {
        let words = affects.some_names(log, "what it touches");
        affects.end(log);
        words.into_iter().map(|word| word.text).collect()
    });
    clause.end(log);
    let text = text?;
    let name = short.unwrap_or_else(|| text.clone());
    Some(Assumption {
        name,
        text: text.text,
        affects: affects?,
    })
}

/// `unmodelled "…" reason="…" affects=nothing`
pub(super) fn unmodelled(log: &mut Log, mut clause: Clause<'_>) -> Option<Unmodelled> {
    let name = clause.name(log, "what is left out");
    let reason = clause.needed("reason").and_then(|value| value.name(log));
    let affects = clause.needed("affects").and_then(|value| value.name(log));
    clause.end(log);
    Some(Unmodelled {
        name: name?,
        reason: reason?.text,
        affects: affects?,
    })
}
