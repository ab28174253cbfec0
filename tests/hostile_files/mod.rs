//! Files that were made to do harm, each with a name and of a size that is asked for.

#![allow(dead_code, reason = "no test needs all of it")]

pub mod articles;
pub mod documents;
pub mod journals;
pub mod projects;
pub mod speakers;
