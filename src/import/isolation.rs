//! Reading in a process of its own: this program again, with limits, so that no file can make the window stop, or take its memory.
//!
//! The child gets options and the bytes of a file on its standard input and writes its articles, or the reason why there are none, as
//! RON on its standard output. It opens no file.

use super::{
    ImportedArticle, Password, ReadError, ReadOptions, claims, formats::MAIL, posts::Table,
    read_with_options,
};
use crate::storage::{ImportedTables, MAX_ARTICLE_BYTES, Progress};

use std::{
    env,
    io::{self, BufRead, Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::{self, ScopedJoinHandle},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Most memory that a child may take, in bytes of its address space.
#[cfg(unix)]
const MAX_MEMORY: u64 = 3 * 1024 * 1024 * 1024;

/// Longest time of the processor that a child may take, in seconds.
#[cfg(unix)]
const MAX_PROCESSOR_TIME: u64 = 60;

/// Longest time that a child may take.
const MAX_TIME: Duration = Duration::from_mins(2);

/// Longest answer, in bytes: the longest article with every sign escaped, and its structure.
const MAX_ANSWER: u64 = 6 * MAX_ARTICLE_BYTES;

/// Longest line of options, in bytes.
const MAX_OPTIONS: u64 = 4 * 1024 * 1024;

/// Room for the nesting that the readers of formats allow, in bytes.
const STACK: usize = 256 * 1024 * 1024;

/// Longest pause between two looks at a child.
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// Command of the program that makes it the child.
pub const READ_COMMAND: &str = "read-article";

/// In place of the ending of a format: the claims of a spreadsheet.
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
    Told(String),
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Locked => Self::Locked,
            ReadError::WrongPassword => Self::WrongPassword,
            error => Self::Told(error.to_string()),
        }
    }
}

impl From<Refusal> for ReadError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Locked => Self::Locked,
            Refusal::WrongPassword => Self::WrongPassword,
            Refusal::Told(words) => Self::Told(words),
        }
    }
}

impl IsolatedReader {
    pub fn of_this_program() -> Self {
        let program = env::current_exe();
        Self::at(program.unwrap_or_else(|_unknown| PathBuf::from("crosscheck")))
    }

    /// With another program, which has to have the command [`READ_COMMAND`].
    pub fn at(program: PathBuf) -> Self {
        let options = ReadOptions::default();
        Self { program, options }
    }

    /// With a password for the files that have one.
    pub fn with_password(mut self, password: Option<Password>) -> Self {
        self.options.password = password;
        self
    }

    /// With the columns that were selected for tables.
    pub fn with_tables(mut self, tables: &ImportedTables) -> Self {
        self.options.tables.clone_from(tables);
        self
    }

    /// Reads bytes as the format with that ending. Ends the child when `progress` is cancelled.
    ///
    /// A mail whose attachments end the child comes in without them.
    pub(super) fn read(
        &self,
        ending: &str,
        bytes: &[u8],
        progress: &Progress,
    ) -> Result<Vec<ImportedArticle>, ReadError> {
        let read = self.read_once(ending, bytes, &self.options, progress);
        let has_failed = matches!(read, Err(ReadError::EndedBadly | ReadError::TooLong));
        if !has_failed || ending != MAIL {
            return read;
        }
        let alone = ReadOptions {
            skip_attachments: true,
            ..self.options.clone()
        };
        self.read_once(ending, bytes, &alone, progress)
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
        ending: &str,
        bytes: &[u8],
        options: &ReadOptions,
        progress: &Progress,
    ) -> Result<T, ReadError> {
        let options = ron::to_string(options).map_err(|_unwritable| ReadError::Fault)?;
        let mut child = self.start(ending).map_err(ReadError::NotStarted)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut stdin, stdout) = pipes.ok_or(ReadError::Fault)?;
        let answer = thread::scope(|scope| {
            scope.spawn(move || {
                // A child that refuses the beginning of a file does not read on.
                let head = [options.as_bytes(), b"\n"].concat();
                drop(stdin.write_all(&head).and_then(|()| stdin.write_all(bytes)));
            });
            let answer = scope.spawn(move || {
                let mut answer = Vec::new();
                let read = stdout.take(MAX_ANSWER + 1).read_to_end(&mut answer);
                read.map(|_| answer)
            });
            wait(&mut child, &answer, progress)?;
            let answer = answer.join().map_err(|_panic| ReadError::Fault)?;
            answer.map_err(|_broken| ReadError::EndedBadly)
        })?;
        let text = String::from_utf8(answer).map_err(|_no_text| ReadError::EndedBadly)?;
        let answer: Result<T, Refusal> =
            ron::from_str(&text).map_err(|_cut_off| ReadError::EndedBadly)?;
        answer.map_err(ReadError::from)
    }

    fn start(&self, ending: &str) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// `CREATE_NO_WINDOW`: no console opens.
            const NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(NO_WINDOW);
        }
        command
            .args([READ_COMMAND, ending])
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

type Answer<'scope> = ScopedJoinHandle<'scope, io::Result<Vec<u8>>>;

/// Waits until the child has answered; kills it if it takes too long or is no longer wanted. Its pipes close with it.
fn wait(child: &mut Child, answer: &Answer<'_>, progress: &Progress) -> Result<(), ReadError> {
    let started = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        let over = if progress.is_cancelled() {
            Some(ReadError::Cancelled)
        } else if started.elapsed() > MAX_TIME {
            Some(ReadError::TooLong)
        } else {
            None
        };
        if let Some(error) = over {
            end(child);
            return Err(error);
        }
        if answer.is_finished() {
            // Ends a child that answered too much, too.
            end(child);
            return Ok(());
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself.
    drop(child.kill());
    drop(child.wait());
}

/// The child: reads articles from standard input and answers on standard output.
///
/// # Errors
/// The error of reading or writing, for the exit code; the parent has a sentence of its own for it.
pub fn answer(ending: &str) -> io::Result<()> {
    set_limits();
    let (mut head, mut bytes) = (String::new(), Vec::new());
    let mut stdin = io::stdin().lock();
    stdin.by_ref().take(MAX_OPTIONS).read_line(&mut head)?;
    let options: ReadOptions = ron::from_str(&head).map_err(io::Error::other)?;
    stdin.take(MAX_ARTICLE_BYTES + 1).read_to_end(&mut bytes)?;
    let ending = ending.to_owned();
    let reading = thread::Builder::new().stack_size(STACK).spawn(move || {
        if ending == CLAIMS {
            ron::to_string(&claims::read_sheet(&bytes).map_err(Refusal::from))
        } else {
            let read = read_with_options(&ending, &bytes, &options);
            ron::to_string(&read.map_err(Refusal::from))
        }
    })?;
    let answer = reading.join().map_err(|_panic| io::ErrorKind::Other)?;
    let answer = answer.map_err(io::Error::other)?;
    io::stdout().lock().write_all(answer.as_bytes())
}

#[cfg(unix)]
fn set_limits() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [
        (Resource::As, MAX_MEMORY),
        (Resource::Cpu, MAX_PROCESSOR_TIME),
        (Resource::Core, 0),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // Where a system knows no such limit, the parent's deadline remains.
        let _set = setrlimit(resource, limit);
    }
}

/// Elsewhere only the parent's deadline ends it.
#[cfg(not(unix))]
fn set_limits() {}
