use super::{
    job::{FinishedJob, JobOutcome, JournalJob},
    progress::{JournalProgress, JournalStatus, Shared},
    record::JournalCommand,
    writer::JournalWriter,
};
use crate::storage::disk::{Disk, FileHash, in_words};

use std::{
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, PoisonError, TryLockError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// Delay between a write and its sync; a slow disk can take longer.
const SYNC_DELAY: Duration = Duration::from_millis(500);

/// Delay before a retry after an error.
const RETRY_DELAY: Duration = Duration::from_millis(500);

/// Interval between checks that the journal still exists.
const CHECK_INTERVAL: Duration = Duration::from_secs(2);

const THREAD_NAME: &str = "journal";

/// Maximum time that closing the window waits for the disk.
const MAX_CLOSE_WAIT: Duration = Duration::from_secs(5);

/// Journal of a window, written by its own thread. Dropping it keeps the journal on the disk for recovery;
/// [`end`](Self::end) removes it.
#[derive(Debug)]
pub struct Journal {
    sender: JournalSender,
}

/// Sends commands to a [`Journal`]. Can be sent to other threads.
#[derive(Clone, Debug)]
pub struct JournalSender {
    messages: Sender<Message>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
enum Message {
    Command(Box<JournalCommand>),
    Saving(PathBuf, FileHash, Sender<()>),
    FinishedJob(FinishedJob),
    /// The user closed the window; the journal is to be removed.
    End,
    /// The window ended without being closed by the user; the journal is to be kept.
    Stop,
}

impl Journal {
    /// Starts the thread. Nothing is written before the first change. The thread calls `wake` when the status changes.
    pub fn begin(
        disk: Arc<dyn Disk>,
        folder: PathBuf,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (messages, receiver) = channel();
        let shared = Arc::new(Shared {
            progress: Mutex::default(),
            changed: Condvar::new(),
            wake: Box::new(wake),
        });
        let sender = JournalSender { messages, shared };
        let thread = Thread {
            writer: JournalWriter::new(Arc::clone(&disk), folder),
            disk,
            sender: sender.clone(),
            received_changes: 0,
            sync_due: None,
            retry_at: None,
            next_check: Instant::now(),
            syncing: false,
            running_jobs: 0,
            job_error: None,
            saving: Vec::new(),
        };
        let spawned = thread::Builder::new().name(THREAD_NAME.to_owned());
        if let Err(error) = spawned.spawn(move || thread.run(&receiver)) {
            let message = format!("could not start the journal thread: {}", in_words(&error));
            let shared = &sender.shared;
            shared.update(|progress| progress.trouble = Some(message));
        }
        Self { sender }
    }

    /// Returns a sender for use by another thread.
    pub fn sender(&self) -> JournalSender {
        self.sender.clone()
    }

    /// Sends a command. Returns immediately.
    pub fn send_command(&self, command: JournalCommand) {
        self.sender.send_command(command);
    }

    /// Waits until the operating system has all commands, for at most `longest`. Does not wait while the disk reports
    /// errors or is behind. Returns the status.
    pub fn wait(&self, longest: Duration) -> JournalStatus {
        self.sender.wait(longest)
    }

    /// Removes the journal: the window closes and nothing is to be recovered.
    pub fn end(&self) {
        self.sender.send(Message::End);
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.sender.send(Message::Stop);
        let Shared { changed, .. } = &*self.sender.shared;
        let progress = self.sender.shared.progress();
        drop(changed.wait_timeout_while(progress, MAX_CLOSE_WAIT, |progress| !progress.ended));
    }
}

impl JournalSender {
    fn send_command(&self, command: JournalCommand) {
        if matches!(command, JournalCommand::Append(_)) {
            self.shared.progress().sent += 1;
        }
        self.send(Message::Command(Box::new(command)));
    }

    fn send(&self, message: Message) {
        if self.messages.send(message).is_err() {
            let mut progress = self.shared.progress();
            let trouble = "stopped because of a bug in Crosscheck. Save your work now";
            progress.trouble.get_or_insert_with(|| trouble.to_owned());
        }
    }

    /// Records the hash of the new content before a save replaces the file. Waits until the record is on the disk, for
    /// at most `longest`.
    pub fn saving(&self, path: PathBuf, hash: FileHash, longest: Duration) {
        let (reply, written) = channel();
        self.send(Message::Saving(path, hash, reply));
        // Without an answer the save continues: a saved file is safer than a journal.
        let _ = written.recv_timeout(longest);
    }

    pub fn wait(&self, longest: Duration) -> JournalStatus {
        let is_behind = |progress: &mut JournalProgress| {
            progress.written < progress.sent && progress.trouble.is_none() && !progress.ended
        };
        let mut progress = self.shared.progress();
        if !progress.late && is_behind(&mut progress) {
            let waited = self
                .shared
                .changed
                .wait_timeout_while(progress, longest, is_behind);
            progress = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        progress.late = progress.written < progress.sent;
        progress.status()
    }

    /// Waits after a panic until the operating system has all commands. Returns whether it succeeded.
    ///
    /// Never blocks on the journal's lock, since the thread that panicked may hold it, and never waits on the journal's
    /// own thread.
    pub fn wait_after_panic(&self, longest: Duration) -> bool {
        let deadline = Instant::now() + longest;
        let is_own_thread = thread::current().name() == Some(THREAD_NAME);
        loop {
            let progress = match self.shared.progress.try_lock() {
                Ok(progress) => Some(progress),
                Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => None,
            };
            if let Some(progress) = progress {
                if progress.written == progress.sent {
                    return true;
                }
                if progress.trouble.is_some() || progress.ended {
                    return false;
                }
            }
            if is_own_thread || Instant::now() >= deadline {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// State of the journal thread.
struct Thread {
    writer: JournalWriter,
    disk: Arc<dyn Disk>,
    sender: JournalSender,
    /// Number of changes received.
    received_changes: u64,
    sync_due: Option<Instant>,
    retry_at: Option<Instant>,
    /// Time of the next check that the journal still exists.
    next_check: Instant,
    /// Whether a sync is running.
    syncing: bool,
    /// Number of running jobs.
    running_jobs: usize,
    /// Error of the last sync or copy. Shown even though the writing itself succeeds.
    job_error: Option<String>,
    /// Saves waiting until their record is on the disk.
    saving: Vec<Sender<()>>,
}

impl Thread {
    fn run(mut self, receiver: &Receiver<Message>) {
        // Callers must not wait for the thread forever, even after a panic.
        let _ended = MarkEndedOnDrop(Arc::clone(&self.sender.shared));
        loop {
            let message = match receiver.recv_timeout(self.time_to_next_task()) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            for message in message.into_iter().chain(receiver.try_iter()) {
                match message {
                    Message::Command(command) => self.take(*command),
                    Message::Saving(path, hash, reply) => {
                        self.writer.saving(&path, hash);
                        self.saving.push(reply);
                    }
                    Message::FinishedJob(done) => self.on_job_finished(done),
                    Message::End => self.writer.remove_all(),
                    Message::Stop => return self.stop(),
                }
            }
            self.check_removed();
            self.write();
            self.begin_jobs();
            self.release_waiting_saves();
        }
    }

    /// Time until the next task is due.
    fn time_to_next_task(&self) -> Duration {
        let sync = self.sync_due.filter(|_| !self.syncing);
        let check = self.writer.is_open().then_some(self.next_check);
        let next = sync.into_iter().chain(self.retry_at).chain(check).min();
        next.map_or(Duration::from_hours(1), |at| {
            at.saturating_duration_since(Instant::now())
        })
    }

    /// Checks whether the journal's folder was removed, and requests a new journal.
    fn check_removed(&mut self) {
        let now = Instant::now();
        if now < self.next_check {
            return;
        }
        self.next_check = now + CHECK_INTERVAL;
        if self.writer.check_removed() {
            self.update(|progress| {
                progress.removals += 1;
                progress.request_rebase();
            });
        }
    }

    fn take(&mut self, command: JournalCommand) {
        match &command {
            JournalCommand::Append(_) => self.received_changes += 1,
            JournalCommand::Begin(_) | JournalCommand::Rebase(_) => {
                self.update(|progress| progress.rebase_due = false);
            }
            JournalCommand::SaveBegun(_)
            | JournalCommand::SaveEnded(_)
            | JournalCommand::Resume(_) => {}
        }
        self.writer.take(command);
        if self.writer.is_full() || self.writer.is_lost() {
            self.update(JournalProgress::request_rebase);
        }
    }

    fn write(&mut self) {
        if self.retry_at.is_some_and(|at| at > Instant::now()) && self.has_trouble() {
            return;
        }
        self.retry_at = None;
        let written = self.writer.write();
        if self.running_jobs == 0 && !self.writer.is_sync_due() && !self.writer.is_copy_due() {
            // A failed job is not retried if a save has made it unnecessary.
            self.job_error = None;
        }
        let (received, job_error, is_lost) = (
            self.received_changes,
            self.job_error.clone(),
            self.writer.is_lost(),
        );
        match written {
            Ok(()) => self.update(|progress| {
                if !is_lost {
                    progress.written = received;
                }
                progress.trouble = job_error;
            }),
            Err(error) => self.set_error(in_words(&error)),
        }
        if self.writer.is_sync_due() {
            let due = Instant::now() + SYNC_DELAY;
            self.sync_due.get_or_insert(due);
        }
    }

    fn has_trouble(&self) -> bool {
        self.sender.shared.progress().trouble.is_some()
    }

    fn set_error(&mut self, message: String) {
        self.retry_at = Some(Instant::now() + RETRY_DELAY);
        self.update(|progress| progress.trouble = Some(message));
    }

    fn update(&self, change: impl FnOnce(&mut JournalProgress)) {
        self.sender.shared.update(change);
    }

    fn begin_jobs(&mut self) {
        if self.retry_at.is_some() {
            return;
        }
        let now = Instant::now();
        let is_sync_due = self.sync_due.is_some_and(|due| due <= now) || !self.saving.is_empty();
        let may_sync = !self.syncing && is_sync_due;
        for job in self.writer.jobs(may_sync) {
            if job.is_sync() {
                self.syncing = true;
                self.sync_due = None;
            }
            self.running_jobs += 1;
            self.begin_job(job);
        }
    }

    /// Lets waiting saves continue once the journal is on the disk or cannot be written.
    fn release_waiting_saves(&mut self) {
        let is_ready = self.running_jobs == 0 && self.writer.is_ready_for_save();
        if self.retry_at.is_some() || is_ready {
            for reply in self.saving.drain(..) {
                // The caller may have stopped waiting.
                let _ = reply.send(());
            }
        }
    }

    fn begin_job(&self, job: JournalJob) {
        let (disk, messages) = (Arc::clone(&self.disk), self.sender.messages.clone());
        thread::spawn(move || {
            // If the window is gone, nothing receives the result.
            drop(messages.send(Message::FinishedJob(job.run(&*disk))));
        });
    }

    fn on_job_finished(&mut self, done: FinishedJob) {
        self.running_jobs = self.running_jobs.saturating_sub(1);
        if done.is_sync() {
            self.syncing = false;
        }
        match self.writer.finished(done) {
            JobOutcome::Fine => self.job_error = None,
            JobOutcome::Failed(error) => {
                self.job_error = Some(in_words(&error));
                self.set_error(in_words(&error));
            }
            JobOutcome::BaseGone => self.update(JournalProgress::request_rebase),
        }
    }

    /// Writes and syncs everything, since the window ended without being closed by the user.
    fn stop(mut self) {
        self.write();
        for job in self.writer.jobs(true) {
            let done = job.run(&*self.disk);
            self.on_job_finished(done);
        }
    }
}

/// Notifies waiting callers when the thread ends.
struct MarkEndedOnDrop(Arc<Shared>);

impl Drop for MarkEndedOnDrop {
    fn drop(&mut self) {
        let is_panic = thread::panicking();
        self.0.update(|progress| {
            progress.ended = true;
            if is_panic {
                let message = "stopped because of a bug in Crosscheck. Save your work now";
                progress.trouble = Some(message.to_owned());
            }
        });
    }
}
