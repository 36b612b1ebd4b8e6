//! Every link in the documents leads somewhere: to a file of the repository, and to a heading in
//! it where the link names one. So does every path that `ARCHITECTURE.md` names in backticks, and
//! every test that it names as `crate::test`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::repository::{self, TextFile};
use crate::step::Outcome;

/// Checks every Markdown file of the repository.
pub(crate) fn step(root: &Path) -> Result<Outcome> {
    let files = repository::files(root)?;
    let is_there = |path: &str| root.join(path).exists();
    let mut findings = dead_links(&files, &is_there);
    match files.iter().find(|file| file.path == "ARCHITECTURE.md") {
        Some(page) => findings.extend(dead_names(page, &files, &is_there)),
        None => findings.push("ARCHITECTURE.md is missing: it is the map of the house".to_owned()),
    }
    Ok(Outcome::of(findings))
}

/// What a Markdown page holds of interest here.
#[derive(Debug, Default)]
struct Page {
    links: Vec<(usize, String)>,
    undefined: Vec<(usize, String)>,
    anchors: BTreeSet<String>,
    code: Vec<(usize, String)>,
}

fn read(file: &TextFile) -> Page {
    let mut page = Page::default();
    let mut undefined = Vec::new();
    let mut remember = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span.start, link.reference.to_string()));
        }
        None
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_with_broken_link_callback(&file.text, options, Some(&mut remember));
    let mut heading: Option<String> = None;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (event, span) in parser.into_offset_iter() {
        let line = line_of(&file.text, span.start);
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push((line, dest_url.to_string()));
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap_or_default());
                let times = seen.entry(anchor.clone()).or_default();
                page.anchors.insert(if *times == 0 {
                    anchor
                } else {
                    format!("{anchor}-{times}")
                });
                *times += 1;
            }
            Event::Text(text) => heading.iter_mut().for_each(|title| title.push_str(&text)),
            Event::Code(text) => {
                heading.iter_mut().for_each(|title| title.push_str(&text));
                page.code.push((line, text.to_string()));
            }
            _ => {}
        }
    }
    page.undefined = undefined
        .into_iter()
        .map(|(at, name)| (line_of(&file.text, at), name))
        .collect();
    page
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The anchor that a forge gives to a heading.
fn anchor(title: &str) -> String {
    let kept = title
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            _ => letter.is_alphanumeric().then_some(letter),
        });
    kept.collect()
}

fn dead_links(files: &[TextFile], is_there: &dyn Fn(&str) -> bool) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|file| file.is(&["md"]))
        .map(|file| (file.path.as_str(), read(file)))
        .collect();
    let mut findings = Vec::new();
    for (path, page) in &pages {
        for (line, name) in &page.undefined {
            findings.push(format!(
                "{path}:{line}: the link `[{name}]` is defined nowhere in the page"
            ));
        }
        for (line, link) in &page.links {
            if let Some(finding) = dead(path, link, &pages, is_there) {
                findings.push(format!("{path}:{line}: {finding}"));
            }
        }
    }
    findings
}

fn dead(
    path: &str,
    link: &str,
    pages: &BTreeMap<&str, Page>,
    is_there: &dyn Fn(&str) -> bool,
) -> Option<String> {
    if ["http://", "https://", "mailto:"]
        .iter()
        .any(|outside| link.starts_with(outside))
    {
        return None;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let Some(target) = (if file.is_empty() {
        Some(path.to_owned())
    } else {
        resolve(path, file)
    }) else {
        return Some(format!("the link `{link}` leads out of the repository"));
    };
    if !is_there(&target) {
        return Some(format!(
            "the link `{link}` leads to `{target}`, which is not there"
        ));
    }
    if anchor.is_empty()
        || pages
            .get(target.as_str())
            .is_none_or(|page| page.anchors.contains(anchor))
    {
        return None;
    }
    Some(format!(
        "`{target}` has no heading for the anchor `#{anchor}`"
    ))
}

/// The path from the root that `link` means in the file at `from`; none if it leads out.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = if let Some(rooted) = link.strip_prefix('/') {
        return resolve("", rooted);
    } else {
        from.split('/').collect()
    };
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What `ARCHITECTURE.md` names in backticks and is not in the repository.
fn dead_names(page: &TextFile, files: &[TextFile], is_there: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut findings = Vec::new();
    for (line, code) in read(page).code {
        let wrong = if looks_like_path(&code) {
            let code = code.trim_end_matches('/');
            !is_there(code) && !files.iter().any(|file| is_part(&file.path, code))
        } else {
            named_item(&code).is_some_and(|name| !files.iter().any(|file| defines(file, name)))
        };
        if wrong {
            findings.push(format!(
                "{}:{line}: `{code}` is not in the repository",
                page.path
            ));
        }
    }
    findings
}

/// Whether a short path, as one writes it where the crate is clear, is a part of a whole one:
/// `trace/service.rs`, `check/names` or `syntax`.
fn is_part(path: &str, short: &str) -> bool {
    let (path, short) = (format!("/{path}"), format!("/{short}"));
    path.match_indices(&short).any(|(at, found)| {
        let rest = path.get(at + found.len()..).unwrap_or_default();
        ["", ".rs"].contains(&rest) || rest.starts_with('/')
    })
}

