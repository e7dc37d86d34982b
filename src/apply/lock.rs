//! One apply at a time from one checkout. Advisory: the system drops it with the process.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The lock of a checkout, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why the lock is not ours.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another apply runs.
    #[error("another apply runs in this checkout (process {holder}); wait for it, or stop it")]
    Held {
        /// The number of its process, as far as it can be read.
        holder: String,
    },
    /// The file cannot be used.
    #[error("the lock {path} cannot be taken: {source}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Lock {
    /// Takes the lock at once, or says who holds it.
    pub fn take(path: &Path) -> Result<Lock, LockError> {
        let unusable = |source| LockError::Unusable {
            path: path.to_owned(),
            source,
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(unusable)?;
        }
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0).map_err(unusable)?;
                writeln!(file, "{}", std::process::id()).map_err(unusable)?;
                Ok(Lock { _file: file })
            }
            Err(TryLockError::WouldBlock) => Err(LockError::Held {
                holder: holder(&mut file),
            }),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}

/// The number of the process that holds a lock; nothing where nobody does. Nothing is written.
pub fn holder_of(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(holder(&mut file)),
        _ => None,
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    let number = text.trim();
    if read.is_err() || number.is_empty() {
        "unknown".to_owned()
    } else {
        number.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_apply_is_told_who_runs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".orgform/lock");
        let lock = Lock::take(&path).unwrap();
        let Err(LockError::Held { holder }) = Lock::take(&path) else {
            panic!("the lock was given twice");
        };
        assert_eq!(holder, std::process::id().to_string());
        assert_eq!(holder_of(&path), Some(holder));
        drop(lock);
        assert_eq!(holder_of(&path), None);
        assert_eq!(holder_of(&folder.path().join("elsewhere")), None);
        Lock::take(&path).unwrap();
    }
}
