"""The demonstration's photos and documents: sketches drawn here, each of which says that it is an example."""

import random
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from territory.acting import acting_as
from territory.attachments.actions import add_file
from territory.contributions.models import Contribution
from territory.demo.fixtures import read_list
from territory.files.actions import store
from territory.people.models import User

SIZE_PX = (960, 720)
PAPER, GROUND, STONE, LEAF, WAY, INK = "#f6f3ec", "#e4ddcb", "#c9bfa8", "#8fb58a", "#fffdf8", "#1d252b"
STAMP = "Beispiel · Exemple · Beispill"


def load_pictures(folder: Path, author: User, stored: Mapping[str, Contribution]) -> int:
    """How many pictures and documents of pictures.json were hung on their things."""
    rows = read_list(folder, "pictures")
    for row in rows:
        content = _drawn(row, "PNG" if row["kind"] == "photo" else "PDF")
        with acting_as(author, verb="load demonstration"):
            file = store(content, row["name"], author)
            texts = {name: row[name] for name in ("caption", "alt", "language")}
            add_file(stored[row["on"]], author, file, **texts)
    return len(rows)


def _drawn(row: Mapping[str, Any], kind: str) -> bytes:
    """A sketch of some blocks, trees and a way, the same for the same name each time."""
    chance = random.Random(row["name"])  # noqa: S311  a drawing, not a secret
    sketch = Image.new("RGB", SIZE_PX, GROUND)
    pen = ImageDraw.Draw(sketch)
    width, height = SIZE_PX
    middle = chance.randint(height // 3, 2 * height // 3)
    pen.line([(0, middle), (width // 2, middle + chance.randint(-60, 60)), (width, middle)], fill=WAY, width=46)
    for column in range(6):
        for line in (0, 1):
            left = 50 + column * 150 + chance.randint(0, 20)
            top = 60 + line * (middle + 10) if line else max(40, middle - 240)
            right, bottom = left + chance.randint(70, 120), top + chance.randint(70, 150)
            green = chance.random() < 0.4
            pen.rounded_rectangle([left, top, right, bottom], 8, fill=LEAF if green else STONE, outline=INK, width=3)
    for _tree in range(14):
        x, y = chance.randint(20, width - 20), chance.randint(20, height - 120)
        pen.ellipse([x - 13, y - 13, x + 13, y + 13], fill=LEAF, outline=INK, width=2)
    pen.rectangle([0, height - 92, width, height], fill=PAPER)
    pen.text((30, height - 82), row["caption"], fill=INK, font=ImageFont.load_default(28))
    pen.text((30, height - 44), STAMP, fill=INK, font=ImageFont.load_default(24))
    written = BytesIO()
    sketch.quantize(32).convert("RGB").save(written, kind)
    return written.getvalue()
