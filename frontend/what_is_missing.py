"""Where a goal has nothing in a commune: the way to the form that adds something, or to the one that suggests it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.db.models.functions import PointOnSurface, Transform
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.forms.geojson import geojson_from
from frontend.views.kinds import PLACED_KINDS, owners_for
from layers.communes.models import Commune
from layers.crs import CRS84_SRID
from territory.contributions.models import Theme
from territory.organisations.models import Mandate
from territory.people.models import User
from territory.vision.models import Goal


@dataclass(frozen=True)
class Ways:
    """``adding``: by kind, what the reader may add; ``land``: the communes where, None for everywhere."""

    adding: Mapping[str, str]
    land: frozenset[int] | None

    def to_cover(self, goal: Goal, commune: Commune) -> tuple[str, str]:
        """Address and words of what the reader can do about ``goal`` in ``commune``."""
        collection = self.adding.get(goal.kind) or ("" if goal.kind else next(iter(self.adding.values()), ""))
        if collection and (self.land is None or commune.pk in self.land):
            query = urlencode({"theme": goal.theme.code, "commune": commune.lau2_code})
            return f"{reverse('add-contribution', args=[collection])}?{query}", _("Add something")
        query = urlencode({"goal": goal.pk, "commune": commune.lau2_code})
        return f"{reverse('suggest')}?{query}", _("Suggest something")


def ways_of(reader: User | AnonymousUser) -> Ways:
    """What ``reader`` can do about what is missing: who may add nothing may suggest."""
    if not isinstance(reader, User):
        return Ways({}, frozenset())
    owners = {kind: owners_for(reader, kind) for kind in PLACED_KINDS.values()}
    adding = {str(kind.model._meta.model_name): kind.collection for kind, found in owners.items() if found}
    bodies = {body.pk for found in owners.values() for body in found}
    of_land = Mandate.objects.filter(organisation__in=bodies).valid_on(timezone.localdate())
    communes = frozenset(of_land.filter(commune__isnull=False).values_list("commune_id", flat=True))
    # An administration adds on its own land; who has none, or a whole region, anywhere.
    bound = bool(communes) and not of_land.filter(region__isnull=False).exists() and not reader.is_superuser
    return Ways(adding, communes if bound else None)


def begun_with(parameters: Mapping[str, str]) -> dict[str, Any]:
    """What a form begins with whose address names a commune, and perhaps a theme: a point on its land, in CRS84."""
    begun: dict[str, Any] = {}
    code = parameters.get("commune", "").replace("\x00", "")
    there = Commune.objects.valid_on(timezone.localdate()).called([code]) if code else Commune.objects.none()
    commune = there.annotate(inside=Transform(PointOnSurface("boundary"), CRS84_SRID)).first()
    if commune is not None:
        begun["location"] = geojson_from(commune.inside)
    theme = Theme.objects.filter(code=parameters.get("theme", "").replace("\x00", "")).first()
    return {**begun, "theme": theme.pk} if theme else begun
