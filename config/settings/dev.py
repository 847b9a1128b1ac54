"""A developer's machine and the demo: everything on loopback, a secret key of its own, kept beside the data."""

import secrets

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, SECRET_KEY, STORAGES, env

if not SECRET_KEY:
    _key_file = DATA_DIR / "secret_key"
    if not _key_file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        _key_file.touch(mode=0o600)
        _key_file.write_text(secrets.token_urlsafe(48))
    SECRET_KEY = _key_file.read_text()

OUTBOX_PAGE = env.bool("OUTBOX_PAGE", default=True)

# Letters go nowhere: each is a file that can be read, and its links followed.
if "EMAIL_URL" not in env.ENVIRON:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# Compressing every file for the network takes 15 s that nobody gains anything from on loopback.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "frontend.bundles.BundledFiles"},
}
