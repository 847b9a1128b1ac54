"""The official releases: where they are published, and how to bring them here.

The addresses come from published code and can change. Whatever does not answer is said in one
sentence, and what is already in the tables stays.
"""

import datetime
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from layers.errors import GeodataError
from layers.sources.delivery import Delivery
from layers.sources.known_sources import source_named

PORTAL = "https://data.public.lu"
TIMEOUT_S = 30
# The largest official file, the PAG of all communes, has 260 MB.
MAX_FILE_BYTES = 1 << 30
MAX_ANSWER_BYTES = 16 << 20
_BLOCK_BYTES = 1 << 20

Resource = dict[str, Any]


class NoAnswer(GeodataError):
    """A published address that does not answer, or not with what it should."""


@dataclass(frozen=True)
class OfficialRelease:
    """slug: the dataset's name on the portal. wanted: whether one of its resources is the file.

    stable_address: one that outlives the next publication, for when the catalogue does not answer.
    """

    dataset: str
    slug: str
    file_name: str
    source_code: str
    wanted: Callable[[Resource], bool]
    stable_address: str = ""


_COMMUNES_ID = "16103fa4-7ff1-486a-88bc-5018353957ea"


def _has_id(resource_id: str) -> Callable[[Resource], bool]:
    return lambda resource: resource.get("id") == resource_id


def _ends_with(suffix: str) -> Callable[[Resource], bool]:
    return lambda resource: str(resource.get("url", "")).lower().endswith(suffix)


OFFICIAL_RELEASES = (
    OfficialRelease(
        "communes",
        "limites-administratives-du-grand-duche-de-luxembourg",
        "communes.geojson",
        "act-communes",
        _has_id(_COMMUNES_ID),
        f"{PORTAL}/fr/datasets/r/{_COMMUNES_ID}",
    ),
    OfficialRelease(
        "transit",
        "horaires-et-arrets-des-transport-publics-gtfs",
        "gtfs.zip",
        "atp-gtfs",
        _ends_with(".zip"),
    ),
    OfficialRelease(
        "construction-zones",
        "pag-geometries-de-tous-les-pag-version-2011-en-vigueur",
        "pag.gpkg.zip",
        "pag",
        _ends_with(".gpkg.zip"),
    ),
)


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to another https address."""

    def redirect_request(self, *arguments: Any) -> urllib.request.Request | None:
        address = arguments[-1]
        if not address.startswith("https://"):
            raise NoAnswer(_("%(address)s is not an https address.") % {"address": address})
        return super().redirect_request(*arguments)


def open_address(address: str) -> http.client.HTTPResponse:
    """The open answer of an https address. Raises NoAnswer."""
    if not address.startswith("https://"):
        raise NoAnswer(_("%(address)s is not an https address.") % {"address": address})
    try:
        answer = urllib.request.build_opener(_OnlyHttps).open(address, timeout=TIMEOUT_S)
    except (OSError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise NoAnswer(
            _("%(address)s does not answer: %(reason)s.") % {"address": address, "reason": reason}
        ) from error
    assert isinstance(answer, http.client.HTTPResponse)
    return answer


def fetch(release: OfficialRelease, folder: Path) -> Delivery:
    """The newest official file, downloaded into ``folder`` and ready to be imported.

    Raises NoAnswer; a file of an earlier download then stays as it is.
    """
    try:
        address, released_on = _newest(release)
    except NoAnswer:
        if not release.stable_address:
            raise
        address, released_on = release.stable_address, None
    path = folder / release.file_name
    header_date = _download(address, path)
    return Delivery(
        dataset=release.dataset,
        path=path,
        source=source_named(release.source_code),
        released_on=released_on or header_date or datetime.datetime.now(tz=datetime.UTC).date(),
    )


def _newest(release: OfficialRelease) -> tuple[str, datetime.date | None]:
    """Address and date of the newest resource that is wanted, from the portal's catalogue."""
    address = f"{PORTAL}/api/1/datasets/{release.slug}/"
    try:
        with open_address(address) as answer:
            resources = json.loads(answer.read(MAX_ANSWER_BYTES))["resources"]
    except (ValueError, KeyError, OSError) as error:
        raise NoAnswer(_("%(address)s does not answer with a list of files.") % {"address": address}) from error
    wanted = [resource for resource in resources if release.wanted(resource)]
    if not wanted:
        raise NoAnswer(_("%(address)s no longer lists the file that is imported.") % {"address": address})
    newest = max(wanted, key=lambda resource: str(resource.get("last_modified", "")))
    try:
        released_on = datetime.date.fromisoformat(str(newest.get("last_modified", ""))[:10])
    except ValueError:
        released_on = None
    return str(newest.get("latest") or newest["url"]), released_on


def _download(address: str, path: Path) -> datetime.date | None:
    """Writes the file, whole or not at all; the day its server says it was last changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with open_address(address) as answer, unfinished.open("wb") as file:
            while block := answer.read(_BLOCK_BYTES):
                file.write(block)
                if file.tell() > MAX_FILE_BYTES:
                    raise NoAnswer(
                        _("%(address)s sends more than %(limit)d MiB.")
                        % {"address": address, "limit": MAX_FILE_BYTES >> 20}
                    )
            changed = answer.headers.get("Last-Modified")
        unfinished.replace(path)
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(
            _("%(address)s stopped answering: %(reason)s.") % {"address": address, "reason": error}
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return parsedate_to_datetime(changed).date() if changed else None
