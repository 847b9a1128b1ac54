"""Invitations: one link, one person, once, for 14 days."""

import datetime

import pytest
from django.utils import timezone

from territory.errors import Invalid, NotAllowed, WrongState
from territory.organisations.invitations import accept, invitation_of, invite, renew, withdraw
from territory.organisations.models import Invitation, Membership
from territory.organisations.roles import Role
from territory.people.models import User

from .conftest import SOON

OFFER = {"email": "New@example.org", "language": "de", "role": Role.COMMUNE_EDITOR}


@pytest.fixture
def newcomer(db):
    return User.objects.create_user("new@example.org", "a long password", name="New")


def test_an_invitation_becomes_a_membership(land, newcomer):
    invitation, key = invite(land.gemeinde_westen, land.editor_westen, **OFFER, member_until=SOON)
    assert (invitation.email, invitation.invited_by) == ("new@example.org", land.editor_westen)
    assert key not in str(vars(invitation))
    assert invitation_of(key) == invitation
    membership = accept(key, newcomer)
    assert (membership.role, membership.valid_until, membership.is_administrator) == (Role.COMMUNE_EDITOR, SOON, False)
    invitation.refresh_from_db()
    assert invitation.accepted_by == newcomer
    with pytest.raises(WrongState):
        accept(key, newcomer)
    assert Membership.objects.filter(user=newcomer).count() == 1


def test_only_whoever_looks_after_the_members_invites(land, colleague):
    for stranger in (land.editor_osten, land.moderator, colleague.user):
        with pytest.raises(NotAllowed):
            invite(land.gemeinde_westen, stranger, **OFFER)
    assert invite(land.gemeinde_westen, land.administrator, **OFFER)


def test_what_cannot_be_offered_is_said_at_its_field(land, colleague):
    for change, field in (
        ({"role": Role.PARK_MANAGER}, "role"),
        ({"member_until": timezone.localdate()}, "member_until"),
        ({"email": colleague.user.email}, "email"),
    ):
        with pytest.raises(Invalid) as refusal:
            invite(land.gemeinde_westen, land.editor_westen, **{**OFFER, **change})
        assert list(refusal.value.problems) == [field]
    invite(land.gemeinde_westen, land.editor_westen, **OFFER)
    with pytest.raises(Invalid, match="already"):
        invite(land.gemeinde_westen, land.editor_westen, **OFFER)


def test_somebody_elses_invitation_is_not_for_me(land):
    _invitation, key = invite(land.gemeinde_westen, land.editor_westen, **OFFER)
    with pytest.raises(NotAllowed, match=r"new@example\.org"):
        accept(key, land.editor_osten)


def test_after_14_days_the_link_no_longer_works_until_it_is_sent_again(land, newcomer):
    invitation, key = invite(land.gemeinde_westen, land.editor_westen, **OFFER)
    assert invitation.expires_at - invitation.sent_at == datetime.timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(WrongState):
        accept(key, newcomer)
    _renewed, new_key = renew(invitation, land.editor_westen)
    with pytest.raises(WrongState):
        accept(key, newcomer)
    assert accept(new_key, newcomer)


def test_what_is_withdrawn_stays_withdrawn(land, newcomer):
    invitation, key = invite(land.gemeinde_westen, land.editor_westen, **OFFER)
    with pytest.raises(NotAllowed):
        withdraw(invitation, land.editor_osten)
    withdraw(invitation, land.editor_westen)
    with pytest.raises(WrongState):
        accept(key, newcomer)
    with pytest.raises(WrongState):
        renew(invitation, land.editor_westen)
