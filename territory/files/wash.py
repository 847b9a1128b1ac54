"""Washes one file, in a process of its own: `python -m territory.files.wash` reads it from standard input.

A picture or a document may be made so that reading it takes all memory or never ends, or so that it breaks the library
that reads it. Here that ends this process only. It knows no settings, no database and no language: what is wrong with
the file is a word of ``TROUBLES``.

The answer on standard output: one line of JSON, then the washed file, then its small picture.
"""

import json
import resource
import sys

from territory.files.documents import washed_pdf
from territory.files.photos import washed_photo
from territory.files.washed import Trouble, Washed

MEMORY_BYTES, CPU_S = 1 << 30, 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How texts begin that a browser would run or show as a page.
MARKUP = (b"<", b"#!", b"<?php", b"%!ps")


def washed(content: bytes, max_pixels: int, max_side_px: int) -> Washed:
    """``content`` without what nobody was meant to see. Raises Trouble."""
    if content.startswith(b"%PDF-"):
        return washed_pdf(content)
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise Trouble("markup")
    if content.startswith((OLE, b"PK\x03\x04")):
        raise Trouble("office")
    return washed_photo(content, max_pixels, max_side_px)


def main() -> None:
    """Reads, washes, answers."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    max_pixels, max_side_px = (int(argument) for argument in sys.argv[1:3])
    content = sys.stdin.buffer.read()
    answer: dict[str, object] = {}
    parts: list[bytes] = []
    try:
        done = washed(content, max_pixels, max_side_px)
    except Trouble as trouble:
        answer = {"trouble": trouble.word, **trouble.facts}
    except Exception:  # noqa: BLE001  whatever a library says of a broken file
        answer = {"trouble": "unreadable"}
    else:
        answer = {"content_type": done.content_type, "width_px": done.width_px, "height_px": done.height_px}
        answer["size_bytes"] = len(done.content)
        parts = [done.content, done.thumbnail]
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
