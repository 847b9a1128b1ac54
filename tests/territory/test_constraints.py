"""What the tables of people refuse by themselves, whoever writes."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from territory.companies.models import Company, Establishment
from territory.contributions.models import State, Theme
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate, Membership
from territory.organisations.roles import Role
from territory.people.models import User
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import at, box


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


def test_a_mandate_names_exactly_one_area(tiny_land):
    for areas in ({}, {"commune": tiny_land.westen, "region": tiny_land.nord}):
        with refused("mandate_names_one_area"), transaction.atomic():
            Mandate.objects.create(organisation=tiny_land.firma, valid_from="2020-01-01", **areas)


def test_a_period_runs_forward(tiny_land):
    with refused("period_runs_forward"), transaction.atomic():
        Membership.objects.create(
            organisation=tiny_land.firma,
            user=tiny_land.coordinator,
            role=Role.COMPANY_MEMBER,
            valid_from="2026-01-01",
            valid_until="2026-01-01",
        )


def test_a_membership_is_stated_once(tiny_land):
    same = {
        "organisation": tiny_land.firma,
        "user": tiny_land.company_member,
        "role": Role.COMPANY_MEMBER,
    }
    with refused("membership_stated_once"), transaction.atomic():
        Membership.objects.create(valid_from=datetime.date(2012, 1, 1), **same)


def test_a_nace_section_is_one_letter_of_the_list(tiny_land):
    company = Company.objects.create(name="Firma")
    for section in ("c", "Z", "7", ""):
        with refused("nace_section_is_one_letter"), transaction.atomic():
            Establishment.objects.create(
                company=company, name="x", location=at(0, 0), nace_section=section, nace_code="10"
            )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"title_fr": ""}, "has_a_title"),
        ({"stage": "dreaming"}, "stage_is_known"),
        ({"state": "lost"}, "state_is_known"),
        ({"state": State.PUBLISHED}, "published_has_a_date"),
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-31"}, "ends_after_it_starts"),
    ],
)
def test_a_contribution_that_cannot_be_is_refused_by_the_table(tiny_land, changes, constraint):
    values = {
        "owner": tiny_land.gemeinde_westen,
        "theme": Theme.objects.get(code="food"),
        "location": at(1, 1),
        "title_fr": "Titre",
    }
    with refused(constraint), transaction.atomic():
        LocalInitiative.objects.create(**(values | changes))


def test_a_group_has_a_member_once_and_a_member_is_one_thing(tiny_land):
    group = WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=tiny_land.netzwerk, footprint=box(0, 0, 10, 10)
    )
    WorkingGroupMember.objects.create(working_group=group, organisation=tiny_land.firma)
    with refused("organisation_once_per_group"), transaction.atomic():
        WorkingGroupMember.objects.create(working_group=group, organisation=tiny_land.firma)
    with refused("group_member_is_one_thing"), transaction.atomic():
        WorkingGroupMember.objects.create(working_group=group)


def test_one_person_has_an_address_whatever_its_case(db):
    person = User.objects.create_user("  Marie@Example.ORG ", "a long password", name="Marie")
    assert person.email == "marie@example.org"
    assert User.objects.get_by_natural_key("MARIE@example.org") == person
    with refused("one_person_per_address|email"), transaction.atomic():
        User.objects.bulk_create([User(email="MARIE@example.org", name="Other")])


def test_an_account_without_a_password_cannot_sign_in_with_an_empty_one(db):
    person = User.objects.create_user("marie@example.org", name="Marie")
    assert not person.has_usable_password()
    assert not person.check_password("")
