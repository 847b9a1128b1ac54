"""Works that hit a place in the coming weeks: the phases as features, what they do to walks as members."""

import datetime
import json
from typing import Any

from django.db.models import Model, Q
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import public_json
from api.asking import reading_of
from api.errors import BadParameter
from api.geojson import MEDIA_TYPE
from api.rest import operations
from api.shapes import (
    DAY,
    FLAG,
    GEOMETRY,
    NUMBER,
    PHASE_ALONE,
    TEXT,
    WHOLE,
    features_of,
    list_of,
    object_of,
    or_null,
)
from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import MODES
from layers.crs import in_lonlat
from territory.companies.models import Establishment
from territory.reach.modes import Mode
from territory.reach.store import current_network
from territory.working_groups.models import WorkingGroup
from territory.works.longer_walks import TRIPS_PER_WEEK, LongerWalks
from territory.works.phases import AROUND_M, DIVERTED_TIMES, SLOWED_TIMES, Works
from territory.works.report import Asked, InReach, WorksReport, works_report
from territory.works.subject import Subject, subject_at, subject_establishment, subject_group, subject_park

MOST_WEEKS, MAX_MINUTES = 52, 15
SUBJECTS: dict[str, tuple[type[Model], str | None, Any]] = {
    "establishment": (Establishment, None, subject_establishment),
    "park": (BusinessPark, "code", subject_park),
    "group": (WorkingGroup, "slug", subject_group),
}
KNOWN = ("lon", "lat", *SUBJECTS, "weeks", "modes", "mode", "minutes", "week", "lang")


LONGER = or_null(
    object_of(
        **dict.fromkeys(("job_minutes", "establishments", "jobs", "cut_off_establishments", "cut_off_jobs"), WHOLE)
    )
)
REACHED = object_of(establishments=WHOLE, jobs=WHOLE, area_ha=NUMBER, area=GEOMETRY)
WORKS = object_of(**PHASE_ALONE, timing=TEXT, weeks=list_of(DAY), longer_walks=LONGER)
ANSWER = features_of(
    WORKS,
    numberReturned=WHOLE,
    has_more=FLAG,
    name=TEXT,
    within_m=NUMBER,
    first_day=DAY,
    weeks=list_of(object_of(monday=DAY, longer_walks=LONGER)),
    job_minutes=or_null(WHOLE),
    reach=or_null(object_of(mode=TEXT, minutes=NUMBER, week=DAY, before=REACHED, after=REACHED)),
    assumptions=object_of(trips_per_week=NUMBER, slowed_times=NUMBER, diverted_times=NUMBER),
    not_measured=or_null(object_of(reason=TEXT, detail=TEXT)),
)


