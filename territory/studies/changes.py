"""What differs between two answers to the same study."""

from dataclasses import dataclass
from typing import Any

from territory.studies.answer import Answer


@dataclass(frozen=True)
class JobsChanged:
    """An establishment whose jobs (or flow, tonnes or MWh a year) were counted anew."""

    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Changes:
    """The later answer against the earlier; differences are later minus earlier.

    Sites are the same where they stand at the same place, to the metre.
    """

    served_difference: float
    total_difference: float
    mean_min_difference: float | None
    sites_gone: tuple[dict[str, Any], ...]
    sites_new: tuple[dict[str, Any], ...]
    establishments_gone: tuple[str, ...]
    establishments_new: tuple[str, ...]
    jobs_changed: tuple[JobsChanged, ...]
    way_of_measuring_changed: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing that a person would notice differs."""
        return not (
            self.served_difference
            or self.total_difference
            or self.mean_min_difference
            or self.sites_gone
            or self.sites_new
            or self.establishments_gone
            or self.establishments_new
            or self.jobs_changed
            or self.way_of_measuring_changed
        )


def changes_between(before: Answer, after: Answer) -> Changes:
    """What changed from one answer to the next."""
    sites = {_place(site): site for site in before["best"]["sites"]}
    sites_now = {_place(site): site for site in after["best"]["sites"]}
    those = {one["id"]: one for one in before["demand"]}
    these = {one["id"]: one for one in after["demand"]}
    means = before["best"]["mean_min"], after["best"]["mean_min"]
    return Changes(
        served_difference=round(after["best"]["served_jobs"] - before["best"]["served_jobs"], 6),
        total_difference=round(after["best"]["all_jobs"] - before["best"]["all_jobs"], 6),
        mean_min_difference=None if None in means else round(means[1] - means[0], 1),
        sites_gone=tuple(site for place, site in sites.items() if place not in sites_now),
        sites_new=tuple(site for place, site in sites_now.items() if place not in sites),
        establishments_gone=tuple(one["name"] for key, one in those.items() if key not in these),
        establishments_new=tuple(one["name"] for key, one in these.items() if key not in those),
        jobs_changed=tuple(
            JobsChanged(one["name"], those[key]["jobs"], one["jobs"])
            for key, one in these.items()
            if key in those and those[key]["jobs"] != one["jobs"]
        ),
        way_of_measuring_changed=before["is_estimate"] != after["is_estimate"],
    )


def _place(site: dict[str, Any]) -> tuple[float, float]:
    """Rounded to a metre: five digits of a degree."""
    lon, lat = site["at"]
    return round(lon, 5), round(lat, 5)
