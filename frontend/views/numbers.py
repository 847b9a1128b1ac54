"""The numbers by which a form names things."""

LONGEST = 18  # digits; Python reads no more than 4,300, PostgreSQL stores 18


def number_in(text: str) -> int:
    """The number that ``text`` is; for any other text 0, which names nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0
