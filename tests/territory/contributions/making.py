"""Contributions in any state, put straight into the table, so that each rule is tried by itself."""

from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.utils import timezone

from territory.contributions.models import Contribution, State, Theme
from territory.organisations.models import Organisation


def make(
    kind: type[Contribution],
    owner: Organisation,
    location: GEOSGeometry,
    state: str = State.DRAFT,
    **fields: Any,
) -> Contribution:
    """A stored row; what is or was public has the time of its publication."""
    if state in {State.PUBLISHED, State.ARCHIVED}:
        fields.setdefault("published_at", timezone.now())
    return kind.objects.create(
        owner=owner,
        theme=fields.pop("theme", None) or Theme.objects.get(code="mobility"),
        location=location,
        state=state,
        title_fr=fields.pop("title_fr", "Titre"),
        **fields,
    )
