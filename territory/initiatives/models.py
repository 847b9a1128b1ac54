"""Local initiatives: what one commune does on its own land."""

from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Contribution


class LocalInitiative(Contribution):
    class Meta(Contribution.Meta):
        verbose_name = _("local initiative")
        verbose_name_plural = _("local initiatives")
