use crate::{analysis::ProtectedNames, app::cli::complain, project::Project};

use std::process::ExitCode;

use serde_json::{Value, json};

/// The result of each file, without protected names.
pub(super) struct Report {
    names: ProtectedNames,
    /// For each file, if they are printed.
    pub objects: Option<Vec<Value>>,
    has_refused: bool,
}

impl Report {
    pub fn new(project: &Project, has_objects: bool) -> Self {
        Self {
            names: ProtectedNames::new(project),
            objects: has_objects.then(Vec::new),
            has_refused: false,
        }
    }

    /// Reports something that could not be read, so that the command fails.
    pub fn refuse(&mut self, sentence: &str) {
        self.has_refused = true;
        self.leave_out(sentence);
    }

    /// Reports something that was skipped.
    pub fn leave_out(&mut self, sentence: &str) {
        self.say(sentence);
        self.put(|| json!({ "error": sentence }));
    }

    pub fn exit_code(&self) -> ExitCode {
        if self.has_refused {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }

    pub fn warn(&self, source: &str, warnings: &[String]) {
        for warning in warnings {
            self.say(&format!("{source}: {warning}"));
        }
    }

    fn say(&self, sentence: &str) {
        complain(&self.names.concealed(sentence));
    }

    pub fn put(&mut self, object: impl FnOnce() -> Value) {
        if let Some(objects) = &mut self.objects {
            objects.push(concealed(&self.names, object()));
        }
    }
}

fn concealed(names: &ProtectedNames, value: Value) -> Value {
    let inner = |it| concealed(names, it);
    match value {
        Value::String(text) => names.concealed(&text).into(),
        Value::Array(values) => values.into_iter().map(inner).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields.map(|(key, it)| (key, inner(it))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}
