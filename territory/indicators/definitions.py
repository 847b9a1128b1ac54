"""What each figure means, how it is worked out and where it comes from: said once, for pages, files and programs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territory.indicators.figures import Figures

PUBLISHED = _("What is published on this map.")


@dataclass(frozen=True)
class Indicator:
    """``formula`` in words; ``decimals`` that are worth showing."""

    id: str
    title: Promise
    formula: Promise
    source: Promise
    value: Callable[[Figures], float | None]
    decimals: int = 0


PROJECTS = Indicator(
    "projects",
    _("Initiatives, projects and services"),
    _(
        "Published local initiatives, cooperation projects and pooled services that touch the area, each counted once. "
        "With a day: those that go on that day. With a theme: those about it."
    ),
    PUBLISHED,
    lambda figures: figures.projects,
)
BY_STAGE = Indicator(
    "by_stage",
    _("By stage"),
    _("The same, by the stage that their owners have stated last; with a day: by the stage of that day, where known."),
    PUBLISHED,
    lambda figures: figures.projects,
)
BY_THEME = Indicator(
    "by_theme",
    _("By theme"),
    _("The same, by their theme; each has one."),
    PUBLISHED,
    lambda figures: figures.projects,
)
INDICATORS = (
    PROJECTS,
    BY_STAGE,
    BY_THEME,
    Indicator(
        "establishments",
        _("Establishments"),
        _("Places of work that lie in the area or on its border."),
        _("The establishments on this map, with what they state today, whatever day is chosen."),
        lambda figures: figures.establishments,
    ),
    Indicator(
        "jobs",
        _("Jobs"),
        _("The jobs of these establishments together; those that do not state theirs count as none."),
        _("The establishments on this map, with what they state today, whatever day is chosen."),
        lambda figures: figures.jobs,
    ),
    Indicator(
        "services",
        _("Pooled services in use"),
        _("Pooled services among the projects above that are a pilot, running or extended."),
        PUBLISHED,
        lambda figures: figures.services,
    ),
    Indicator(
        "services_per_1000_jobs",
        _("Services per 1,000 jobs"),
        _("Pooled services in use × 1,000 ÷ jobs. Empty where no jobs are known."),
        _("The two figures above."),
        lambda figures: figures.services_per_1000_jobs,
        decimals=2,
    ),
    Indicator(
        "works_weeks",
        _("Weeks of works"),
        _(
            "For each phase of a construction zone that touches the area and hinders cars, buses, the tram, bicycles "
            "or people on foot: its days within 365 days from the chosen day (today), added up and divided by seven."
        ),
        _("The construction zones on this map; each names its announcement."),
        lambda figures: figures.works_weeks,
        decimals=1,
    ),
)
