//! Plans at a terminal.

use orgform::render::{Style, Symbols, human};

use crate::support::blessed::assert_blessed;
use crate::support::situations::{blast_radius, eventful, held, hostile, large, one_change, refused};
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
