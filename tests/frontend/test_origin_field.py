"""Choosing what something has grown out of, among more things than a list can hold."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from frontend.forms.origin import MOST_OFFERED, OriginField
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def projects(tiny_land: TinyLand) -> list[CooperationProject]:
    """Published ones, the oldest first; two more than are offered."""
    made = [make(CooperationProject, tiny_land.firma, at(500, 500), State.PUBLISHED) for _ in range(MOST_OFFERED + 2)]
    first = timezone.now() - datetime.timedelta(days=400)
    for number, project in enumerate(made):
        CooperationProject.objects.filter(pk=project.pk).update(published_at=first + datetime.timedelta(days=number))
    return made


def offered(value: object = None) -> str:
    field = OriginField(CooperationProject.objects.public(), "cooperation-projects")
    return field.widget.render("grown_from", value)


def test_the_newest_are_offered_and_nothing_is_chosen(projects: list[CooperationProject]) -> None:
    shown = offered()
    assert shown.count("<option") == 1 + MOST_OFFERED
    assert f'value="{projects[-1].pk}"' in shown
    assert f'value="{projects[0].pk}"' not in shown


def test_what_is_chosen_stays_however_old_it_is(projects: list[CooperationProject]) -> None:
    assert f'<option value="{projects[0].pk}" selected>' in offered(projects[0].pk)


def test_any_public_one_is_accepted_and_no_other(tiny_land: TinyLand, projects: list[CooperationProject]) -> None:
    field = OriginField(CooperationProject.objects.public(), "cooperation-projects")
    assert field.clean(str(projects[0].pk)) == projects[0]
    draft = make(CooperationProject, tiny_land.firma, at(500, 500), State.DRAFT)
    with pytest.raises(ValidationError):
        field.clean(str(draft.pk))
