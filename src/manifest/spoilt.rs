//! Texts for laws: manifests, sound and spoilt.

use proptest::prelude::*;
use proptest::sample::{Index, select};

const SOUND: [&str; 3] = [
    include_str!("../../tests/manifests/valid/everything.yaml"),
    include_str!("../../tests/manifests/valid/texts-in-every-style.yaml"),
    "members:\n  a@b.c: owner\n  b@b.c:\n    role: reader\n    models: [x, y]\n# people\n\n  c@b.c: { role: reader }\nteams:\n  one:\n    members:\n    - a@b.c\n    - b@b.c\n  two: {}\n  three:\n    description: >-\n      a\n\n      b\n\n  four:\n    description: \"c\n\n  d: e\"\nworkspaces:\n  abc:\n    users: { a@b.c: owner,\n  b@b.c: reader }\n  def:\n    name: some\n      more\n  ghi: { delete: true }\n",
];

const SNIPPETS: [&str; 40] = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    ": ",
    ":\n",
    "- ",
    "? ",
    "#",
    " # ",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "|\n",
    ">\n",
    "<<: ",
    "---\n",
    "\n...\n",
    "%YAML 1.2\n",
    "null",
    "1e3",
    "no",
    "\u{feff}",
    "\r\n",
    "é",
    "\n  ",
    "\nmembers:\n  ",
    "\n  a: b\n",
    "\n  {a: b}\n",
    "\nteams: {}\n",
    "x",
];

/// A manifest in which nothing, or something, was put in or taken out.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let edit = (any::<Index>(), select(&SNIPPETS[..]), 0..4_usize);
    let edits = proptest::collection::vec(edit, 0..4);
    (select(&SOUND[..]), edits).prop_map(|(sound, edits)| {
        let mut text: Vec<char> = sound.chars().collect();
        for (at, snippet, gone) in edits {
            let start = at.index(text.len() + 1);
            let end = (start + gone).min(text.len());
            text.splice(start..end, snippet.chars());
        }
        text.into_iter().collect()
    })
}
