"""The test suite: connects as the owner of the tables, since it makes and drops a database of its own."""

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, env

SECRET_KEY = "only for tests"
DATABASES["default"].update(
    env.db_url(
        "OWNER_DATABASE_URL",
        default=env.str("DATABASE_URL", default=""),
        engine="django.contrib.gis.db.backends.postgis",
    )
)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
FILES_DIR = DATA_DIR / "test-files"
