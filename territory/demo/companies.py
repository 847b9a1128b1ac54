"""The demonstration's companies, their places of work and the working groups they formed."""

from pathlib import Path
from typing import cast

from django.contrib.gis.geos import Point

from layers.business_parks.models import BusinessPark
from territory.companies.models import Company, Establishment
from territory.demo.fixtures import by_language, read_placed
from territory.organisations.models import Organisation
from territory.working_groups.models import WorkingGroup, WorkingGroupMember

Places = dict[str, Establishment]


def load_establishments(folder: Path) -> Places:
    """The stored establishments of establishments.geojson by their key in the file."""
    rows = list(read_placed(folder, "establishments"))
    organisations = {body.slug: body for body in Organisation.objects.all()}
    companies: dict[str, Company] = {}
    for row in rows:
        name, slug = row.properties["company"], row.properties.get("organisation")
        if name not in companies:
            companies[name] = Company.objects.create(
                name=name, organisation=organisations[slug] if slug else None, is_invented=True
            )
    stored = Establishment.objects.bulk_create(
        Establishment(
            company=companies[row.properties["company"]],
            name=row.properties["name"],
            address=row.properties["address"],
            location=cast("Point", row.place),
            nace_section=row.properties["nace_section"],
            nace_code=row.properties["nace_code"],
            jobs=row.properties["jobs"],
            jobs_on=row.properties["jobs_on"],
            is_invented=True,
        )
        for row in rows
    )
    return {row.properties["key"]: place for row, place in zip(rows, stored, strict=True)}


def load_working_groups(folder: Path, places: Places) -> int:
    """How many groups of working_groups.geojson were stored, with their members."""
    rows = list(read_placed(folder, "working_groups"))
    for row in rows:
        facts = row.properties
        group = WorkingGroup.objects.create(
            slug=facts["slug"],
            coordinator=Organisation.objects.get(slug=facts["coordinator"]),
            founded_on=facts["founded_on"],
            link=facts.get("link", ""),
            footprint=row.place,
            **by_language("name", facts["name"]),
            **by_language("summary", facts["summary"]),
        )
        group.business_parks.set(BusinessPark.objects.filter(code__in=facts["business_parks"]))
        WorkingGroupMember.objects.bulk_create(
            WorkingGroupMember(working_group=group, establishment=places[member["establishment"]])
            for member in facts["members"]
        )
    return len(rows)
