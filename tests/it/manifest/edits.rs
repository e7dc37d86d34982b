//! Edits by command, over manifests in odd layouts: one entry goes or comes, and nothing else changes.

use std::collections::{BTreeMap, BTreeSet};

use orgform::manifest::{Revision, declarations, load_files};
use orgform::model::{Address, Desired, Email, SourceFile};
use proptest::prelude::*;
use proptest::sample::select;

/// How a list or mapping is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    /// 0 lines, 1 brackets on one line, 2 brackets with lines.
    shape: u8,
    /// How far lines are set in.
    step: usize,
    quote: &'static str,
    above: bool,
    behind: bool,
    air: bool,
}

fn style() -> impl Strategy<Value = Style> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (0..3_u8, 1..5_usize, select(vec!["", "'", "\""]), flags).prop_map(
        |(shape, step, quote, (above, behind, air))| Style {
            shape,
            step,
            quote,
            above,
            behind,
            air,
        },
    )
}

/// A manifest of few people, each thing in a layout of its own.
#[derive(Clone, Debug)]
struct Sheet {
    members: (Vec<u8>, Style),
    teams: Vec<(Vec<u8>, Style)>,
    users: Vec<(Vec<u8>, Style)>,
    windows: bool,
    whole: bool,
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let people = || prop::sample::subsequence(vec![0_u8, 1, 2, 3, 4], 0..5).prop_shuffle();
    let lists = || prop::collection::vec((people(), style()), 0..3);
    let everybody = Just(vec![0_u8, 1, 2, 3, 4]).prop_shuffle();
    (everybody, style(), lists(), lists(), any::<(bool, bool)>()).prop_map(
        |(members, style, teams, users, (windows, whole))| Sheet {
            members: (members, style),
            teams,
            users,
            windows,
            whole,
        },
    )
}

fn email(person: u8) -> String {
    format!("p{person}@acme.example")
}

impl Sheet {
    fn text(&self) -> String {
        let mut text = String::from("# top\napiVersion: orgform/v1\norganization: { key: acme }\n\n");
        text.push_str("members:");
        put(
            &mut text,
            "members",
            &self.members.0,
            self.members.1,
            0,
            Some("reader"),
        );
        if !self.teams.is_empty() {
            text.push_str("# about teams\nteams:\n");
            for (number, (people, style)) in self.teams.iter().enumerate() {
                text.push_str(&format!(
                    "  team-{number}:\n    description: it's #{number}\n    members:"
                ));
                put(&mut text, &format!("team-{number}"), people, *style, 4, None);
            }
        }
        if !self.users.is_empty() {
            text.push_str("workspaces:\n");
            for (number, (people, style)) in self.users.iter().enumerate() {
                text.push_str(&format!("  space-{number}:\n    users:"));
                put(
                    &mut text,
                    &format!("space-{number}"),
                    people,
                    *style,
                    4,
                    Some("owner"),
                );
            }
        }
        text.push_str("# bottom");
        let text = if self.whole { text + "\n" } else { text };
        if self.windows {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    }

    fn file(&self) -> SourceFile {
        SourceFile {
            name: "orgform.yaml".into(),
            text: self.text().into(),
        }
    }
}

/// The people of one list or mapping, behind its key. Comments name the list and the person that they are about.
fn put(text: &mut String, list: &str, people: &[u8], style: Style, base: usize, role: Option<&str>) {
    let (open, close) = if role.is_some() { ("{", "}") } else { ("[", "]") };
    let entry = |person: u8| {
        let name = format!("{0}{1}{0}", style.quote, email(person));
        role.map_or(name.clone(), |role| format!("{name}: {role}"))
    };
    if people.is_empty() {
        text.push_str(&format!(" {open}{close} # none in {list}\n"));
        return;
    }
    if style.shape == 1 {
        let entries: Vec<String> = people.iter().map(|person| entry(*person)).collect();
        let comma = if style.air { ", " } else { " ,  " };
        text.push_str(&format!(
            " {open} {} {close} # all of {list}\n",
            entries.join(comma)
        ));
        return;
    }
    let is_flow = style.shape == 2;
    text.push_str(if is_flow { " " } else { "" });
    text.push_str(if is_flow { open } else { "" });
    text.push('\n');
    let indentation = " ".repeat(base + style.step);
    for (index, person) in people.iter().enumerate() {
        let is_last = index + 1 == people.len();
        if style.air && index > 0 && !is_flow {
            text.push('\n');
        }
        // Above the first of a paragraph a comment may be about all of it.
        if style.above && index > 0 && !style.air {
            text.push_str(&format!("{indentation}# about {list} {person}\n"));
        }
        let dash = if role.is_none() && !is_flow { "-  " } else { "" };
        let comma = if is_flow && (!is_last || style.air) {
            ","
        } else {
            ""
        };
        let behind = if style.behind {
            format!("  # of {list} {person}")
        } else {
            String::new()
        };
        text.push_str(&format!("{indentation}{dash}{}{comma}{behind}\n", entry(*person)));
    }
    if is_flow {
        text.push_str(&format!("{}{close}\n", " ".repeat(base + 1)));
    }
}

/// What a manifest says, without places.
fn said(desired: &Desired) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut said = BTreeMap::new();
    let members = desired.members.iter().flatten();
    let members = members.map(|(email, member)| (email.to_string(), member.role.to_string()));
    said.insert("members".to_owned(), members.collect());
    for (name, team) in desired.teams.iter().flatten() {
        let people = team.members.iter().flatten();
        said.insert(
            name.to_string(),
            people
                .map(|(email, _)| (email.to_string(), String::new()))
                .collect(),
        );
    }
    for (key, workspace) in desired.workspaces.iter().flatten() {
        let users = workspace.users.iter().flatten();
        let users = users.map(|(email, grant)| (email.to_string(), grant.role.to_string()));
        said.insert(key.to_string(), users.collect());
    }
    said
}

