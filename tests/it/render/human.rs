//! Plans at a terminal.

use orgform::model::{Role, TeamName};
use orgform::render::{Style, Symbols, human};

use crate::support::blessed::assert_blessed;
use crate::support::situations::{
    ADA, blast_radius, eventful, held, hostile, large, notes, one_change, refused, taken_away, waiting_only,
};
use crate::support::world::World;

const WIDE: Style = Style {
    colour: false,
    symbols: Symbols::Unicode,
    width: Some(100),
    verbose: false,
};

fn assert_shown(name: &str, world: &World, style: &Style) {
    let path = format!("tests/goldens/human/{name}.txt");
    assert_blessed(&path, &human::plan(&world.report(), style));
}

#[test]
fn nothing_to_do() {
    assert_shown("nothing", &World::new(), &WIDE);
}

#[test]
fn a_bit_of_everything() {
    assert_shown("eventful", &eventful(), &WIDE);
}

#[test]
fn refused_by_guards() {
    assert_shown("refused", &refused(), &WIDE);
}

#[test]
fn held_back() {
    assert_shown("held", &held(), &WIDE);
}

#[test]
fn access_that_ends_and_comes_in_every_way() {
    assert_shown("taken-away", &taken_away(), &WIDE);
}

#[test]
fn what_is_told_besides_changes() {
    assert_shown("notes", &notes(), &WIDE);
}

#[test]
fn a_renamed_team_changes_nothing_for_its_people() {
    let mut world = World::new();
    world
        .member(ADA, Role::Reader)
        .team("old", &[ADA])
        .workspace("w", &[("old", Role::Reader)], &[]);
    world.desired.teams = None;
    world
        .declare_team("new", &[ADA])
        .declare_workspace("w", &[("new", Role::Reader)], &[]);
    let teams = world.desired.teams.as_mut().unwrap();
    teams.get_mut(&TeamName::new("new")).unwrap().previously = vec![TeamName::new("old")];
    let text = human::plan(&world.report(), &WIDE);
    assert!(text.contains("→ new  rename, was \"old\""), "{text}");
    assert!(!text.contains("another path"), "{text}");
}

#[test]
fn access_that_stays_by_another_path_is_told_apart() {
    let mut world = World::new();
    world
        .member(ADA, Role::Reader)
        .team("red", &[ADA])
        .live_workspace("w", &[], &[(ADA, Role::Reader)])
        .declare_workspace("w", &[("red", Role::Reader)], &[]);
    let text = human::plan(&world.report(), &WIDE);
    let told = "~ ada@acme.example  still reader  w  through team red (new grant), no longer by direct grant";
    assert!(text.contains("Same access by another path  1 person"), "{text}");
    assert!(text.contains(told), "{text}");
}

#[test]
fn nothing_to_do_but_wait() {
    assert_shown("waiting", &waiting_only(), &WIDE);
}

#[test]
fn one_change_for_one_person() {
    assert_shown("one", &one_change(), &WIDE);
}

#[test]
fn twenty_changes_and_a_thousand() {
    assert_shown("twenty", &large(20), &WIDE);
    assert_shown("thousand", &large(250), &WIDE);
}

#[test]
fn a_removal_shows_its_blast_radius() {
    assert_shown("blast-radius", &blast_radius(), &WIDE);
}

#[test]
fn hostile_names_are_made_visible() {
    assert_shown("hostile", &hostile(), &WIDE);
}

#[test]
fn files_and_pipes_get_ascii_and_whole_lines() {
    assert_shown("plain", &eventful(), &Style::PLAIN);
    assert!(human::plan(&eventful().report(), &Style::PLAIN).is_ascii());
}

#[test]
fn colours_are_roles() {
    let style = Style {
        colour: true,
        width: Some(80),
        ..WIDE
    };
    assert_shown("colour", &blast_radius(), &style);
}

#[test]
fn colours_change_nothing_but_colour() {
    for world in [eventful(), refused(), large(20)] {
        let report = world.report();
        let plain = human::plan(&report, &WIDE);
        let coloured = human::plan(&report, &Style { colour: true, ..WIDE });
        assert_ne!(plain, coloured);
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }
}

#[test]
fn whoever_loses_is_named_and_every_removal_is_shown() {
    let report = large(250).report();
    let text = human::plan(&report, &WIDE);
    let people = text.split("Gain owner").next().unwrap();
    for person in report.people.lose_all.iter().chain(&report.people.lose_some) {
        assert!(people.contains(person), "{person}");
    }
    let lines: std::collections::BTreeSet<&str> = text.lines().map(str::trim_start).collect();
    let shown = lines.iter().filter(|line| line.starts_with("- ")).count();
    assert!(shown >= report.changes.iter().filter(|change| change.destructive).count() / 2);
    for change in report.changes.iter().filter(|change| change.after.is_none()) {
        let line = format!("- {} ", change.target.person().unwrap());
        assert!(
            text.lines().any(|shown| shown.trim_start().starts_with(&line)),
            "{line}"
        );
    }
}

#[test]
fn additions_of_which_there_are_many_are_counted_unless_all_are_asked_for() {
    let report = large(60).report();
    let folded = human::plan(&report, &WIDE);
    assert!(folded.contains("and 40 more: invite as reader (-v lists them)"));
    assert!(!folded.contains("+ new0059@acme.example"));
    let verbose = human::plan(
        &report,
        &Style {
            verbose: true,
            ..WIDE
        },
    );
    assert!(verbose.contains("+ new0059@acme.example"));
    assert!(!verbose.contains("-v lists them"));
}

#[test]
fn lines_keep_to_the_width_and_the_summary_stays_whole() {
    for width in [40, 60, 80, 120] {
        for world in [eventful(), refused(), held(), blast_radius(), large(60)] {
            let style = Style {
                width: Some(width),
                ..WIDE
            };
            let text = human::plan(&world.report(), &style);
            let (body, last) = text.trim_end().rsplit_once('\n').unwrap();
            for line in body.lines().filter(|line| line.trim().contains(' ')) {
                let longest = line
                    .split(' ')
                    .map(unicode_width::UnicodeWidthStr::width)
                    .max()
                    .unwrap_or(0);
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(
                    columns <= width || longest + 34 > width,
                    "{columns} > {width}: {line}"
                );
            }
            assert!(last.starts_with("Plan: "), "{last}");
        }
    }
}
