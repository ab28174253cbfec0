//! Reads files in a separate process: Crosscheck again, with limits, so that no file can hang the window or take its
//! memory.
//!
//! The child gets options and the bytes of a file on its standard input. It writes its articles, or the reason why
//! there are none, as RON on its standard output. It opens no file but the system's account of its memory.

use super::{
    ImportedArticle, Password, ReadError, ReadOptions, claims, formats::MAIL, posts::Table,
    read_with_options,
};
use crate::storage::{ImportedTables, MAX_ARTICLE_BYTES, Progress};

use std::{
    env,
    io::{self, BufRead, Read, Write},
    path::PathBuf,
    process::{self, Child, Command, ExitStatus, Stdio},
    thread::{self, ScopedJoinHandle},
    time::{Duration, Instant},
};

use memory_stats::memory_stats;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Maximum memory of a child, in bytes: of its address space where the system can limit that, and of what it uses
/// everywhere.
pub(super) const MAX_MEMORY: u64 = 3 * 1024 * 1024 * 1024;

/// Maximum processor time of a child, in seconds.
#[cfg(unix)]
const MAX_PROCESSOR_TIME: u64 = 60;

/// Maximum running time of a child.
const MAX_TIME: Duration = Duration::from_mins(2);

/// Maximum length of an answer in bytes: the longest article with every character escaped, and its structure.
const MAX_ANSWER: u64 = 6 * MAX_ARTICLE_BYTES;

/// Maximum length of the line of options, in bytes.
const MAX_OPTIONS: u64 = 4 * 1024 * 1024;

/// Stack for the nesting that the readers allow, in bytes.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Interval at which a child checks its memory.
const MEMORY_CHECK: Duration = Duration::from_millis(20);

/// Exit code of a child that exceeds [`MAX_MEMORY`].
const OUT_OF_MEMORY: i32 = 75;

/// Maximum pause between two checks of a child.
const MAX_PAUSE: Duration = Duration::from_millis(20);

/// Command that runs Crosscheck as the child.
pub const READ_COMMAND: &str = "read-article";

/// Stands for the claims of a spreadsheet in place of a format's file extension.
const CLAIMS: &str = "claims";

/// Starts the children.
#[derive(Clone, Debug)]
pub struct IsolatedReader {
    program: PathBuf,
    /// For every file that is read.
    pub options: ReadOptions,
}

/// Why a child gave no article.
#[derive(Serialize, Deserialize)]
enum Refusal {
    Locked,
    WrongPassword,
    OwnerPassword,
    Reason(String),
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::PasswordNeeded => Self::Locked,
            ReadError::WrongPassword => Self::WrongPassword,
            ReadError::OwnerPassword => Self::OwnerPassword,
            error => Self::Reason(error.to_string()),
        }
    }
}

impl From<Refusal> for ReadError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Locked => Self::PasswordNeeded,
            Refusal::WrongPassword => Self::WrongPassword,
            Refusal::OwnerPassword => Self::OwnerPassword,
            Refusal::Reason(words) => Self::Reason(words),
        }
    }
}

impl IsolatedReader {
    pub fn of_this_program() -> Self {
        let program = env::current_exe();
        Self::at(program.unwrap_or_else(|_| PathBuf::from("crosscheck")))
    }

    /// Uses another program, which must have the command [`READ_COMMAND`].
    pub fn at(program: PathBuf) -> Self {
        let options = ReadOptions::default();
        Self { program, options }
    }

    /// Sets the password for protected files.
    pub fn with_password(mut self, password: Option<Password>) -> Self {
        self.options.password = password;
        self
    }

    /// Sets the columns that were selected for tables.
    pub fn with_tables(mut self, tables: &ImportedTables) -> Self {
        self.options.tables.clone_from(tables);
        self
    }

    /// Reads bytes as the format with that file extension. Kills the child when `progress` is cancelled.
    ///
    /// If an email's attachments end the child, the email is imported without them.
    pub(super) fn read(
        &self,
        extension: &str,
        bytes: &[u8],
        progress: &Progress,
    ) -> Result<Vec<ImportedArticle>, ReadError> {
        let read = self.read_once(extension, bytes, &self.options, progress);
        let has_failed = matches!(read, Err(ReadError::Crashed | ReadError::TimedOut));
        if !has_failed || extension != MAIL {
            return read;
        }
        let alone = ReadOptions {
            skip_attachments: true,
            ..self.options.clone()
        };
        self.read_once(extension, bytes, &alone, progress)
    }

    /// Reads the sheet of a spreadsheet that has claims.
    pub(super) fn read_claims(
        &self,
        bytes: &[u8],
        progress: &Progress,
    ) -> Result<Table, ReadError> {
        self.read_once(CLAIMS, bytes, &self.options, progress)
    }

