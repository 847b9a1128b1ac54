"""The field for what something has grown out of: the newest are offered, the others can be searched."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Contribution
from territory.contributions.querysets import ContributionQuerySet

MOST_OFFERED = 50


class _NewestFirst(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for thing in self.queryset.order_by("-published_at", "-pk")[:MOST_OFFERED]:
            yield self.choice(thing)


class _OriginSelect(forms.Select):
    """Also offers what is chosen already, new or not; searching in the browser asks the ``collection``."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        choices: Any = self.choices
        chosen = [each for each in value if each and not any(group[1][0]["selected"] for group in groups)]
        for thing in choices.queryset.filter(pk__in=[each for each in chosen if each.isdecimal()]):
            label = choices.field.label_from_instance(thing)
            groups.append(
                (None, [self.create_option(name, thing.pk, label, True, len(groups), attrs=attrs)], len(groups))
            )
        return groups


class OriginField(forms.ModelChoiceField):
    """One of the published things of a kind; all are accepted, the ``MOST_OFFERED`` newest are listed."""

    iterator = _NewestFirst

    def __init__(self, things: ContributionQuerySet[Contribution], collection: str) -> None:
        super().__init__(
            things,
            label=_("Grown out of"),
            required=False,
            empty_label=_("none"),
            help_text=_("The newest are listed."),
            widget=_OriginSelect(attrs={"data-origin": collection}),
        )
