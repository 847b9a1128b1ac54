"""The forms of "My organisation": inviting somebody, changing what a member may do."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from frontend.forms.typed import TypedForm, end_field
from territory.organisations.models import Organisation
from territory.organisations.rules import roles_of

A_DAY = datetime.timedelta(days=1)


class RoleForm(TypedForm):
    """``organisation``: its kind says which roles there are."""

    role = forms.ChoiceField(label=_("Role"))
    last_day = end_field()
    is_administrator = forms.BooleanField(
        label=_("Looks after the members: invites people, changes roles, ends memberships"), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **more: Any) -> None:
        super().__init__(*args, **more)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(each.value, each.label) for each in roles_of(organisation)]

    def first_day_after(self) -> datetime.date | None:
        """The first day on which the membership no longer holds; None without an end."""
        last_day = self.cleaned_data["last_day"]
        return last_day + A_DAY if last_day else None

    def add_problems(self, problems: dict[str, list[str]]) -> None:
        """As for every form; the end has another name here than in the action."""
        names = {"valid_until": "last_day", "member_until": "last_day"}
        super().add_problems({names.get(name, name): sentences for name, sentences in problems.items()})


class InviteForm(RoleForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    field_order = ["email", "role", "language", "last_day", "is_administrator"]


class MemberForm(RoleForm):
    reason = forms.CharField(
        label=_("Why?"), required=False, max_length=500, help_text=_("Kept in the history of the membership.")
    )
