"""What comes of washing a file: the clean file, or the word for what is wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Washed:
    """``thumbnail`` is a small WebP picture, empty for documents; ``width_px`` and ``height_px`` None for them."""

    content: bytes
    content_type: str
    thumbnail: bytes = b""
    width_px: int | None = None
    height_px: int | None = None


class Trouble(Exception):
    """A file that is not taken. ``word`` says why (``territory/files/cleaning.py`` has the sentences)."""

    def __init__(self, word: str, **facts: int | str) -> None:
        super().__init__(word)
        self.word = word
        self.facts = facts
