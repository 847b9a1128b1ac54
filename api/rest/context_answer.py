"""What the sheet of what surrounds a place looks like, in its answer and where it was kept."""

from api.shapes import FLAG, NUMBER, PHASE_ALONE, TEXT, WHOLE, list_of, object_of, one_of, or_null

SHEET = object_of(
    communes=list_of(object_of(id=WHOLE, lau2=TEXT, name=TEXT, regions=list_of(TEXT))),
    parks=list_of(object_of(id=WHOLE, code=TEXT, name=TEXT, state_type=TEXT, manager=TEXT)),
    stops=list_of(
        object_of(
            id=WHOLE, name=TEXT, distance_m=WHOLE, travel_min=NUMBER, is_estimate=FLAG, mode=one_of(["tram", "bus"])
        )
    ),
    phases=list_of(object_of(**PHASE_ALONE)),
    around=list_of(object_of(minutes=WHOLE, establishments=WHOLE, jobs=WHOLE)),
    similar=list_of(object_of(collection=TEXT, id=WHOLE, title=TEXT, theme=TEXT, distance_m=WHOLE)),
    concerned=list_of(object_of(slug=TEXT, name=TEXT, decides=FLAG)),
    consents=list_of(object_of(commune=TEXT, organisation=TEXT, name=TEXT, share=NUMBER, detail=TEXT)),
    is_estimate=FLAG,
    estimate=or_null(object_of(reason=TEXT, detail=TEXT, detour_factor=NUMBER)),
)