fn looks_like_path(code: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-./".contains(letter);
    let file = code.rsplit_once('.').is_some_and(|(_, end)| {
        ["rs", "md", "toml", "kdl", "sql", "py", "json", "jsonl"].contains(&end)
    });
    code.chars().all(plain)
        && !code.starts_with(['/', '-', '.'])
        && (file || code.trim_end_matches('/').contains('/') || code.ends_with('/'))
        && !code.starts_with("application/")
        && !code.starts_with("text/")
}

/// The last word of `writ_law::position::tests::name`.
fn named_item(code: &str) -> Option<&str> {
    let (_, name) = code.rsplit_once("::")?;
    let name = name.trim_end_matches("()");
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

fn defines(file: &TextFile, name: &str) -> bool {
    if !file.is(&["rs"]) {
        return false;
    }
    if file.path.ends_with(&format!("/{name}.rs")) || file.path.contains(&format!("/{name}/")) {
        return true;
    }
    let words = [
        "fn",
        "struct",
        "enum",
        "trait",
        "mod",
        "const",
        "static",
        "type",
        "macro_rules!",
    ];
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    file.text.lines().any(|line| {
        words.iter().any(|word| {
            line.split_once(&format!("{word} {name}"))
                .is_some_and(|(_, rest)| is_end(rest))
        }) || line.trim_start().strip_prefix(name).is_some_and(|rest| {
            // A variant of an enumeration.
            name.starts_with(char::is_uppercase) && rest.starts_with([',', '(', ' ', '='])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{anchor, dead_links, dead_names, looks_like_path, resolve};
    use crate::repository::TextFile;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn headings_get_the_anchors_of_a_forge() {
        assert_eq!(anchor("3. The house"), "3-the-house");
        assert_eq!(
            anchor("What `writ` never does: bulk"),
            "what-writ-never-does-bulk"
        );
        assert_eq!(anchor("a_b – c"), "a_b--c");
    }

    #[test]
    fn links_are_followed_from_where_they_stand() {
        assert_eq!(resolve("docs/a.md", "b.md").as_deref(), Some("docs/b.md"));
        assert_eq!(
            resolve("docs/a.md", "../README.md").as_deref(),
            Some("README.md")
        );
        assert_eq!(
            resolve("docs/a.md", "/README.md").as_deref(),
            Some("README.md")
        );
        assert_eq!(resolve("README.md", "../out.md"), None);
    }

    #[test]
    fn dead_links_are_found_with_their_line() {
        let files = [
            file(
                "README.md",
                "# Read\n\n[a](docs/a.md) [b](docs/b.md)\n[c](docs/a.md#deep)\n[d](docs/a.md#deeper)\n\
                 [e](#read) [f](../x) [g](https://example.org) [h][nowhere] [ ] [x]\n",
            ),
            file("docs/a.md", "# A\n\n## Deep\n"),
        ];
        let is_there = |path: &str| ["README.md", "docs/a.md"].contains(&path);
        let findings = dead_links(&files, &is_there);
        assert_eq!(findings.len(), 4, "{findings:#?}");
        let all = findings.join("\n");
        for part in [
            "README.md:3: the link `docs/b.md`",
            "README.md:5:",
            "`#deeper`",
            "out of",
            "[nowhere]",
        ] {
            assert!(all.contains(part), "{part} is not in {all}");
        }
    }

    #[test]
    fn code_in_fences_is_no_link() {
        let page = file("a.md", "```\n[a](nowhere.md)\n```\n`[b](nowhere.md)`\n");
        assert!(dead_links(&[page], &|_| false).is_empty());
    }

    #[test]
    fn architecture_may_name_only_what_is_there() {
        let page = file(
            "ARCHITECTURE.md",
            "`crates/writ-law/src/x.rs` `position.rs` `seed/002` `trace/` `trace/clock` \
             `application/json` `/healthz` `law::tests::relief_reaches_back` `Store` \
             `gone/y.rs` `race/clock` `law::tests::gone_test`",
        );
        let files = [
            file(
                "crates/writ-law/src/x.rs",
                "    fn relief_reaches_back() {}\nfn gone_test_2() {}",
            ),
            file("crates/writ-law/src/position.rs", ""),
            file("crates/writ-law/src/trace/clock.rs", ""),
            file("regimes/seed/002/regime.md", ""),
        ];
        let findings = dead_names(&page, &files, &|path| path == "crates/writ-law/src/x.rs");
        assert_eq!(findings.len(), 3, "{findings:#?}");
        for gone in ["gone/y.rs", "race/clock", "gone_test"] {
            assert!(
                findings.iter().any(|finding| finding.contains(gone)),
                "{gone}"
            );
        }
    }

    #[test]
    fn paths_look_like_paths() {
        for yes in ["crates/writ-law/", "deny.toml", "regimes/seed/000"] {
            assert!(looks_like_path(yes), "{yes}");
        }
        for no in [
            "cargo xtask test",
            "writ-law",
            "/v1/ask",
            "--format json",
            "yes",
            "application/json",
        ] {
            assert!(!looks_like_path(no), "{no}");
        }
    }
}
