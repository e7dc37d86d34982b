//! What a file of a manifest may say, by where it stands.

use super::ROOT_FILE;

/// The part that a file plays. Ordered as files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FileKind {
    /// `orgform.yaml`: everything.
    Root,
    /// `members*.yaml`: `members`.
    Members,
    /// Under `teams/`: `teams`.
    Teams,
    /// Under `workspaces/`: `workspaces`.
    Workspaces,
}

impl FileKind {
    /// The part that a file plays, by its path below the root folder (with `/`); `None` if it is not read.
    pub(crate) fn of(relative: &str) -> Option<FileKind> {
        if relative == ROOT_FILE {
            return Some(FileKind::Root);
        }
        let (folder, name) = relative.rsplit_once('/').unwrap_or(("", relative));
        if !is_yaml(name) || is_seed(name) {
            return None;
        }
        match folder.split('/').next() {
            Some("teams") => Some(FileKind::Teams),
            Some("workspaces") => Some(FileKind::Workspaces),
            Some("") if name.starts_with("members") => Some(FileKind::Members),
            _ => None,
        }
    }

    /// Whether a file of this kind may hold a section.
    pub(crate) fn may_hold(self, section: &str) -> bool {
        match self {
            FileKind::Root => true,
            FileKind::Members => section == "members",
            FileKind::Teams => section == "teams",
            FileKind::Workspaces => section == "workspaces",
        }
    }
}

/// Whether a file is read where YAML files are read: hidden ones are not.
pub(super) fn is_yaml(name: &str) -> bool {
    !name.starts_with('.') && (name.ends_with(".yaml") || name.ends_with(".yml"))
}

/// The sandbox's seed is never read as a manifest.
pub(super) fn is_seed(name: &str) -> bool {
    name == "sandbox.seed.yaml"
}

/// Whether people would take a file for YAML.
pub(super) fn looks_like_yaml(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with(".yaml") || lower.ends_with(".yml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_path_says() {
        let kinds = [
            ("orgform.yaml", Some(FileKind::Root)),
            ("members.yaml", Some(FileKind::Members)),
            ("members-emea.yml", Some(FileKind::Members)),
            ("teams/red.yaml", Some(FileKind::Teams)),
            ("teams/emea/red.yml", Some(FileKind::Teams)),
            ("teams/members.yaml", Some(FileKind::Teams)),
            ("workspaces/a/b/c.yaml", Some(FileKind::Workspaces)),
            ("orgform.yml", None),
            ("other.yaml", None),
            ("sandbox.seed.yaml", None),
            ("teams/sandbox.seed.yaml", None),
            ("teams/.red.yaml", None),
            ("teams/README.md", None),
            ("more/teams/red.yaml", None),
            ("members/a.yaml", None),
        ];
        for (path, kind) in kinds {
            assert_eq!(FileKind::of(path), kind, "{path}");
        }
    }

    #[test]
    fn only_the_root_file_may_hold_everything() {
        assert!(FileKind::Root.may_hold("approvals"));
        assert!(!FileKind::Teams.may_hold("approvals"));
        assert!(FileKind::Teams.may_hold("teams"));
        assert!(!FileKind::Members.may_hold("teams"));
    }
}
