//! Files that a flag names, such as `--out FILE`.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use crate::cli::Exit;
use crate::cli::failure::Failure;

/// Refuses, before anybody is asked anything, a file in a folder that is not there, and one that could be a manifest:
/// what is written takes the place of what was there.
pub(in crate::cli) fn has_place(file: Option<&Path>) -> Result<(), Failure> {
    if let Some(file) = file.filter(|file| is_yaml(file)) {
        let message = format!("--out: {} would take the place of a manifest", file.display());
        return Err(Failure::new(Exit::Usage, message)
            .hint("a name that does not end in .yaml or .yml; nothing was read or written"));
    }
    let folder = file.and_then(Path::parent);
    match folder.filter(|folder| *folder != Path::new("") && !folder.is_dir()) {
        None => Ok(()),
        Some(folder) => Err(Failure::new(
            Exit::Usage,
            format!("--out: there is no folder {}", folder.display()),
        )
        .hint("make it first; nothing was read or written")),
    }
}

/// Whether a file is named as manifests are.
fn is_yaml(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    ["yaml", "yml"]
        .iter()
        .any(|yaml| ending.eq_ignore_ascii_case(yaml))
}

/// Writes a file that only its owner may read: it names people.
pub(in crate::cli) fn write_private(file: &Path, text: &str, what: &str) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::new(
            Exit::Internal,
            format!("{what} cannot be saved to {}: {error}", file.display()),
        )
    };
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file).map_err(unwritable)?;
    // A file that was there kept its rights: they end before anything stands in it.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o600);
        opened.set_permissions(private).map_err(unwritable)?;
    }
    opened.write_all(text.as_bytes()).map_err(unwritable)?;
    Ok(())
}

/// Writes a file that a pipeline picks up.
pub(in crate::cli) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|error| {
        let message = format!("{} cannot be written: {error}", file.display());
        Failure::new(Exit::Internal, message)
    })
}
