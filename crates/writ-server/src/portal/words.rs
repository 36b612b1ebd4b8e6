//! The words of the pages, in every language in which people are told.
//!
//! What the law says comes from `writ-notice`; here are the words around it. A key stands whole in
//! the code, or as the beginning of a family (`one_of("phase", …)`), so that a test can hold code and
//! catalogues against each other.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use writ_notice::{Catalogue, Language, Thing};

/// The files of one language.
const fn files(language: Language) -> [&'static str; 3] {
    match language {
        Language::English => [
            include_str!("../../locales/en/portal.ftl"),
            include_str!("../../locales/en/portal-office.ftl"),
            include_str!("../../locales/en/portal-public.ftl"),
        ],
        Language::Russian => [
            include_str!("../../locales/ru/portal.ftl"),
            include_str!("../../locales/ru/portal-office.ftl"),
            include_str!("../../locales/ru/portal-public.ftl"),
        ],
        Language::Ukrainian => [
            include_str!("../../locales/uk/portal.ftl"),
            include_str!("../../locales/uk/portal-office.ftl"),
            include_str!("../../locales/uk/portal-public.ftl"),
        ],
        Language::German => [
            include_str!("../../locales/de/portal.ftl"),
            include_str!("../../locales/de/portal-office.ftl"),
            include_str!("../../locales/de/portal-public.ftl"),
        ],
        Language::Finnish => [
            include_str!("../../locales/fi/portal.ftl"),
            include_str!("../../locales/fi/portal-office.ftl"),
            include_str!("../../locales/fi/portal-public.ftl"),
        ],
    }
}

/// What a language calls itself.
pub(crate) const fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Russian => "Русский",
        Language::Ukrainian => "Українська",
        Language::German => "Deutsch",
        Language::Finnish => "Suomi",
    }
}

/// What fills a gap in a sentence.
#[derive(Clone, Debug)]
pub(crate) enum Gap {
    Words(String),
    Number(u64),
}

impl From<String> for Gap {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}
impl From<&str> for Gap {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}
impl From<u64> for Gap {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}
impl From<u32> for Gap {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}
impl From<usize> for Gap {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

/// The words of one language.
pub(crate) struct Words {
    language: Language,
    law: Catalogue,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

static ALL: LazyLock<Vec<Words>> =
    LazyLock::new(|| Language::ALL.into_iter().map(Words::new).collect());
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(Language::English));

impl Words {
    /// The words of a language, read once.
    pub(crate) fn of(language: Language) -> &'static Self {
        let mut all = ALL.iter();
        all.find(|words| words.language == language)
            .unwrap_or(&ENGLISH)
    }

    fn new(language: Language) -> Self {
        let identifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks that isolate the direction of what is put in would be read out letter by letter.
        bundle.set_use_isolating(false);
        for text in files(language) {
            // The tests read every file and find no error in it.
            let resource = FluentResource::try_new(text.to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        }
        Self {
            language,
            law: Catalogue::new(language),
            bundle,
        }
    }

    /// The language.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// The sentences about the law, in the same language.
    pub(crate) const fn law(&self) -> &Catalogue {
        &self.law
    }

    /// Words without gaps.
    pub(crate) fn word(&self, key: &str) -> String {
        self.say(key, [])
    }

    /// Words with gaps.
    pub(crate) fn say<const N: usize>(&self, key: &str, gaps: [(&'static str, Gap); N]) -> String {
        self.said(key, gaps).unwrap_or_else(|| format!("{{{key}}}"))
    }

    /// Words of a family: `one_of("phase", "open")` says `phase-open`.
    pub(crate) fn one_of(&self, family: &str, name: &str) -> String {
        self.word(&format!("{family}-{name}"))
    }

    /// Words of a family, if it has this one.
    pub(crate) fn maybe_one_of(&self, family: &str, name: &str) -> Option<String> {
        self.said(&format!("{family}-{name}"), [])
    }

    fn said<const N: usize>(&self, key: &str, gaps: [(&'static str, Gap); N]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut arguments = FluentArgs::with_capacity(N);
        for (name, gap) in gaps {
            match gap {
                Gap::Words(words) => arguments.set(name, words),
                Gap::Number(number) => arguments.set(name, number),
            }
        }
        let mut errors = Vec::new();
        let said = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors);
        Some(said.into_owned())
    }

    /// What a pack's name is called, with a capital letter.
    pub(crate) fn titled(&self, thing: Thing, name: &str) -> String {
        self.law.titled(thing, name)
    }

    /// What a pack's name is called inside of a sentence.
    pub(crate) fn called(&self, thing: Thing, name: &str) -> String {
        self.law.called(thing, name)
    }

    /// A day in words.
    pub(crate) fn day(&self, day: Date) -> String {
        self.law.day(day)
    }

    /// An instant in words.
    pub(crate) fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.law.moment(at, zone)
    }
}
