"""A group coordinated by a network; its members are an establishment of a company, and the commune of Osten."""

import datetime

import pytest
from django.utils import timezone

from territory.companies.models import Company, Establishment
from territory.meetings.actions import plan_meeting
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import TinyLand, at, box


class GroupLand(TinyLand):
    def __init__(self):
        super().__init__()
        self.group = WorkingGroup.objects.create(
            slug="gruppe", name_de="Gruppe", coordinator=self.netzwerk, footprint=box(900, 900, 1600, 1500)
        )
        company = Company.objects.create(name="Firma", organisation=self.firma)
        place = Establishment.objects.create(
            company=company, name="Werk", location=at(1100, 1100), nace_section="C", nace_code="16.2", jobs=12
        )
        WorkingGroupMember.objects.create(working_group=self.group, establishment=place)
        WorkingGroupMember.objects.create(working_group=self.group, organisation=self.gemeinde_osten)
        self.soon = timezone.now() + datetime.timedelta(days=10)

    def meeting(self, **values):
        return plan_meeting(self.group, self.coordinator, {"title": "Spring", "starts_at": self.soon, **values})


@pytest.fixture
def land(db):
    return GroupLand()