fn text(revision: &Revision) -> Option<String> {
    revision.changed().next().map(|changed| changed.after.to_owned())
}

fn person(number: u8) -> Email {
    Email::parse(&email(number)).unwrap()
}

fn comments(text: &str) -> BTreeSet<&str> {
    text.lines()
        .filter_map(|line| line.split_once("# "))
        .map(|(_, comment)| comment.trim())
        .collect()
}

proptest! {
    #![proptest_config(crate::support::cases::cases(400))]

    #[test]
    fn whoever_is_taken_out_is_all_that_goes(sheet in sheet(), gone in 0..5_u8) {
        let loaded = load_files("", &[sheet.file()]);
        let desired = loaded.desired.as_ref().expect("a sound manifest");
        let mut revision = loaded.revise();
        let places = declarations(&revision, &person(gone)).unwrap();
        revision.remove(&places).unwrap_or_else(|error| panic!("{error:?}\n{}", sheet.text()));
        let (before, after) = (sheet.text(), text(&revision).unwrap());

        let mut meant = said(desired);
        meant.values_mut().for_each(|people| _ = people.remove(&email(gone)));
        let edited = revision.load().desired.unwrap();
        prop_assert_eq!(said(&edited), meant, "{}\n=>\n{}", before, after);

        // Lines without the person stay, in their order, but for blank ones and keys that say that they are empty.
        let whose = email(gone);
        let mut left = after.split_inclusive('\n');
        for line in before.split_inclusive('\n').filter(|line| !line.trim().is_empty()) {
            let is_theirs = line.contains(&whose) || line.trim_end().ends_with(&format!(" {gone}"));
            let is_bracket = matches!(line.trim(), "]" | "}");
            if !is_theirs && !is_bracket {
                let opening = line.trim_end().trim_end_matches(['[', '{', ' ']);
                let found = left.any(|kept| kept == line || kept.trim_end() == format!("{opening} []") || kept.trim_end() == format!("{opening} {{}}"));
                prop_assert!(found, "{:?} is gone:\n{}\n=>\n{}", line, before, after);
            }
        }

        // Comments that are about the person in a list with lines go; all others stay.
        let theirs = format!(" {gone}");
        let stay: BTreeSet<&str> = comments(&before).into_iter().filter(|comment| !comment.ends_with(&theirs)).collect();
        prop_assert_eq!(comments(&after), stay, "{}\n=>\n{}", before, after);
        prop_assert_eq!(after.contains("\r\n"), before.contains("\r\n"));
        prop_assert_eq!(after.replace("\r\n", "").contains('\r'), false);
    }

    #[test]
    fn whoever_goes_and_comes_back_is_where_they_were(sheet in sheet(), gone in 0..5_u8) {
        let loaded = load_files("", &[sheet.file()]);
        let desired = loaded.desired.clone().expect("a sound manifest");
        let mut revision = loaded.revise();
        let places = declarations(&revision, &person(gone)).unwrap();
        revision.remove(&places).unwrap();
        for place in &places {
            revision.declare(&place.address, &desired).unwrap_or_else(|error| panic!("{error:?}\n{}", text(&revision).unwrap()));
        }
        let again = revision.load();
        let back = again.desired.unwrap();
        prop_assert_eq!(said(&back), said(&desired), "{}\n=>\n{:?}", sheet.text(), text(&revision));
        prop_assert_eq!(back.digest(), desired.digest());
    }

    #[test]
    fn whatever_comes_goes_without_a_trace(sheet in sheet(), number in 5..9_u8) {
        let loaded = load_files("", &[sheet.file()]);
        let desired = loaded.desired.clone().expect("a sound manifest");
        let mut described = desired.clone();
        let new = person(number);
        let like = desired.members.as_ref().unwrap()[&person(0)].clone();
        described.members.as_mut().unwrap().insert(new.clone(), like);
        let mut revision = loaded.revise();
        revision.declare(&Address::Member(new.clone()), &described).unwrap();
        for team in desired.teams.iter().flatten().map(|(name, _)| name.clone()) {
            revision.declare(&Address::TeamMember(team, new.clone()), &described).unwrap();
        }
        let edited = revision.load().desired.unwrap();
        let mut meant = said(&desired);
        for (list, people) in &mut meant {
            let role = if list == "members" { "reader" } else { "" };
            if !list.starts_with("space") {
                people.insert(email(number), role.to_owned());
            }
        }
        prop_assert_eq!(said(&edited), meant, "{}\n=>\n{:?}", sheet.text(), text(&revision));
        for line in sheet.text().lines().filter(|line| !line.trim().is_empty()) {
            let bare = line.trim_end_matches([',', '\r']);
            let after = text(&revision).unwrap();
            let is_changed = line.contains("[") || line.contains("{");
            prop_assert!(is_changed || after.lines().any(|kept| kept.starts_with(bare) || kept.starts_with(bare.split("  # ").next().unwrap())), "{:?}\n{}", line, after);
        }

        let places = declarations(&revision, &new).unwrap();
        revision.remove(&places).unwrap();
        prop_assert_eq!(revision.load().desired.unwrap().digest(), desired.digest());
    }
}

