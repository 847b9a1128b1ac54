"""How much is about each theme."""

from dataclasses import dataclass

from django.db.models import Count

from territory.contributions.models import Theme
from territory.indicators.projects import KINDS
from territory.vision.models import Goal


@dataclass(frozen=True)
class CountedTheme:
    """``things``: how many are published about it; ``goals``: of all regions."""

    theme: Theme
    things: int
    goals: int


def counted_themes() -> list[CountedTheme]:
    """Every theme in its order, with what everybody may see of it."""
    kinds = [dict(kind.objects.public().order_by().values_list("theme").annotate(Count("pk"))) for kind in KINDS]
    goals = dict(Goal.objects.order_by().values_list("theme").annotate(Count("pk")))
    return [
        CountedTheme(theme, sum(things.get(theme.pk, 0) for things in kinds), goals.get(theme.pk, 0))
        for theme in Theme.objects.all()
    ]
