use super::{
    job::{Done, Job, Outcome},
    progress::{JournalStatus, Progress, Shared},
    record::JournalOrder,
    writer::JournalWriter,
};
use crate::storage::disk::{Disk, FileHash, in_words};

use std::{
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// What is written is on the disk at most this much later, as far as the disk can do that.
const SYNC_AFTER: Duration = Duration::from_millis(500);

/// How long after an error it is tried again.
const TRY_AGAIN: Duration = Duration::from_millis(500);

/// How long the end of the window waits for the disk, at most.
const LAST_WAIT: Duration = Duration::from_secs(5);

/// The journal of a window, written by a thread of its own. Dropping it leaves the journal where it is, to be recovered; see
/// [`end`](Self::end).
#[derive(Debug)]
pub struct Journal {
    sender: JournalSender,
}

/// Tells a [`Journal`] what happens. Can be given to other threads.
#[derive(Clone, Debug)]
pub struct JournalSender {
    messages: Sender<Message>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
enum Message {
    Order(Box<JournalOrder>),
    /// See [`JournalSender::saving`].
    Saving(PathBuf, FileHash, Sender<()>),
    Done(Done),
    /// The window was closed by its user: nothing is to be left.
    End,
    /// The window is gone.
    Stop,
}

impl Journal {
    /// Begins the thread. Nothing is written before the first change. `wake` is called from the thread when the status
    /// becomes better or worse.
    #[must_use]
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
            taken: 0,
            sync_due: None,
            try_again: None,
            syncing: false,
            running: 0,
            failed: None,
            saving: Vec::new(),
        };
        thread::spawn(move || thread.run(&receiver));
        Self { sender }
    }

    /// For telling it from another thread.
    #[must_use]
    pub fn sender(&self) -> JournalSender {
        self.sender.clone()
    }

    /// Tells it what happened. Returns at once.
    pub fn tell(&self, order: JournalOrder) {
        self.sender.tell(order);
    }

    /// Waits until all it was told is with the operating system, at most `longest`; not at all while the disk makes
    /// trouble or is behind. Returns how far it is.
    #[must_use]
    pub fn wait(&self, longest: Duration) -> JournalStatus {
        self.sender.wait(longest)
    }

    /// The window closes and nothing is to be recovered: removes the journal.
    pub fn end(&self) {
        self.sender.send(Message::End);
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.sender.send(Message::Stop);
        let shared = &self.sender.shared;
        let progress = shared.progress();
        drop(
            shared
                .changed
                .wait_timeout_while(progress, LAST_WAIT, |progress| !progress.ended),
        );
    }
}

impl JournalSender {
    fn tell(&self, order: JournalOrder) {
        if matches!(order, JournalOrder::Append(_)) {
            self.shared.progress().asked += 1;
        }
        self.send(Message::Order(Box::new(order)));
    }

    fn send(&self, message: Message) {
        if self.messages.send(message).is_err() {
            let mut progress = self.shared.progress();
            let trouble = "it has stopped because of a fault in Crosscheck; save your work";
            progress.trouble.get_or_insert_with(|| trouble.to_owned());
        }
    }

    /// Says, before a save replaces a file, what the file will hold; waits until that is on the disk, at most `longest`.
    pub fn saving(&self, path: PathBuf, hash: FileHash, longest: Duration) {
        let (reply, written) = channel();
        self.send(Message::Saving(path, hash, reply));
        // Without an answer the save goes on: it is the safer place.
        let _answered = written.recv_timeout(longest);
    }

    /// See [`Journal::wait`].
    #[must_use]
    pub fn wait(&self, longest: Duration) -> JournalStatus {
        let is_behind = |progress: &mut Progress| {
            progress.written < progress.asked && progress.trouble.is_none() && !progress.ended
        };
        let mut progress = self.shared.progress();
        if !progress.late && is_behind(&mut progress) {
            let waited = self
                .shared
                .changed
                .wait_timeout_while(progress, longest, is_behind);
            progress = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        progress.late = progress.written < progress.asked;
        progress.status()
    }

    /// Waits until all it was told is with the operating system, however often it was late before: for the end of the
    /// program. Says whether it is.
    #[must_use]
    pub fn flush(&self, longest: Duration) -> bool {
        self.shared.progress().late = false;
        self.wait(longest).waiting == 0
    }
}

/// What the thread keeps.
struct Thread {
    writer: JournalWriter,
    disk: Arc<dyn Disk>,
    sender: JournalSender,
    /// Changes that were handed to the writer.
    taken: u64,
    sync_due: Option<Instant>,
    try_again: Option<Instant>,
    /// A sync is under way.
    syncing: bool,
    /// Jobs that are under way.
    running: usize,
    /// Why the last sync or copy failed: that is trouble, though the writing itself goes well.
    failed: Option<String>,
    /// Saves that wait until what they said is on the disk.
    saving: Vec<Sender<()>>,
}

impl Thread {
    fn run(mut self, receiver: &Receiver<Message>) {
        // However it ends, nobody shall wait for it.
        let _ended = Ended(Arc::clone(&self.sender.shared));
        loop {
            let message = match receiver.recv_timeout(self.rest()) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            for message in message.into_iter().chain(receiver.try_iter()) {
                match message {
                    Message::Order(order) => self.take(*order),
                    Message::Saving(path, hash, reply) => {
                        self.writer.saving(&path, hash);
                        self.saving.push(reply);
                    }
                    Message::Done(done) => self.finished(done),
                    Message::End => self.writer.leave(),
                    Message::Stop => return self.stop(),
                }
            }
            self.write();
            self.begin_jobs();
            self.reply();
        }
    }

