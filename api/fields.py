"""Fields that several collections have in common."""

import datetime
from collections.abc import Sequence

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from api.collection import Field, Kind, Narrowing, Rows, day_seen
from api.expressions import (
    communes_of_place,
    consents_to,
    page_of,
    partners_of,
    reason_while_unpublished,
    stage_seen,
    stages_of,
    text_of,
)
from api.shapes import CONSENT, STAGE
from territory.contributions.models import Contribution, Stage, State
from territory.contributions.stages import in_stage_on
from territory.working_groups.belonging import belonging_to

NAME = Field("name", Kind.TRANSLATED, _("Name"), filter="name")
CODE = Field("code", Kind.TEXT, _("Code"), filter="code")
INVENTED = Field("is_invented", Kind.BOOLEAN, _("Made up for the demonstration"), filter="is_invented")
OPENED = Field("opened_on", Kind.DATE, _("First day of service; empty while not known"))
PROVENANCE = (
    Field("source", Kind.TEXT, _("Dataset it comes from"), read="release__source__title"),
    Field("publisher", Kind.TEXT, _("Publisher"), read="release__source__publisher"),
    Field("licence", Kind.TEXT, _("Licence"), read="release__source__licence"),
    Field("released_on", Kind.DATE, _("Date of the release"), read="release__released_on"),
)


def page_field(collection_id: str) -> Field:
    return Field("page", Kind.TEXT, _("Address of its page"), read=page_of(collection_id))


def visible(kind: type[Contribution]) -> Rows:
    """Those that the asker may see."""
    return kind.objects.all().visible_to


def everything(model: type[Model]) -> Rows:
    """All, whoever asks."""
    return lambda asker: model._default_manager.all()


def of_group(model: type[Model]) -> Narrowing:
    """The parameter ``working_group`` of what belongs to one by other ways than a field."""
    return Narrowing(
        "working_group",
        _("Short name of a working group it belongs to"),
        condition=lambda slugs, _first_day, _last_day: belonging_to(model, slugs),
    )


def in_stage(kind: type[Contribution]) -> Narrowing:
    """``stage``: of today, or of the day that ``datetime`` says."""

    def condition(stages: Sequence[str], first_day: datetime.date, last_day: datetime.date) -> Q:
        return in_stage_on(kind, stages, day_seen(first_day, last_day))

    return Narrowing("stage", _("Stage"), condition, choices=tuple(Stage.values))


def contributed(kind: type[Contribution], collection_id: str, *own_fields: Field) -> tuple[Field, ...]:
    """What the three things placed on the map have in common, and the fields of one kind."""
    return (
        Field("title", Kind.TRANSLATED, _("Title"), filter="title"),
        Field("summary", Kind.TRANSLATED, _("Summary")),
        Field("theme", Kind.TEXT, _("Theme"), read="theme__code", filter="theme__code"),
        Field("stage", Kind.TEXT, _("Stage; with “datetime” the one of that day"), read=stage_seen(kind)),
        Field(
            "stages",
            Kind.OBJECTS,
            _("Its stages so far, each with its day and evidence"),
            read=stages_of(kind),
            items=STAGE,
        ),
        Field("state", Kind.TEXT, _("State of publication"), filter="state", choices=tuple(State.values)),
        Field("state_reason", Kind.TEXT, _("Reason given with the state"), read=reason_while_unpublished),
        Field("starts_on", Kind.DATE, _("First day")),
        Field("ends_on", Kind.DATE, _("Last day; empty while open")),
        Field("owner", Kind.TEXT, _("Responsible organisation"), read="owner__slug", filter="owner__slug"),
        Field("owner_name", Kind.TEXT, _("Its name"), read=text_of("owner__name")),
        Field("partners", Kind.CODES, _("Partner organisations"), read=partners_of(kind)),
        Field("communes", Kind.CODES, _("LAU2 codes of the communes it lies in"), read=communes_of_place),
        Field(
            "consents", Kind.OBJECTS, _("Answers of those whose land it touches"), read=consents_to(kind), items=CONSENT
        ),
        Field("link", Kind.TEXT, _("Link")),
        *own_fields,
        INVENTED,
        Field("version", Kind.INTEGER, _("Number of this version")),
        Field("created_at", Kind.MOMENT, _("Created")),
        Field("updated_at", Kind.MOMENT, _("Changed")),
        Field("published_at", Kind.MOMENT, _("Published")),
        page_field(collection_id),
    )


GROUP = Field("working_group", Kind.TEXT, _("Working group"), read="working_group__slug", filter="working_group__slug")
GROWN_FROM = Field("grown_from", Kind.INTEGER, _("What it has grown from"), read="grown_from_id")
