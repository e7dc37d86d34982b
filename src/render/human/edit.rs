//! Edits of a manifest: the patch first, then what it means.

use super::canvas::{Canvas, Line};
use super::table::{self, Row};
use crate::render::style::Paint;
use crate::render::words::{count, list};
use crate::render::{Style, human, patch, phrases};
use crate::report::{
    AdoptReport, DeclarationReport, DeclaredAccessReport, FileEditReport, MentionReport, OffboardReport,
    PathReport, SourceReport,
};

/// Somebody is taken out of a manifest: the patch, what goes and what stays, and what becomes of their access.
pub fn offboard(report: &OffboardReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let places = count(report.removed.len(), "place", "places");
    let files = count(report.files.len(), "file", "files");
    let verb = if report.written {
        "was taken"
    } else {
        "would be taken"
    };
    canvas.put(
        0,
        2,
        Line::new()
            .painted(Paint::Strong, &report.person)
            .plain(format!(" {verb} out of {places} in {files}.")),
    );
    prune_missing(&mut canvas, report);
    emptied(&mut canvas, &report.emptied);
    declarations(&mut canvas, "Taken out", "-", Paint::Remove, &report.removed);
    kept(&mut canvas, &report.kept);
    if report.plan.is_none() {
        access(&mut canvas, &report.declared_access);
    }
    let patches = patches(&report.files, style);
    format!("{patches}\n{}{}", canvas.finish(), outlook(report, style))
}

/// What is live is taken into a manifest: the patch, and what is declared then.
pub fn adopt(report: &AdoptReport, style: &Style) -> String {
    let mut canvas = Canvas::new(style);
    let files = count(report.files.len(), "file", "files");
    let verb = match (report.written, report.adopted.len()) {
        (false, _) => "would be",
        (true, 1) => "was",
        (true, _) => "were",
    };
    let things = count(report.adopted.len(), "thing", "things");
    let left = match report.unmanaged {
        0 => "nothing live is left undeclared there".to_owned(),
        left => format!("{left} live and not declared are left"),
    };
    canvas.put(
        0,
        2,
        Line::new()
            .painted(Paint::Strong, &things)
            .plain(format!(" {verb} written into {files}; {left}.")),
    );
    for note in &report.notes {
        attention(&mut canvas, note);
    }
    declarations(&mut canvas, "Declared", "+", Paint::Add, &report.adopted);
    format!("{}\n{}", patches(&report.files, style), canvas.finish())
}

fn patches(files: &[FileEditReport], style: &Style) -> String {
    let patches = files
        .iter()
        .map(|file| patch(&file.file, file.before.as_deref(), &file.after, style));
    patches.collect()
}

fn attention(canvas: &mut Canvas<'_>, text: &str) {
    canvas.put(0, 2, Line::new().painted(Paint::Attention, "! ").plain(text));
}

/// Without prune the files change and the organization does not, which must not be overlooked.
fn prune_missing(canvas: &mut Canvas<'_>, report: &OffboardReport) {
    let words: Vec<String> = report
        .prune_missing
        .iter()
        .map(|word| format!("`{word}`"))
        .collect();
    if words.is_empty() {
        return;
    }
    let is_member = report.prune_missing.iter().any(|word| word == "members");
    let what = if is_member {
        "This edit removes nobody from the organization"
    } else {
        "This edit takes nothing away on the platform"
    };
    let words = list(&words);
    attention(canvas, &format!("{what}: `manage.prune` does not have {words}."));
}

fn emptied(canvas: &mut Canvas<'_>, emptied: &[String]) {
    for key in emptied {
        attention(
            canvas,
            &format!("`{key}` is empty then, which says that there is nobody."),
        );
    }
}

fn declarations(
    canvas: &mut Canvas<'_>,
    title: &str,
    symbol: &str,
    paint: Paint,
    declarations: &[DeclarationReport],
) {
    canvas.heading(title, Line::new());
    let row = |declaration: &DeclarationReport| Row {
        symbol: Line::new().painted(paint, symbol),
        cells: vec![
            Line::new().plain(phrases::thing(&declaration.target)),
            Line::new().plain(declaration.role.map(|role| role.to_string()).unwrap_or_default()),
            Line::new().dim(declaration.source.as_ref().map(place).unwrap_or_default()),
        ],
        below: Vec::new(),
    };
    table::put(canvas, declarations.iter().map(row).collect());
}

fn kept(canvas: &mut Canvas<'_>, kept: &[MentionReport]) {
    if kept.is_empty() {
        return;
    }
    canvas.heading("Left as it is", Line::new());
    let row = |mention: &MentionReport| Row {
        symbol: Line::new().dim("="),
        cells: vec![
            Line::new().plain(&mention.key),
            Line::new().dim(place(&mention.source)),
            Line::new().plain(&mention.reason),
        ],
        below: Vec::new(),
    };
    table::put(canvas, kept.iter().map(row).collect());
}

fn access(canvas: &mut Canvas<'_>, access: &[DeclaredAccessReport]) {
    let note = "  as far as the manifest tells; the platform was not asked";
    canvas.heading("Declared access that ends", Line::new().dim(note));
    if access.is_empty() {
        canvas.put(2, 4, Line::new().plain("none"));
    }
    let row = |access: &DeclaredAccessReport| Row {
        symbol: Line::new().painted(Paint::Remove, "-"),
        cells: vec![
            Line::new().plain(&access.workspace),
            Line::new().plain(access.role.to_string()),
            Line::new().dim(list(&access.paths.iter().map(path).collect::<Vec<_>>())),
        ],
        below: Vec::new(),
    };
    table::put(canvas, access.iter().map(row).collect());
}

fn path(path: &PathReport) -> String {
    match path {
        PathReport::Direct { .. } => "directly".to_owned(),
        PathReport::Team { team, .. } => format!("by team {team}"),
        PathReport::OrganizationOwner { .. } => "as owner of the organization".to_owned(),
    }
}

/// The plan, with a word on what in it has other reasons.
fn outlook(report: &OffboardReport, style: &Style) -> String {
    let Some(plan) = &report.plan else {
        return String::new();
    };
    let mut canvas = Canvas::new(style);
    canvas.gap();
    let note = match report.other_changes {
        0 => Line::new(),
        1 => Line::new().dim("  1 of its changes is not about them"),
        others => Line::new().dim(format!("  {others} of its changes are not about them")),
    };
    canvas.heading("The plan of the edited manifest", note);
    format!("\n{}\n{}", canvas.finish(), human::plan(plan, style))
}

fn place(source: &SourceReport) -> String {
    format!("{}:{}:{}", source.file, source.line, source.column)
}
