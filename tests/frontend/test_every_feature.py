"""What is done around contributions, tried through page, interface (session, token) and SQL: the rules' answer at each.

Role × state or place × act. The back office has no way to any of it, which is tried as well.
"""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from territory.attachments.models import ContributionFile
from territory.comments.models import Comment, CommentReport
from territory.context.models import KeptSheet
from territory.contributions.models import StageMove
from territory.enquiries.models import Enquiry
from territory.leads.models import Lead, LeadSide, LeadStep, MatchingRun
from territory.meetings.models import Decision, Meeting, MeetingFile
from territory.needs_and_offers.models import NeedOrOffer
from territory.studies.models import Study, StudyRun
from territory.suggestions.models import Suggestion
from tests.frontend.doors import Interface, Page, WithToken
from tests.frontend.feature_acts.acts import Act, done_by_sql, tried
from tests.frontend.feature_acts.among_neighbours import acts_with_enquiries, acts_with_leads
from tests.frontend.feature_acts.around_things import acts_with_comments, acts_with_files, acts_with_stages
from tests.frontend.feature_acts.confidential import acts_with_needs, acts_with_suggestions
from tests.frontend.feature_acts.in_groups import acts_with_meetings, acts_with_studies
from tests.frontend.feature_acts.on_rasters import acts_with_rasters
from tests.frontend.test_every_door import PEOPLE
from tests.tiny_land import TinyLand

FEATURES: dict[str, Callable[[TinyLand], list[Act]]] = {
    "files": acts_with_files,
    "comments": acts_with_comments,
    "stages": acts_with_stages,
    "meetings": acts_with_meetings,
    "studies": acts_with_studies,
    "rasters": acts_with_rasters,
    "needs": acts_with_needs,
    "leads": acts_with_leads,
    "enquiries": acts_with_enquiries,
    "suggestions": acts_with_suggestions,
}
NOT_IN_THE_OFFICE = (
    Comment,
    CommentReport,
    ContributionFile,
    Decision,
    Enquiry,
    KeptSheet,
    Lead,
    LeadSide,
    LeadStep,
    MatchingRun,
    Meeting,
    MeetingFile,
    NeedOrOffer,
    StageMove,
    Study,
    StudyRun,
    Suggestion,
)


@pytest.fixture(autouse=True)
def own_shelves(settings, tmp_path) -> None:
    settings.RASTERS_DIR = tmp_path / "rasters"
    settings.FILES_DIR = tmp_path / "files"
    settings.COMMENTS_PER_DAY = 1000


def acting(land: TinyLand, name: str):
    person = None if name == "visitor" else getattr(land, name)
    return person, person or AnonymousUser()


@pytest.mark.parametrize("door_name", ["page", "session", "token", "SQL"])
@pytest.mark.parametrize("feature", FEATURES)
def test_each_door_does_what_the_rules_allow_and_nothing_else(
    tiny_land: TinyLand, feature: str, door_name: str
) -> None:
    acts = FEATURES[feature](tiny_land)
    combinations, allowed, wrong = 0, 0, []
    for name in PEOPLE:
        person, user = acting(tiny_land, name)
        page, interface = Page(person).client, WithToken(person) if door_name == "token" else Interface(person)
        for act in acts:
            way = {"page": act.page, "SQL": act.sql}.get(door_name, act.rest)
            if way is None:
                continue
            for words, thing in act.on:
                expected = bool(act.may(user, thing))
                if door_name == "SQL":
                    outcome = done_by_sql(person, way(person, thing))
                else:
                    outcome = tried(page if door_name == "page" else interface, way, act, thing)
                combinations, allowed = combinations + 1, allowed + outcome
                if outcome is not expected:
                    wrong.append((name, act.what, words, f"expected {expected}"))
    assert wrong == [], "\n".join(map(str, wrong))
    if any(({"page": act.page, "SQL": act.sql}.get(door_name, act.rest)) is not None for act in acts):
        assert allowed
        assert combinations > allowed


@pytest.mark.parametrize("model", NOT_IN_THE_OFFICE, ids=lambda model: model.__name__)
def test_the_back_office_has_no_way_to_it(tiny_land: TinyLand, model) -> None:
    assert not admin.site.is_registered(model)
    client = Client()
    client.force_login(tiny_land.administrator, backend="django.contrib.auth.backends.ModelBackend")
    for end in ("", "add/", "1/change/", "1/delete/"):
        assert client.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/{end}").status_code == 404
