//! Telling the pipeline, whichever it is. What cannot be told is said and does not fail the run.

use super::Facts;
use super::github::Step;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, args};
use crate::render::{Style, human, markdown};

/// Tells what came of a command: facts for the steps that follow, and a text for people, made to a length.
pub(in crate::cli) fn tell(
    facts: &Facts,
    text: impl FnOnce(usize) -> String,
    settings: &Settings,
    terminal: &mut Terminal,
) {
    if let Some(step) = Step::of(&settings.environment) {
        complain(step.output(facts), terminal);
        complain(step.summarize(text), terminal);
    }
}

/// Marks lines of files on the forge's pages, by workflow commands in the log: talk, whatever the report's form.
pub(in crate::cli) fn annotate(commands: &str, settings: &Settings, terminal: &mut Terminal) {
    if Step::of(&settings.environment).is_some() {
        terminal.insist(commands);
    }
}

/// Tells how a command ended, and why where it could not do its work.
pub(in crate::cli) fn ended(
    command: &args::Command,
    result: &Result<Exit, Failure>,
    settings: &Settings,
    terminal: &mut Terminal,
) {
    let Some(step) = Step::of(&settings.environment).filter(|_| command.is_a_pipelines()) else {
        return;
    };
    let exit = match result {
        Ok(exit) => *exit,
        Err(failure) => {
            let text = human::failure(&failure.message, &failure.hints, &Style::PLAIN);
            complain(step.summarize(|room| markdown::talk(&text, room)), terminal);
            failure.exit
        }
    };
    complain(step.output(&Facts::of_exit(exit.code())), terminal);
}

fn complain(told: Result<(), String>, terminal: &mut Terminal) {
    if let Err(why) = told {
        terminal.say(&format!("{why}\n"));
    }
}

/// The page of this run on its forge, where everything can be read that does not fit into a comment.
pub(in crate::cli) fn page(environment: &Environment) -> Option<String> {
    let is = |name| environment.get(name) == Some("true");
    if is("GITHUB_ACTIONS") {
        let [server, repository, run] =
            ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"].map(|name| environment.get(name));
        Some(format!("{}/{}/actions/runs/{}", server?, repository?, run?))
    } else if is("GITLAB_CI") {
        environment.get("CI_JOB_URL").map(str::to_owned)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(variables: &[(&str, &str)]) -> Option<String> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        page(&Environment {
            variables: variables.iter().map(owned).collect(),
            home: None,
        })
    }

    #[test]
    fn a_run_has_a_page_where_it_is_one_of_a_forge() {
        let github = [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_SERVER_URL", "https://forge.example"),
            ("GITHUB_REPOSITORY", "acme/org"),
            ("GITHUB_RUN_ID", "7"),
        ];
        let page = "https://forge.example/acme/org/actions/runs/7";
        assert_eq!(page_of(&github).as_deref(), Some(page));
        assert_eq!(page_of(&github[..3]), None);
        assert_eq!(page_of(&github[1..]), None);
        let gitlab = [
            ("GITLAB_CI", "true"),
            ("CI_JOB_URL", "https://lab.example/jobs/7"),
        ];
        assert_eq!(page_of(&gitlab).as_deref(), Some("https://lab.example/jobs/7"));
        assert_eq!(page_of(&gitlab[1..]), None);
    }
}
