"""Consents by REST: what waits for the asker's authorities, what their organisations wait for, and the answer."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import JSON, private_json
from api.asking import feature_id
from api.catalogue import KINDS
from api.errors import BadBody, BadParameter, NoSuchThing
from api.rest import operations
from api.rest.contributions import writer_of
from api.rest.members import members_of
from api.rest.parsers import FeatureParser, JsonParser
from api.shapes import FLAG, MOMENT, NUMBER, TEXT, WHOLE, list_of, object_of, one_of, or_null
from territory.consents.models import Answer, Consent
from territory.contributions import rules
from territory.contributions.borders import consents_concerning, things_of
from territory.contributions.consenting import agree, refuse, withdraw
from territory.contributions.models import Contribution
from territory.people.models import User

COLLECTION_OF = {str(kind._meta.model_name): name for name, kind in KINDS.items()}
DEFAULT_LIMIT, MAX_LIMIT = 50, 200
BODY = {
    "type": "object",
    "required": ["answer"],
    "properties": {
        "answer": {"type": "string", "enum": list(Answer.values), "description": "“waiting” takes the answer back."},
        "reason": {"type": "string", "maxLength": 4000, "description": "Needed for a refusal; the authors read it."},
    },
}
EXAMPLE = {"answer": "refuses", "reason": "Lapwings breed there until July."}


CONSENT = object_of(
    id=WHOLE,
    collection=TEXT,
    feature=WHOLE,
    title=TEXT,
    owner=TEXT,
    state=TEXT,
    href=TEXT,
    commune=TEXT,
    organisation=TEXT,
    area_m2=WHOLE,
    length_m=NUMBER,
    points=WHOLE,
    share=NUMBER,
    asked_at=MOMENT,
    answer=one_of(Answer.values),
    reason=TEXT,
    answered_at=or_null(MOMENT),
    can_answer=FLAG,
)


class ConsentViewSet(ViewSet):
    """For signed-in people; the actions ask the rules."""

    parser_classes = (JsonParser, FeatureParser)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        if action == "list":
            return operations.operation(
                "consents_list",
                "Consents that concern the asker",
                "What their authorities were asked for (“can_answer”) and what their organisations wait for.",
                "consents",
                parameters=[
                    operations.query("answer", "Only with this answer.", {"type": "string", "enum": Answer.values}),
                    operations.limited(DEFAULT_LIMIT, MAX_LIMIT),
                ],
                answers={200: (JSON, object_of(consents=list_of(CONSENT)))},
                refusals=(400, 401),
                signed_in=True,
            )
        return operations.operation(
            "consents_answer",
            "Answer for an authority",
            "Before the thing is public. A refusal needs a reason.",
            "consents",
            parameters=[],
            body=(BODY, EXAMPLE),
            answers={200: (JSON, CONSENT)},
            refusals=(400, 401, 403, 404, 409, 415, 422),
            signed_in=True,
        )

    def list(self, request: Request) -> HttpResponse:
        """Consents that concern the asker, the newest first."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["answer", "limit"])
        reader = writer_of(request)
        rows = consents_concerning(reader)
        if "answer" in parameters:
            if parameters["answer"] not in Answer.values:
                raise BadParameter(
                    "answer",
                    _("“%(name)s” is one of %(known)s.") % {"name": "answer", "known": ", ".join(Answer.values)},
                )
            rows = rows.filter(answer=parameters["answer"])
        limit = params.limit(parameters, DEFAULT_LIMIT, MAX_LIMIT)
        found = list(rows[:limit])
        things = things_of(found, reader)
        consents = [
            _told(consent, thing, reader)
            for consent in found
            if (thing := things.get((consent.kind, consent.object_id))) is not None
        ]
        return private_json({"consents": consents})

    def answer(self, request: Request, pk: str) -> HttpResponse:
        """Stores the answer and gives the consent as it is then."""
        params.refuse_unknown(request.query_params.dict(), [])
        reader = writer_of(request)
        consent = Consent.objects.filter(pk=feature_id(pk)).select_related("commune", "organisation").first()
        thing = things_of([consent], reader).get((consent.kind, consent.object_id)) if consent else None
        if consent is None or thing is None:
            raise NoSuchThing(_("There is no consent %(id)s, or you may not see it.") % {"id": pk})
        answer, reason = _body(request)
        if answer == Answer.CONSENTS:
            agree(consent, thing, reader, reason)
        elif answer == Answer.REFUSES:
            refuse(consent, thing, reader, reason)
        else:
            withdraw(consent, thing, reader)
        consent.refresh_from_db()
        return private_json(_told(consent, thing, reader))


def _body(request: Request) -> tuple[str, str]:
    otherwise = _("The body is an object with “answer” and perhaps “reason”.")
    body = members_of(request, BODY["properties"], otherwise)
    answer, reason = body.get("answer"), body.get("reason", "")
    if answer not in Answer.values:
        sentence = _("One of %(known)s; “%(value)s” is not.")
        raise BadBody([("/answer", sentence % {"known": ", ".join(Answer.values), "value": str(answer)[:40]})])
    if not isinstance(reason, str) or "\x00" in reason:
        raise BadBody([("/reason", _("Here stands a text."))])
    return str(answer), reason


def _told(consent: Consent, thing: Contribution, reader: User) -> dict[str, Any]:
    collection = COLLECTION_OF[consent.kind]
    return {
        "id": consent.pk,
        "collection": collection,
        "feature": thing.pk,
        "title": str(thing),
        "owner": thing.owner.slug,
        "state": thing.state,
        "href": f"/api/v1/{collection}/{thing.pk}/",
        "commune": consent.commune.lau2_code,
        "organisation": consent.organisation.slug,
        "area_m2": round(consent.area_m2),
        "length_m": round(consent.length_m, 1),
        "points": consent.points,
        "share": round(consent.share, 4),
        "asked_at": consent.asked_at.isoformat(),
        "answer": consent.answer,
        "reason": consent.reason,
        "answered_at": consent.answered_at and consent.answered_at.isoformat(),
        "can_answer": rules.can_answer(reader, thing, consent),
    }
