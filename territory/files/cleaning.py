"""A file as it may be kept, or the sentence that says why not."""

import json
import re
import subprocess
import sys
import unicodedata

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territory.errors import Invalid
from territory.files.models import SUFFIXES, ContentType
from territory.files.washed import Washed

PATIENCE_S = 60
LONGEST_NAME = 120
TAKEN = gettext_lazy("Taken are photos (JPEG, PNG, WebP, HEIC) and PDF documents.")
# The words of wash.py.
SENTENCES = {
    "markup": gettext_lazy("“%(name)s” is a page or a program, not a photo, whatever it is called."),
    "office": gettext_lazy("“%(name)s” is an office document or an archive. Save it as PDF and choose that."),
    "unknown": gettext_lazy("“%(name)s” is no photo or document that we can read."),
    "unreadable": gettext_lazy("“%(name)s” is damaged or cannot be read. Open it, save it anew and try that."),
    "locked": gettext_lazy("“%(name)s” is protected by a password. Save it without one."),
    "acts": gettext_lazy("“%(name)s” contains scripts or a form that acts. Print it as a PDF and choose that."),
    "carries_files": gettext_lazy("“%(name)s” has other files attached inside. Print it as a PDF and choose that."),
    "too_many_pixels": gettext_lazy(
        "“%(name)s” would be %(width)s × %(height)s pixels; at most %(limit)s million pixels are taken. Shrink it."
    ),
}


def washed_file(content: bytes, name: str) -> Washed:
    """``content`` without what nobody was meant to see. Raises Invalid."""
    limit_bytes = settings.FILE_MAX_MB * 1_000_000
    if not content:
        raise refused(_("“%(name)s” is empty.") % {"name": name})
    if len(content) > limit_bytes:
        raise refused(
            _("“%(name)s” is larger than %(limit)d MB, the most that is taken. Make it smaller.")
            % {"name": name, "limit": settings.FILE_MAX_MB}
        )
    answer, parts = _wash(content)
    if "trouble" in answer:
        facts = {**answer, "name": name, "limit": settings.PHOTO_MAX_MEGAPIXELS}
        raise refused(f"{SENTENCES[answer['trouble']] % facts} {TAKEN}")
    size = answer["size_bytes"]
    return Washed(parts[:size], answer["content_type"], parts[size:], answer["width_px"], answer["height_px"])


def _wash(content: bytes) -> tuple[dict, bytes]:
    """The answer of wash.py: what it says, and the bytes behind."""
    limits = [str(settings.PHOTO_MAX_MEGAPIXELS * 1_000_000), str(settings.PHOTO_MAX_SIDE_PX)]
    command = [sys.executable, "-m", "territory.files.wash", *limits]
    try:
        done = subprocess.run(  # noqa: S603  our own module, with numbers
            command, input=content, capture_output=True, timeout=PATIENCE_S, cwd=settings.BASE_DIR, env={}, check=True
        )
        first, _newline, rest = done.stdout.partition(b"\n")
        return json.loads(first), rest
    except (subprocess.SubprocessError, ValueError):
        return {"trouble": "unreadable"}, b""


def refused(sentence: str) -> Invalid:
    """The refusal of a file."""
    return Invalid({"file": [sentence]})


def cleaned_name(name: str, content_type: str) -> str:
    """The last part of ``name`` without signs that mislead, with the ending that fits the content."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = re.sub(r'[<>:"|?*\s]+', " ", plain)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", plain).strip(" .")[:LONGEST_NAME]
    return (stem or _("file")) + SUFFIXES[ContentType(content_type)]
