//! The sentences of one language, and how a gap in one is filled.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, PatternElement};
use unic_langid::LanguageIdentifier;
use writ_law::pack::PackText;

use crate::language::Language;

/// The forms that a phrase may have besides its plain one, as attributes of a message: after
/// *within* and *for*; by what means or by when; a whole clause in the past.
pub(crate) const FORMS: [&str; 3] = ["gen", "by", "done"];

/// The sentences of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the names that a pack brings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NamesError {
    /// The file is not Fluent.
    #[error("{file}: cannot be read near byte {near}; write one `name-KIND-NAME = words` a line")]
    Unreadable {
        /// The file, within the pack.
        file: String,
        /// Where.
        near: usize,
    },
    /// It would change something else than a name.
    #[error("{file}: `{id}` is no name; a pack names things with `name-KIND-NAME = words`")]
    NoName {
        /// The file, within the pack.
        file: String,
        /// The message.
        id: String,
    },
    /// A name is more than words.
    #[error("{file}: `{id}` is not plain words; a name has no placeables")]
    NotWords {
        /// The file, within the pack.
        file: String,
        /// The message.
        id: String,
    },
}

impl Catalogue {
    /// The sentences of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks that isolate the direction of what is put in would be letters on paper.
        bundle.set_use_isolating(false);
        for text in language.files() {
            // The tests read every file and find no error in it.
            let resource = FluentResource::try_new(text.to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        }
        Self { language, bundle }
    }

    /// The sentences of a language, read once and kept.
    #[must_use]
    pub fn shared(language: Language) -> &'static Self {
        static ALL: LazyLock<Vec<Catalogue>> =
            LazyLock::new(|| Language::ALL.map(Catalogue::new).into());
        // Each of them is there.
        let mut all = ALL.iter();
        let found = all.find(|it| it.language == language);
        found.unwrap_or_else(|| Box::leak(Box::new(Self::new(language))))
    }

    /// The sentences of a language, with the names that a pack brings in `locales/LANG.ftl`.
    ///
    /// # Errors
    ///
    /// When that file is not Fluent, or says more than names: a pack cannot reword the sentences.
    pub fn with_pack(language: Language, pack: &PackText) -> Result<Self, NamesError> {
        let mut catalogue = Self::new(language);
        let path = format!("locales/{}.ftl", language.tag());
        let Some(file) = pack.files.iter().find(|file| file.path == path) else {
            return Ok(catalogue);
        };
        let resource = FluentResource::try_new(file.text.clone()).map_err(|(_, errors)| {
            NamesError::Unreadable {
                file: path.clone(),
                near: errors.first().map_or(0, |error| error.pos.start),
            }
        })?;
        for entry in resource.entries() {
            plain_name(entry, &path)?;
        }
        catalogue.bundle.add_resource_overriding(resource);
        Ok(catalogue)
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a message of this name.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.bundle
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    /// A message in words.
    pub(crate) fn say(&self, id: &str, vars: &Vars) -> String {
        let Some(message) = self.bundle.get_message(id) else {
            return format!("{{{id}}}");
        };
        let Some(pattern) = message.value() else {
            return format!("{{{id}}}");
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&vars.arguments()), &mut errors)
            .into_owned()
    }

    /// A message with all of its forms.
    pub(crate) fn phrase(&self, id: &str, vars: &Vars) -> Phrase {
        let mut phrase = Phrase::plain(self.say(id, vars));
        let Some(message) = self.bundle.get_message(id) else {
            return phrase;
        };
        let arguments = vars.arguments();
        for form in FORMS {
            if let Some(attribute) = message.get_attribute(form) {
                let mut errors = Vec::new();
                let said =
                    self.bundle
                        .format_pattern(attribute.value(), Some(&arguments), &mut errors);
                phrase.forms.insert(form, said.into_owned());
            }
        }
        phrase
    }

    /// A message without gaps.
    pub(crate) fn word(&self, id: &str) -> String {
        self.say(id, &Vars::default())
    }

    /// Words joined as a sentence joins them, with this message before the last.
    pub(crate) fn join(&self, last: &str, words: impl IntoIterator<Item = String>) -> String {
        let words: Vec<String> = words.into_iter().collect();
        let Some((last_word, before)) = words.split_last() else {
            return self.word("nothing");
        };
        let comma = if last == "join-semicolon" || last == "join-then" {
            last
        } else {
            "join-comma"
        };
        let begun = before
            .iter()
            .cloned()
            .reduce(|first, next| self.say(comma, &Vars::of([("first", first), ("last", next)])));
        match begun {
            None => last_word.clone(),
            Some(first) => self.say(
                last,
                &Vars::of([("first", first), ("last", last_word.clone())]),
            ),
        }
    }

    /// Something in somebody else's words, in the quotation marks of the language.
    pub(crate) fn quoted(&self, text: &str) -> String {
        self.say("quoted", &Vars::of([("text", text.to_owned())]))
    }
}