class WorksViewSet(ViewSet):
    """Reads only, for everybody: works and networks are public."""

    permission_classes = (AllowAny,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        schema = {"type": "string", "enum": [str(mode) for mode in Mode], "default": "foot"}
        return operations.operation(
            "works",
            "Works that hit a place",
            f"Construction phases at most {AROUND_M} m from a point, an establishment, a business park or a working "
            "group that hinder a mode of travel, from two weeks ago on. Where a walking network reaches: by phase and "
            "by week, jobs × extra minutes of the walk to the nearest open stop "
            f"({TRIPS_PER_WEEK} trips a week), and the area in reach before and in one week of works.",
            "works",
            parameters=[
                operations.query("lon", "Longitude in degrees; with “lat”.", {"type": "number", "example": 6.1145}),
                operations.query("lat", "Latitude in degrees; with “lon”.", {"type": "number", "example": 49.582}),
                operations.query("establishment", "An establishment instead: its number.", {"type": "integer"}),
                operations.query("park", "A business park instead: its code or number.", {"type": "string"}),
                operations.query("group", "A working group instead: short name or number.", {"type": "string"}),
                operations.query("weeks", "Weeks ahead.", {"type": "integer", "maximum": MOST_WEEKS, "default": 12}),
                operations.query("modes", "Only works that hinder one of these: foot,bus.", {"type": "string"}),
                operations.query("mode", "Of the area in reach.", schema),
                operations.query("minutes", "Of it too.", {"type": "number", "maximum": MAX_MINUTES, "default": 10}),
                operations.query("week", "A day of the week to compare with.", {"type": "string", "format": "date"}),
                operations.language(),
            ],
            answers={200: (operations.GEOJSON, ANSWER)},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """The works around one place."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, KNOWN)
        reading = reading_of(request, parameters)
        subject, stored = _subject(parameters), current_network()
        report = works_report(subject, _asked(parameters), stored.network if stored else None, timezone.localdate())
        with translation.override(reading.language):
            body = _report(subject, report)
        return public_json(body, language=reading.language, seconds=300, media_type=MEDIA_TYPE)


def _subject(parameters: dict[str, str]) -> Subject:
    given = [name for name in SUBJECTS if name in parameters]
    if "lon" in parameters or "lat" in parameters or not given:
        given.append("lon")
    if len(given) > 1:
        raise BadParameter(given[0], _("Ask about one place: “lon” and “lat”, “establishment”, “park” or “group”."))
    if given == ["lon"]:
        return subject_at(params.position(parameters))
    name, value = given[0], parameters[given[0]]
    model, code, make = SUBJECTS[name]
    wanted = Q(pk=int(value)) if value.isascii() and value.isdigit() and len(value) <= 18 else Q(pk=None)
    if code and "\x00" not in value:
        wanted |= Q(**{code: value})
    found = model._default_manager.filter(wanted).first()
    if found is None:
        raise BadParameter(name, _("There is no such place: “%(name)s” %(value)s.") % {"name": name, "value": value})
    subject: Subject = make(found)
    return subject


def _asked(parameters: dict[str, str]) -> Asked:
    weeks = params.number({"weeks": "12", **parameters}, "weeks", 1, MOST_WEEKS)
    modes = tuple(parameters["modes"].split(",")) if parameters.get("modes") else MODES
    unknown = [mode for mode in modes if mode not in MODES]
    if unknown or int(weeks) != weeks:
        name = "modes" if unknown else "weeks"
        raise BadParameter(
            name,
            _("“modes” are some of %(known)s, with commas; “weeks” is a whole number.") % {"known": ", ".join(MODES)},
        )
    mode = parameters.get("mode", Mode.FOOT)
    if mode not in list(Mode):
        raise BadParameter("mode", _("“mode” is foot or bicycle."))
    minutes = params.number({"minutes": "10", **parameters}, "minutes", 1, MAX_MINUTES)
    return Asked(int(weeks), modes, Mode(mode), minutes, _week(parameters.get("week")))


def _week(value: str | None) -> datetime.date | None:
    if not value:
        return None
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    if day is None:
        raise BadParameter("week", _("Here stands a day such as 2027-01-31."))
    return day - datetime.timedelta(days=day.weekday())


def _report(subject: Subject, report: WorksReport) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [_feature(each, report) for each in report.works],
        "numberReturned": len(report.works),
        "has_more": report.has_more,
        "name": subject.origin.label,
        "within_m": AROUND_M,
        "first_day": report.weeks[0].isoformat(),
        "weeks": [
            {"monday": week.isoformat(), "longer_walks": _longer(report.per_week.get(week))}
            for week in report.coming_weeks
        ],
        "job_minutes": round(report.job_minutes) if report.per_week else None,
        "reach": report.before
        and report.after
        and {
            "mode": str(report.asked.mode),
            "minutes": report.asked.minutes,
            "week": report.week.isoformat(),
            "before": _reach(report.before),
            "after": _reach(report.after),
        },
        "assumptions": {
            "trips_per_week": TRIPS_PER_WEEK,
            "slowed_times": SLOWED_TIMES,
            "diverted_times": DIVERTED_TIMES,
        },
        "not_measured": report.reason and {"reason": str(report.reason), "detail": report.reason.in_words()},
    }


def _feature(works: Works, report: WorksReport) -> dict[str, Any]:
    phase = works.phase
    return {
        "type": "Feature",
        "id": phase.pk,
        "geometry": json.loads(in_lonlat(phase.footprint).json),
        "properties": {
            "zone_id": phase.zone_id,
            "zone": str(phase.zone),
            "title": phase.title,
            "starts_on": phase.starts_on.isoformat(),
            "ends_on": phase.ends_on.isoformat() if phase.ends_on else None,
            "certainty": phase.certainty,
            "timing": str(works.timing),
            "effects": dict(works.effects),
            "weeks": [week.isoformat() for week in report.weeks if works.runs_in(week)],
            "longer_walks": _longer(report.per_phase.get(phase.pk)),
        },
    }


def _longer(longer: LongerWalks | None) -> dict[str, Any] | None:
    if longer is None:
        return None
    return {
        "job_minutes": round(longer.job_minutes),
        "establishments": longer.establishments,
        "jobs": longer.jobs,
        "cut_off_establishments": longer.cut_off_establishments,
        "cut_off_jobs": longer.cut_off_jobs,
    }


def _reach(reach: InReach) -> dict[str, Any]:
    return {
        "establishments": reach.establishments,
        "jobs": reach.jobs,
        "area_ha": round(reach.area.area / 10_000, 1),
        "area": json.loads(in_lonlat(reach.area).json),
    }
