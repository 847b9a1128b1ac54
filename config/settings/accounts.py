"""Who signs in and how: passwords, limits on guessing, the second factor, tokens. Reads nothing of the environment."""

AUTH_USER_MODEL = "territory.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "map"
ACCOUNT_ADAPTER = "frontend.accounts.TerritoryAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True  # one address each; a new one counts from when its owner has confirmed it
ACCOUNT_EMAIL_NOTIFICATIONS = True  # which ones: frontend/accounts.py
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail because somebody else typed their address
ACCOUNT_FORMS = {
    "add_email": "frontend.forms.accounts.NewAddressForm",
    "login": "frontend.forms.accounts.SignInForm",
    "reset_password": "frontend.forms.accounts.ForgottenPasswordForm",
    "reset_password_from_key": "frontend.forms.accounts.NewPasswordForm",
    "change_password": "frontend.forms.accounts.ChangePasswordForm",
    "reauthenticate": "frontend.forms.accounts.PasswordAgainForm",
}
# Attempts are counted in the cache that the web processes share: by address, by account, by person signed in.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/3m/key",
    "reauthenticate": "10/m/user",
    # Not of the accounts, but counted the same way: what costs the server seconds, and what stays for good.
    "copy_of_map": "40/m/ip",
    "short_link": "40/m/ip",
}
# The second factor: an app that shows codes, and codes on paper for the day it is lost.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# People here have the one address that their invitation reached.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Territory"
MFA_ADAPTER = "frontend.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "frontend.forms.second_factor.CodeForm",
    "reauthenticate": "frontend.forms.second_factor.CodeAgainForm",
    "activate_totp": "frontend.forms.second_factor.SetUpForm",
}
KNOX_TOKEN_MODEL = "territory.ApiToken"
REST_KNOX = {"TOKEN_TTL": None, "AUTH_HEADER_PREFIX": "Token"}
