"""What is asked about who is near: from where, by what way, whom. From parameters to values, or BadParameter."""

from collections.abc import Sequence

from django.contrib.gis.geos import GEOSGeometry, LinearRing, Polygon
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from api import params
from api.collection import Asker
from api.errors import BadParameter
from layers.business_parks.models import BusinessPark
from layers.crs import CRS84_SRID, in_storage_crs
from territory.companies.models import Establishment
from territory.matching.errors import UnknownCode
from territory.matching.profile import Energy
from territory.matching.waste_list import compact, project_waste_list
from territory.nearby.narrowing import Narrowing
from territory.nearby.origins import Origin, from_area, from_establishment, from_park, from_point
from territory.needs_and_offers.models import Direction, NeedOrOffer, SharedService
from territory.reach.estimate import DETOUR_FACTOR
from territory.reach.measured import EstimateReason
from territory.reach.modes import Mode
from territory.reach.store import StoredNetwork
from territory.working_groups.models import WorkingGroup

Parameters = dict[str, str]
MAX_MINUTES = 30
MOST_CORNERS, LARGEST_HA = 100, 10_000
MOST_JOBS = 10_000_000
SMALLEST_M2 = 1.0
FROM_WHERE = ("lon", "lat", "park", "establishment", "area")
# What is answered by needs and offers depends on who asks.
CONFIDENTIAL = ("subject", "direction")
WHOM = ("nace", "jobs_from", "jobs_to", "group", "in_park", *CONFIDENTIAL)


def origin_of(parameters: Parameters) -> Origin:
    """The place that is asked from: exactly one of a point, ``park``, ``establishment`` and ``area``."""
    given: list[str] = [name for name in ("park", "establishment", "area") if name in parameters]
    if "lon" in parameters or "lat" in parameters or not given:
        given.append("lon")
    if len(given) > 1:
        raise BadParameter(given[0], _("Ask from one place: “lon” and “lat”, “park”, “establishment” or “area”."))
    if given == ["lon"]:
        return from_point(params.position(parameters))
    if given == ["area"]:
        return from_area(_area(parameters["area"]))
    if given == ["park"]:
        return from_park(_park(parameters, "park"))
    number = _number_or_code(parameters["establishment"])
    establishment = Establishment.objects.filter(number).first()
    if establishment is None:
        raise BadParameter("establishment", _("“establishment” is the number of an establishment."))
    return from_establishment(establishment)


def _area(text: str) -> GEOSGeometry:
    """The polygon of “lon,lat,lon,lat,…”, closed by itself, CRS84."""
    numbers = [params.finite("area", part) for part in text.split(",")[: 2 * MOST_CORNERS + 1]]
    if len(numbers) % 2 or not 3 <= len(numbers) // 2 <= MOST_CORNERS:
        raise BadParameter(
            "area",
            _("“area” is the corners of an area one after the other, lon,lat,lon,lat,…: from 3 to %(most)d of them.")
            % {"most": MOST_CORNERS},
        )
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    for lon, lat in corners:
        params.position({"lon": str(lon), "lat": str(lat)})
    area = in_storage_crs(Polygon(LinearRing([*corners, corners[0]]), srid=CRS84_SRID))
    if not area.valid or area.area < SMALLEST_M2:
        raise BadParameter("area", _("The edge of “area” crosses itself, or the area is empty. Draw it in one round."))
    if area.area > LARGEST_HA * 10_000:
        raise BadParameter(
            "area",
            _("“area” is larger than %(most)d hectares. Draw a smaller one.") % {"most": LARGEST_HA},
        )
    return area


def _park(parameters: Parameters, name: str) -> BusinessPark:
    text = parameters[name]
    code = Q(code=text) if "\x00" not in text else Q(pk=None)
    park = BusinessPark.objects.filter(_number_or_code(text) | code).first()
    if park is None:
        raise BadParameter(name, _("“%(name)s” is the code or the number of a business park.") % {"name": name})
    return park


def _number_or_code(text: str) -> Q:
    return Q(pk=int(text)) if text.isascii() and text.isdigit() and len(text) <= 18 else Q(pk=None)


def narrowing_of(parameters: Parameters, asker: Asker) -> Narrowing:
    """Whom the asker looks for. ``subject`` and ``direction`` look only at entries that are for the asker."""
    jobs_from, jobs_to = _jobs(parameters, "jobs_from"), _jobs(parameters, "jobs_to")
    if jobs_from is not None and jobs_to is not None and jobs_from > jobs_to:
        raise BadParameter("jobs_from", _("“jobs_from” is not more than “jobs_to”."))
    stating = None
    if any(name in parameters for name in CONFIDENTIAL):
        direction = one_of(parameters, "direction", Direction.values, "") if "direction" in parameters else ""
        subject = _subject(parameters["subject"]) if "subject" in parameters else ""
        entries = NeedOrOffer.objects.visible_to(asker).stated().about(subject, direction)
        stating = entries.order_by().values("establishment")
    return Narrowing(
        nace=params.nace(parameters),
        jobs_from=jobs_from,
        jobs_to=jobs_to,
        stating=stating,
        group=_group(parameters["group"]) if "group" in parameters else None,
        park=_park(parameters, "in_park") if "in_park" in parameters else None,
    )


def _jobs(parameters: Parameters, name: str) -> int | None:
    if name not in parameters:
        return None
    value = params.number(parameters, name, 0, MOST_JOBS)
    if value != int(value):
        raise BadParameter(name, _("“%(name)s” is a whole number.") % {"name": name})
    return int(value)


def _subject(text: str) -> str:
    if text in SharedService.values or text in tuple(Energy):
        return text
    try:
        return project_waste_list().known(compact(text))
    except UnknownCode:
        known = ", ".join([*SharedService.values, *Energy])
        raise BadParameter(
            "subject",
            _("“subject” is one of %(known)s, or a code of the List of Waste; “%(value)s” is not.")
            % {"known": known, "value": text},
        ) from None


def _group(text: str) -> WorkingGroup:
    slug = Q(slug=text) if "\x00" not in text else Q(pk=None)
    group = WorkingGroup.objects.filter(_number_or_code(text) | slug).first()
    if group is None:
        raise BadParameter("group", _("“group” is the short name or the number of a working group."))
    return group


def mode_of(parameters: Parameters) -> Mode:
    """How somebody gets there, on foot without being asked."""
    return Mode(one_of(parameters, "mode", list(Mode), Mode.FOOT))


def one_of(parameters: Parameters, name: str, known: Sequence[str], default: str) -> str:
    """The value of ``name``, which is one of ``known``."""
    value = parameters.get(name, default)
    if value not in known:
        raise BadParameter(
            name,
            _("“%(name)s” is one of %(known)s; “%(value)s” is not.")
            % {"name": name, "known": ", ".join(known), "value": value},
        )
    return value


def how_known(reason: EstimateReason | None, stored: StoredNetwork | None, language: str) -> dict[str, object]:
    """Members that say how far the times are measured, and on whose network."""
    with translation.override(language):
        estimate = reason and {"reason": str(reason), "detail": reason.in_words(), "detour_factor": DETOUR_FACTOR}
    network = stored and {
        "title": stored.title,
        "attribution": stored.attribution,
        "licence": stored.licence,
        "released_on": stored.released_on.isoformat(),
    }
    return {"is_estimate": reason is not None, "estimate": estimate, "network": network}
