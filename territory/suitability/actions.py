"""Adding, deriving, composing, publishing and removing rasters. The work itself is left to the worker (work.py)."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from layers.languages import LANGUAGES
from layers.rasters.check import check_header
from layers.rasters.errors import RasterRefused
from layers.rasters.files import forget, save_upload
from layers.rasters.models import RasterLayer, RasterMeaning, RasterOrigin
from layers.rasters.warp import ValueKind
from layers.sources.models import Release, Source
from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed
from territory.jobs import leave_to_worker
from territory.people.models import User
from territory.suitability import rules
from territory.suitability.derive import DERIVATIONS, RESOLUTIONS_M, grid_of
from territory.suitability.recipe import Recipe, common_grid, layers_of
from territory.suitability.work import COMPUTE

LONGEST_TITLE, LONGEST_UNIT = 200, 20
Titles = Mapping[str, str]
# How the work is begun: by the worker, or at once where nobody waits for a page.
Begin = Callable[[int], Any]


@dataclass(frozen=True)
class Provenance:
    """Whose an uploaded raster is."""

    publisher: str
    licence: str
    released_on: date
    attribution: str = ""


def by_the_worker(raster_id: int) -> None:
    """Leaves the work to the worker, in the running transaction."""
    leave_to_worker(COMPUTE, lock=f"raster {raster_id}", raster_id=raster_id)


def upload(
    user: User,
    titles: Titles,
    path: Path,
    *,
    kind: str,
    unit: str,
    provenance: Provenance,
    all_known: bool = False,
    resolution_m: float | None = None,
    file_name: str = "",
    begin: Begin = by_the_worker,
) -> RasterLayer:
    """The raster of the GeoTIFF at ``path``, waiting for its values to be checked and warped.

    Raises NotAllowed, Invalid; RasterRefused for what its header tells.
    """
    if not rules.can_add_rasters(user):
        raise NotAllowed(_("Rasters are added by regional moderators and park managers."))
    _check_texts(titles, unit)
    if kind not in RasterMeaning.values:
        raise Invalid({"kind": [_("Say what the numbers are: quantity, category or count.")]})
    if not provenance.publisher.strip() or not provenance.licence.strip():
        raise Invalid({"publisher": [_("Say who publishes the raster and under which licence.")]})
    try:
        check_header(path, ValueKind(kind), all_known)
    except RasterRefused as refusal:
        raise Invalid({"file": [str(problem) for problem in refusal.problems]}) from refusal
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    with acting_as(user, verb="upload raster"):
        title = next(text for text in titles.values() if text.strip())
        source, _new = Source.objects.get_or_create(
            code=f"raster-{checksum[:12]}",
            defaults={
                "title": title[:200],
                "publisher": provenance.publisher.strip()[:200],
                "licence": provenance.licence.strip()[:100],
                "attribution": provenance.attribution.strip()[:300],
            },
        )
        release, _new = Release.objects.get_or_create(
            source=source,
            checksum=checksum,
            defaults={"released_on": provenance.released_on, "file_name": (file_name or path.name)[:200]},
        )
        layer = RasterLayer.objects.create(
            **_columns(titles),
            origin=RasterOrigin.UPLOADED,
            kind=kind,
            unit=unit.strip(),
            release=release,
            recipe={"all_known": all_known, "resolution_m": resolution_m},
            made_by=user,
        )
        with path.open("rb") as file:
            save_upload(layer, _pieces(file))
        begin(layer.pk)
    return layer


def derive(
    user: User,
    derivation: str,
    area: str,
    resolution_m: float = 50,
    day: date | None = None,
    begin: Begin = by_the_worker,
) -> RasterLayer:
    """A raster of a region or commune from our own layers, waiting to be calculated. Raises NotAllowed, Invalid."""
    if not rules.can_add_rasters(user):
        raise NotAllowed(_("Rasters are added by regional moderators and park managers."))
    if derivation not in DERIVATIONS:
        raise Invalid({"/derivation": [_("One of %(known)s.") % {"known": ", ".join(DERIVATIONS)}]})
    if resolution_m not in RESOLUTIONS_M:
        known = ", ".join(str(metres) for metres in RESOLUTIONS_M)
        raise Invalid({"/resolution_m": [_("One of %(known)s.") % {"known": known}]})
    recipe = {
        "derivation": derivation,
        "area": area,
        "resolution_m": resolution_m,
        "day": (day or timezone.localdate()).isoformat(),
    }
    grid_of(recipe)
    found = DERIVATIONS[derivation]
    titles = {}
    for language in LANGUAGES:
        with translation.override(language):
            titles[language] = _(found.title)
    with acting_as(user, verb="derive raster"):
        layer = RasterLayer.objects.create(
            **_columns(titles),
            origin=RasterOrigin.DERIVED,
            kind=RasterMeaning.QUANTITY,
            unit=found.unit,
            recipe=recipe,
            made_by=user,
        )
        begin(layer.pk)
    return layer


def compose(user: User, titles: Titles, recipe: Recipe, begin: Begin = by_the_worker) -> RasterLayer:
    """A suitability map, waiting to be calculated. Raises NotAllowed, Invalid, TooManyCells."""
    if not rules.can_compose(user):
        raise NotAllowed(_("Suitability maps are composed by people with a role in the region."))
    _check_texts(titles, "")
    common_grid(layers_of(recipe, rules.visible_to(user)), recipe.resolution_m)
    with acting_as(user, verb="compose suitability"):
        layer = RasterLayer.objects.create(
            **_columns(titles),
            origin=RasterOrigin.SUITABILITY,
            kind=RasterMeaning.QUANTITY,
            recipe=recipe.as_json(),
            made_by=user,
        )
        begin(layer.pk)
    return layer


def publish(user: User, layer: RasterLayer, *, is_published: bool) -> RasterLayer:
    """The raster, shown to everyone or no longer. Raises NotAllowed."""
    if not rules.can_publish(user, layer):
        raise NotAllowed(_("Regional moderators and park managers publish the rasters they made."))
    with acting_as(user, verb="publish raster"):
        layer.is_published = is_published
        layer.save(update_fields=["is_published"])
    return layer


def remove(user: User, layer: RasterLayer) -> None:
    """Takes the raster and its file away. Raises NotAllowed."""
    if not rules.can_change(user, layer):
        raise NotAllowed(_("Only who made a raster takes it away."))
    with acting_as(user, verb="remove raster"):
        forget(layer)
        layer.delete()


def _check_texts(titles: Titles, unit: str) -> None:
    if not any(text.strip() for text in titles.values()):
        raise Invalid({"title": [_("Give it a title, in one language at least.")]})
    if any(len(text.strip()) > LONGEST_TITLE or "\x00" in text for text in titles.values()):
        raise Invalid({"title": [_("A title has at most %(most)d characters.") % {"most": LONGEST_TITLE}]})
    if len(unit.strip()) > LONGEST_UNIT or "\x00" in unit:
        raise Invalid({"unit": [_("A unit has at most %(most)d characters.") % {"most": LONGEST_UNIT}]})


def _columns(titles: Titles) -> dict[str, str]:
    return {f"title_{language}": titles.get(language, "").strip() for language in LANGUAGES}


def _pieces(file: Any) -> Iterable[bytes]:
    while piece := file.read(1 << 20):
        yield piece
