"""The version a request starts from (If-Match, RFC 9110 13.1.1), and the tag that names it in answers (ETag).

The tag is the number of the version and the language of the answer: two languages are two representations.
"""

import json
import re

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from territory.errors import Outdated

# Our tags, and the bare number that somebody may have read in "version". Weak tags never match (RFC 9110 8.8.3.2).
TAG = re.compile(r'"(\d{1,9})(?:-[a-z]{2})?"')


def version_named(request: Request) -> int | None:
    """The version that ``If-Match`` names; None without it and for “*”. Raises Outdated for what we never gave.

    Of several the newest: the asker knows them all.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        return None
    versions = [TAG.fullmatch(tag.strip()) for tag in header.split(",")]
    known = [int(version[1]) for version in versions if version]
    if not known:
        raise Outdated(_('“If-Match” holds no tag of ours. Take it from “ETag” of the feature, for example "3-en".'))
    return max(known)


def merging_allowed(request: Request) -> bool:
    """Whether changes may be brought together: always, unless ``Prefer: handling=strict`` (RFC 7240) is sent."""
    wishes = (wish.strip().replace(" ", "").lower() for wish in request.headers.get("Prefer", "").split(","))
    return "handling=strict" not in wishes


def tagged(response: HttpResponse, feature: str, language: str) -> HttpResponse:
    """``response`` with the tag of ``feature``, which is the text of one placed thing."""
    version = json.loads(feature)["properties"]["version"]
    response["ETag"] = f'"{version}-{language}"'
    return response
