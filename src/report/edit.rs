//! Edits of a manifest: which files, and what they are to say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, DocumentKind, FormatVersion, PathReport, PlanReport, SourceReport, TargetReport};
use crate::model::Role;

/// A file with what it says and what it is to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileEditReport {
    /// The file, relative to where orgform was run, with `/`.
    pub file: String,
    /// What it says before; null for a new file.
    pub before: Option<String>,
    /// What it says after.
    pub after: String,
}

/// A line by which somebody or something belongs to the organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclarationReport {
    /// What is declared.
    pub address: String,
    /// The address taken apart.
    pub target: TargetReport,
    /// The role or permission; null where there is none.
    pub role: Option<Role>,
    /// Where it stands; null for what is new.
    pub source: Option<SourceReport>,
}

/// A line that names somebody and stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MentionReport {
    /// The key under which it stands, such as `guards.break_glass`.
    pub key: String,
    /// Where it stands.
    pub source: SourceReport,
    /// Why it is left.
    pub reason: String,
}

/// Declared access to a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredAccessReport {
    /// The workspace.
    pub workspace: String,
    /// The best permission.
    pub role: Role,
    /// Every path that gives some.
    pub paths: Vec<PathReport>,
}

/// Somebody is taken out of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Offboarding by orgform")]
pub struct OffboardReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is an offboarding.
    #[schemars(with = "String", extend("const" = "offboard"))]
    pub kind: DocumentKind,
    /// Who.
    pub person: String,
    /// Whether the files were written.
    pub written: bool,
    /// The files that change, sorted by name.
    pub files: Vec<FileEditReport>,
    /// What is taken out, sorted by address.
    pub removed: Vec<DeclarationReport>,
    /// Lists and mappings that are empty then: which says that there are none.
    pub emptied: Vec<String>,
    /// Lines that name the person and stay.
    pub kept: Vec<MentionReport>,
    /// The words that `manage.prune` lacks: without them what is taken out of the files stays on the platform.
    pub prune_missing: Vec<String>,
    /// The access that the manifest declares and will no longer, sorted by workspace.
    pub declared_access: Vec<DeclaredAccessReport>,
    /// The plan of the edited manifest; null where the platform was not asked.
    pub plan: Option<PlanReport>,
    /// How many steps of the plan are not about the person.
    pub other_changes: usize,
}

/// What is live is taken into a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Adoption by orgform")]
pub struct AdoptReport {
    /// The version of this format.
    pub format_version: FormatVersion,
    /// That it is an adoption.
    #[schemars(with = "String", extend("const" = "adopt"))]
    pub kind: DocumentKind,
    /// Whether the files were written.
    pub written: bool,
    /// The files that change, sorted by name.
    pub files: Vec<FileEditReport>,
    /// What is declared then, sorted by address.
    pub adopted: Vec<DeclarationReport>,
    /// What could not be said of them.
    pub notes: Vec<String>,
    /// How many live things are not declared even then.
    pub unmanaged: usize,
}

impl Document for OffboardReport {
    const KIND: DocumentKind = DocumentKind::Offboard;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}

impl Document for AdoptReport {
    const KIND: DocumentKind = DocumentKind::Adopt;
    const VERSION: FormatVersion = FormatVersion { major: 1, minor: 0 };
}
