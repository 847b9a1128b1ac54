"""The pages of what people place: initiatives, cooperation projects and pooled services."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.views.articles.comments import comments_of
from frontend.views.articles.kept_sheets import kept_sheet_of
from frontend.views.articles.listing import listing
from frontend.views.articles.placed import seen_by
from frontend.views.articles.surroundings import surroundings_of
from frontend.views.consents import consents_about
from frontend.views.steps import next_steps
from territory.attachments.querysets import files_of
from territory.contributions import rules
from territory.contributions.models import Contribution, Stage, State
from territory.contributions.moderation import organisations_moderating
from territory.contributions.stages import stage_moves_of
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from territory.pooled_services.models import PooledService


def about_contribution(thing: Contribution, reader: User | AnonymousUser) -> dict[str, Any]:
    """Stage line, surroundings, and what ``reader`` may do next with ``thing``."""
    today = timezone.localdate()
    stages = list(Stage)
    reached = stages.index(Stage(thing.stage))
    hung = list(files_of(thing))
    is_insider = rules.can_write_for_owner(reader, thing) or rules.can_moderate(reader, thing)
    return {
        **comments_of(thing, reader),
        "surroundings": surroundings_of(thing.location, today),
        **kept_sheet_of(thing, reader),
        "area_m2": thing.location.area or None,
        "length_m": None if thing.location.area else thing.location.length or None,
        "stages": [
            (stage.label, "done" if place < reached else "current" if place == reached else "ahead")
            for place, stage in enumerate(stages)
        ],
        "stage_number": reached + 1,
        "stage_moves": [move for move in stage_moves_of(thing) if move.source or move.moved_on or move.evidence],
        "next_stages": [stage for stage in stages if stage != thing.stage]
        if rules.can_move_stage(reader, thing)
        else [],
        "today": today,
        "partners": thing.partners.all(),
        "pictures": [each for each in hung if each.file.is_picture],
        "documents": [each for each in hung if not each.file.is_picture],
        "is_insider": is_insider,
        "shows_state": is_insider or thing.state != State.PUBLISHED,
        "publishers": organisations_moderating(thing.location, today) if thing.state != State.PUBLISHED else [],
        **consents_about(thing, reader, is_insider=is_insider),
        "steps": next_steps(reader, thing),
        "can_edit": rules.can_edit(reader, thing),
        "can_delete": rules.can_delete(reader, thing) and thing.published_at is None,
    }


def about_initiative(thing: LocalInitiative, reader: User | AnonymousUser) -> dict[str, Any]:
    """As ``about_contribution``, with the cooperation projects that grew out of it."""
    return {
        **about_contribution(thing, reader),
        "grown_into": seen_by(reader, thing.projects),
    }


def _visible_origin(origin: Contribution | None, reader: User | AnonymousUser) -> Contribution | None:
    return origin if origin is not None and rules.can_see(reader, origin) else None


def about_cooperation_project(thing: CooperationProject, reader: User | AnonymousUser) -> dict[str, Any]:
    """As ``about_contribution``, with its origin and the services that grew out of it."""
    return {
        **about_contribution(thing, reader),
        "origin": _visible_origin(thing.grown_from, reader),
        "grown_into": seen_by(reader, thing.services),
    }


def about_pooled_service(thing: PooledService, reader: User | AnonymousUser) -> dict[str, Any]:
    """As ``about_contribution``, with its origin and the establishments that subscribe."""
    return {
        **about_contribution(thing, reader),
        "origin": _visible_origin(thing.grown_from, reader),
        "subscribers": listing(thing.subscribers.all()),
    }
