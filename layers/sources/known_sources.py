"""The sources that imports name by their code, with publisher, licence and attribution."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from layers.errors import GeodataError
from layers.sources.models import Source


class UnknownSource(GeodataError):
    """A source code that neither stands in this file nor in the table of sources."""


@dataclass(frozen=True)
class SourceEntry:
    """What is worded here is in English and translated where it is shown; publishers' own titles stay as they are."""

    code: str
    title: str
    publisher: str
    licence: str
    attribution: str = ""
    url: str = ""


_CADASTRE = "Administration du cadastre et de la topographie (ACT)"
_TRANSPORT = "Administration des transports publics (ATP)"
_DEMONSTRATION = gettext_noop("Made for this demonstration")
_PORTAL = "https://data.public.lu/fr/datasets"

KNOWN_SOURCES: dict[str, SourceEntry] = {
    entry.code: entry
    for entry in (
        SourceEntry(
            "act-communes",
            "Limites administratives du Grand-Duché de Luxembourg",
            _CADASTRE,
            "CC0-1.0",
            url=f"{_PORTAL}/limites-administratives-du-grand-duche-de-luxembourg/",
        ),
        SourceEntry(
            "act-communes-generalised",
            gettext_noop("Administrative boundaries, generalised to about 100 m"),
            _CADASTRE,
            "CC0-1.0",
            url=f"{_PORTAL}/limites-administratives-du-grand-duche-de-luxembourg/",
        ),
        SourceEntry(
            "statec-population",
            gettext_noop("Population by canton and commune; names of the communes in three languages"),
            "STATEC",
            "CC0-1.0",
        ),
        SourceEntry("regions", gettext_noop("Regions in which communes plan together"), _DEMONSTRATION, "CC0-1.0"),
        SourceEntry(
            "pag",
            "PAG – géométries de tous les PAG (version 2011) en vigueur",
            "Ministère des Affaires intérieures",
            "CC0-1.0",
            url=f"{_PORTAL}/pag-geometries-de-tous-les-pag-version-2011-en-vigueur/",
        ),
        SourceEntry(
            "business-parks-approximate",
            gettext_noop("Business parks, footprints drawn around their known positions"),
            _DEMONSTRATION,
            "ODbL-1.0",
            attribution=gettext_noop("Positions © OpenStreetMap contributors; footprints drawn"),
        ),
        SourceEntry(
            "construction-zones-illustrative",
            gettext_noop("Construction zones, illustrative"),
            _DEMONSTRATION,
            "CC0-1.0",
        ),
        SourceEntry(
            "atp-gtfs",
            "Horaires et arrêts des transports publics (GTFS)",
            _TRANSPORT,
            "CC-BY-4.0",
            attribution="Administration des transports publics (ATP) – data.public.lu",
            url=f"{_PORTAL}/horaires-et-arrets-des-transport-publics-gtfs/",
        ),
        SourceEntry(
            "atp-gtfs-generalised",
            gettext_noop("Tram line T1, alignment generalised to 15 m"),
            _TRANSPORT,
            "CC-BY-4.0",
            attribution=gettext_noop("Administration des transports publics (ATP) – data.public.lu, generalised"),
            url=f"{_PORTAL}/horaires-et-arrets-des-transport-publics-gtfs/",
        ),
        SourceEntry(
            "osm-ways",
            gettext_noop("OpenStreetMap, ways"),
            gettext_noop("OpenStreetMap contributors"),
            "ODbL-1.0",
            attribution=gettext_noop("© OpenStreetMap contributors"),
            url="https://www.openstreetmap.org/copyright",
        ),
        SourceEntry(
            "walking-network-hand-made",
            gettext_noop("Walking network of Cloche d’Or, Howald, Foetz and Op Herbett, drawn by hand"),
            _DEMONSTRATION,
            "ODbL-1.0",
            attribution=gettext_noop("Drawn around positions © OpenStreetMap contributors"),
        ),
    )
}


def source_named(code: str) -> SourceEntry:
    """The source with this code, from the list above or the table. Raises UnknownSource."""
    if code in KNOWN_SOURCES:
        return KNOWN_SOURCES[code]
    stored = Source.objects.filter(code=code).first()
    if stored is None:
        raise UnknownSource(
            _("There is no source “%(code)s”. Known are %(known)s; others can be added in the administration.")
            % {"code": code, "known": ", ".join(sorted(KNOWN_SOURCES))}
        )
    return SourceEntry(stored.code, stored.title, stored.publisher, stored.licence, stored.attribution, stored.url)
