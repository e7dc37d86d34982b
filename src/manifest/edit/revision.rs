//! The files of a manifest while they are edited.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::super::files::{FileKind, Part};
use super::super::load::{Loaded, load_parts};
use super::change;
use super::entry::Written;
use super::error::EditError;
use super::person::Declaration;
use super::spot::Spot;
use crate::model::SourceFile;

/// A manifest's files with what is to be written, which nothing here does.
#[derive(Clone, Debug)]
pub struct Revision {
    pub(super) parts: Vec<Part>,
    pub(super) root: PathBuf,
    /// What the changed files said before; `None` for new ones.
    before: BTreeMap<Arc<str>, Option<Arc<str>>>,
}

/// A file that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'r> {
    /// The file as the user would name it.
    pub file: &'r str,
    /// What it says now; `None` where it is new.
    pub before: Option<&'r str>,
    /// What it is to say.
    pub after: &'r str,
}

impl Loaded {
    /// The files of the manifest, to be edited.
    pub fn revise(&self) -> Revision {
        Revision {
            parts: self.parts.clone(),
            root: self.root.clone(),
            before: BTreeMap::new(),
        }
    }
}

impl Revision {
    /// The files that are to be written, sorted by name.
    pub fn changed(&self) -> impl Iterator<Item = Changed<'_>> {
        self.before.iter().filter_map(|(file, before)| {
            let part = self.parts.iter().find(|part| part.source.name == *file)?;
            Some(Changed {
                file,
                before: before.as_deref(),
                after: &part.source.text,
            })
        })
    }

    /// What the manifest says as it is edited.
    pub fn load(&self) -> Loaded {
        load_parts(&self.parts, &self.root)
    }

    /// Takes declarations out.
    ///
    /// # Errors
    /// When one cannot be taken out without changing anything else. The revision is then as it was.
    pub fn remove(&mut self, declarations: &[Declaration]) -> Result<(), EditError> {
        let mut spots: BTreeMap<&Arc<str>, Vec<Spot>> = BTreeMap::new();
        for declaration in declarations {
            let spot = declaration.spot.clone();
            spots.entry(&declaration.file).or_default().push(spot);
        }
        let mut edited = Vec::new();
        for (file, spots) in spots {
            let text = self.text(file)?;
            edited.push((file, change::without(file, &text, &spots)?));
        }
        edited.into_iter().for_each(|(file, text)| self.set(file, text));
        Ok(())
    }

    /// Puts an entry into a file.
    pub(super) fn insert(&mut self, file: &Arc<str>, spot: &Spot, new: &Written) -> Result<(), EditError> {
        let text = change::with(file, &self.text(file)?, spot, new)?;
        self.set(file, text);
        Ok(())
    }

    /// Adds a file.
    pub(super) fn create(&mut self, kind: FileKind, file: &Arc<str>, text: String) {
        let source = SourceFile {
            name: Arc::clone(file),
            text: text.into(),
        };
        self.parts.push(Part { kind, source });
        self.before.insert(Arc::clone(file), None);
    }

    fn text(&self, file: &str) -> Result<Arc<str>, EditError> {
        let part = self.parts.iter().find(|part| &*part.source.name == file);
        let text = part.map(|part| Arc::clone(&part.source.text));
        text.ok_or_else(|| EditError::Missing {
            file: file.to_owned(),
            what: "text".to_owned(),
        })
    }

    fn set(&mut self, file: &Arc<str>, text: String) {
        let part = self.parts.iter_mut().find(|part| part.source.name == *file);
        if let Some(part) = part.filter(|part| *part.source.text != text) {
            let before = std::mem::replace(&mut part.source.text, text.into());
            self.before.entry(Arc::clone(file)).or_insert(Some(before));
        }
    }
}
