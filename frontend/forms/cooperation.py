"""The form for cooperation projects: the shared fields, the working group and what it grew out of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.contributions import ContributionForm
from territory.initiatives.models import LocalInitiative
from territory.working_groups.models import WorkingGroup


class CooperationProjectForm(ContributionForm):
    more_names = ("working_group", "grown_from", *ContributionForm.more_names)

    working_group: forms.ModelChoiceField = forms.ModelChoiceField(
        WorkingGroup.objects.all(), label=_("Working group"), required=False, empty_label=_("none")
    )
    grown_from: forms.ModelChoiceField = forms.ModelChoiceField(
        LocalInitiative.objects.public(),
        label=_("Grown out of"),
        required=False,
        empty_label=_("none"),
    )
