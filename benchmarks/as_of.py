"""“As we knew it on”: lists, tiles and counts of a day gone by, beside the same of today.

Printed is for each question the time through the web server today, before the last two deliveries and before anything
was known, with the ratio to today.
"""

from benchmarks import measuring
from benchmarks.tiles import path_of

THEN = {"a month ago": "2026-10-01", "a year and a half ago": "2025-06-01", "before all": "2023-06-01"}
ITEMS = "/ogc/collections/{}/items?limit=50"
KINDS = ("establishments", "local-initiatives", "construction-zones", "transit-stops")
COUNTRY, BESIDE_MAP = "5.7,49.4,6.6,50.2", "establishments,local-initiatives,construction-zones,transit-stops"


def main() -> None:
    measuring.start()
    places = measuring.places(8)
    boxes = [f"{lon - 0.007},{lat - 0.0045},{lon + 0.007},{lat + 0.0045}" for lon, lat in places]
    questions = {f"first page of {kind}": [ITEMS.format(kind)] for kind in KINDS}
    questions["in a box of 1 km × 1 km"] = [f"{ITEMS.format(KINDS[0])}&bbox={box}" for box in boxes]
    questions["by name"] = [f"{ITEMS.format(KINDS[0])}&sortby=name"]
    questions["names with “weber 99”"] = [f"{ITEMS.format(KINDS[0])}&q=weber%2099"]
    questions["the list beside the map"] = [f"/api/v1/summary?collections={BESIDE_MAP}&bbox={COUNTRY}&sortby=name"]
    for z in (8, 12, 14, 16):
        questions[f"tile at level {z}"] = [f"{path_of(lon, lat, z)}?lang=en" for lon, lat in places]
    print(measuring.load())
    with measuring.web_server() as server:
        for title, paths in questions.items():
            _compare(server, title, paths)


def _compare(server: measuring.HTTPConnection, title: str, paths: list[str]) -> None:
    asks = {"today": [measuring.Ask(path) for path in paths]}
    asks |= {when: [measuring.Ask(f"{path}&as_of={day}") for path in paths] for when, day in THEN.items()}
    ways = {when: _asking(server, each) for when, each in asks.items()}
    taken_ms = measuring.medians_ms(ways, len(paths))
    today_ms = taken_ms.pop("today")
    line = f"{title:<36} today {today_ms:7.1f} ms"
    for when, ms in taken_ms.items():
        line += f"   {when} {ms:7.1f} ms = {ms / today_ms:4.1f} ×"
    print(line, flush=True)


def _asking(server: measuring.HTTPConnection, asks: list[measuring.Ask]) -> measuring.Way:
    return lambda number: asks[number].over(server)


if __name__ == "__main__":
    main()
