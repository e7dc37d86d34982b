//! What `orgform sandbox demo` plays: what is said, what is typed, and how it ends.

use crate::cli::Exit;

/// The files that the story is about.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "orgform.yaml",
        include_str!("../../../../examples/demo/orgform.yaml"),
    ),
    (
        "sandbox.seed.yaml",
        include_str!("../../../../examples/demo/sandbox.seed.yaml"),
    ),
];

/// One step.
pub(super) struct Scene {
    pub(super) says: &'static str,
    pub(super) typed: Typed,
    /// For how many seconds somebody reads.
    pub(super) read: u64,
}

/// What is typed. All but orgform itself is done here, as the shell would do it, so that the story needs no shell.
pub(super) enum Typed {
    /// `cat FILE`
    Cat(&'static str),
    /// `sed -i.bak /WORD/d FILE`
    Without(&'static str, &'static str),
    /// `mv FILE.bak FILE`
    Back(&'static str),
    /// `orgform ARGUMENTS`, and how it ends.
    Orgform(&'static [&'static str], Exit),
}

impl Typed {
    pub(super) fn line(&self) -> String {
        match self {
            Typed::Cat(file) => format!("cat {file}"),
            Typed::Without(word, file) => format!("sed -i.bak /{word}/d {file}"),
            Typed::Back(file) => format!("mv {file}.bak {file}"),
            Typed::Orgform(arguments, _) => format!("orgform {}", arguments.join(" ")),
        }
    }
}

/// The story.
pub(super) const STORY: &[Scene] = &[
    Scene {
        says: "An organization as a file: who is in it, who works together, who may do what.",
        typed: Typed::Cat("orgform.yaml"),
        read: 8,
    },
    Scene {
        says: "Half a year nobody looked. What would change, and for whom?",
        typed: Typed::Orgform(&["plan", "--sandbox"], Exit::Success),
        read: 10,
    },
    Scene {
        says: "Before it is applied, a bad merge drops everybody in Lisbon.",
        typed: Typed::Without("@lisbon", "orgform.yaml"),
        read: 2,
    },
    Scene {
        says: "The pipeline applies what was merged. The guards do not let it.",
        typed: Typed::Orgform(&["apply", "--sandbox", "--auto-approve"], Exit::Refused),
        read: 9,
    },
    Scene {
        says: "The merge is taken back.",
        typed: Typed::Back("orgform.yaml"),
        read: 1,
    },
    Scene {
        says: "Now for real: invitations, grants and promotions first, removals last.",
        typed: Typed::Orgform(&["apply", "--sandbox", "--auto-approve"], Exit::Success),
        read: 6,
    },
    Scene {
        says: "Tuan answers his invitation.",
        typed: Typed::Orgform(&["sandbox", "accept", "tuan@tidewater.example"], Exit::Success),
        read: 2,
    },
    Scene {
        says: "What waited for him follows, and nobody is invited twice.",
        typed: Typed::Orgform(&["apply", "--sandbox", "--auto-approve"], Exit::Success),
        read: 4,
    },
    Scene {
        says: "Eight days later. Yewande has not answered hers.",
        typed: Typed::Orgform(&["sandbox", "clock", "+8d"], Exit::Success),
        read: 2,
    },
    Scene {
        says: "What runs every morning finds it, and ends with 2: this is drift.",
        typed: Typed::Orgform(&["drift", "--sandbox"], Exit::Differences),
        read: 7,
    },
];
