//! A page for every code: what it means, an example, how to mend it.

use super::codes::{CODES, PAGES};
use super::suggest::Suggester;

/// The page of a code, in Markdown; `None` for what is no code of a manifest.
pub fn explain(code: &str) -> Option<&'static str> {
    let index = CODES.binary_search_by(|(known, _)| known.0.cmp(code)).ok()?;
    PAGES.get(index).copied()
}

/// The code, or other word that has a page, that was probably meant by something that is none.
pub fn closest_code<'w>(word: &str, others: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let codes = CODES.iter().map(|(code, _)| code.0);
    Suggester::default().nearest(word, codes.chain(others))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::manifest::load_files;
    use crate::model::SourceFile;

    /// What no reader of a manifest meets: it tells of a mistake of ours.
    const WITHOUT_EXAMPLE: &str = "not-formatted";

    #[test]
    fn every_code_has_a_page_of_its_own() {
        for (code, _) in CODES {
            let page = explain(code.0).unwrap();
            assert!(page.starts_with(&format!("# {code}\n\n")), "{code}");
            assert!(page.lines().all(|line| line.chars().count() <= 140), "{code}");
        }
        assert_eq!(explain("no-such-code"), None);
    }

    /// Examples are YAML; what comes from the disk or from sheer size is a session at a console, which the tests
    /// that have a disk play.
    #[test]
    fn every_page_shows_the_mistake_and_how_it_is_mended() {
        for (code, _) in CODES.iter().filter(|(code, _)| code.0 != WITHOUT_EXAMPLE) {
            let page = explain(code.0).unwrap();
            for heading in ["Wrong:", "Mended:"] {
                let shown = ["yaml", "console"].map(|kind| block(page, heading, kind).is_some());
                assert!(shown.contains(&true), "{code} has no example under {heading}");
            }
            let meaning = page.split("\nWrong:\n").next().unwrap_or_default();
            assert!(meaning.len() > 80, "{code} does not say what it means");
        }
    }

    #[test]
    fn every_wrong_example_is_told_this_and_nothing_else() {
        for (code, _) in CODES {
            if let Some(block) = block(explain(code.0).unwrap(), "Wrong:", "yaml") {
                assert_eq!(told(&block), BTreeSet::from([code.0]), "{code}");
            }
        }
    }

    #[test]
    fn every_mended_example_is_told_nothing() {
        for (code, _) in CODES {
            if let Some(block) = block(explain(code.0).unwrap(), "Mended:", "yaml") {
                assert_eq!(told(&block), BTreeSet::new(), "{code}");
            }
        }
    }

    /// The example of a kind under a heading.
    fn block(page: &str, heading: &str, kind: &str) -> Option<String> {
        let (_, rest) = page.split_once(&format!("\n{heading}\n\n```{kind}\n"))?;
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
