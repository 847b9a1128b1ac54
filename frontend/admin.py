"""What people place, in the back office: the same actions and rules as on the pages."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frontend import vision_admin  # noqa: F401 -- registers goals and themes
from frontend.views.reader import person_of
from frontend.views.steps import STEP_TEXTS
from layers.admin import AnyLanguageAdmin, PlaceAdminMixin, PlaceForm
from territory.contributions import rules
from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.models import Contribution, State
from territory.contributions.values import LANGUAGES, TRANSLATED
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid, Refused
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService

# allauth's table of further addresses: people here have the one they sign in with.
admin.site.unregister(EmailAddress)
# allauth would show the secrets.
admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class SecondFactorAdmin(admin.ModelAdmin):
    """Taken away here from somebody who has lost their phone and their codes; what it is made of nobody sees."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    search_fields = ["user__email", "user__name"]
    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class ContributionAdminForm(PlaceForm):
    """Writes while it is validated: only the action knows every reason to refuse, and a refusal belongs to its field.

    The back office answers each request in one transaction, so nothing stays if something else fails later.
    """

    author: Any = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for language in LANGUAGES:  # one language is enough
            if f"title_{language}" in self.fields:
                self.fields[f"title_{language}"].required = False

    def _post_clean(self) -> None:
        before: Contribution | None = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, which its stubs leave out
        values = self._changed_values(before)
        if self.errors or (before and not values):
            return
        try:
            self.instance = self._written(before, values)
        except Invalid as refusal:
            for name, sentences in refusal.problems.items():
                field = f"{name}_{LANGUAGES[0]}" if name in TRANSLATED else name
                for sentence in sentences:
                    self.add_error(field if field in self.fields else None, sentence)
        except Refused as refusal:
            self.add_error(None, str(refusal))

    def _written(self, before: Contribution | None, values: dict[str, Any]) -> Contribution:
        if before is None:
            kind, owner = type(self.instance), self.cleaned_data["owner"]
            return propose(kind, self.author, owner, values)
        return revise(before, self.author, values)

    def _changed_values(self, before: Contribution | None) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name in self.changed_data:
            if name not in self.cleaned_data:
                continue
            base, _separator, language = name.rpartition("_")
            if base in TRANSLATED and language in LANGUAGES:
                values.setdefault(base, {})[language] = self.cleaned_data[name] or ""
            elif name == "location" and before and before.location == self.cleaned_data[name]:
                continue
            elif name != "owner":
                values[name] = self.cleaned_data[name]
        return values

    def _save_m2m(self) -> None:
        """Nothing: the action has set the partners and subscribers already."""


class ContributionAdmin(PlaceAdminMixin, AnyLanguageAdmin):
    form = ContributionAdminForm
    list_display = ["title", "theme", "stage", "state", "owner", "updated_at", "is_invented"]
    list_filter = ["state", "theme", "stage", "is_invented"]
    list_select_related = ["theme", "owner"]
    search_fields = ["title_de", "title_fr", "title_en", "title_lb", "owner__name_fr"]
    autocomplete_fields = ["owner", "partners"]
    readonly_fields = [
        "state",
        "state_reason",
        "created_by",
        "created_at",
        "updated_at",
        "published_at",
        "version",
        "is_invented",
    ]
    actions = ["publish", "archive"]

    def get_form(
        self, request: HttpRequest, obj: Contribution | None = None, change: bool = False, **more: Any
    ) -> type[forms.ModelForm]:
        """The form, knowing who writes."""
        form = super().get_form(request, obj, change=change, **more)
        return type(form.__name__, (form,), {"author": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Contribution | None = None) -> list[str]:
        """What exists does not change hands: its land and its readers would change with it.

        Its stage changes on its page, with a day and evidence.
        """
        return [*super().get_readonly_fields(request, obj), *(["owner", "stage"] if obj else [])]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What is not in the trash."""
        return super().get_queryset(request).filter(trashed_at__isnull=True)

    def has_change_permission(self, request: HttpRequest, obj: Contribution | None = None) -> bool:
        """As the rules say; without an object, whether the list is there at all."""
        if obj is None:
            return super().has_change_permission(request)
        return rules.can_edit(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Contribution | None = None) -> bool:
        """As the rules say."""
        if obj is None:
            return super().has_delete_permission(request)
        return rules.can_delete(request.user, obj)

    def save_model(self, request: HttpRequest, obj: Contribution, form: forms.ModelForm, change: bool) -> None:
        """Nothing: the form has written it through the action."""

    def delete_model(self, request: HttpRequest, obj: Contribution) -> None:
        """Moves to the trash through the action."""
        discard(obj, person_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Moves to the trash through the action, one by one."""
        for thing in queryset:
            discard(thing, person_of(request))

    def _move_all(self, request: HttpRequest, things: Iterable[Contribution], target: State) -> None:
        for thing in things:
            source = thing.state
            try:
                move(thing, person_of(request), target)
            except Refused as refusal:
                self.message_user(request, f"{thing}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{thing}: {STEP_TEXTS[source, target].done}")

    @admin.action(description=_("Publish what is chosen"))
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Moves each to “published”, telling which could not be."""
        self._move_all(request, queryset, State.PUBLISHED)

    @admin.action(description=_("Archive what is chosen"))
    def archive(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Moves each to “archived”, telling which could not be."""
        self._move_all(request, queryset, State.ARCHIVED)


@admin.register(LocalInitiative)
class LocalInitiativeAdmin(ContributionAdmin):
    pass


@admin.register(CooperationProject)
class CooperationProjectAdmin(ContributionAdmin):
    autocomplete_fields = [*ContributionAdmin.autocomplete_fields, "working_group", "grown_from"]


@admin.register(PooledService)
class PooledServiceAdmin(ContributionAdmin):
    autocomplete_fields = [
        *ContributionAdmin.autocomplete_fields,
        "working_group",
        "grown_from",
        "subscribers",
    ]
