//! A page for every code: what it means, an example, how to mend it.

use super::codes::{CODES, PAGES};
use super::suggest::Suggester;

/// The page of a code, in Markdown; `None` for what is no code of a manifest.
pub fn explain(code: &str) -> Option<&'static str> {
    let index = CODES.binary_search_by(|(known, _)| known.0.cmp(code)).ok()?;
    PAGES.get(index).copied()
}

/// The code that was probably meant by something that is none.
pub fn closest_code(word: &str) -> Option<&'static str> {
    Suggester::default().nearest(word, CODES.iter().map(|(code, _)| code.0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::manifest::load_files;
    use crate::model::SourceFile;

    /// What no text can show: it comes from the disk, from bytes, or from sheer size.
    const WITHOUT_EXAMPLE: [&str; 12] = [
        "control-character",
        "file-too-large",
        "ignored-file",
        "invalid-utf8",
        "no-manifest",
        "not-formatted",
        "outside-link",
        "too-many-aliases",
        "too-many-files",
        "too-many-mistakes",
        "too-many-values",
        "unreadable-file",
    ];

    #[test]
    fn every_code_has_a_page_of_its_own() {
        for (code, _) in CODES {
            let page = explain(code.0).unwrap();
            assert!(page.starts_with(&format!("# {code}\n\n")), "{code}");
            assert!(page.lines().all(|line| line.chars().count() <= 140), "{code}");
        }
        assert_eq!(explain("no-such-code"), None);
    }

    #[test]
    fn every_wrong_example_is_told_this_and_nothing_else() {
        for (code, _) in CODES
            .iter()
            .filter(|(code, _)| !WITHOUT_EXAMPLE.contains(&code.0))
        {
            let told = told(&block(explain(code.0).unwrap(), "Wrong:").unwrap());
            assert_eq!(told, BTreeSet::from([code.0]), "{code}");
        }
    }

    #[test]
    fn every_mended_example_is_told_nothing() {
        for (code, _) in CODES
            .iter()
            .filter(|(code, _)| !WITHOUT_EXAMPLE.contains(&code.0))
        {
            let told = told(&block(explain(code.0).unwrap(), "Mended:").unwrap());
            assert_eq!(told, BTreeSet::new(), "{code}");
        }
    }

    /// The YAML under a heading.
    fn block(page: &str, heading: &str) -> Option<String> {
        let (_, rest) = page.split_once(&format!("\n{heading}\n\n```yaml\n"))?;
        rest.split_once("\n```\n").map(|(block, _)| format!("{block}\n"))
    }

    /// The codes that an example is told. A line `# teams/red.yaml` begins a file; without one all is the root file,
    /// and what every root file needs is added where it is not the point.
    fn told(block: &str) -> BTreeSet<&'static str> {
        const HEAD: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n";
        let mut files: Vec<(String, String)> = Vec::new();
        for line in block.lines() {
            match line
                .strip_prefix("# ")
                .filter(|name| name.ends_with(".yaml") && !name.contains(' '))
            {
                Some(name) => files.push((name.to_owned(), String::new())),
                None => {
                    if files.is_empty() {
                        files.push(("orgform.yaml".to_owned(), String::new()));
                    }
                    let text = &mut files.last_mut().unwrap().1;
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        if !block.contains("apiVersion") {
            match files.iter_mut().find(|(name, _)| name == "orgform.yaml") {
                Some((_, text)) => text.insert_str(0, HEAD),
                None => files.push(("orgform.yaml".to_owned(), HEAD.to_owned())),
            }
        }
        let files: Vec<SourceFile> = files
            .iter()
            .map(|(name, text)| SourceFile {
                name: name.as_str().into(),
                text: text.as_str().into(),
            })
            .collect();
        let loaded = load_files("", &files);
        loaded
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.0)
            .collect()
    }
}
