//! The open questions of the contract, each with the settings that read it one way and the other.

use std::collections::{BTreeMap, BTreeSet};

use orgform::sandbox::Settings;
use orgform::sandbox::settings::Described;

use crate::support::blessed::assert_blessed;

/// What the contract leaves open, in the order of its numbers.
const QUESTIONS: [&str; 28] = [
    "Do routes that write teams and team members exist?",
    "Routes and bodies of team grants on workspaces",
    "The verb of a workspace's update",
    "Names in the body of a user grant",
    "Does a grant take an address that is no member, and does it then invite?",
    "Status numbers of success",
    "An organization's update without a description",
    "A role change without model access",
    "Writing `allow_external_invites`, `max_members` and `key`",
    "Inviting an address twice, or a member",
    "Changing the role of an open invitation; resending",
    "How long an invitation stays open",
    "Case of e-mail addresses",
    "The last owner of an organization or a workspace",
    "What organization owners see without a grant",
    "Is deletion soft, and may a key be used again?",
    "May a workspace's key be changed?",
    "426: plan or client version?",
    "Rate limits and `Retry-After`",
    "Are creations safe to repeat after a lost answer?",
    "How suspension shows in the member row",
    "Do open invitations count against the seats?",
    "May a key manage members?",
    "403 or 404 for what one may not see",
    "A direct grant and a team grant for one person",
    "Does a role change touch grants?",
    "The order of lists",
    "Is Bearer accepted for API keys?",
];

/// Questions without a setting, each with the reason.
const WITHOUT_A_SETTING: &[(u8, &str)] = &[
    (
        9,
        "No published body has these properties, so no reading writes them; properties that are not known are passed over.",
    ),
    (
        11,
        "No route for either is published or inferred: an invitation can be cancelled and sent again, which every reading offers.",
    ),
    (
        17,
        "No body of an update that was seen has a key; a key in it is passed over, as any unknown property.",
    ),
    (
        20,
        "The question is about the client. The faults `drop-after` and `500 after` lose the answer to a creation that was carried out, and `duplicate_invitation` and `duplicate_grant` say what repeating it does.",
    ),
    (
        25,
        "How two grants combine shows in no answer: both lists tell their own rows, and no route tells the sum.",
    ),
];

fn by_question() -> BTreeMap<u8, Vec<&'static Described>> {
    let mut settings: BTreeMap<u8, Vec<&Described>> = BTreeMap::new();
    for setting in Settings::ALL {
        if let Some(question) = setting.question() {
            settings.entry(question).or_default().push(setting);
        }
    }
    settings
}

#[test]
fn every_question_has_a_setting_or_a_reason() {
    let with: BTreeSet<u8> = by_question().into_keys().collect();
    let without: BTreeSet<u8> = WITHOUT_A_SETTING.iter().map(|(question, _)| *question).collect();
    assert_eq!(with.intersection(&without).count(), 0, "a reason and a setting");
    let answered: Vec<u8> = with.union(&without).copied().collect();
    assert_eq!(answered, (1..=28).collect::<Vec<u8>>());
}

/// `docs/sandbox.md` lists the questions with their settings, and every setting with its value in each preset.
#[test]
fn the_documentation_lists_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sandbox.md");
    let text = std::fs::read_to_string(path).unwrap();
    let text = with_section(&text, "questions", &questions());
    let text = with_section(&text, "settings", &settings());
    assert_blessed("docs/sandbox.md", &text);
}

fn questions() -> String {
    let settings = by_question();
    let reasons: BTreeMap<u8, &str> = WITHOUT_A_SETTING.iter().copied().collect();
    let mut table = String::from("| # | question | settings |\n| --- | --- | --- |\n");
    for (number, question) in (1..).zip(QUESTIONS) {
        let names = settings.get(&number).map(|settings| {
            let names: Vec<String> = settings
                .iter()
                .map(|setting| format!("`{}`", setting.name))
                .collect();
            names.join(", ")
        });
        let told = names.unwrap_or_else(|| format!("None. {}", reasons[&number]));
        table.push_str(&format!("| {number} | {question} | {told} |\n"));
    }
    table
}

fn settings() -> String {
    let defaults = serde_json::to_value(Settings::default()).unwrap();
    let mut table = String::from("| setting | decides | unless set |\n| --- | --- | --- |\n");
    for setting in Settings::ALL {
        let default = defaults[setting.name].to_string().replace('"', "");
        let decides = setting
            .decides
            .split_once(": ")
            .filter(|_| setting.question().is_some());
        let decides = decides.map_or(setting.decides, |(_, decides)| decides);
        let default = if default.is_empty() {
            String::new()
        } else {
            format!("`{default}`")
        };
        table.push_str(&format!(
            "| `{}` | {} | {default} |\n",
            setting.name,
            capital(decides)
        ));
    }
    table
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The text with what stands between two markers replaced.
fn with_section(text: &str, name: &str, section: &str) -> String {
    let begin = format!("<!-- {name}:begin (generated, checked by a test) -->\n");
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&format!("<!-- {name}:end -->")).unwrap();
    format!("{before}{begin}{section}<!-- {name}:end -->{after}")
}
