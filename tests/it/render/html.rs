//! The page of a drift report.

use orgform::render::html;

use crate::support::blessed::assert_blessed;
use crate::support::drifts::{clean, eventful, hostile};

#[test]
fn nothing_differs() {
    assert_blessed("tests/goldens/html/clean.html", &html::drift(&clean()));
}

#[test]
fn a_bit_of_everything() {
    assert_blessed("tests/goldens/html/eventful.html", &html::drift(&eventful()));
}

#[test]
fn names_stay_text() {
    let page = html::drift(&hostile());
    assert_blessed("tests/goldens/html/hostile.html", &page);
    // The page's own links, which lead to its own parts.
    let page = page.replace("<dt><a href=\"#", "<dt><a ");
    for forbidden in [
        "<script", "</td><", "href=", "src=", "\u{202e}", "\u{1b}", "\u{0}",
    ] {
        assert!(!page.contains(forbidden), "{forbidden:?}");
    }
}

/// What it says in its head, that nothing is loaded and nothing runs, is so.
#[test]
fn the_page_stands_alone() {
    for page in [html::drift(&eventful()), html::drift(&clean())] {
        for forbidden in [
            "<script", "<link", "<img", "@import", "url(", "http:", "//", "onload", "<iframe",
        ] {
            let free = page.replace("https://app.dreadnode.io", "");
            assert!(!free.contains(forbidden), "{forbidden}");
        }
    }
}

/// Every tag is closed where it should be: an XML parser reads the body, once void elements and the doctype are out.
#[test]
fn the_page_is_well_formed() {
    for report in [clean(), eventful(), hostile()] {
        let page = html::drift(&report);
        let body = page
            .split_once("<body>")
            .unwrap()
            .1
            .split_once("</body>")
            .unwrap()
            .0;
        let xml = format!("<body>{body}</body>");
        let read = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}"));
        let heads = read.descendants().filter(|node| node.has_tag_name("th"));
        assert!(heads.clone().all(|head| head.has_attribute("scope")));
    }
}