#[test]
fn files_are_edited_where_siblings_stand() {
    let file = |name: &str, text: &str| SourceFile {
        name: name.into(),
        text: text.into(),
    };
    let files = [
        file(
            "orgform.yaml",
            "apiVersion: orgform/v1\norganization: { key: acme }\n",
        ),
        file("members.yaml", "members: { a@acme.example: owner }\n"),
        file("members-partners.yaml", "members: { b@partner.example: owner }\n"),
        file("teams/red.yaml", "teams: { red: { members: [] } }\n"),
        file("workspaces/a/x.yaml", "workspaces: { space-x: { users: {} } }\n"),
    ];
    let loaded = load_files("", &files);
    let whole = "apiVersion: orgform/v1\norganization: { key: acme }\nmembers: { c@partner.example: reader, d@else.example: reader }\nteams: { red: { members: [] }, \"Red / 2\": { description: more } }\nworkspaces: { space-x: { users: { a@acme.example: owner } }, space-y: { users: { a@acme.example: owner } } }\n";
    let described = load_files("", &[file("orgform.yaml", &whole.replace("a@acme", "d@else"))])
        .desired
        .unwrap();
    let mut revision = loaded.revise();
    for address in [
        "member/c@partner.example",
        "member/d@else.example",
        "team/red/member/c@partner.example",
        "team/Red%20%2F%202",
        "workspace/space-x/user/d@else.example",
        "workspace/space-y",
    ] {
        revision.declare(&address.parse().unwrap(), &described).unwrap();
    }
    let changed: Vec<(&str, bool, &str)> = revision
        .changed()
        .map(|changed| (changed.file, changed.before.is_none(), changed.after))
        .collect();
    assert_eq!(
        changed,
        [
            (
                "members-partners.yaml",
                false,
                "members: { b@partner.example: owner, c@partner.example: reader, d@else.example: reader }\n"
            ),
            (
                "teams/red-2.yaml",
                true,
                "teams:\n  Red / 2:\n    description: more\n"
            ),
            (
                "teams/red.yaml",
                false,
                "teams: { red: { members: [c@partner.example] } }\n"
            ),
            (
                "workspaces/a/x.yaml",
                false,
                "workspaces: { space-x: { users: { d@else.example: owner } } }\n"
            ),
            (
                "workspaces/space-y.yaml",
                true,
                "workspaces:\n  space-y:\n    users:\n      d@else.example: owner\n"
            ),
        ]
    );
    assert!(revision.load().desired.is_some());
    for missing in ["member/nobody@acme.example", "team/blue", "organization"] {
        assert!(
            revision.declare(&missing.parse().unwrap(), &described).is_err(),
            "{missing}"
        );
    }
}
