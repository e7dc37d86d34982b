//! `--preset` and `--set`: how the sandbox reads the contract.

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::sandbox::settings::Described;
use crate::sandbox::{Overrides, Preset, Settings};

/// One setting as it is typed, `deletion=soft`.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    name: &'static str,
    value: String,
}

impl Setting {
    /// Reads `NAME=VALUE`.
    pub(super) fn parse(text: &str) -> Result<Setting, String> {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| "a setting is NAME=VALUE".to_owned())?;
        let setting = Setting {
            name: known(name)?,
            value: value.to_owned(),
        };
        // So that clap shows what is wrong beside the flag.
        setting.overrides().map(|_| setting)
    }

    fn overrides(&self) -> Result<Overrides, String> {
        let value = serde_saphyr::from_str(&self.value).unwrap_or_else(|_| self.value.clone().into());
        let object = serde_json::Map::from_iter([(self.name.to_owned(), value)]);
        serde_json::from_value(object.into()).map_err(|error| error.to_string())
    }
}

fn known(name: &str) -> Result<&'static str, String> {
    let found = Settings::ALL.iter().find(|setting| setting.name == name);
    found
        .map(|setting| setting.name)
        .ok_or_else(|| match nearest(name) {
            Some(nearest) => format!("there is no setting `{name}`; did you mean `{}`?", nearest.name),
            None => format!("there is no setting `{name}`; docs/sandbox.md lists them"),
        })
}

fn nearest(name: &str) -> Option<&'static Described> {
    let rated = Settings::ALL
        .iter()
        .map(|setting| (strsim::osa_distance(setting.name, name), setting));
    rated
        .filter(|(distance, _)| *distance <= 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, setting)| setting)
}

/// What was typed, as one. Of two values for one setting, the later counts.
pub(super) fn overrides(preset: Option<Preset>, settings: &[Setting]) -> Result<Overrides, Failure> {
    let mut all = Overrides {
        preset,
        ..Overrides::default()
    };
    for setting in settings {
        let one = setting
            .overrides()
            .map_err(|error| Failure::new(Exit::Usage, error))?;
        all = one.over(all);
    }
    Ok(all)
}
