//! In whose words and in which language something is told.

use writ_law::pack::PackText;
use writ_notice::position::Voice;
use writ_notice::{Catalogue, Language};

use crate::trouble::Trouble;

/// Whom a position is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum VoiceWord {
    /// To the person: what to do first, then what holds, why, and what ends it.
    Person,
    /// To a court: the proof with citations and the digests of events.
    Court,
    /// To a program: the position itself.
    Json,
}

/// How a position is told.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Telling {
    /// Tells it to somebody: the person, a court, or a program.
    #[arg(long, value_enum)]
    pub(crate) voice: Option<VoiceWord>,
    /// The language: en, ru, uk, de or fi. Alone, it tells the person.
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<Language>,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The short form, in English.
    Short,
    /// The position itself.
    Json,
    /// An account.
    Account(Voice, Language),
}

impl Telling {
    pub(crate) fn wanted(self) -> Wanted {
        let language = self.lang.unwrap_or_default();
        match (self.voice, self.lang) {
            (None, None) => Wanted::Short,
            (Some(VoiceWord::Json), _) => Wanted::Json,
            (Some(VoiceWord::Person) | None, _) => Wanted::Account(Voice::Person, language),
            (Some(VoiceWord::Court), _) => Wanted::Account(Voice::Court, language),
        }
    }
}

/// The sentences of a language, with the names that a pack brings.
pub(crate) fn catalogue(language: Language, pack: &PackText) -> Result<Catalogue, Trouble> {
    Catalogue::with_pack(language, pack)
        .map_err(|error| Trouble::misuse(format!("{}: {error}", pack.name)))
}
