"""Objects as other pages mention them: their address, their collection, and the one fact worth adding."""

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.map_collections import MAP_COLLECTIONS
from frontend.templatetags.quantities import day, number
from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import ConstructionZone
from layers.public_places.models import PublicPlace
from layers.transit.models import TransitStop
from territory.companies.models import Establishment
from territory.contributions.models import Contribution, State

register = template.Library()

COLLECTION_OF = {collection.model: collection for collection in MAP_COLLECTIONS}


@register.filter
def collection_called(kind: str) -> str:
    """Id of the collection whose table is called ``kind`` ("pooledservice"); empty for an empty one."""
    return next((each.id for model, each in COLLECTION_OF.items() if model._meta.model_name == kind), "")


@register.filter
def collection_id(thing: Model) -> str:
    """Id of the collection that ``thing`` belongs to."""
    return COLLECTION_OF[type(thing)].id


@register.filter
def kind_name(thing: Model) -> str:
    """What ``thing`` is, in words: "Business park"."""
    return str(COLLECTION_OF[type(thing)].one)


@register.filter
def object_url(thing: Model) -> str:
    """The permanent address of ``thing`` in the reader's language."""
    return reverse("object", args=[collection_id(thing), thing.pk])


@register.filter
def brief_fact(thing: Model) -> str:
    """The one fact that helps to tell ``thing`` from its neighbours in a list; empty where there is none."""
    match thing:
        case Contribution():
            parts = [kind_name(thing), str(thing.get_stage_display()) or _("stage not known")]
            if thing.state != State.PUBLISHED:
                parts.append(str(thing.get_state_display()))
            return " · ".join(parts)
        case BusinessPark():
            return str(thing.get_state_type_display())
        case ConstructionZone() | PublicPlace():
            return str(thing.get_kind_display())
        case TransitStop():
            return day(thing.opened_on)
        case Establishment():
            return "" if thing.jobs is None else f"{number(thing.jobs)} {thing._meta.get_field('jobs').verbose_name}"
    return ""
