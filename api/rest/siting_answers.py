"""What the answer to a siting looks like. What is called jobs is in “unit”."""

from api.shapes import FLAG, MOMENT, NUMBER, TEXT, WHOLE, Schema, list_of, object_of, one_of, or_null
from territory.siting.explain import Reason

AT: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2, "description": "Longitude and latitude."}
SITE = object_of(
    id=TEXT,
    name=TEXT,
    at=AT,
    fixed=FLAG,
    jobs=NUMBER,
    establishments=WHOLE,
    mean_min=or_null(NUMBER),
    adds_jobs=or_null(NUMBER),
)
CHOICE = {
    "sites": list_of(SITE),
    "lines": list_of(
        object_of(**{"establishment": WHOLE, "site": TEXT, "from": AT, "to": AT, "jobs": NUMBER, "travel_min": NUMBER})
    ),
    "left_out": list_of(object_of(id=WHOLE, jobs=NUMBER, reason=one_of(Reason))),
    "served_jobs": NUMBER,
    "all_jobs": NUMBER,
    "mean_min": or_null(NUMBER),
    "is_proven": FLAG,
    "gap_share": or_null(NUMBER),
    "seconds": NUMBER,
    "sentences": list_of(TEXT),
}
OWN = object_of(**CHOICE, served_difference=NUMBER, walk_difference=NUMBER, is_better=or_null(FLAG))
CRITICAL_MASS = object_of(
    needed=list_of(WHOLE),
    at_least=WHOLE,
    jobs=NUMBER,
    missing=NUMBER,
    nearest=list_of(object_of(id=WHOLE, jobs=NUMBER, travel_min=NUMBER)),
)
_ALWAYS = object_of(
    model=TEXT,
    minutes=or_null(NUMBER),
    unit=TEXT,
    demand=list_of(object_of(id=WHOLE, name=TEXT, jobs=or_null(NUMBER), at=AT)),
    candidates=list_of(object_of(id=TEXT, name=TEXT, at=AT)),
    best=object_of(**CHOICE),
    is_estimate=FLAG,
    estimate=or_null(object_of(reason=TEXT, detail=TEXT, detour_factor=NUMBER)),
)
ANSWER: Schema = {
    **_ALWAYS,
    "description": "“own” and “critical_mass” are there where they were asked for.",
    "properties": {**_ALWAYS["properties"], "own": OWN, "critical_mass": CRITICAL_MASS},
}
HEAD = object_of(id=WHOLE, title=TEXT, group=or_null(TEXT), by=TEXT, created_at=MOMENT, updated_at=MOMENT, href=TEXT)
STUDY: Schema = {
    **HEAD,
    "description": "“answer” and “ran_at” are there once it has been answered.",
    "properties": {
        **HEAD["properties"],
        "question": {"type": "object", "description": "As it was asked.", "additionalProperties": True},
        "ran_at": MOMENT,
        "answer": ANSWER,
    },
}
STUDIES = object_of(studies=list_of(HEAD))
