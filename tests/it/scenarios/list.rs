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
    a_demotion_names_every_path_that_stays
    a_grantee_who_is_nobody
    a_manifest_with_mistakes
    a_new_workspace_with_its_grants
    a_person_live_under_both_addresses
    a_person_with_a_new_address
    a_pull_request_against_its_base
    a_reader_may_not_create_a_workspace
    a_removal_while_one_workspace_may_not_be_looked_into
    a_snapshot_is_planned_from
    a_snapshot_that_does_not_fit
    a_snapshot_that_hides_people
    a_team_is_renamed
    a_team_live_under_both_names
    a_team_whose_people_cannot_be_read_is_not_deleted
    a_wrong_command_line
    adopting_people_with_what_they_were_given
    adopting_what_cannot_be
    adopting_what_was_clicked
    adopting_while_renames_are_under_way
    an_answer_that_was_lost_is_looked_up
    an_operator_declared_as_the_caller_and_lower
    baselines_that_cannot_be_read
    default_workspaces_and_teams_are_the_platforms
    doctor_and_a_clock_that_is_off
    doctor_below_the_pro_plan
    doctor_finds_nothing_in_the_way
    doctor_tells_everything_at_once
    doctor_when_the_key_is_refused
    doctor_where_only_documented_routes_answer
    doctor_with_a_readers_key
    doctor_with_nothing
    drift_in_a_burst
    drift_of_an_owner_nobody_declared
    drift_of_every_kind
    drift_of_people_who_are_nobody
    drift_of_what_the_platform_does_not_show
    drift_pending_both_and_settled
    drift_tells_what_does_not_count
    drift_tells_who_did_it
    expectations_are_compared_and_not_written
    guard_access_loss
    guard_break_glass
    guard_break_glass_person_is_not_there
    guard_empty_source
    guard_last_owner
    guard_last_owner_is_nobody
    guard_last_workspace_owner
    guard_removal_limit
    guard_removal_limit_in_one_team
    guard_rename_suspected_for_a_person
    guard_rename_suspected_for_a_team
    guard_workspace_loss_by_a_removal
    guard_workspace_loss_by_deletion
    guards_of_the_baseline_count
    held_back_because_external_people_are_not_allowed
    held_back_by_the_domain
    held_back_by_the_number_of_invitations
    held_back_by_the_seats
    import_by_a_robot
    import_into_one_file
    import_never_overwrites
    import_tells_what_it_leaves_out
    import_writes_a_manifest_that_changes_nothing
    init_begins_a_manifest
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
    many_files_are_one_manifest
    mistyped_by_a_newcomer
    models_are_kept_when_a_role_changes
    names_and_descriptions
    names_taken_by_inactive_teams_and_workspaces
    no_key
    no_manifest_where_one_was_expected
    nobody_approved_the_apply
    nothing_is_removed_without_prune
    nothing_to_do
    offboarding_a_person
    offboarding_leaves_odd_layouts_as_they_are
    offboarding_who_must_not_go
    offboarding_without_prune
    one_workspace_may_not_be_looked_into
    open_invitations_may_take_the_last_seats
    operators_are_robots_and_left_in_peace
    pain_01_mass_removal_by_a_change_nobody_meant
    pain_02_a_short_read_taken_as_truth
    pain_02_the_source_is_suddenly_empty
    pain_03_last_admin_demoted_before_the_other_is_promoted
    pain_03_the_promotion_fails_and_the_demotion_would_not
    pain_04_one_global_number_stops_a_change_that_is_meant
    pain_05_the_dry_run_fails_or_writes
    pain_06_invitations_sent_again_on_every_run
    pain_07_a_team_of_invited_people_deleted_and_created_again
    pain_08_a_role_change_while_invited_is_dropped
    pain_09_a_rename_that_deletes_and_creates
    pain_10_a_name_in_other_letters
    pain_11_one_blocked_person_stops_everybody
    pain_12_merged_although_the_apply_failed
    pain_13_a_stale_plan_applied_twice
    pain_14_reading_takes_for_ever_or_meets_the_limit
    pain_15_drift_that_is_none
    pain_16_a_pull_request_blamed_for_older_drift
    pain_17_a_plan_that_is_cut_where_it_matters
    pain_18_left_out_or_empty
    pain_19_robots_and_what_others_look_after_are_removed
    pain_20_the_protection_goes_with_its_block
    people_who_cannot_be_told_apart
    preset_documented_only
    preset_documented_only_with_a_known_key
    preset_generous
    preset_no_team_writes
    preset_saas_free_plan
    prune_removes_what_each_word_opens
    role_changed_in_place
    saved_plan_edited_or_no_plan_at_all
    saved_plan_expired_or_of_another_manifest
    saved_plan_of_another_format
    saved_plan_refused_by_a_guard
    saved_plan_reviewed_and_applied
    saved_plan_stale_as_a_whole
    saved_plan_stale_in_part
    sections_left_out_are_not_looked_after
    suspended_people_are_reported_and_kept
    team_routes_do_not_exist_here
    team_writes_are_not_allowed_here
    teams_that_cannot_be_told_apart
    the_caller_declared_lower_than_it_is
    the_first_plan_and_apply
    the_key_is_refused
    the_key_may_not_manage_members
    the_organization_is_not_there
    the_platform_took_a_change_and_did_nothing
    things_that_others_look_after_are_ignored
}

#[test]
fn no_situation_is_forgotten() {
    let folders: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let told: BTreeSet<String> = SITUATIONS.iter().map(|name| (*name).to_owned()).collect();
    let apart: Vec<&String> = folders.symmetric_difference(&told).collect();
    assert!(
        apart.is_empty(),
        "listed and no folder, or the other way round: {apart:?}"
    );
}
