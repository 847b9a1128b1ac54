"""The roles a person can have in an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Being a visitor is having no role; being the administrator of the service is ``User.is_superuser``."""

    COMPANY_MEMBER = "company_member", _("company member")
    COMMUNE_EDITOR = "commune_editor", _("commune editor")
    PARK_MANAGER = "park_manager", _("park manager")
    WORKING_GROUP_COORDINATOR = (
        "working_group_coordinator",
        _("working group coordinator"),
    )
    REGIONAL_MODERATOR = "regional_moderator", _("regional moderator")