    fn read_once<T: DeserializeOwned>(
        &self,
        extension: &str,
        bytes: &[u8],
        options: &ReadOptions,
        progress: &Progress,
    ) -> Result<T, ReadError> {
        let options = ron::to_string(options).map_err(|_unwritable| ReadError::Fault)?;
        let mut child = self.start(extension).map_err(ReadError::NotStarted)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut stdin, stdout) = pipes.ok_or(ReadError::Fault)?;
        let (answer, status) = thread::scope(|scope| {
            scope.spawn(move || {
                // A child that refuses the start of a file does not read on.
                let head = [options.as_bytes(), b"\n"].concat();
                drop(stdin.write_all(&head).and_then(|()| stdin.write_all(bytes)));
            });
            let answer = scope.spawn(move || {
                let mut answer = Vec::new();
                let read = stdout.take(MAX_ANSWER + 1).read_to_end(&mut answer);
                read.map(|_| answer)
            });
            let status = wait(&mut child, &answer, progress)?;
            let answer = answer.join().map_err(|_panic| ReadError::Fault)?;
            Ok::<_, ReadError>((answer.unwrap_or_default(), status))
        })?;
        let text = String::from_utf8(answer).map_err(|_no_text| ReadError::Crashed)?;
        let answer: Result<T, Refusal> =
            ron::from_str(&text).map_err(|_cut_off| why_ended(status))?;
        answer.map_err(ReadError::from)
    }

    fn start(&self, extension: &str) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// `CREATE_NO_WINDOW`: opens no console.
            const NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(NO_WINDOW);
        }
        command
            .args([READ_COMMAND, extension])
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

type Answer<'scope> = ScopedJoinHandle<'scope, io::Result<Vec<u8>>>;

/// Waits until the child has answered; kills it if it takes too long or is no longer needed. Its pipes close with it.
fn wait(
    child: &mut Child,
    answer: &Answer<'_>,
    progress: &Progress,
) -> Result<Option<ExitStatus>, ReadError> {
    let started = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        let over = if progress.is_cancelled() {
            Some(ReadError::Cancelled)
        } else if started.elapsed() > MAX_TIME {
            Some(ReadError::TimedOut)
        } else {
            None
        };
        if let Some(error) = over {
            end(child);
            return Err(error);
        }
        if answer.is_finished() {
            // Also ends a child whose answer was too long.
            return Ok(end(child));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(MAX_PAUSE);
    }
}

fn end(child: &mut Child) -> Option<ExitStatus> {
    // It may have ended by itself.
    drop(child.kill());
    child.wait().ok()
}

/// Why a child ended without an answer.
fn why_ended(status: Option<ExitStatus>) -> ReadError {
    if status.and_then(|status| status.code()) == Some(OUT_OF_MEMORY) {
        return ReadError::TooMuchMemory;
    }
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt;
        let signal = status.and_then(|status| status.signal());
        if signal == Some(Signal::XCPU.as_raw()) {
            return ReadError::TimedOut;
        }
    }
    ReadError::Crashed
}

/// Runs the child: reads articles from standard input and answers on standard output.
///
/// # Errors
/// The error of reading or writing, for the exit code; the parent reports a message of its own.
pub fn answer(extension: &str) -> io::Result<()> {
    set_limits();
    thread::spawn(watch_memory);
    let (mut head, mut bytes) = (String::new(), Vec::new());
    let mut stdin = io::stdin().lock();
    stdin.by_ref().take(MAX_OPTIONS).read_line(&mut head)?;
    let options: ReadOptions = ron::from_str(&head).map_err(io::Error::other)?;
    stdin.take(MAX_ARTICLE_BYTES + 1).read_to_end(&mut bytes)?;
    let extension = extension.to_owned();
    let reading = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            if extension == CLAIMS {
                let table = claims::read_sheet(&bytes);
                drop(bytes);
                write(&table.map_err(Refusal::from))
            } else {
                let read = read_with_options(&extension, &bytes, &options);
                drop(bytes);
                write(&read.map_err(Refusal::from))
            }
        })?;
    reading.join().map_err(|_panic| io::ErrorKind::Other)?
}

/// Writes an answer piece by piece, without a copy of all of it.
fn write(answer: &impl Serialize) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let options = ron::Options::default();
    let written = options.to_io_writer(&mut out, answer);
    written.map_err(io::Error::other)?;
    out.flush()
}

/// Ends this process when it uses too much memory. Not every system can limit it from outside.
fn watch_memory() {
    while !uses_more_than(MAX_MEMORY) {
        thread::sleep(MEMORY_CHECK);
    }
    process::exit(OUT_OF_MEMORY);
}

/// Whether this process uses more than that many bytes.
fn uses_more_than(bytes: u64) -> bool {
    memory_stats().is_some_and(|used| used.physical_mem as u64 > bytes)
}

#[cfg(unix)]
fn set_limits() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, current, maximum) in [
        (Resource::As, MAX_MEMORY, MAX_MEMORY),
        // At the lower limit, the signal says why; the higher one ends it like any other kill.
        (Resource::Cpu, MAX_PROCESSOR_TIME, MAX_PROCESSOR_TIME + 1),
        (Resource::Core, 0, 0),
    ] {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        // If the system has no such limit, the parent's deadline remains.
        let _ = setrlimit(resource, limit);
    }
}

/// On other systems, only the parent's deadline and the check of the memory apply.
#[cfg(not(unix))]
fn set_limits() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_this_process_is_known() {
        assert!(uses_more_than(1));
        assert!(!uses_more_than(1 << 50));
    }
}
