//! Completions, tried in the shells that are there.

use std::path::Path;
use std::process::{Command, Stdio};

use super::checkout::{Ran, program};
use super::taught::commands;
use crate::support::tools::is_installed;

/// What a shell that is there prints for a script of its own; `None` with a notice where it is not.
fn told_by(shell: &str, arguments: &[&str], script: &str) -> Option<String> {
    if !is_installed(shell, "what it completes") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.json"), "").unwrap();
    let orgform = Path::new(env!("CARGO_BIN_EXE_orgform")).parent().unwrap();
    let path = format!("{}:{}", orgform.display(), std::env::var("PATH").unwrap());
    let output = Command::new(shell)
        .args(arguments)
        .arg(script)
        .current_dir(folder.path())
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let ran = Ran::from(output);
    ran.assert_code(0);
    assert_eq!(ran.stderr, "");
    Some(ran.stdout)
}

/// What bash offers for a line, as it finds the function for the command and calls it.
fn bash(line: &str) -> Option<Vec<String>> {
    let script = format!(
        r#"
        source <(orgform completions bash)
        registered=$(complete -p orgform)
        [[ $registered == *"-o default"* ]] || exit 9
        function=${{registered#*-F }}; function=${{function%% *}}
        COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}
        read -ra COMP_WORDS <<<"$COMP_LINE"
        [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        # It asks for a form of the list, which only a shell that completes at a terminal has.
        compopt() {{ :; }}
        "$function" orgform "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
        printf '%s\n' "${{COMPREPLY[@]}}"
        "#
    );
    let told = told_by("bash", &["--norc", "-c"], &script)?;
    Some(told.lines().map(str::to_owned).collect())
}

#[test]
fn bash_completes_commands_options_values_and_files() {
    for (line, offered) in [
        ("orgform pl", &["plan"][..]),
        ("orgform sandbox se", &["serve"]),
        ("orgform plan --det", &["--detailed-exitcode"]),
        ("orgform plan --color ", &["auto", "always", "never"]),
        ("orgform completions z", &["zsh"]),
        ("orgform schema saved", &["saved-plan"]),
        ("orgform plan --snapshot pl", &["plan.json"]),
    ] {
        let Some(completed) = bash(line) else { return };
        assert_eq!(completed, offered, "`{line}`");
    }
    let files = bash("orgform explain x").unwrap();
    assert_eq!(
        files,
        [""],
        "bash itself looks for files where nothing else is offered"
    );
}

#[test]
fn fish_completes_commands_and_options() {
    for (line, offered) in [
        ("orgform pl", "plan"),
        ("orgform sandbox se", "serve"),
        ("orgform plan --det", "--detailed-exitcode"),
    ] {
        let script = format!("orgform completions fish | source; complete -C '{line}'");
        let Some(told) = told_by("fish", &["--no-config", "-c"], &script) else {
            return;
        };
        let offers: Vec<&str> = told.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(offers, [offered], "`{line}`");
    }
}

/// zsh completes at a terminal only, so it is given one of its own, where somebody types.
#[test]
fn zsh_completes_commands_and_options() {
    let script = r#"
        zmodload zsh/zpty
        until_seen() {
            repeat 600; do
                zpty -r -t shell more && seen+=$more
                [[ $seen == *$1* ]] && return
                sleep 0.05
            done
            print -r -- "never $1: $seen"
            exit 1
        }
        zpty -b shell env TERM=dumb zsh -f -i
        zpty -w shell 'autoload -Uz compinit; compinit -u -D; source <(orgform completions zsh); print RE''ADY'
        until_seen READY
        zpty -w -n shell $'orgform pl\t--det\t'
        until_seen --detailed-exitcode
    "#;
    told_by("zsh", &["-f", "-c"], script);
}

#[test]
fn every_shell_gets_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = program(folder.path(), &["completions", shell]).output().unwrap();
        let ran = Ran::from(output);
        ran.assert_code(0);
        for (words, _) in commands() {
            let missing = words.iter().find(|word| !ran.stdout.contains(word.as_str()));
            assert_eq!(missing, None, "{shell}");
        }
    }
    let ran = Ran::from(program(folder.path(), &["completions", "tcsh"]).output().unwrap());
    ran.assert_code(64).assert_says("powershell");
}
