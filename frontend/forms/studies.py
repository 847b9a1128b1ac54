"""The form of a kept siting: its title and whom it is shared with."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frontend.forms.typed import TypedForm
from territory.people.models import User
from territory.studies.actions import LONGEST_TITLE
from territory.studies.models import Study
from territory.studies.rules import groups_of
from territory.working_groups.models import WorkingGroup


class StudyForm(TypedForm):
    """``reader`` shares with working groups they belong to; one it is shared with already may stay."""

    title = forms.CharField(label=_("Title of the study"), max_length=LONGEST_TITLE)
    group: Any = forms.ModelChoiceField(
        WorkingGroup.objects.none(),
        label=_("Share with"),
        required=False,
        to_field_name="slug",
        empty_label=_("nobody else"),
    )

    def __init__(self, *args: Any, reader: User, study: Study, **more: Any) -> None:
        super().__init__(*args, **more)
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        own = groups_of(reader).values("pk")
        group.queryset = WorkingGroup.objects.filter(Q(pk__in=own) | Q(studies=study)).distinct()
