"""docs/permissions.md, written from the table that the tests of the rules hold against the rules.

`python manage.py shell -c "from tests.frontend.permissions_page import write; write()"` writes it anew.
"""

from pathlib import Path

from territory.contributions.models import State
from territory.contributions.rules import ON_ASKABLE_LAND, WRITERS
from territory.organisations.roles import Role
from tests.frontend.feature_permissions import MAY
from tests.territory.contributions.test_consents import ANSWERS, ASKS
from tests.territory.contributions.test_rules import STEPS, TABLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
STATES = [str(state) for state in State]
PEOPLE = {
    "visitor": "visitor",
    "company_member": "company member of another organisation",
    "coordinator": "working-group coordinator of another organisation",
    "park_manager": "park manager of another organisation",
    "editor_osten": "commune editor of another commune",
    "editor_westen": "commune editor of the owner",
    "moderator": "regional moderator of its region",
    "administrator": "administrator",
}
SHORT = {
    "company_member": "company member",
    "coordinator": "working-group coordinator",
    "park_manager": "park manager",
    "editor_osten": "commune editor of another commune",
    "editor_westen": "commune editor",
    "moderator": "regional moderator",
    "administrator": "administrator",
}
KINDS = {
    "localinitiative": "local initiative",
    "cooperationproject": "cooperation project",
    "pooledservice": "pooled service",
}

HEAD = """# Who may do what

Written from the tables of `tests/territory/contributions/test_rules.py` and
`tests/frontend/feature_permissions.py`, which are held against the rules (`rules.py` of each feature) and
`workflow.py`; a test keeps this page in step. The rules decide alone: pages, interfaces and back office ask them,
and the database enforces the same answers beneath them. `tests/frontend/test_every_door.py` tries every role,
kind, state and verb through page, REST with session and with token, back office and plain SQL, more than 400
combinations at each door, and finds the same answer at all of them. `tests/frontend/test_every_feature.py` does the
same for what is done around them (files, comments, stages, meetings, studies, rasters, needs, leads, enquiries,
suggestions), in each of their states; the back office has no way to any of that.

A person's roles come from their memberships, each for one organisation and for a time. The land an organisation
answers for comes from its mandates: a commune, a business park or a region, for a time.

Reference layers (communes, business parks, construction zones, tram, establishments, working groups) are public
to read.
"""

STATES_TEXT = """For an initiative, by its state. “Archive” is the right to take it off the map once it is there,
for good or for changes.
“Move stage” is to say, with a day and evidence, that it came into another stage: its writers know how far it is, so
they say it also once it is public; no word of the content changes with it.
"""
CONSENTS = """What reaches onto land of communes that its organisation has no mandate for is public only with the
consent of each of them, for the part that lies there; of organisations without land, each commune is asked once
there are several. The database makes these rows and publishes nothing without them. For an initiative of the owner
that reaches into the other commune, by its state:
"""
FEATURES = """An initiative of the commune is published on its land. A working group, coordinated by a network, lies in
a park there; a company's establishment is its member, has stated a need for the group and is one side of
a lead. The company's member has commented, a visitor has suggested something in the commune, the
coordinator has shared a study with the group and asked the establishment whether it needs a canteen, the
moderator has added a raster. In the table the commune
editor “of the owner” is the one of this commune; the company member and the coordinator are those of
this company and this group.
"""
BACK_OFFICE = """## The back office

`/admin/` is for administrators (`is_superuser`) only; the flag `is_staff` alone opens nothing, and permissions
given to Django's groups are not asked. Everybody else works on the pages, where the rules above hold.
Administrators too write what is placed through the same actions: what is submitted is decided on, not edited;
an initiative stays on the land of its commune; what exists does not change hands. Reference data can be mended
by hand there and keeps its release; the next import overrules it.

Signing in has one door, for the back office as well: five failed attempts for an address lock it for five
minutes.
"""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join([_row(*head), _row(*["---"] * len(head)), *(_row(*row) for row in rows)])


def _adding() -> str:
    rows = [
        [
            name,
            ", ".join(str(role.value).replace("_", " ") for role in Role if role in WRITERS[kind]),
            "on the land of its organisation, and from there on that of communes that can be asked for consent"
            if kind in ON_ASKABLE_LAND
            else "at least partly on it; anywhere in the communes for organisations without land",
        ]
        for kind, name in KINDS.items()
    ]
    return _table(["what", "added by (for their own organisation)", "where"], rows)


def _doing() -> str:
    actions = list(TABLE["visitor"])
    rows = [
        [name, *(", ".join(state for state in STATES if state in TABLE[person][action]) or "–" for action in actions)]
        for person, name in PEOPLE.items()
    ]
    return _table(["who", *(action.replace("_", " ") for action in actions)], rows)


def _moving() -> str:
    rows = [
        [
            name,
            *(
                ", ".join(target for target in STATES if target in STEPS.get(person, {}).get(state, set())) or "–"
                for state in STATES
            ),
        ]
        for person, name in PEOPLE.items()
    ]
    return _table(["who", *(f"from {state}" for state in STATES)], rows)


def _consenting() -> str:
    rows = [
        [
            name,
            *(
                ", ".join(state for state in STATES if state in table.get(person, ())) or "–"
                for table in (ASKS, ANSWERS)
            ),
        ]
        for person, name in PEOPLE.items()
    ]
    return _table(["who", "ask", "answer"], rows)


def _around() -> str:
    rows = [
        [what, ", ".join(name for person, name in SHORT.items() if person in who) or "–"] for what, _rule, who in MAY
    ]
    return _table(["what", "who"], rows)


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [
            HEAD,
            "## Adding\n",
            _adding(),
            "\n## In which states\n",
            STATES_TEXT,
            _doing(),
            "\n## Which steps\n",
            "Sending back and taking back need a reason.\n",
            _moving(),
            "\n## Across the border\n",
            CONSENTS,
            _consenting(),
            "\n## Around contributions\n",
            FEATURES,
            _around(),
            "\n" + BACK_OFFICE,
        ]
    )


def write() -> None:
    """Writes the page into the documentation."""
    PAGE.write_text(page())
