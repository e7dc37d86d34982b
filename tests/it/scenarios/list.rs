//! Every situation. A test holds this list against the folders.

use std::collections::BTreeSet;
use std::fs;

use super::transcript::{folder, hold};

macro_rules! situations {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            hold(stringify!($name));
        })*

        const SITUATIONS: &[&str] = &[$(stringify!($name)),*];
    };
}

situations! {
    intents_of_an_invited_person_wait_and_follow
    invitation_accepted_under_another_address
    invitation_declined_is_not_repeated
    invitation_expired_is_sent_again
    invitation_expired_three_times_is_given_up
    invitation_is_sent_once_and_waited_for
    invitation_of_somebody_not_declared
    invitation_open_with_another_role
    invitation_waits_for_a_confirmed_address
    invitations_several_open_for_one_person
    the_first_plan_and_apply
}

#[test]
fn no_situation_is_forgotten() {
    let folders: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let told: BTreeSet<String> = SITUATIONS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(folders, told);
}
