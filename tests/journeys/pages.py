"""Every page of the service by the name of its address, with an example that the demo holds and who opens it."""

VISITOR = ""
COMPANY = "company_member"
COMMUNE = "commune_editor"
COORDINATOR = "working_group_coordinator"
MODERATOR = "regional_moderator"

# role, then name of the address and paths below the language
PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    VISITOR: {
        "map": ("", "?tab=nearby&near=6.1229,49.5772,500"),
        "object": (
            "communes/1/",
            "business-parks/1/",
            "construction-zones/1/",
            "transit-stops/1/",
            "establishments/1/",
            "working-groups/1/",
            "local-initiatives/1/",
            "cooperation-projects/1/",
            "pooled-services/1/",
        ),
        "works": ("establishments/1/works/", "working-groups/1/works/"),
        "works-of-group": ("working-groups/cloche-dor/works/",),
        "theme": ("themes/mobility/",),
        "suggest": ("suggest/", "suggest/?about=communes/1"),
        "add": ("add/",),
        "help": ("help/",),
        "help-task": ("help/find/", "help/account/"),
        "style": ("style/",),
        "offline": ("offline/",),
        "about": ("about/",),
        "share": ("share/",),
        "suitability": ("suitability/",),
        "raster": ("suitability/1/",),
        "history": ("local-initiatives/1/history/",),
        "account_login": ("accounts/login/",),
        "account_signup": ("accounts/signup/",),
        "account_inactive": ("accounts/inactive/",),
        "account_reset_password": ("accounts/password/reset/",),
        "account_reset_password_done": ("accounts/password/reset/done/",),
        "account_reset_password_from_key": ("accounts/password/reset/key/1-none/",),
        "account_reset_password_from_key_done": ("accounts/password/reset/key/done/",),
    },
    COMPANY: {
        "own-needs": ("needs-and-offers/",),
        "add-need": ("needs-and-offers/add/96/service/",),
        "own-leads": ("leads/",),
        "lead": ("leads/1/",),
        "mine": ("mine/",),
        "account": ("account/",),
        "delete-account": ("account/delete/",),
        "tokens": ("account/tokens/",),
        "mfa_index": ("accounts/second-factor/",),
        "account_change_password": ("accounts/password/change/",),
        "account_reauthenticate": ("accounts/reauthenticate/",),
        "news": ("news/",),
        "following": ("following/",),
        "outbox": ("outbox/",),
    },
    COMMUNE: {
        "add-contribution": ("add/local-initiatives/", "add/pooled-services/"),
        "my-organisations": ("organisation/",),
        "organisation": ("organisation/commune-bettembourg/",),
        "queue": ("queue/",),
        "suggestion": ("queue/suggestions/1/",),
        "account_logout": ("accounts/logout/",),
    },
    COORDINATOR: {
        "group-needs": ("working-groups/1/needs/",),
        "group-leads": ("working-groups/1/leads/",),
        "enough": ("working-groups/1/enough/?service=shuttle",),
        "group-map": ("working-groups/1/map/",),
        "groups": ("groups/",),
        "meetings": ("working-groups/1/meetings/",),
        "plan-meeting": ("working-groups/1/meetings/plan/",),
        "meeting": ("meetings/1/",),
        "edit-meeting": ("meetings/1/edit/",),
        "siting": ("siting/", "siting/?group=cloche-dor"),
    },
    MODERATOR: {
        "queue": ("queue/",),
        "edit-contribution": ("local-initiatives/1/edit/",),
        "files": ("local-initiatives/1/files/",),
        "upload-raster": ("suitability/upload/",),
        "derive-raster": ("suitability/derive/",),
    },
}

# Takes a form and leads to a page, or answers with something that is no page.
DOES_NOT_SHOW = frozenset(
    """
    revoke-token invite change-member end-member resend-invitation withdraw-invitation withdraw-need state-need-again
    answer-lead move-lead start-matching decide take-back answer-consents decide-suggestions mark-all-read open-news
    start-following follow-area new-secret-address change-following comment decide-comment report-comment
    discard-comment decide-comments group-calendar-address write-decision discard-meeting recover-meeting
    add-meeting-file change-meeting-file settle-decision run-study change-study delete-study publish-raster
    remove-raster place-from-file hand-in restore-version move-contribution move-stage answer-consent ask-consents
    delete-contribution recover-contribution
    """.split()
)
IS_A_FILE = frozenset(
    """
    own-data manifest secret-feed secret-calendar one-calendar commune-calendar commune-feed theme-feed meeting-file
    meeting-calendar group-calendar share-sheet share-picture share-offline-map share-data works-calendar preview
    preview-map waiting-thumbnail file file-small mfa_download_recovery_codes
    """.split()
)
# Only after something that the demo has nobody do; or a frame for other sites, looked at with them.
NEEDS_MORE = frozenset(
    """
    edit-need outbox-mail study embed account_email account_confirm_email account_set_password mfa_authenticate
    mfa_reauthenticate mfa_activate_totp invitation unsubscribe confirm-suggestion
    mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes
    """.split()
)
