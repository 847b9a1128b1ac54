"""Pages of items: of everything, deep inside, in a box of about 1 km, and by a word."""

from benchmarks import measuring

ITEMS = "/ogc/collections/establishments/items?limit=50"


def main() -> None:
    measuring.start()
    places = measuring.places(20)
    boxes = [f"{lon - 0.007},{lat - 0.0045},{lon + 0.007},{lat + 0.0045}" for lon, lat in places]
    measuring.compare("first page of all", [ITEMS])
    measuring.compare("a page deep inside", [f"{ITEMS}&cursor=after-{number * 40_000}" for number in range(1, 20)])
    measuring.compare("a page in a box of 1 km × 1 km", [f"{ITEMS}&bbox={box}" for box in boxes])
    measuring.compare("a page of NACE section J", [f"{ITEMS}&nace_section=J"])
    measuring.compare("a page of names with “garage weber 99”", [f"{ITEMS}&q=garage%20weber%2099"])


if __name__ == "__main__":
    main()
