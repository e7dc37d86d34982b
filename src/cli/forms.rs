//! Which command reports in which forms. The one place that says so.

use clap::ValueEnum;

use super::Exit;
use super::args::{Command, Format};
use super::failure::Failure;

/// The forms of the mistakes in a manifest.
pub(super) const VALIDATE: &[Format] = &[
    Format::Human,
    Format::Json,
    Format::Sarif,
    Format::Junit,
    Format::Github,
];
/// The forms of a plan.
pub(super) const PLAN: &[Format] = &[Format::Human, Format::Json, Format::Markdown];
/// The forms of a drift report.
pub(super) const DRIFT: &[Format] = &[
    Format::Human,
    Format::Json,
    Format::Markdown,
    Format::Html,
    Format::Sarif,
    Format::Junit,
    Format::Github,
];
/// The forms of a receipt or a journal in a file, of an edit, and of findings.
pub(super) const STORED: &[Format] = &[Format::Human, Format::Json];

impl Command {
    /// Its name, and the forms in which it reports. What a command writes that is no report, such as a schema or a
    /// difference, has no other form than its own, which goes by `human`.
    fn forms(&self) -> (&'static str, &'static [Format]) {
        use Format::{Human, Json, Jsonl};
        match self {
            Command::Init(_) => ("init", &[Human]),
            Command::Import(_) => ("import", &[Human]),
            Command::Validate(_) => ("validate", VALIDATE),
            Command::Fmt(_) => ("fmt", &[Human]),
            Command::Plan(_) => ("plan", PLAN),
            Command::Drift(_) => ("drift", DRIFT),
            Command::Apply(_) => ("apply", &[Human, Json, Jsonl]),
            Command::Watch(_) => ("watch", &[Human]),
            // What it has depends on the file.
            Command::Show(_) => ("show", PLAN),
            Command::Offboard(_) => ("offboard", STORED),
            Command::Adopt(_) => ("adopt", STORED),
            Command::Doctor(_) => ("doctor", STORED),
            Command::Snapshot(_) => ("snapshot", &[Human]),
            Command::Explain(_) => ("explain", &[Human]),
            Command::Schema(_) => ("schema", &[Human, Json]),
            Command::Completions(_) => ("completions", &[Human]),
            Command::Man(_) => ("man", &[Human]),
            #[cfg(feature = "sandbox")]
            Command::Sandbox(args) => args.forms(),
        }
    }

    /// Refuses a form that the command does not have, before it does anything.
    pub(super) fn reports_as(&self, format: Format) -> Result<(), Failure> {
        let (name, forms) = self.forms();
        if forms.contains(&format) {
            Ok(())
        } else {
            Err(not_offered(&format!("`{name}`"), forms))
        }
    }
}

/// That something is not told in the form that was asked for, and in which it is.
pub(super) fn not_offered(what: &str, forms: &[Format]) -> Failure {
    let words: Vec<String> = forms
        .iter()
        .filter_map(|form| Some(form.to_possible_value()?.get_name().to_owned()))
        .collect();
    let list = match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    };
    Failure::new(Exit::Usage, format!("{what} reports as {list}"))
}
