//! Bugs of Crosscheck itself: panics that a background task catches and reports in its own way.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs a task; `None` if it panics. Shared data is behind locks that ignore poisoning, and everything else is dropped.
pub fn catch_fault<T>(task: impl FnOnce() -> T) -> Option<T> {
    let was_caught = IS_CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(task));
    IS_CAUGHT.set(was_caught);
    result.ok()
}

/// Whether a panic on this thread would be caught by [`catch_fault`].
pub fn is_fault_caught() -> bool {
    IS_CAUGHT.get()
}
