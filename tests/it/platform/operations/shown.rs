//! Which tests show what of each operation, and which operations the client leaves alone.

/// Operations that no desired state needs, with the reason.
pub(super) const NOT_NEEDED: &[(&str, &str)] = &[
    ("health", "a read says it better"),
    ("check_availability", "keys of organizations are not written"),
    ("complete_onboarding", "people do that themselves"),
    ("create_api_key", "keys are made by people"),
    ("revoke_self_api_key", "keys are revoked by people"),
    ("upload_org_avatar", "not declared"),
    ("list_my_pending_invitations", "it is for those invited"),
    ("get_invitation", "the list has all"),
    ("respond_to_invitation", "it is for those invited"),
    ("get_organization_team", "the list has all"),
    ("list_projects", "not declared"),
    ("create_project", "not declared"),
    ("get_project", "not declared"),
    ("update_project", "not declared"),
    ("delete_project", "not declared"),
];

/// Tests that are about an operation, besides those that hold all operations against the contract; nothing where these say
/// it all.
pub(super) const SHOWN_BY: &[(&str, &[&str])] = &[
    (
        "health",
        &["sandbox::refusals::without_a_right_key_there_is_nothing_but_health_and_config"],
    ),
    (
        "get_config",
        &["sandbox::settings::below_the_pro_plan_no_workspace_is_made_or_changed"],
    ),
    (
        "get_user",
        &[
            "sandbox::people::the_caller_learns_who_they_are",
            "platform::answers::the_key_goes_in_one_header_and_every_request_has_an_id_of_its_own",
        ],
    ),
    (
        "list_my_organizations",
        &["sandbox::people::the_caller_learns_who_they_are"],
    ),
    (
        "check_availability",
        &["sandbox::people::the_caller_learns_who_they_are"],
    ),
    ("complete_onboarding", &[]),
    (
        "create_api_key",
        &["sandbox::people::a_new_key_can_be_limited_and_can_revoke_itself"],
    ),
    (
        "revoke_self_api_key",
        &["sandbox::people::a_new_key_can_be_limited_and_can_revoke_itself"],
    ),
    (
        "get_org",
        &[
            "sandbox::people::the_organization_tells_each_member_what_they_may_do",
            "platform::writing::the_organization_and_its_people",
        ],
    ),
    (
        "update_org",
        &[
            "sandbox::people::a_description_that_is_left_out_is_cleared_or_kept",
            "platform::writing::the_organization_and_its_people",
        ],
    ),
    ("upload_org_avatar", &[]),
    (
        "list_organization_members",
        &[
            "sandbox::people::members_come_in_pages",
            "platform::incomplete::a_list_that_never_adds_up_is_refused",
        ],
    ),
    (
        "update_organization_member",
        &[
            "sandbox::people::the_last_owner_stays",
            "platform::writing::the_organization_and_its_people",
        ],
    ),
    (
        "remove_organization_member",
        &[
            "sandbox::people::removing_a_member_deletes_what_only_they_owned",
            "platform::writing::the_organization_and_its_people",
        ],
    ),
    (
        "update_organization_member_model_access",
        &[
            "sandbox::settings::model_access_and_suspension",
            "platform::writing::the_organization_and_its_people",
        ],
    ),
    (
        "list_organization_invitations",
        &[
            "sandbox::invitations::open_ones_are_listed_and_closed_ones_only_on_request",
            "platform::writing::invitations",
        ],
    ),
    (
        "invite_to_organization",
        &[
            "sandbox::invitations::nobody_is_invited_twice_and_no_member_at_all",
            "platform::writing::invitations",
            "platform::retries::a_post_whose_answer_is_lost_is_not_sent_again",
        ],
    ),
    (
        "cancel_organization_invitation",
        &[
            "sandbox::invitations::only_pending_ones_can_be_cancelled",
            "platform::writing::invitations",
        ],
    ),
    (
        "list_my_pending_invitations",
        &["sandbox::invitations::an_invited_person_joins_with_a_default_workspace"],
    ),
    (
        "get_invitation",
        &["sandbox::invitations::an_invited_person_joins_with_a_default_workspace"],
    ),
    (
        "respond_to_invitation",
        &["sandbox::invitations::an_invitation_is_answered_by_its_person_alone"],
    ),
    (
        "list_organization_teams",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::incomplete::a_row_twice_in_a_list_without_pages_is_not_believed",
        ],
    ),
    (
        "create_organization_team",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::writing::a_platform_without_team_routes_says_so",
        ],
    ),
    ("get_organization_team", &["sandbox::spaces::a_team_lives"]),
    (
        "update_organization_team",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::writing::teams_and_their_people",
        ],
    ),
    (
        "delete_organization_team",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::writing::a_platform_without_team_routes_says_so",
        ],
    ),
    (
        "list_team_members",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::writing::teams_and_their_people",
        ],
    ),
    (
        "add_team_member",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::writing::teams_and_their_people",
        ],
    ),
    (
        "remove_team_member",
        &[
            "sandbox::spaces::a_team_lives",
            "platform::writing::teams_and_their_people",
        ],
    ),
    (
        "list_organization_workspaces",
        &["sandbox::spaces::who_sees_which_workspace"],
    ),
    (
        "create_workspace",
        &[
            "sandbox::spaces::a_workspace_lives",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "get_workspace",
        &[
            "sandbox::spaces::a_workspace_lives",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "update_workspace",
        &[
            "sandbox::settings::the_verb_of_an_update",
            "platform::retries::put_is_tried_where_patch_is_not_offered_and_remembered",
        ],
    ),
    (
        "delete_workspace",
        &[
            "sandbox::spaces::readers_create_no_workspace_and_default_ones_stay",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "list_workspace_users",
        &[
            "sandbox::spaces::who_sees_which_workspace",
            "platform::answers::names_are_escaped_segment_by_segment",
        ],
    ),
    (
        "add_user_to_workspace",
        &[
            "sandbox::spaces::grants_to_people_are_added_by_address_and_changed_by_id",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "update_workspace_user_permission",
        &[
            "sandbox::spaces::the_last_owner_of_a_workspace_stays",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "remove_user_from_workspace",
        &[
            "sandbox::spaces::the_last_owner_of_a_workspace_stays",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "list_workspace_teams",
        &[
            "sandbox::spaces::grants_to_teams",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "add_team_to_workspace",
        &[
            "sandbox::spaces::grants_to_teams",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "update_workspace_team_permission",
        &[
            "sandbox::spaces::grants_to_teams",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    (
        "remove_team_from_workspace",
        &[
            "sandbox::spaces::grants_to_teams",
            "platform::writing::workspaces_and_grants",
        ],
    ),
    ("list_projects", &[]),
    ("create_project", &["sandbox::spaces::projects"]),
    ("get_project", &[]),
    ("update_project", &["sandbox::spaces::projects"]),
    ("delete_project", &["sandbox::spaces::projects"]),
];
