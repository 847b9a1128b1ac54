"""The form for pooled services: the shared fields, the capacity and the catchment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.contributions import ContributionForm
from frontend.forms.origin import OriginField
from territory.cooperation.models import CooperationProject
from territory.working_groups.models import WorkingGroup

WHOLE_NUMBER = _("A whole number, please.")


class PooledServiceForm(ContributionForm):
    more_names = (
        "capacity",
        "capacity_unit",
        "catchment_m",
        "working_group",
        "grown_from",
        *ContributionForm.more_names,
    )

    capacity = forms.IntegerField(
        label=_("Capacity"),
        required=False,
        min_value=0,
        max_value=2_147_483_647,  # what an integer column holds
        error_messages={"invalid": WHOLE_NUMBER},
    )
    capacity_unit = forms.CharField(
        label=_("Unit of the capacity"),
        required=False,
        max_length=50,
        help_text=_("For example “seats a day”."),
    )
    catchment_m = forms.IntegerField(
        label=_("Catchment in metres"),
        required=False,
        min_value=0,
        max_value=100_000,  # wider than the country
        help_text=_("How far away its users are, in a straight line."),
        error_messages={"invalid": WHOLE_NUMBER},
    )
    working_group: forms.ModelChoiceField = forms.ModelChoiceField(
        WorkingGroup.objects.all(), label=_("Working group"), required=False, empty_label=_("none")
    )
    grown_from = OriginField(CooperationProject.objects.public(), "cooperation-projects")
