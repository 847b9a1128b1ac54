"""Local initiatives, cooperation projects and pooled services by REST; written through the shared actions."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from api.asking import feature_id, reading_of
from api.catalogue import KINDS
from api.errors import BadBody, NoSuchThing
from api.geojson import MEDIA_TYPE
from api.params import refuse_unknown
from api.rest import trash_operations
from api.rest.bodies import Written, written_feature
from api.rest.parsers import FeatureParser, JsonParser, MergePatchParser
from api.rest.preconditions import merging_allowed, tagged, version_named
from api.rest.reading import CollectionViewSet
from territory.contributions import actions, rules
from territory.contributions.models import Contribution
from territory.contributions.stages import WORDS, move_stage
from territory.errors import NotAllowed
from territory.organisations.models import Organisation
from territory.people.models import User


def writer_of(request: Request) -> User:
    """The person who writes; the permissions have let nobody else through. Raises NotAuthenticated."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


class ContributionViewSet(CollectionViewSet):
    """Who may write what is decided by the rules that the actions ask."""

    parser_classes = (FeatureParser, JsonParser, MergePatchParser)

    @property
    def kind(self) -> type[Contribution]:
        return KINDS[self.collection_id]

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One feature, with the tag of its version."""
        response = super().retrieve(request, pk)
        return tagged(response, response.content.decode(), response["Content-Language"])

    def create(self, request: Request) -> HttpResponse:
        """Stores a new draft, or moves it on at once where ``properties.state`` asks for that."""
        allowed = self._organisations_to_write_for(request)
        written = self._written(request)
        owner = self._owner(written, allowed)
        with transaction.atomic():
            thing = actions.propose(self.kind, writer_of(request), owner, written.values)
            thing = self._moved(request, thing, written)
        response = self._stored(request, thing, status=201)
        response["Location"] = request.build_absolute_uri(f"/api/v1/{self.collection_id}/{thing.pk}/")
        return response

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Changes the properties that are given, then moves to another stage or state where they name one.

        ``If-Match`` names the version the asker started from; what others changed since stays.
        """
        based_on = version_named(request)
        thing = self._thing(request, pk)
        written = self._written(request)
        if written.owner is not None and written.owner.pk != thing.owner_id:
            raise BadBody([("/properties/owner", _("The responsible organisation stays the one that began."))])
        stage = {name: written.values.pop(name) for name in WORDS if name in written.values}
        with transaction.atomic():
            if written.values:
                thing = actions.revise(
                    thing, writer_of(request), written.values, based_on, merging=merging_allowed(request)
                )
                based_on = None  # the row is locked now: nobody comes between
            # A program that hands back what it read moves nothing.
            if stage and stage != {"stage": thing.stage}:
                thing = move_stage(
                    thing,
                    writer_of(request),
                    stage.get("stage", ""),
                    stage.get("stage_on"),
                    stage.get("stage_evidence", ""),
                    based_on,
                )
                based_on = None
            thing = self._moved(request, thing, written, based_on)
        return self._stored(request, thing, status=200)

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Moves what was never public to the trash; of another version than ``If-Match`` names, nothing."""
        refuse_unknown(request.query_params.dict(), [])
        actions.discard(self._thing(request, pk), writer_of(request), version_named(request))
        return HttpResponse(status=204)

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        if action == "recover":
            return trash_operations.recover(self.collection_id)
        return super().operation(action)

    def recover(self, request: Request, pk: str) -> HttpResponse:
        """Takes out of the trash what was deleted, as it was before."""
        refuse_unknown(request.query_params.dict(), ["lang"])
        writer = writer_of(request)
        thing = self.kind.objects.in_trash_of(writer).filter(pk=feature_id(pk)).first()
        if thing is None:
            raise NoSuchThing(_("In the trash of your organisations there is no feature %(id)s.") % {"id": pk})
        return self._stored(request, actions.recover(thing, writer), status=200)

    def _written(self, request: Request) -> Written:
        parameters = request.query_params.dict()
        refuse_unknown(parameters, ["lang"])
        language = reading_of(request, parameters).language
        return written_feature(request.data, self.collection, language)

    def _thing(self, request: Request, pk: str) -> Contribution:
        thing = self.kind.objects.visible_to(request.user).filter(pk=feature_id(pk)).first()
        if thing is None:
            raise NoSuchThing(
                _("There is no feature %(id)s in “%(collection)s”, or you may not see it.")
                % {"id": pk, "collection": self.collection_id}
            )
        return thing

    def _organisations_to_write_for(self, request: Request) -> list[Organisation]:
        writer = writer_of(request)
        own = Organisation.objects.all() if writer.is_superuser else writer.organisations.all()
        allowed = [
            organisation for organisation in own.distinct() if rules.can_propose(writer, self.kind, organisation)
        ]
        if not allowed:
            raise NotAllowed(
                _("You belong to no organisation that may add a %(kind)s.") % {"kind": self.kind._meta.verbose_name}
            )
        return allowed

    def _owner(self, written: Written, allowed: list[Organisation]) -> Organisation:
        if written.owner is not None:
            return written.owner
        if len(allowed) > 1:
            names = ", ".join(organisation.slug for organisation in allowed[:20])
            raise BadBody(
                [("/properties/owner", _("Say for which organisation you write: %(names)s.") % {"names": names})]
            )
        return allowed[0]

    def _moved(
        self, request: Request, thing: Contribution, written: Written, based_on: int | None = None
    ) -> Contribution:
        if written.state is None or written.state == thing.state:
            return thing
        return actions.move(thing, writer_of(request), written.state, written.reason, based_on)

    def _stored(self, request: Request, thing: Contribution, status: int) -> HttpResponse:
        text = self.feature_text(request, thing.pk)
        response = HttpResponse(text, status=status, content_type=MEDIA_TYPE)
        response["Cache-Control"] = "private, no-store"
        return tagged(response, text, reading_of(request, request.query_params.dict()).language)
