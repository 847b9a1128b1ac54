"""Where a pooled service should stand: a question with its demand and candidates, an answer that explains itself.

A question with a title is kept as a study, which has an address and can be asked again.
"""

from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api.answers import JSON, private_json
from api.asking import feature_id, language_alone, signed_in
from api.errors import BadBody, NoSuchThing
from api.rest import operations
from api.rest.members import members_of
from api.rest.parsers import FeatureParser, JsonParser
from api.rest.siting_answers import ANSWER, HEAD, STUDIES, STUDY
from api.rest.siting_bodies import QUESTION, SCHEMA, inputs_from
from territory.studies import actions, rules
from territory.studies.answer import with_words
from territory.studies.models import Study, StudyRun
from territory.working_groups.models import WorkingGroup

KEPT = ("title", "group")
EXAMPLE = {"demand": {"group": "cloche-dor"}, "model": "mclp", "sites": 2, "minutes": 5}
TITLE = {"type": "string", "description": "Keeps the question as a study under this title."}
GROUP = {"type": "string", "nullable": True, "description": "Short name of the working group the study is shared with."}
BODY: dict[str, Any] = {**SCHEMA, "properties": {**SCHEMA["properties"], "title": TITLE, "group": GROUP}}  # type: ignore[dict-item]
MOST_LISTED = 200


class SitingViewSet(ViewSet):
    """For signed-in people: a study may keep a processor busy for seconds."""

    parser_classes = (JsonParser, FeatureParser)
    permission_classes = [IsAuthenticated, *ViewSet.permission_classes]
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        summary, description, refusals = OPERATIONS[action]
        body: tuple[dict[str, Any], Any] | None = {
            "create": (BODY, EXAMPLE),
            "partial_update": ({"type": "object", "properties": {"title": TITLE, "group": GROUP}}, {"group": None}),
        }.get(action)
        return operations.operation(
            f"siting_{action}",
            summary,
            description,
            "sitings",
            parameters=[operations.language()],
            answers=ANSWERS[action],
            refusals=refusals,
            signed_in=True,
            body=body,
        )

    def create(self, request: Request) -> HttpResponse:
        """The best sites, what each adds, who is left out; the own choice beside it; whom to win. Kept with a title."""
        body = _members(request, (*QUESTION, *KEPT))
        with translation.override(language_alone(request)):
            inputs = inputs_from(body)
            if "title" not in body:
                if "group" in body:
                    raise BadBody([("/title", _("What is shared with a group is kept: give it a title."))])
                return private_json(with_words(actions.ask(signed_in(request), inputs)))
            study, run = actions.keep(signed_in(request), _title(body), inputs, _group(body))
            response = private_json(_told(study, run, request), status=201)
            response["Location"] = _address(study, request)
            return response

    def list(self, request: Request) -> HttpResponse:
        """The studies the asker may read, the latest first, without their answers."""
        language = language_alone(request)
        found = rules.visible_to(request.user).select_related("owner", "working_group")[:MOST_LISTED]
        with translation.override(language):
            return private_json({"studies": [_head(study, request) for study in found]})

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """A study: its question and its latest answer."""
        study = _study(request, pk)
        with translation.override(language_alone(request)):
            return private_json(_told(study, study.runs.first(), request))

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Another title, or shared with another group or nobody."""
        study = _study(request, pk)
        body = _members(request, KEPT)
        title = _title(body) if "title" in body else study.title
        group = _group(body) if "group" in body else study.working_group
        actions.change(signed_in(request), study, title, group)
        with translation.override(language_alone(request)):
            return private_json(_head(study, request))

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Deletes a study with its answers."""
        actions.discard(signed_in(request), _study(request, pk))
        return HttpResponse(status=204)

    def run(self, request: Request, pk: str) -> HttpResponse:
        """A new answer to the same question."""
        study = _study(request, pk)
        with translation.override(language_alone(request)):
            return private_json(_told(study, actions.run_again(signed_in(request), study), request), status=201)


ANSWERS: dict[str, Any] = {
    "create": {200: (JSON, ANSWER), 201: (JSON, STUDY)},
    "list": {200: (JSON, STUDIES)},
    "retrieve": {200: (JSON, STUDY)},
    "partial_update": {200: (JSON, HEAD)},
    "destroy": {204: None},
    "run": {201: (JSON, STUDY)},
}
OPERATIONS: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "create": (
        "Where a pooled service should stand",
        (
            "LSCP (fewest sites that reach all), MCLP (most jobs with so many sites) or p-median (least walk); solved "
            "exactly where the time allows, with the gap where not. “own” is laid beside it; “threshold” asks for "
            "the critical mass. With a “title” it is kept (201) and has an address."
        ),
        (400, 401, 403, 413, 415, 422),
    ),
    "list": ("Kept sitings", "One's own studies and those shared with one's working groups.", (400, 401)),
    "retrieve": ("A kept siting", "The question and its latest answer.", (400, 401, 404)),
    "partial_update": (
        "Rename or share a kept siting",
        "Only its author does; a group of null shares it with nobody.",
        (400, 401, 403, 404, 415, 422),
    ),
    "destroy": ("Delete a kept siting", "Only its author does.", (401, 403, 404)),
    "run": ("Ask a kept siting again", "The same question with the land as it is now.", (400, 401, 403, 404, 422)),
}


def _members(request: Request, known: tuple[str, ...]) -> dict[str, Any]:
    return members_of(request, known, _("The body is an object with “demand”, “model”, “sites” and “minutes”."))


def _title(body: dict[str, Any]) -> str:
    if not isinstance(body["title"], str):
        raise BadBody([("/title", _("Here stands a text."))])
    return body["title"]


def _group(body: dict[str, Any]) -> WorkingGroup | None:
    if body.get("group") is None:
        return None
    slug = body["group"]
    group = WorkingGroup.objects.filter(slug=slug).first() if isinstance(slug, str) and "\x00" not in slug else None
    if group is None:
        raise BadBody([("/group", _("“group” is the short name of a working group."))])
    return group


def _study(request: Request, pk: str) -> Study:
    number = feature_id(pk)
    study = rules.visible_to(request.user).filter(pk=number).select_related("owner", "working_group").first()
    if study is None:
        raise NoSuchThing(_("There is no such study, or it is not shared with you."))
    return study


def _address(study: Study, request: Request) -> str:
    return request.build_absolute_uri(f"/api/v1/sitings/{study.pk}/")


def _head(study: Study, request: Request) -> dict[str, Any]:
    return {
        "id": study.pk,
        "title": study.title,
        "group": study.working_group.slug if study.working_group else None,
        "by": study.owner.name,
        "created_at": study.created_at.isoformat(),
        "updated_at": study.updated_at.isoformat(),
        "href": _address(study, request),
    }


def _told(study: Study, run: StudyRun | None, request: Request) -> dict[str, Any]:
    answer = {"ran_at": run.ran_at.isoformat(), "answer": with_words(run.answer)} if run else {}
    return _head(study, request) | {"question": study.inputs} | answer
