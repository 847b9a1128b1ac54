"""People, organisations and companies in the back office. What people place is in frontend/admin.py."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from knox.models import get_token_model

from layers.admin import AnyLanguageAdmin, PlaceAdmin, PlaceAdminMixin
from territory.accounts.leaving import delete_account, why_not_leave
from territory.alerts.models import OutgoingMail
from territory.alerts.posting import send_again
from territory.companies.models import Company, Establishment
from territory.consents.models import Consent
from territory.organisations.models import Invitation, Mandate, Membership, Organisation
from territory.people.models import User
from territory.working_groups.models import WorkingGroup, WorkingGroupMember

# Roles come from memberships (territory/organisations/roles.py); Django's groups would say nothing here.
admin.site.unregister(Group)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["user", "organisation"]


class MandateInline(admin.TabularInline):
    model = Mandate
    extra = 0
    autocomplete_fields = ["commune", "business_park", "region"]


class PersonCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name", "language")


@admin.register(User)
class PersonAdmin(UserAdmin):
    add_form = PersonCreationForm
    ordering = ["email"]
    list_display = ["email", "name", "language", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser", "memberships__role"]
    search_fields = ["email", "name"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "language"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["email", "name", "language", "usable_password", "password1", "password2"]},
        ),
    ]
    inlines = [MembershipInline]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As for the people themselves: not while an organisation would be left alone."""
        return super().has_delete_permission(request, obj) and (obj is None or not why_not_leave(obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without deleting several at once: each is looked at."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Stores the person; an address given here ends the one they had confirmed before."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Makes the person a former member; what they wrote stays."""
        assert isinstance(request.user, User)
        delete_account(obj, request.user)


@admin.register(Organisation)
class OrganisationAdmin(AnyLanguageAdmin):
    list_display = ["name", "kind", "slug", "is_invented"]
    list_filter = ["kind", "is_invented"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "slug"]
    prepopulated_fields = {"slug": ["name_fr"]}
    inlines = [MandateInline, MembershipInline]


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """What became of each: they are made on the page of the organisation, which sends the letter."""

    list_display = ["email", "organisation", "role", "sent_at", "expires_at", "accepted_at", "withdrawn_at"]
    list_select_related = ["organisation"]
    search_fields = ["email", "organisation__slug"]
    exclude = ["key_digest"]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False


class EstablishmentInline(admin.TabularInline):
    model = Establishment
    extra = 0
    fields = ["name", "address", "nace_section", "nace_code", "jobs"]
    show_change_link = True
    # A place is set on the map of the establishment's own page.
    can_delete = False
    max_num = 0


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    list_display = ["name", "organisation", "is_invented"]
    list_filter = ["is_invented"]
    search_fields = ["name"]
    autocomplete_fields = ["organisation"]
    inlines = [EstablishmentInline]


@admin.register(Establishment)
class EstablishmentAdmin(PlaceAdmin):
    list_display = ["name", "company", "nace_section", "nace_code", "jobs", "is_invented"]
    list_filter = ["nace_section", "is_invented"]
    list_select_related = ["company"]
    search_fields = ["name", "company__name", "address", "nace_code"]
    autocomplete_fields = ["company"]
    show_full_result_count = False  # counting a million rows costs more than the page


class GroupMemberInline(admin.TabularInline):
    model = WorkingGroupMember
    extra = 0
    autocomplete_fields = ["establishment", "organisation"]


@admin.register(WorkingGroup)
class WorkingGroupAdmin(PlaceAdminMixin, AnyLanguageAdmin):
    list_display = ["name", "coordinator", "founded_on"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "slug"]
    autocomplete_fields = ["coordinator", "business_parks"]
    inlines = [GroupMemberInline]


@admin.register(get_token_model())
class ApiTokenAdmin(admin.ModelAdmin):
    """Keys of programs: seen and taken away here; only ``demo_accounts`` and their owners make them."""

    list_display = ["user", "name", "scope", "token_key", "created", "expiry", "last_used_at"]
    search_fields = ["user__email", "user__name", "name"]
    fields = ["user", "name", "scope", "token_key", "created", "expiry", "last_used_at"]
    readonly_fields = ["user", "name", "scope", "token_key", "created", "expiry", "last_used_at"]

    def has_add_permission(self, request: object) -> bool:
        return False


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    """Who was asked and what they said, to be read: answers are given on the page of the thing."""

    list_display = ["asked_at", "kind", "object_id", "organisation", "answer", "answered_at", "closed_at"]
    list_filter = ["answer", "kind"]
    search_fields = ["organisation__name", "organisation__slug"]
    list_select_related = ["organisation"]
    exclude = ["part"]
    readonly_fields = tuple(str(field.name) for field in Consent._meta.fields if field.name != "part")

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    """Mails and what became of them: read, and sent again where somebody knows that they did not arrive."""

    list_display = ["queued_at", "address", "subject", "state", "attempts", "sent_at"]
    list_filter = ["state", "language"]
    search_fields = ["address", "subject", "message_id"]
    readonly_fields = tuple(str(field.name) for field in OutgoingMail._meta.fields)
    actions = ["send_again"]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False

    @admin.action(description=_("Send again what is perhaps or certainly not sent"))
    def send_again(self, request: object, mails: QuerySet[OutgoingMail]) -> None:
        for mail in mails:
            send_again(mail)
