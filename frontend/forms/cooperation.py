"""The form for cooperation projects: the shared fields, the working group and what it grew out of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.contributions import ContributionForm
from frontend.forms.origin import OriginField
from territory.initiatives.models import LocalInitiative
from territory.working_groups.models import WorkingGroup


class CooperationProjectForm(ContributionForm):
    more_names = ("working_group", "grown_from", *ContributionForm.more_names)

    working_group: forms.ModelChoiceField = forms.ModelChoiceField(
        WorkingGroup.objects.all(), label=_("Working group"), required=False, empty_label=_("none")
    )
    grown_from = OriginField(LocalInitiative.objects.public(), "local-initiatives")
