"""What the columns of a download are called for people, and what the codes in them mean, in the reader's language."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.sharing.popups import theme_names
from layers.languages import LANGUAGES

TITLES: dict[str, str | Promise] = {
    "id": _("number"),
    "object_id": _("number"),
    "title": _("title"),
    "name": _("name"),
    "summary": _("summary"),
    "theme": _("theme"),
    "stage": _("stage"),
    "state": _("state"),
    "starts_on": _("first day"),
    "ends_on": _("last day"),
    "owner": _("responsible organisation, short"),
    "owner_name": _("responsible organisation"),
    "link": _("link"),
    "is_invented": _("invented"),
    "published_at": _("published"),
    "updated_at": _("changed"),
    "capacity": _("capacity"),
    "capacity_unit": _("unit of the capacity"),
    "catchment_m": _("catchment in metres"),
    "code": _("code"),
    "kind": _("kind"),
    "source": _("source"),
    "publisher": _("publisher"),
    "licence": _("licence"),
    "released_on": _("date of the release"),
    "coordinator": _("coordinated by"),
    "founded_on": _("founded on"),
    "gtfs_stop_id": _("GTFS stop id"),
    "opened_on": _("opened on"),
    "route": _("route"),
    "state_type": _("type"),
    "manager": _("manager"),
    "status": _("status"),
    "footprint_accuracy": _("accuracy of the footprint"),
    "address": _("address"),
    "nace_section": _("NACE section"),
    "nace_code": _("NACE code"),
    "nace_revision": _("NACE revision"),
    "jobs": _("jobs"),
    "jobs_on": _("jobs counted on"),
    "company": _("company"),
    "lau2_code": _("LAU2 code"),
    "canton": _("canton"),
    "population": _("population"),
    "population_on": _("population counted on"),
    "valid_from": _("valid from"),
    "valid_until": _("valid until"),
    "page": _("page"),
    "lon": _("longitude"),
    "lat": _("latitude"),
}


def title_of_column(name: str) -> str:
    """What a column is called; the text in one language carries its code: "Title (de)"."""
    stem, _line, code = name.rpartition("_")
    if code in LANGUAGES and stem in TITLES:
        return f"{capfirst(str(TITLES[stem]))} ({code})"
    return capfirst(str(TITLES[name]))


def words_of_codes(model: type[Model], columns: list[str]) -> dict[str, dict[str, str]]:
    """By column: the words for the codes that it holds; columns of other content are left out."""
    fields = {field.name: field for field in model._meta.get_fields()}
    words = {"theme": theme_names()} if "theme" in columns else {}
    for name in columns:
        choices = getattr(fields.get(name), "flatchoices", None)
        if choices:
            words[name] = {str(code): capfirst(str(label)) for code, label in choices}
    return words
