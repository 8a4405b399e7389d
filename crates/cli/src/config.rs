//! What a user says once for all commands: `sayso.toml` in the folder where they run, else the user's own.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;

/// The name of the file beside what it is of.
const NAME: &str = "sayso.toml";

/// What is in a file of settings; paths are from the folder that it lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Config {
    /// The ledger.
    pub(crate) ledger: Option<PathBuf>,
    /// Who decides.
    pub(crate) by: Option<String>,
    /// A folder of tables that mirrors data/.
    pub(crate) tables: Option<PathBuf>,
    /// A table of who owns which publishers.
    pub(crate) owners: Option<PathBuf>,
    /// A table of agencies.
    pub(crate) agencies: Option<PathBuf>,
    /// Outlet of reports that do not tell it.
    pub(crate) outlet: Option<String>,
    /// The part of a path that is the outlet.
    pub(crate) outlet_from: Option<String>,
    /// The part of a path that is the date.
    pub(crate) date_from: Option<String>,
}

static CONFIG: OnceLock<Config> = OnceLock::new();
static BEFORE: OnceLock<PathBuf> = OnceLock::new();

impl Config {
    /// The settings of the file at a path.
    fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            format!(
                "{}: {}; it may have ledger, by, tables, owners, agencies, outlet, outlet-from and date-from",
                path.display(),
                error.message()
            )
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let paths = [
            &mut config.ledger,
            &mut config.tables,
            &mut config.owners,
            &mut config.agencies,
        ];
        for path in paths.into_iter().flatten() {
            *path = folder.join(&*path);
        }
        Ok(config)
    }

    /// The settings that hold here.
    fn found() -> Result<Self, String> {
        let here = Path::new(NAME);
        if here.is_file() {
            return Self::read(here);
        }
        let home = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".config")));
        match home.map(|home| home.join("sayso/config.toml")) {
            Some(path) if path.is_file() => Self::read(&path),
            _ => Ok(Self::default()),
        }
    }
}

/// Reads the settings and keeps the ledger that was named before the command.
pub(crate) fn start(ledger: Option<PathBuf>) -> Result<(), String> {
    let config = Config::found()?;
    let _ = CONFIG.set(config);
    if let Some(ledger) = ledger {
        let _ = BEFORE.set(ledger);
    }
    Ok(())
}

/// The settings.
pub(crate) fn config() -> &'static Config {
    CONFIG.get_or_init(Config::default)
}

/// The ledger where the command names none: that named before it, else the settings', else one here.
pub(crate) fn ledger() -> PathBuf {
    let settled = BEFORE.get().or(config().ledger.as_ref());
    settled
        .cloned()
        .unwrap_or_else(|| PathBuf::from("ledger.sayso"))
}

/// Who decides where the command does not say: the settings' name, else that of the user of this computer.
pub(crate) fn who() -> Option<String> {
    let user = || {
        std::env::var("USER")
            .or_else(|_| std::env::var("USERNAME"))
            .ok()
    };
    config()
        .by
        .clone()
        .or_else(user)
        .filter(|name| !name.trim().is_empty())
}
