"""Who may do what with the features around contributions: one table, held against the rules and written as a page.

The scene: an initiative of the commune of Westen is published in Westen. A working group, coordinated by the
network, lies in the park of Westen; the company's establishment there is its member, has stated a need for the
group, and is one side of a lead. The company's member has commented on the initiative. A visitor has suggested
something in Westen. The coordinator has shared a study with the group, the moderator has added a raster.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from layers.rasters.models import RasterLayer
from territory.comments import rules as comments
from territory.comments.models import Comment
from territory.companies.models import Company, Establishment
from territory.contributions import rules as contributions
from territory.contributions.models import State
from territory.enquiries import reading as enquiries
from territory.enquiries.models import Enquiry
from territory.initiatives.models import LocalInitiative
from territory.leads import rules as leads
from territory.leads.models import Lead, LeadSide
from territory.meetings import rules as meetings
from territory.needs_and_offers import rules as needs
from territory.needs_and_offers.models import NeedOrOffer
from territory.organisations import rules as organisations
from territory.studies import rules as studies
from territory.studies.models import Study
from territory.suggestions import rules as suggestions
from territory.suggestions.models import Suggestion
from territory.suitability import rules as rasters
from territory.vision import rules as vision
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, box


class Scene:
    """Everything the rules are asked about."""

    def __init__(self, land: TinyLand) -> None:
        self.land = land
        self.thing = make(LocalInitiative, land.gemeinde_westen, at(500, 500), State.PUBLISHED)
        company = Company.objects.create(name="Schreinerei", organisation=land.firma)
        self.place = Establishment.objects.create(
            company=company, name="Werk", location=at(1200, 1200), nace_section="C", nace_code="16.2"
        )
        self.group = WorkingGroup.objects.create(
            slug="runde", name="Runde", coordinator=land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
        )
        WorkingGroupMember.objects.create(working_group=self.group, establishment=self.place)
        self.entry = NeedOrOffer.objects.create(
            establishment=self.place, direction="in", service="shuttle", visibility="group"
        )
        self.lead = Lead.objects.create(working_group=self.group, pair_key="x", score_percent=50, sentences=[])
        LeadSide.objects.create(lead=self.lead, direction="in", entry=self.entry, establishment=self.place)
        self.enquiry = Enquiry.objects.create(
            working_group=self.group,
            establishment=self.place,
            service="canteen",
            started_by=land.coordinator,
            sent_at=timezone.now(),
        )
        self.comment = Comment(
            kind="localinitiative", object_id=self.thing.pk, author=land.company_member, text="Gut", state="shown"
        )
        self.suggestion = Suggestion(commune=land.westen, location=at(500, 500), expires_at=timezone.now())
        self.study = Study.objects.create(title="Kantine", owner=land.coordinator, working_group=self.group, inputs={})
        self.raster = RasterLayer(made_by=land.moderator)


EVERYBODY = frozenset(
    {
        "company_member",
        "coordinator",
        "park_manager",
        "editor_osten",
        "editor_westen",
        "moderator",
        "administrator",
    }
)
Rule = Callable[[Any, Scene], bool]

# What, the rule that says so, and who may. Nobody else, and never a visitor unless named.
MAY: list[tuple[str, Rule, frozenset[str]]] = [
    (
        "hang photos and documents on the initiative",
        lambda user, scene: contributions.can_edit(user, scene.thing),
        frozenset({"moderator", "administrator"}),
    ),
    ("comment on it", lambda user, scene: comments.can_comment(user, scene.thing), EVERYBODY),
    (
        "show and hide comments on it",
        lambda user, scene: comments.can_moderate_comments(user, scene.thing),
        frozenset({"editor_westen", "moderator", "administrator"}),
    ),
    (
        "delete the comment",
        lambda user, scene: comments.can_discard(user, scene.comment),
        frozenset({"company_member"}),
    ),
    (
        "read and decide on the suggestion",
        lambda user, scene: suggestions.can_decide(user, scene.suggestion),
        frozenset({"editor_westen", "administrator"}),
    ),
    (
        "read the meetings and decisions of the group",
        lambda user, scene: meetings.can_read_meetings(user, scene.group),
        frozenset({"company_member", "coordinator", "moderator", "administrator"}),
    ),
    (
        "plan meetings, write decisions, hang files on them",
        lambda user, scene: meetings.can_run_group(user, scene.group),
        frozenset({"coordinator", "administrator"}),
    ),
    (
        "compare the groups",
        lambda user, scene: meetings.can_compare_groups(user),
        frozenset({"coordinator", "moderator", "administrator"}),
    ),
    (
        "state what the establishment needs or offers, change and withdraw it",
        lambda user, scene: needs.can_change(user, scene.entry),
        frozenset({"company_member", "administrator"}),
    ),
    (
        "read that need, stated for the group",
        lambda user, scene: needs.can_see(user, scene.entry),
        frozenset({"company_member", "coordinator", "administrator"}),
    ),
    (
        "search for leads in the group",
        lambda user, scene: needs.can_facilitate(user, scene.group),
        frozenset({"coordinator", "administrator"}),
    ),
    (
        "read the lead",
        lambda user, scene: leads.can_see(user, scene.lead),
        frozenset({"company_member", "coordinator", "administrator"}),
    ),
    (
        "answer it for the establishment",
        lambda user, scene: leads.can_answer(user, scene.lead),
        frozenset({"company_member"}),
    ),
    (
        "have a neighbour of the group asked whether they need a service",
        lambda user, scene: needs.belongs_to(user, scene.group),
        frozenset({"company_member", "coordinator", "administrator"}),
    ),
    (
        "ask them in the name of the group",
        lambda user, scene: needs.can_facilitate(user, scene.group),
        frozenset({"coordinator", "administrator"}),
    ),
    (
        "read the enquiry to the establishment",
        lambda user, scene: enquiries.enquiries_visible_to(user).filter(pk=scene.enquiry.pk).exists(),
        frozenset({"company_member", "coordinator", "administrator"}),
    ),
    (
        "answer it for the company",
        lambda user, scene: enquiries.can_answer(user, scene.enquiry),
        frozenset({"company_member"}),
    ),
    (
        "withdraw it before it is answered",
        lambda user, scene: enquiries.can_withdraw(user, scene.enquiry),
        frozenset({"coordinator", "administrator"}),
    ),
    (
        "read the study and run it again",
        lambda user, scene: studies.can_see(user, scene.study),
        frozenset({"company_member", "coordinator", "administrator"}),
    ),
    (
        "rename, share and delete the study",
        lambda user, scene: studies.can_change(user, scene.study),
        frozenset({"coordinator", "administrator"}),
    ),
    (
        "upload rasters and derive them",
        lambda user, scene: rasters.can_add_rasters(user),
        frozenset({"park_manager", "moderator", "administrator"}),
    ),
    ("compose suitability maps", lambda user, scene: rasters.can_compose(user), EVERYBODY),
    (
        "publish the raster",
        lambda user, scene: rasters.can_publish(user, scene.raster),
        frozenset({"moderator", "administrator"}),
    ),
    (
        "write the goals of the region",
        lambda user, scene: vision.can_plan(user, scene.land.nord),
        frozenset({"moderator", "administrator"}),
    ),
    (
        "write the themes of the vision",
        lambda user, scene: vision.can_write_themes(user),
        frozenset({"moderator", "administrator"}),
    ),
    (
        "see who belongs to the commune's organisation",
        lambda user, scene: organisations.can_see_members(user, scene.land.gemeinde_westen),
        frozenset({"editor_westen", "administrator"}),
    ),
    (
        "invite, change and end its members (without looking after them)",
        lambda user, scene: organisations.can_manage_members(user, scene.land.gemeinde_westen),
        frozenset({"administrator"}),
    ),
]
