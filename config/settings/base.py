"""Every setting of the service. Each environment variable is read here, once; docs/operations.md explains them."""

from pathlib import Path

import environ
import rasterio  # before django.contrib.gis: its wheel carries the one GDAL of this process
from django.utils.translation import gettext_lazy as _

from config.release import content_release
from config.settings.accounts import *  # noqa: F403
from config.settings.maps import *  # noqa: F403
from config.settings.security import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Where everything lives that the running service makes: the embedded cluster, logs, collected static files.
DATA_DIR = Path(env.str("TERRITORY_DATA", default=str(BASE_DIR / ".data")))
# The embedded cluster writes its two addresses here; a server named in the environment wins over both.
if "DATABASE_URL" not in env.ENVIRON and (DATA_DIR / "cluster.env").exists():
    env.read_env(DATA_DIR / "cluster.env")

_rasterio_folder = Path(rasterio.__file__).parent.parent / "rasterio.libs"
GDAL_LIBRARY_PATH = str(next(_rasterio_folder.glob("libgdal-*.so*")))
GEOS_LIBRARY_PATH = str(next(_rasterio_folder.glob("libgeos_c-*.so*")))

# The files of raster layers (layers/rasters/files.py); every process of the service must reach them.
RASTERS_DIR = Path(env.str("RASTERS_DIR", default=str(DATA_DIR / "rasters")))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "modeltranslation",
    "frontend.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "leaflet",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "layers",
    "territory",
    "api",
    "frontend",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frontend.offline.MarkWhatMayBeKept",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "config.reading.KeepStandings",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend" / "templates"],  # before the apps: our sign-in pages replace allauth's
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **env.db_url(
            "DATABASE_URL",
            # No server that happens to run is ever taken: without an address the connection fails and names the remedy.
            default=f"postgresql://web@/territory?host={DATA_DIR}/start-the-cluster-with-make-demo",
            engine="django.contrib.gis.db.backends.postgis",
        ),
        # A new PostgreSQL session costs some 60 ms of PROJ start-up: keep them.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    },
}
# What programs are told in demo.json: the web role's address, also when the owner's role asks.
WEB_DATABASE_URL = env.str("WEB_DATABASE_URL", default=env.str("DATABASE_URL", default=""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by the web processes, so that limits on sign-in attempts hold across them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Django's 300 would let anybody push the counts of attempts out by filling it.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Preview pictures, some 100 kB each: apart, so that they never push out what limits sign-in attempts.
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}

# Its migrations would make the table that ApiToken replaces; left behind, it keeps a database from being emptied.
MIGRATION_MODULES = {"knox": None}

# Only requests that write leave who wrote in the history; reading must not cost a look at the session.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("en", "English"),
    ("lb", "Lëtzebuergesch"),
]
LOCALE_PATHS = [BASE_DIR / "frontend" / "locale"]
FORMAT_MODULE_PATH = "frontend.formats"
# A drawn place of too many points must come back with its sentence and all that was typed: 200,000
# points are 9 million bytes in a form. Bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000

# Files that people hand in: where they lie (not where a web server looks), and how large and how many they may be.
FILES_DIR = Path(env.str("FILES_DIR", default=str(DATA_DIR / "files")))
FILE_MAX_MB = env.int("FILE_MAX_MB", default=20)
FILES_PER_THING = env.int("FILES_PER_THING", default=20)
PHOTO_MAX_MEGAPIXELS = env.int("PHOTO_MAX_MEGAPIXELS", default=60)
PHOTO_MAX_SIDE_PX = env.int("PHOTO_MAX_SIDE_PX", default=2560)
# Cuts off what is larger, before it fills memory or disk.
FILE_UPLOAD_HANDLERS = [
    "config.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Days something lies in the trash before it is deleted for good; the database refuses less than 7.
TRASH_DAYS = env.int("TRASH_DAYS", default=30)

# Suggestions of visitors: how long the link in the mail works, how many a day one network address and one e-mail
# address may send, how long after the decision the address is kept.
SUGGESTION_CONFIRM_HOURS = env.int("SUGGESTION_CONFIRM_HOURS", default=48)
SUGGESTIONS_PER_SENDER = env.int("SUGGESTIONS_PER_SENDER", default=20)
SUGGESTIONS_PER_ADDRESS = env.int("SUGGESTIONS_PER_ADDRESS", default=5)
COMMENTS_PER_DAY = env.int("COMMENTS_PER_DAY", default=50)  # of one person
VISITOR_ADDRESS_DAYS = env.int("VISITOR_ADDRESS_DAYS", default=30)
# Days after which what waits for a decision is overdue in the queue.
OVERDUE_DAYS = env.int("OVERDUE_DAYS", default=14)

TIME_ZONE = "Europe/Luxembourg"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_LANGUAGES = ("de", "fr", "en", "lb")
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("fr", "de", "en", "lb"),
    "de": ("lb", "fr", "en"),
    "lb": ("de", "fr", "en"),
    "en": ("fr", "de", "lb"),
}

RELEASE = env.str("RELEASE", default=content_release(BASE_DIR / "frontend" / "static"))
STATIC_URL = f"/static/{RELEASE}/"
STATIC_ROOT = DATA_DIR / "static" / RELEASE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Not the hashing storage: rewriting JavaScript imports breaks them, and the release path does the work.
    "staticfiles": {"BACKEND": "frontend.bundles.BundledCompressedFiles"},
}
WHITENOISE_MAX_AGE = 31_536_000  # one year, in seconds


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """True: the release in the address changes with the content, so no file under it ever changes."""
    return True


# How many proxies of ours stand in front and name whom they ask for (X-Forwarded-For): limits count that address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="territory@localhost")
EMAIL_TIMEOUT = 30  # seconds
# Links in mails begin with it: no request says there where people reach the service.
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Who changes the service offers the people who use it the source (AGPL, section 13).
SOURCE_CODE_URL = env.str("SOURCE_CODE_URL", default="")
OUTBOX_PAGE = env.bool("OUTBOX_PAGE", default=False)  # shows the mails as they were written: for trying out

# A worker that gave no sign of life for so many seconds is taken for dead, and its jobs are for others to finish.
WORKER_SILENT_S = env.int("WORKER_SILENT_S", default=60)
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": WORKER_SILENT_S / 6,
    "stalled_worker_timeout": WORKER_SILENT_S,
    "delete_jobs": "successful",  # failed ones stay to be looked at
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticatedOrReadOnly",
        "api.permissions.WithinTokenScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.errors.problem_document",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Territory API",
    "VERSION": "1.0.0",
    "DESCRIPTION": "Land, companies, groups, initiatives, cooperation projects and pooled services of a region.",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["api.rest.operations.add_components"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # They say at every command which tasks they have found, and at every job that there is one.
    # pyogrio and fontTools tell of every file that they write, numexpr at every start how many threads it takes.
    "loggers": {
        name: {"level": "WARNING"}
        for name in (
            "procrastinate.blueprints",
            "procrastinate.jobs",
            "procrastinate.periodic",
            "pyogrio",
            "fontTools",
            "numexpr",
        )
    },
}

SITE_NAME = _("Territory")

# Under which licence what organisations place on the map may be used elsewhere; empty: ask them.
CONTENT_LICENCE = env.str("CONTENT_LICENCE", default="")
# Web pages that may show the map in a frame: "https://www.example.lu", several with commas.
EMBEDDING_SITES = env.list("EMBEDDING_SITES", default=[])
