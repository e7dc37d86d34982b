//! The whole road, from files to what is desired.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Desired, Diagnostic, SourceFile, Sources, limits};

use super::codes;
use super::document::Document;
use super::files::{FileKind, Part, Parts, ROOT_FILE, collect};
use super::findings::Findings;
use super::parallel;
use super::resolve::{Input, ReadFile, resolve};
use super::shape;
use super::suggest::Suggester;
use super::tree::{self, Tree};

/// A manifest that was read: what it means, or why it means nothing.
#[derive(Debug)]
pub struct Loaded {
    /// What the manifest says; `None` when there is an error.
    pub desired: Option<Desired>,
    /// The organization that it names, also where there are errors elsewhere.
    pub organization: Option<String>,
    /// Every mistake and remark, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// The folder in which the manifest stands.
    pub root: PathBuf,
    /// The files that could be read, for editing.
    pub(super) parts: Vec<Part>,
}

impl Loaded {
    /// What was looked for and not found, where there is no manifest at all.
    pub fn absence(&self) -> Option<&Diagnostic> {
        self.diagnostics
            .iter()
            .find(|diagnostic| diagnostic.code == codes::NO_MANIFEST)
    }
}

/// Reads a manifest from the disk: a root file, which is then all of it, or a folder with a root file
/// `orgform.yaml`. Files are named as the user typed the path.
pub fn load(path: &Path) -> Loaded {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let (parts, root) = collect(path, &mut sources, &mut findings);
    mean(parts, sources, findings, root)
}

/// The same from memory. Files are named by their path below the root folder, with `/`; which of them are
/// read is decided as on the disk, and the others are left out without a word. `base` is put before the names
/// that people see; empty, or a folder, or `git:HEAD:`, or `git:HEAD:examples/acme`.
pub fn load_files(base: &str, files: &[SourceFile]) -> Loaded {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let mut parts = Parts::default();
    for file in files {
        let Some(kind) = FileKind::of(&file.name) else {
            continue;
        };
        if !parts.admit(kind, &mut findings) {
            continue;
        }
        let name = below(base, &file.name);
        sources.insert(parts.add(kind, &name, file.text.as_bytes(), &mut findings));
    }
    if !files.iter().any(|file| &*file.name == ROOT_FILE) {
        let message = format!("there is no root file `{ROOT_FILE}`");
        let diagnostic = Diagnostic::error_without_place(codes::NO_MANIFEST, message);
        parts.lose(FileKind::Root, diagnostic, &mut findings);
    }
    mean(parts, sources, findings, PathBuf::from(base))
}

/// The same for files of which it is known what they are, as an edit leaves them.
pub(super) fn load_parts(parts: &[Part], root: &Path) -> Loaded {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let mut read = Parts::default();
    for part in parts {
        let source = &part.source;
        sources.insert(read.add(part.kind, &source.name, source.text.as_bytes(), &mut findings));
    }
    mean(read, sources, findings, root.to_owned())
}

fn below(base: &str, name: &Arc<str>) -> Arc<str> {
    match base.trim_end_matches('/') {
        "" => Arc::clone(name),
        base if base.ends_with(':') => format!("{base}{name}").into(),
        base => format!("{base}/{name}").into(),
    }
}

fn mean(mut parts: Parts, sources: Sources, mut findings: Findings, root: PathBuf) -> Loaded {
    parts.sort();
    let mut grown = parallel::each(&parts.parts, grow);
    let mut lost = std::mem::take(&mut parts.lost);
    lost.extend(
        grown
            .iter()
            .filter(|file| file.tree.is_none())
            .map(|file| file.kind),
    );
    let desired = understand(&mut grown, &lost, &mut findings);
    let organization = match &desired {
        Some(desired) => Some(desired.organization.key.clone()),
        None => grown.iter().find_map(named),
    };
    drop(grown);
    let desired = desired.filter(|_| !findings.has_error());
    Loaded {
        desired,
        organization,
        diagnostics: findings.into_sorted(),
        sources,
        root,
        parts: parts.parts,
    }
}

/// What can be said of a file by itself.
struct Grown<'t> {
    kind: FileKind,
    tree: Option<Tree<'t>>,
    findings: Findings,
}

fn grow(part: &Part) -> Grown<'_> {
    let mut findings = Findings::default();
    let tree = tree::parse(&part.source.name, &part.source.text, &mut findings);
    Grown {
        kind: part.kind,
        tree,
        findings,
    }
}

/// Works out what all files mean while they are held against the schema. Where one does not have the shape that it
/// must have, that was in vain, and is done again when it is known what means nothing.
fn understand(
    files: &mut [Grown<'_>],
    lost: &BTreeSet<FileKind>,
    findings: &mut Findings,
) -> Option<Desired> {
    let has_error = findings.has_error() || files.iter().any(|file| file.findings.has_error());
    let (conforming, mut understood) = parallel::both(
        || parallel::each(files, |file| file.tree.as_ref().is_none_or(shape::conforms)),
        || resolved(files, lost, Suggester::default(), Findings::after(has_error)),
    );
    let all_conform = conforming.iter().all(|conforms| *conforms);
    let mut suggester = Suggester::default();
    for (file, conforms) in files.iter_mut().zip(conforming) {
        findings.append(std::mem::take(&mut file.findings));
        if let Some(tree) = &mut file.tree {
            shape::check(tree, conforms, &mut suggester, findings);
        }
    }
    if !all_conform {
        let told = Findings::after(findings.has_error());
        understood = resolved(files, lost, suggester, told);
    }
    findings.append(understood.1);
    understood.0
}

/// The organization that a root file names.
fn named(file: &Grown<'_>) -> Option<String> {
    let tree = file.tree.as_ref().filter(|_| file.kind == FileKind::Root)?;
    let document = read(file.kind, tree, &mut Findings::default()).document;
    let key = document.organization?.key.filter(|key| limits::is_key(key));
    key.map(str::to_owned)
}

fn resolved(
    files: &[Grown<'_>],
    lost: &BTreeSet<FileKind>,
    mut suggester: Suggester,
    mut findings: Findings,
) -> (Option<Desired>, Findings) {
    let trees = files
        .iter()
        .filter_map(|file| Some((file.kind, file.tree.as_ref()?)));
    let files = trees.map(|(kind, tree)| read(kind, tree, &mut findings));
    let input = Input {
        files: files.collect(),
        lost: lost.clone(),
    };
    let desired = resolve(&input, &mut suggester, &mut findings);
    (desired, findings)
}

fn read<'t>(kind: FileKind, tree: &'t Tree<'t>, findings: &mut Findings) -> ReadFile<'t> {
    let root = tree
        .root()
        .filter(|root| !tree.is_bad(*root) && tree.is_mapping(*root));
    let document = match root.map(|root| tree.read(root)) {
        None => Document::default(),
        Some(Ok(document)) => document,
        Some(Err(error)) => {
            findings.push(Diagnostic::error(
                codes::WRONG_TYPE,
                error.to_string(),
                tree.beginning(),
            ));
            Document::default()
        }
    };
    ReadFile { kind, tree, document }
}
