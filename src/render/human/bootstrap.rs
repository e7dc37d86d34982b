//! What is told of a manifest that was written for somebody.

use super::canvas::{Canvas, Line};
use super::table::{self, Row};
use super::talk::{NOT_DECLARED, sizes_in_words};
use crate::render::Style;
use crate::render::style::Paint;
use crate::render::words::count;

/// A manifest that was written from what is live.
#[derive(Clone, Debug)]
pub struct Imported<'a> {
    /// The key of the organization.
    pub organization: &'a str,
    /// How much of each kind there is.
    pub sizes: [(Option<usize>, &'a str, &'a str); 3],
    /// In how many files it stands.
    pub files: usize,
    /// Where they are.
    pub place: String,
    /// What is left out or needs a word: what it is about, and the story.
    pub notes: Vec<(&'a str, &'a str)>,
}

/// What was written, and what could not be.
pub fn imported(imported: &Imported<'_>, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let sizes = sizes_in_words(&imported.sizes, NOT_DECLARED);
    let files = count(imported.files, "file", "files");
    let line = Line::new().painted(Paint::Add, "imported").plain(format!(
        ": {}, {sizes}, to {} ({files})",
        imported.organization, imported.place
    ));
    canvas.put(0, 2, line);
    if !imported.notes.is_empty() {
        canvas.heading("To know", Line::new().dim(format!("  {}", imported.notes.len())));
        table::put(
            &mut canvas,
            imported.notes.iter().map(|note| row(*note)).collect(),
        );
    }
    canvas.gap();
    canvas.finish()
}

fn row((subject, detail): (&str, &str)) -> Row {
    Row {
        symbol: Line::new().painted(Paint::Attention, "!"),
        cells: vec![Line::new().painted(Paint::Strong, subject)],
        below: vec![Line::new().plain(detail)],
    }
}

/// How to go on after an import.
pub fn next_after_import(place: &str) -> String {
    format!(
        "next: read the files and commit them; `orgform plan {place}` shows what differs from now on.\n\
         Nothing is removed as long as `manage.prune` is empty.\n"
    )
}

/// That a file is there that was not.
pub fn begun(file: &str, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    canvas.put(
        0,
        2,
        Line::new()
            .painted(Paint::Add, "written")
            .plain(format!(": {file}")),
    );
    canvas.finish()
}

/// How to go on with a first manifest.
pub fn next_after_init(place: &str, is_example: bool) -> String {
    let key = if is_example {
        "set `organization.key`, "
    } else {
        ""
    };
    format!(
        "next: {key}take up a section, and see what it means with `orgform validate {place}` and `orgform plan {place}`.\n\
         An organization that is there already is better written down with `orgform import`.\n"
    )
}

/// How to go on with pipelines on GitHub.
pub const NEXT_ON_GITHUB: &str = "\
next: put the owner of the repository that you take orgform from in the place of OWNER, and make three environments with
the secret DREADNODE_API_KEY: orgform-read (the key of a reader), orgform-plan and orgform-apply (the same key of an
owner; for the main branch only, orgform-apply with required reviewers).
";

/// How to go on with pipelines on GitLab.
pub const NEXT_ON_GITLAB: &str = "\
next: include it in .gitlab-ci.yml, and give DREADNODE_API_KEY for the environments orgform/read (the key of a reader)
and orgform/apply (of an owner):

  include:
    - local: /.gitlab/orgform.yml
      inputs:
        image: $CI_REGISTRY_IMAGE/orgform-ci:latest
";
