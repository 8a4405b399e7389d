//! The ledger, opened a few times for reading and once at a time for writing.

use std::fs::File;
use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sayso_ledger::{Ledger, LedgerError};
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// As much of the ledger is read ahead, in bytes; of a larger one the first part.
const READ_AHEAD: u64 = 4 << 30;

/// Who asks the ledger takes it from here. A file that was replaced is opened anew; one that is gone is said to be.
pub(crate) struct Shelf {
    path: PathBuf,
    idle: Mutex<Idle>,
    readers: Arc<Semaphore>,
    writer: Arc<Mutex<()>>,
}

#[derive(Default)]
struct Idle {
    ledgers: Vec<Ledger>,
    /// The file that they are of.
    file: Option<FileId>,
}

/// What tells a file from another at its place.
type FileId = (u64, u64);

impl Shelf {
    pub(crate) fn new(path: &Path) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            path: path.to_owned(),
            idle: Mutex::default(),
            readers: Arc::new(Semaphore::new((2 * cores).min(16))),
            writer: Arc::default(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file once from its start to its end, so that the system has it in memory: a disk gives the whole
    /// in order in seconds, and the pages of one question at random in as many. Where it can't, questions say why.
    pub(crate) fn read_ahead(&self) {
        let Ok(file) = File::open(&self.path) else {
            return;
        };
        // Never closed: a process that closes a file loses every POSIX lock that it holds on it, SQLite's too.
        let file = ManuallyDrop::new(file);
        let mut file = (&*file).take(READ_AHEAD);
        let mut part = vec![0; 1 << 20];
        while matches!(file.read(&mut part), Ok(1..)) {}
    }

    /// Asks the ledger, on a thread where that may take its time.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Ledger) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let _permit = self
            .readers
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Problem::broken("the server is stopping"))?;
        let shelf = Arc::clone(self);
        on_a_thread(move || {
            let ledger = shelf.take()?;
            let answer = question(&ledger)?;
            shelf.give_back(ledger);
            Ok(answer)
        })
        .await
    }

    /// Changes the ledger; one after the other.
    pub(crate) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Ledger) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let shelf = Arc::clone(self);
        on_a_thread(move || {
            let _alone = shelf.writer.lock().unwrap_or_else(PoisonError::into_inner);
            change(&mut Ledger::open(&shelf.path)?)
        })
        .await
    }

    fn take(&self) -> Result<Ledger, LedgerError> {
        let file = file_id(&self.path)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.file != Some(file) {
            idle.ledgers.clear();
            idle.file = Some(file);
        }
        let kept = idle.ledgers.pop();
        drop(idle);
        kept.map_or_else(|| Ledger::open_to_read(&self.path), Ok)
    }

    fn give_back(&self, ledger: Ledger) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        // Unless the file was replaced in the meantime.
        if file_id(&self.path).ok() == idle.file {
            idle.ledgers.push(ledger);
        }
    }
}

fn file_id(path: &Path) -> Result<FileId, LedgerError> {
    let data = std::fs::metadata(path).map_err(|_| LedgerError::Missing {
        path: path.to_owned(),
    })?;
    #[cfg(unix)]
    let id = {
        use std::os::unix::fs::MetadataExt;
        (data.dev(), data.ino())
    };
    #[cfg(not(unix))]
    let id = (u64::from(data.is_file()), 0);
    Ok(id)
}

/// Runs what takes its time. A fault in the program is this answer's only.
pub(crate) async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(_) => Err(Problem::broken(
            "this failed inside Sayso; please report it with what you asked for",
        )),
    }
}
