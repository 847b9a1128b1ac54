from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class FrontendConfig(AppConfig):
    name = "frontend"
    default = True


class BackOfficeConfig(admin_apps.AdminConfig):
    """Django's admin, with our own site in it."""

    default = False
    default_site = "frontend.back_office.BackOfficeSite"
