//! Journals that were made to do harm.

use super::projects::Named;

/// What each begins with: a project without anything in it.
const HEAD: &str = "(name:\"\",project:None,base:Empty,saved:None,history:(done:[],undone:[],current:0,newest:0,typing_ended:false))";

/// A journal of about `size` bytes for each way to make one costly.
pub fn journals(size: usize) -> Vec<Named> {
    let title = "Happened(Change(label:\"\",edits:[Project(SetTitle(\"a\"))]))";
    vec![
        (
            "undo and redo",
            journal(size, &[title], &["Happened(Undo)", "Happened(Redo)"]),
        ),
        (
            "changes of nothing",
            journal(size, &[], &["Happened(Change(label:\"\",edits:[]))"]),
        ),
        ("changes", journal(size, &[], &[title])),
        (
            "left fields",
            journal(size, &[], &["Happened(TypingEnded)"]),
        ),
        (
            "saves",
            journal(
                size,
                &[],
                &["Saving(path:Text(\"\"),sha256:\"\",events:0,revision:0)"],
            ),
        ),
        ("labels", labels(size)),
        (
            "one long change",
            long_change(size, "Relation(Remove(\"0000000000001\"))"),
        ),
        (
            "one long change of the shortest edits",
            long_change(size, "Project(SetTitle(\"\"))"),
        ),
        ("a long history", history(size)),
    ]
}

fn journal(size: usize, first: &[&str], then: &[&str]) -> Vec<u8> {
    let mut lines = beginning(HEAD);
    for record in first {
        lines += &framed(record);
    }
    let then: Vec<String> = then.iter().map(|record| framed(record)).collect();
    let mut then = then.iter().cycle();
    while let Some(line) = then.next().filter(|_| lines.len() < size) {
        lines += line;
    }
    lines.into_bytes()
}

fn labels(size: usize) -> Vec<u8> {
    let change = |n| framed(&format!("Happened(Change(label:\"{n}\",edits:[]))"));
    let count = size / change(0).len();
    (beginning(HEAD) + &(0..count).map(change).collect::<String>()).into_bytes()
}

fn long_change(size: usize, edit: &str) -> Vec<u8> {
    let edits = vec![edit; size / (edit.len() + 1)].join(",");
    let change = format!("Happened(Change(label:\"\",edits:[{edits}]))");
    (beginning(HEAD) + &framed(&change)).into_bytes()
}

fn history(size: usize) -> Vec<u8> {
    let step = "(label:\"\",edits:[],typing:None,leads_to:0)";
    let steps = vec![step; size / (step.len() + 1)].join(",");
    let head = HEAD.replacen("done:[]", &format!("done:[{steps}]"), 1);
    (beginning(&head) + &framed("Happened(Undo)")).into_bytes()
}

fn beginning(head: &str) -> String {
    framed("crosscheck journal 1") + &framed(head)
}

/// A record as written in a journal.
fn framed(record: &str) -> String {
    let checksum = crc32fast::hash(record.as_bytes());
    format!("{:08x} {checksum:08x} {record}\n", record.len())
}
