//! The settings of `writ serve`: a file, then the environment, then flags.

use config::{Config, ConfigError, Environment, File, FileFormat};
use writ_registry::Kind;
use writ_server::Settings;

use super::ServeCommand;
use crate::registry::Place;
use crate::trouble::Trouble;

/// Reads the settings from where they stand.
pub(super) fn read(command: &ServeCommand) -> Result<Settings, Trouble> {
    let mut builder = Config::builder();
    if let Some(path) = &command.config {
        let text = crate::file::text(path)?;
        // Read here, so that a file that is not there is told as everywhere else.
        let file = File::from_str(&text, FileFormat::Toml);
        Config::builder()
            .add_source(file.clone())
            .build()
            .map_err(|error| {
                let text = format!("{}: {error}", path.display());
                Trouble::misuse(text).with_cure("write it as TOML; see packaging/serve.toml")
            })?;
        builder = builder.add_source(file);
    }
    builder = builder.add_source(
        Environment::with_prefix("WRIT_SERVE")
            .prefix_separator("_")
            .separator("__")
            .list_separator(",")
            .with_list_parse_key("trusted_proxies")
            .try_parsing(true),
    );
    let listen = command.listen.map(|listen| listen.to_string());
    let flags = [
        ("listen", listen),
        ("public_url", command.public_url.clone()),
        ("jobs.officer", command.officer.clone()),
    ];
    for (key, value) in flags {
        builder = builder
            .set_override_option(key, value)
            .map_err(|error| wrong(command, &error))?;
    }
    let config = builder.build().map_err(|error| wrong(command, &error))?;
    config
        .try_deserialize()
        .map_err(|error| wrong(command, &error))
}

/// What cannot be read, by its key and where it stands.
fn wrong(command: &ServeCommand, error: &ConfigError) -> Trouble {
    let file = command.config.as_deref();
    let place = file.map_or_else(
        || "the environment and flags".to_owned(),
        |file| format!("{}, the environment and flags", file.display()),
    );
    Trouble::misuse(format!("{place}: {error}"))
        .with_cure("mend it, and see with `writ serve --check` whether all can stand")
}

/// Puts in what lies on the disk: secrets in files of their own, and the published ledger.
pub(super) fn complete(settings: &mut Settings, place: &Place) -> Result<(), Trouble> {
    if settings.ledger.is_none() {
        settings.ledger = Some(crate::ledger::folder(place));
    }
    for provider in [&mut settings.persons, &mut settings.officers] {
        let Some(provider) = provider else { continue };
        if let (Some(path), None) = (&provider.client_secret_file, &provider.client_secret) {
            let secret = crate::file::text(path)?;
            provider.client_secret = Some(secret.trim().to_owned().into());
            provider.client_secret_file = None;
        }
    }
    Ok(())
}

/// Whether the settings can stand together, for a registry of this kind.
pub(super) fn stand(settings: &Settings, kind: Kind) -> Result<(), Trouble> {
    let faults = settings.faults(kind);
    let mut told = faults.iter().map(|fault| {
        Trouble::misuse(format!("{}: {}", fault.key, fault.text)).with_cure(&fault.cure)
    });
    let Some(first) = told.next() else {
        return Ok(());
    };
    Err(told.fold(first, Trouble::and))
}