    /// Until when there is nothing to do.
    fn rest(&self) -> Duration {
        let sync = self.sync_due.filter(|_| !self.syncing);
        let next = sync.into_iter().chain(self.try_again).min();
        next.map_or(Duration::from_hours(1), |at| {
            at.saturating_duration_since(Instant::now())
        })
    }

    fn take(&mut self, order: JournalOrder) {
        match &order {
            JournalOrder::Append(_) => self.taken += 1,
            JournalOrder::Begin(_) | JournalOrder::Rebase(_) => {
                self.sender
                    .shared
                    .update(|progress| progress.rebase_due = false);
            }
            _ => {}
        }
        self.writer.take(order);
        if self.writer.is_full() || self.writer.is_lost() {
            self.sender.shared.update(Progress::ask_for_rebase);
        }
    }

    fn write(&mut self) {
        if self.try_again.is_some_and(|at| at > Instant::now()) && self.has_trouble() {
            return;
        }
        self.try_again = None;
        let written = self.writer.write();
        if self.running == 0 && !self.writer.is_sync_due() && !self.writer.is_copy_due() {
            // What failed is not tried again: a save has made it needless.
            self.failed = None;
        }
        let (taken, failed, is_lost) = (self.taken, self.failed.clone(), self.writer.is_lost());
        match written {
            Ok(()) => self.sender.shared.update(|progress| {
                if !is_lost {
                    progress.written = taken;
                }
                progress.trouble = failed;
            }),
            Err(error) => self.trouble(in_words(&error)),
        }
        if self.writer.is_sync_due() {
            let due = Instant::now() + SYNC_AFTER;
            self.sync_due.get_or_insert(due);
        }
    }

    fn has_trouble(&self) -> bool {
        self.sender.shared.progress().trouble.is_some()
    }

    fn trouble(&mut self, words: String) {
        self.try_again = Some(Instant::now() + TRY_AGAIN);
        self.sender
            .shared
            .update(|progress| progress.trouble = Some(words));
    }

    fn begin_jobs(&mut self) {
        if self.try_again.is_some() {
            return;
        }
        let now = Instant::now();
        let is_time = self.sync_due.is_some_and(|due| due <= now) || !self.saving.is_empty();
        let may_sync = !self.syncing && is_time;
        for job in self.writer.jobs(may_sync) {
            if job.is_sync() {
                self.syncing = true;
                self.sync_due = None;
            }
            self.running += 1;
            self.begin_job(job);
        }
    }

    /// Lets saves go on once the journal is on the disk, or cannot be.
    fn reply(&mut self) {
        let is_ready = self.running == 0 && self.writer.is_ready_for_save();
        if self.try_again.is_some() || is_ready {
            for reply in self.saving.drain(..) {
                // Who asked may be gone.
                let _heard = reply.send(());
            }
        }
    }

    fn begin_job(&self, job: Job) {
        let (disk, messages) = (Arc::clone(&self.disk), self.sender.messages.clone());
        thread::spawn(move || {
            // Where the window is gone, nobody waits for the answer.
            drop(messages.send(Message::Done(job.run(&*disk))));
        });
    }

    fn finished(&mut self, done: Done) {
        self.running = self.running.saturating_sub(1);
        if done.is_sync() {
            self.syncing = false;
        }
        match self.writer.finished(done) {
            Outcome::Fine => self.failed = None,
            Outcome::Failed(error) => {
                self.failed = Some(in_words(&error));
                self.trouble(in_words(&error));
            }
            Outcome::BaseGone => self.sender.shared.update(Progress::ask_for_rebase),
        }
    }

    /// The window is gone, but its user did not close it: everything is brought on to the disk.
    fn stop(mut self) {
        self.write();
        for job in self.writer.jobs(true) {
            let done = job.run(&*self.disk);
            self.finished(done);
        }
    }
}

/// Tells those who wait that the thread has ended.
struct Ended(Arc<Shared>);

impl Drop for Ended {
    fn drop(&mut self) {
        let is_panic = thread::panicking();
        self.0.update(|progress| {
            progress.ended = true;
            if is_panic {
                let words = "it has stopped because of a fault in Crosscheck; save your work";
                progress.trouble = Some(words.to_owned());
            }
        });
    }
}