/// A pack may say what things are called, in plain words, and nothing else.
fn plain_name(entry: &Entry<&str>, file: &str) -> Result<(), NamesError> {
    let (id, patterns) = match entry {
        Entry::Message(message) => {
            let attributes = message.attributes.iter().map(|it| &it.value);
            let patterns: Vec<_> = message.value.iter().chain(attributes).collect();
            (message.id.name, patterns)
        }
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => return Ok(()),
        Entry::Term(term) => (term.id.name, Vec::new()),
        Entry::Junk { .. } => ("", Vec::new()),
    };
    let file = file.to_owned();
    if !id.starts_with("name-") {
        let id = id.to_owned();
        return Err(NamesError::NoName { file, id });
    }
    let words =
        |element: &PatternElement<&str>| matches!(element, PatternElement::TextElement { .. });
    if !patterns
        .iter()
        .all(|pattern| pattern.elements.iter().all(words))
    {
        let id = id.to_owned();
        return Err(NamesError::NotWords { file, id });
    }
    Ok(())
}

/// With a capital letter at the beginning, as a sentence has.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Words with the forms that they take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) plain: String,
    forms: BTreeMap<&'static str, String>,
}

impl Phrase {
    /// Words that have one form.
    pub(crate) fn plain(plain: impl Into<String>) -> Self {
        Self {
            plain: plain.into(),
            forms: BTreeMap::new(),
        }
    }

    /// A form; the plain one where the language needs no other.
    pub(crate) fn form(&self, form: &str) -> &str {
        self.forms.get(form).unwrap_or(&self.plain)
    }
}

/// What fills a gap.
#[derive(Clone, Debug)]
pub(crate) enum Filling {
    Words(String),
    Number(u32),
    Phrase(Phrase),
}

impl From<String> for Filling {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}
impl From<&str> for Filling {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}
impl From<u32> for Filling {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}
impl From<Phrase> for Filling {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

/// What fills the gaps of a message.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vars(Vec<(&'static str, Filling)>);

impl Vars {
    pub(crate) fn of<const N: usize>(words: [(&'static str, String); N]) -> Self {
        let words = words.into_iter();
        Self(words.map(|(name, words)| (name, words.into())).collect())
    }

    pub(crate) fn with(mut self, name: &'static str, filling: impl Into<Filling>) -> Self {
        self.0.push((name, filling.into()));
        self
    }

    fn arguments(&self) -> FluentArgs<'_> {
        let mut arguments = FluentArgs::with_capacity(self.0.len());
        for (name, filling) in &self.0 {
            match filling {
                Filling::Words(words) => arguments.set(*name, words.as_str()),
                Filling::Number(number) => arguments.set(*name, *number),
                Filling::Phrase(phrase) => {
                    arguments.set(*name, phrase.plain.as_str());
                    for form in FORMS {
                        arguments.set(format!("{name}-{form}"), phrase.form(form));
                    }
                }
            }
        }
        arguments
    }
}

/// `vars!["name" => filling, …]`
macro_rules! vars {
    ($($name:literal => $filling:expr),* $(,)?) => {
        $crate::catalogue::Vars::default()$(.with($name, $filling))*
    };
}
pub(crate) use vars;
