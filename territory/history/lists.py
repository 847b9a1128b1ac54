"""The lists of what is placed (partners, subscribers) as they were with the version that is read.

The history has columns only: the lists stand with the context of an event (territory/contributions/versions.py).
"""

from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, JSONField, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from territory.contributions.models import Contribution
from territory.contributions.versions import LISTS_OF, LISTS_OF_NEW, lists_at


class Member(Func):
    """A member of a JSON object, as JSON."""

    function = "jsonb_extract_path"
    output_field = JSONField()


class TextsOf(Func):
    """The texts of a column of those rows whose numbers a JSON array holds, in alphabetical order."""

    arity = 1
    output_field = ArrayField(TextField())

    def __init__(self, numbers: Combinable, field: Any) -> None:
        model = field.model._meta
        # Only names of the model's own columns are put into the text.
        super().__init__(
            numbers,
            template=(
                f'array(select r."{field.column}" from jsonb_array_elements_text(%(expressions)s) number'  # noqa: S608
                f' join "{model.db_table}" r on r."{model.pk.column}" = number::bigint order by 1)'
            ),
        )


def texts_then(kind: type[Contribution], name: str, field_name: str) -> Combinable:
    """``field_name`` of the rows in the list ``name``, for rows of ``kind`` that are read as of a moment.

    Where nobody noted them (what was stored past the actions): of those of today.
    """
    many: Any = kind._meta.get_field(name)
    noted = Coalesce(Subquery(_noted(kind, name)), Subquery(_today(many)), output_field=JSONField())
    return TextsOf(noted, many.related_model._meta.get_field(field_name))


def rows_then(thing: Contribution, name: str) -> QuerySet[Any]:
    """The rows of the list ``name`` of ``thing``, itself read as of a moment, as far as they still exist."""
    rows = getattr(thing, name).all()
    noted = lists_at(thing, thing.version)
    return rows if noted is None else rows.model._default_manager.filter(pk__in=noted[name])


def _noted(kind: type[Contribution], name: str) -> QuerySet[Any]:
    tracked: Any = kind  # the event model is made by territory/translation.py
    events = tracked.pgh_event_model._default_manager.filter(
        pgh_obj_id=OuterRef("pk"), version__lte=OuterRef("version")
    )
    own = Concat(Value(LISTS_OF), Cast("pgh_obj_id", TextField()))
    told = events.annotate(
        own=Member("pgh_context__metadata", own), first=Member("pgh_context__metadata", Value(LISTS_OF_NEW))
    ).filter(Q(own__isnull=False) | Q(first__isnull=False))
    # What begins without a list notes none.
    numbers = Coalesce(
        Member(F("own"), Value(name)), Member(F("first"), Value(name)), Value([], output_field=JSONField())
    )
    return told.order_by("-version", "-pgh_id").values_list(numbers)[:1]


def _today(many: Any) -> QuerySet[Any]:
    links = many.remote_field.through._default_manager.filter(**{many.m2m_field_name(): OuterRef("pk")})
    numbers = JSONBAgg(f"{many.m2m_reverse_field_name()}_id")
    return links.order_by().values(many.m2m_field_name()).annotate(numbers=numbers).values("numbers")
