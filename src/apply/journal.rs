//! The journal: what was about to be sent, and what came of it, on disk before anything goes on.
//!
//! A thread of its own writes and syncs; calls that run side by side share a sync. Nothing depends on the
//! journal for correctness: the next run starts from the live organization.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::Record;

/// The journal cannot be kept, so nothing more may be written to the platform.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the journal {path} cannot be written: {why}")]
pub struct JournalError {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub why: String,
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    lines: Option<mpsc::Sender<Line>>,
    writer: Option<JoinHandle<()>>,
}

struct Line {
    bytes: Vec<u8>,
    written: oneshot::Sender<Result<(), String>>,
}

impl Journal {
    /// The version of the format of its lines.
    pub const VERSION: &'static str = "1.0";

    /// Creates the file, readable by its owner only; fails if it is there already.
    pub fn create(path: &Path) -> Result<Journal, JournalError> {
        let error = |error: io::Error| JournalError {
            path: path.to_owned(),
            why: error.to_string(),
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(error)?;
        }
        let file = private().open(path).map_err(error)?;
        sync_folder(path).map_err(error)?;
        let (lines, incoming) = mpsc::channel();
        let writer = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || write_all(file, &incoming))
            .map_err(error)?;
        Ok(Journal {
            path: path.to_owned(),
            lines: Some(lines),
            writer: Some(writer),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one line; when this returns, it is on disk, and so is every line before it.
    pub async fn write(&self, record: &Record) -> Result<(), JournalError> {
        let outcome = self.put(record)?.await.map_err(|_| self.gone())?;
        outcome.map_err(|why| self.error(why))
    }

    /// Writes one line without waiting for it. Should it fail, every later one fails too.
    pub fn note(&self, record: &Record) -> Result<(), JournalError> {
        self.put(record).map(drop)
    }

    /// Hands a line to the writer, which tells when it is on disk.
    fn put(&self, record: &Record) -> Result<oneshot::Receiver<Result<(), String>>, JournalError> {
        let mut bytes = serde_json::to_vec(record).map_err(|problem| self.error(problem.to_string()))?;
        bytes.push(b'\n');
        let (written, outcome) = oneshot::channel();
        let lines = self.lines.as_ref().ok_or_else(|| self.gone())?;
        lines.send(Line { bytes, written }).map_err(|_| self.gone())?;
        Ok(outcome)
    }

    fn gone(&self) -> JournalError {
        self.error("its writer has stopped".to_owned())
    }

    fn error(&self, why: String) -> JournalError {
        JournalError {
            path: self.path.clone(),
            why,
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.lines = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has nothing left to say.
            let _ = writer.join();
        }
    }
}

/// The file's name is on disk too, not only what stands in it.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) && folder != Path::new("") => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Where lines are kept: written, and after a sync there for good.
trait Disk: Write {
    fn sync(&mut self) -> io::Result<()>;
}

impl Disk for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Takes whatever has come in meanwhile in one write and one sync. After a failure nothing more is written: a
/// journal with a gap would be believed.
fn write_all(mut file: impl Disk, incoming: &mpsc::Receiver<Line>) {
    let mut outcome = Ok(());
    while let Ok(first) = incoming.recv() {
        let batch: Vec<Line> = std::iter::once(first).chain(incoming.try_iter()).collect();
        if outcome.is_ok() {
            let bytes: Vec<u8> = batch.iter().flat_map(|line| line.bytes.iter().copied()).collect();
            let written = file.write_all(&bytes).and_then(|()| file.sync());
            outcome = written.map_err(|error| error.to_string());
        }
        for line in batch {
            // Whoever does not wait any more does not need to know.
            let _ = line.written.send(outcome.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    fn record(address: &str) -> Record {
        Record::Change {
            address: address.into(),
            outcome: "done".into(),
            detail: None,
        }
    }

    /// A disk that forgets at a power cut what was not synced, and fails to sync so many times.
    struct Forgetful {
        written: Vec<u8>,
        kept: Arc<Mutex<Vec<u8>>>,
        failures: usize,
    }

    impl Write for Forgetful {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.written.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Disk for Forgetful {
        fn sync(&mut self) -> io::Result<()> {
            if self.failures > 0 {
                self.failures -= 1;
                return Err(io::Error::other("the disk is broken"));
            }
            self.kept.lock().unwrap().append(&mut self.written);
            Ok(())
        }
    }

    /// A journal on a forgetful disk, and what the disk will remember.
    fn forgetful(failures: usize) -> (Journal, Arc<Mutex<Vec<u8>>>) {
        let kept = Arc::default();
        let disk = Forgetful {
            written: Vec::new(),
            kept: Arc::clone(&kept),
            failures,
        };
        (on(disk, "forgetful"), kept)
    }

    fn on(disk: impl Disk + Send + 'static, path: &str) -> Journal {
        let (lines, incoming) = mpsc::channel();
        let writer = std::thread::spawn(move || write_all(disk, &incoming));
        Journal {
            path: path.into(),
            lines: Some(lines),
            writer: Some(writer),
        }
    }

    #[tokio::test]
    async fn a_line_outlives_a_power_cut_when_write_returns() {
        let (journal, kept) = forgetful(0);
        for (number, person) in ["member/a@b.example", "member/c@b.example"].iter().enumerate() {
            journal.write(&record(person)).await.unwrap();
            let text = String::from_utf8(kept.lock().unwrap().clone()).unwrap();
            assert_eq!(text.lines().count(), number + 1, "{text}");
            assert!(text.contains(person), "{text}");
        }
    }

    #[tokio::test]
    async fn a_line_that_was_not_synced_is_lost_and_none_follows_it_though_the_disk_is_well_again() {
        let (journal, kept) = forgetful(1);
        for person in ["member/a@b.example", "member/c@b.example"] {
            let error = journal.write(&record(person)).await.unwrap_err();
            assert!(error.to_string().ends_with("the disk is broken"), "{error}");
        }
        assert_eq!(
            *kept.lock().unwrap(),
            b"",
            "a journal with a gap would be believed"
        );
    }

    #[tokio::test]
    async fn a_line_is_in_the_file_when_write_returns() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal/run.jsonl");
        let journal = Journal::create(&path).unwrap();
        journal.write(&record("member/a@b.example")).await.unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1);
        assert_eq!(
            serde_json::from_str::<Record>(text.trim()).unwrap(),
            record("member/a@b.example")
        );
    }

    #[tokio::test]
    async fn a_line_that_is_in_the_file_has_all_before_it_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.jsonl");
        let journal = Journal::create(&path).unwrap();
        for noted in ["member/a@b.example", "member/c@b.example"] {
            journal.note(&record(noted)).unwrap();
        }
        journal.write(&record("member/e@b.example")).await.unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let places = ["a@b", "c@b", "e@b"].map(|person| text.find(person).unwrap());
        assert!(places.is_sorted(), "{text}");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn after_a_line_that_was_lost_none_is_written_any_more() {
        // A disk without room.
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let journal = on(full, "/dev/full");
        journal.note(&record("member/a@b.example")).unwrap();
        for _ in 0..2 {
            assert!(journal.write(&record("member/c@b.example")).await.is_err());
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_its_owner_may_read_it_and_none_is_overwritten() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.jsonl");
        let journal = Journal::create(&path).unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert!(Journal::create(journal.path()).is_err());
    }
}
