"""The demonstration's organisations and the land they answer for."""

from pathlib import Path
from typing import Any

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from territory.demo.fixtures import by_language, read_list
from territory.organisations.models import Mandate, Organisation


def load_organisations(folder: Path) -> int:
    """How many organisations of organisations.json were stored, each with its mandates."""
    rows = read_list(folder, "organisations")
    for row in rows:
        organisation = Organisation.objects.create(
            slug=row["slug"],
            kind=row["kind"],
            website=row.get("website", ""),
            public_email=row.get("public_email", ""),
            is_invented=row.get("is_invented", False),
            **by_language("name", row["name"]),
        )
        for mandate in row.get("mandates", []):
            Mandate.objects.create(organisation=organisation, valid_from=mandate["valid_from"], **_area(mandate))
    return len(rows)


def _area(mandate: dict[str, str]) -> dict[str, Any]:
    if "commune" in mandate:
        commune = Commune.objects.get(lau2_code=mandate["commune"], valid_until=None)
        return {"commune": commune}
    if "region" in mandate:
        return {"region": Region.objects.get(code=mandate["region"])}
    return {"business_park": BusinessPark.objects.get(code=mandate["business_park"])}
