"""Who is told of meetings and decisions, and in which words."""

import datetime

from django.core import mail
from django.utils import timezone

from frontend.news_texts import news_item
from territory.alerts.models import Notification
from territory.alerts.telling import tell
from territory.happenings.models import Happening, What
from territory.meetings.actions import change_meeting, write_decision


def told(what):
    happening = Happening.objects.filter(what=what).latest("pk")
    tell(happening.pk, lambda *_: None)
    return {row.reader.name for row in Notification.objects.filter(happening=happening)}, happening


def test_those_who_take_part_are_told_of_a_meeting_without_its_content(land):
    land.meeting(title="Salaries", agenda="secret")
    readers, happening = told(What.MEETING)
    assert readers == {"firma", "editor.osten"}  # not the coordinator, whose deed it is
    item = news_item(happening, "takes_part")
    assert "Gruppe" in item.sentence
    assert str(land.soon.year) in item.sentence
    assert "Salaries" not in item.sentence + item.reason
    assert item.path.endswith(f"/working-groups/{land.group.pk}/")
    assert not mail.outbox


def test_a_meeting_of_the_past_and_a_change_of_words_are_no_news(land):
    meeting = land.meeting(starts_at=timezone.now() - datetime.timedelta(days=3))
    change_meeting(meeting, land.coordinator, {"minutes": "said"})
    assert not Happening.objects.filter(what=What.MEETING).exists()
    change_meeting(meeting, land.coordinator, {"starts_at": land.soon})
    assert Happening.objects.filter(what=What.MEETING).count() == 1


def test_they_are_told_of_a_decision(land):
    write_decision(land.meeting(), land.coordinator, {"text": "Compare.", "owner": "Coordination"})
    readers, _happening = told(What.DECISION)
    assert readers == {"firma", "editor.osten"}
