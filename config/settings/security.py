"""What browsers are told to refuse, and how cookies travel. Reads nothing of the environment."""

from csp.constants import NONCE, NONE, SELF

# Hosts of the base maps a person may choose; nothing is asked of them before that.
BASE_MAP_HOSTS = ["https://*.geoportail.lu", "https://tile.openstreetmap.org"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [
            SELF,
            NONCE,
        ],  # the nonce is for the import map, which has to stand in the page
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *BASE_MAP_HOSTS],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "frontend.views.refusals.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
