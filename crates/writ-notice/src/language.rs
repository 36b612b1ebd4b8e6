//! The languages in which people are told.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use unic_langid::LanguageIdentifier;

/// A language in which every sentence stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Russian.
    Russian,
    /// Ukrainian.
    Ukrainian,
    /// German.
    German,
    /// Finnish.
    Finnish,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::English,
        Self::Russian,
        Self::Ukrainian,
        Self::German,
        Self::Finnish,
    ];

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Ukrainian => "uk",
            Self::German => "de",
            Self::Finnish => "fi",
        }
    }

    /// The files of its sentences.
    pub(crate) const fn files(self) -> [&'static str; 5] {
        match self {
            Self::English => [
                include_str!("../locales/en/names.ftl"),
                include_str!("../locales/en/rules.ftl"),
                include_str!("../locales/en/position.ftl"),
                include_str!("../locales/en/courtesy.ftl"),
                include_str!("../locales/en/notice.ftl"),
            ],
            Self::Russian => [
                include_str!("../locales/ru/names.ftl"),
                include_str!("../locales/ru/rules.ftl"),
                include_str!("../locales/ru/position.ftl"),
                include_str!("../locales/ru/courtesy.ftl"),
                include_str!("../locales/ru/notice.ftl"),
            ],
            Self::Ukrainian => [
                include_str!("../locales/uk/names.ftl"),
                include_str!("../locales/uk/rules.ftl"),
                include_str!("../locales/uk/position.ftl"),
                include_str!("../locales/uk/courtesy.ftl"),
                include_str!("../locales/uk/notice.ftl"),
            ],
            Self::German => [
                include_str!("../locales/de/names.ftl"),
                include_str!("../locales/de/rules.ftl"),
                include_str!("../locales/de/position.ftl"),
                include_str!("../locales/de/courtesy.ftl"),
                include_str!("../locales/de/notice.ftl"),
            ],
            Self::Finnish => [
                include_str!("../locales/fi/names.ftl"),
                include_str!("../locales/fi/rules.ftl"),
                include_str!("../locales/fi/position.ftl"),
                include_str!("../locales/fi/courtesy.ftl"),
                include_str!("../locales/fi/notice.ftl"),
            ],
        }
    }
}

impl Serialize for Language {
    /// As its BCP 47 tag.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.tag())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A language in which there are no sentences.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sentences do not stand in `{tag}`; say one of: en, ru, uk, de, fi")]
pub struct UnknownLanguage {
    tag: String,
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a BCP 47 tag; what stands after the language is left aside.
    ///
    /// ```
    /// use writ_notice::Language;
    /// assert_eq!("uk".parse(), Ok(Language::Ukrainian));
    /// assert_eq!("de-AT".parse(), Ok(Language::German));
    /// assert!("tlh".parse::<Language>().is_err());
    /// ```
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let read: Option<LanguageIdentifier> = tag.parse().ok();
        let known = |read: &LanguageIdentifier| {
            Self::ALL
                .into_iter()
                .find(|language| language.tag() == read.language.as_str())
        };
        read.as_ref()
            .and_then(known)
            .ok_or_else(|| UnknownLanguage {
                tag: tag.to_owned(),
            })
    }
}
