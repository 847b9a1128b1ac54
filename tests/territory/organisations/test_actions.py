"""Changing and ending memberships: who may, what fits, and that somebody is left to look after the members."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone

from territory.contributions.standing import standing_of
from territory.errors import Invalid, NotAllowed, WrongState
from territory.organisations.actions import change_membership, end_membership
from territory.organisations.models import Membership
from territory.organisations.roles import Role

from .conftest import SOON

KEEP = {"role": Role.COMMUNE_EDITOR, "is_administrator": False, "valid_until": None}


def own(land):
    return Membership.objects.get(user=land.editor_westen)


def test_whoever_looks_after_the_members_gives_the_task_on(land, colleague):
    changed = change_membership(colleague, land.editor_westen, **{**KEEP, "is_administrator": True}, reason="Holiday")
    assert changed.is_administrator
    event = apps.get_model("territory", "MembershipEvent").objects.latest("pgh_id")
    assert event.pgh_context.metadata["user"] == land.editor_westen.pk
    assert event.pgh_context.metadata["reason"] == "Holiday"
    ended = change_membership(own(land), colleague.user, **KEEP)
    assert not ended.is_administrator


@pytest.mark.parametrize("who", ["editor_osten", "moderator", "colleague"])
def test_others_change_nothing(land, colleague, who):
    actor = colleague.user if who == "colleague" else getattr(land, who)
    with pytest.raises(NotAllowed):
        change_membership(own(land), actor, **KEEP)
    with pytest.raises(NotAllowed):
        end_membership(own(land), actor)


def test_the_last_one_who_looks_after_the_members_can_neither_stop_nor_leave(land, colleague):
    for change in (
        lambda: change_membership(own(land), land.editor_westen, **KEEP),
        lambda: change_membership(own(land), land.administrator, **KEEP),
        lambda: end_membership(own(land), land.editor_westen),
    ):
        with pytest.raises(Invalid, match="Give this task to another member first"):
            change()
    with pytest.raises(Invalid, match="nobody would look after"):
        change_membership(own(land), land.editor_westen, **{**KEEP, "is_administrator": True, "valid_until": SOON})
    assert own(land).is_administrator
    assert own(land).valid_until is None


def test_somebody_who_may_no_longer_sign_in_does_not_count(land, colleague):
    Membership.objects.filter(pk=colleague.pk).update(is_administrator=True)
    colleague.user.is_active = False
    colleague.user.save()
    with pytest.raises(Invalid):
        end_membership(own(land), land.editor_westen)


def test_only_roles_that_fit_the_kind_of_the_organisation(land, colleague):
    with pytest.raises(Invalid) as refusal:
        change_membership(colleague, land.editor_westen, **{**KEEP, "role": Role.REGIONAL_MODERATOR})
    assert "commune editor" in refusal.value.problems["role"][0]


def test_a_membership_with_an_end_holds_until_that_day(land, colleague):
    today = timezone.localdate()
    with pytest.raises(Invalid):
        change_membership(colleague, land.editor_westen, **{**KEEP, "valid_until": today})
    change_membership(colleague, land.editor_westen, **{**KEEP, "valid_until": today + datetime.timedelta(days=1)})
    assert standing_of(colleague.user).organisation_ids == {land.gemeinde_westen.pk}
    end_membership(colleague, land.editor_westen)
    assert not standing_of(colleague.user).organisation_ids


def test_everyone_may_leave(land, colleague):
    end_membership(colleague, colleague.user)
    assert not standing_of(colleague.user).organisation_ids
    with pytest.raises(WrongState):
        end_membership(colleague, land.editor_westen)


def test_a_membership_of_today_leaves_only_its_history(land, colleague):
    Membership.objects.filter(pk=colleague.pk).update(valid_from=timezone.localdate())
    end_membership(colleague, land.editor_westen)
    assert not Membership.objects.filter(pk=colleague.pk).exists()
    events = apps.get_model("territory", "MembershipEvent").objects.filter(pgh_obj_id=colleague.pk)
    assert events.filter(pgh_label="delete").exists()
