//! The manual: a page for each command, from the same words as its help.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// A page of the manual.
pub(in crate::cli) struct Page {
    /// The words by which the command is called, without the program's: `sandbox serve`.
    pub(in crate::cli) command: String,
    /// The name of its file: `orgform-sandbox-serve.1`.
    pub(in crate::cli) file: String,
    /// The page, in the macros of man(7).
    pub(in crate::cli) text: String,
}

/// The pages of a program: its own, and one for each command, those below commands too.
pub(in crate::cli) fn pages(mut program: Command) -> std::io::Result<Vec<Page>> {
    program.build();
    let mut pages = Vec::new();
    add(&program, &[], &mut pages)?;
    Ok(pages)
}

fn add(command: &Command, above: &[&str], pages: &mut Vec<Page>) -> std::io::Result<()> {
    let mut names = above.to_vec();
    names.push(command.get_name());
    pages.push(Page {
        command: names[1..].join(" "),
        file: format!("{}.1", names.join("-")),
        text: page(command, &names)?,
    });
    command
        .get_subcommands()
        .try_for_each(|below| add(below, &names, pages))
}

fn page(command: &Command, names: &[&str]) -> std::io::Result<String> {
    let (name, above) = (names.join("-"), &names[..names.len() - 1]);
    let program = names[0];
    let man = Man::new(command.clone())
        .title(name)
        // An empty date would be left out, and what follows it would stand in its place.
        .date(" ")
        .source(format!("{program} {}", command.get_version().unwrap_or_default()))
        .manual(program);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let mut end = Roff::new();
    if let Some(help) = command.get_after_long_help() {
        sections(&mut end, &help.to_string());
    }
    if !above.is_empty() {
        end.control("SH", ["SEE ALSO"]);
        end.text([bold(above.join("-")), roman("(1)")]);
    }
    end.to_writer(&mut page)?;
    String::from_utf8(page).map_err(std::io::Error::other)
}

/// The end of a help, section by section: headings stand at the margin, and what is below them is left as it is laid
/// out.
fn sections(page: &mut Roff, help: &str) {
    let mut is_open = false;
    for line in help.trim_end().lines() {
        match line.strip_prefix("  ") {
            None if line.is_empty() => _ = page.text([roman("")]),
            None => {
                close(page, is_open);
                page.control("SH", [line.trim_end_matches(':').to_uppercase().as_str()]);
                page.control("nf", []);
                is_open = true;
            }
            Some(laid_out) => _ = page.text([roman(laid_out)]),
        }
    }
    close(page, is_open);
}

fn close(page: &mut Roff, is_open: bool) {
    if is_open {
        page.control("fi", []);
    }
}
