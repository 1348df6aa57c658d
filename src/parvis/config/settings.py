"""Django's settings. What an institution may change is read from the environment; see docs/settings.md."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from .databases import database
from .env import env_bool, env_choice, env_int, env_list, env_path, env_text, env_url
from .logs import logging_settings

HOME = env_path("PARVIS_HOME", Path.cwd() / "var")
DEBUG = env_bool("PARVIS_DEBUG")


def _secret_key() -> str:
    """The key given, or one made once and kept readable by its owner alone."""
    given = env_text("PARVIS_SECRET_KEY")
    if given:
        return given
    file = HOME / "secret.key"
    if not file.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once on a new home: the first whole file wins, none is read half-written.
        draft = file.with_name(f"secret.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env_list("PARVIS_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = env_bool("PARVIS_HTTPS")
CSRF_TRUSTED_ORIGINS = env_list("PARVIS_ORIGINS")
PUBLIC_URL = env_url("PARVIS_PUBLIC_URL")  # where platforms reach us; "" and they cannot be asked to deliver

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "django_tasks_db",
    "parvis.web",
    "parvis.desk.people",
    "parvis.desk.records",
    "parvis.desk.moderation",
    "parvis.desk.enquiries",
    "parvis.desk.connections",
    "parvis.desk.webhooks",
    "parvis.desk.ledger",
    "parvis.desk.files",
    "parvis.desk.previews",
]

MIDDLEWARE = [
    "parvis.desk.webhooks.front.webhooks_first",
    "parvis.web.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "parvis.web.middleware.private_pages",
    "parvis.web.middleware.htmx_sign_in",
]

ROOT_URLCONF = "parvis.config.urls"
WSGI_APPLICATION = "parvis.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parvis.web.context.page",
                "parvis.desk.people.context.navigation",
            ],
        },
    },
]

DATABASES = {"default": database(env_text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "moderation:queue"

LANGUAGE_CODE = "fr-ca"
TIME_ZONE = "America/Toronto"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # served straight from the packages: nothing to collect first
WHITENOISE_AUTOREFRESH = DEBUG

# The pages: nothing from elsewhere, nothing inline, nobody frames us.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Our web server speaks plain HTTP: where HTTPS is asked for, a proxy in front of it speaks it, and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "parvis.web.error_views.csrf_failure"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
UPLOAD_MEGABYTES = env_int("PARVIS_UPLOAD_MEGABYTES", 50, least=1)
FILE_UPLOAD_HANDLERS = [
    "parvis.desk.files.quota.QuotaUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING_CONFIG = None
logging_settings(debug=DEBUG)

# How the rooms find each other without importing each other.
CONNECTORS = {
    "x": "parvis.connectors.x.connect",
    "facebook": "parvis.connectors.facebook.connect",
    "youtube": "parvis.connectors.youtube.connect",
}
# Where the tokens of official accounts come from; the first source to name an account speaks for it.
ACCOUNT_SOURCES = [
    "parvis.desk.connections.sources.connected_accounts",
    "parvis.desk.records.platforms.accounts_of_file",
]
# How an account is connected from a page, through each platform's own OAuth.
AUTHORISERS = {
    "x": "parvis.connectors.x.authorisation.XAuthoriser",
    "facebook": "parvis.connectors.facebook.authorisation.FacebookAuthoriser",
    "youtube": "parvis.connectors.youtube.authorisation.YouTubeAuthoriser",
}
# The institution's own applications there: identifier, secret, and another server than the platform's own.
APPLICATIONS = {
    "x": (env_text("PARVIS_X_CLIENT_ID"), env_text("PARVIS_X_CLIENT_SECRET"), env_text("PARVIS_X_URL")),
    "facebook": (
        env_text("PARVIS_FACEBOOK_CLIENT_ID"),
        env_text("PARVIS_FACEBOOK_CLIENT_SECRET"),
        env_text("PARVIS_FACEBOOK_URL"),
    ),
    "youtube": (
        env_text("PARVIS_YOUTUBE_CLIENT_ID"),
        env_text("PARVIS_YOUTUBE_CLIENT_SECRET"),
        env_text("PARVIS_YOUTUBE_URL"),
    ),
}
# What else an application holds: it goes to the platform's readers and subscribers with each account's tokens.
APPLICATION_SECRETS = {
    "x": {"consumer_secret": env_text("PARVIS_X_CONSUMER_SECRET"), "app_token": env_text("PARVIS_X_BEARER_TOKEN")},
}
TOKEN_KEY = env_text("PARVIS_TOKEN_KEY")  # seals the tokens of connected accounts; "" for one made in HOME
# Told of every request that a connector sends: `meter(access, call)`.
CALL_METERS = ["parvis.desk.ledger.metering.meter"]
# Asked before an account is read: `gate(account) -> datetime | None`, until when not to.
POLL_GATES = ["parvis.desk.webhooks.pacing.wait_for_deliveries", "parvis.desk.ledger.pacing.hold_reading"]
# Asked after each page of a reading: `stop(account) -> bool`, whether to go on later from its cursor.
READING_STOPS = ["parvis.desk.ledger.pacing.stop_reading"]
# Asked before a call that has a quota of its own (`records.quotas.hold_call`): until when not to make it, or None.
CALL_GATES = ["parvis.desk.ledger.buckets.hold_call"]
# Which comments reconciliation reads back now, `choose(account) -> list[platform id]`, and who is told what was seen.
READ_BACK = "parvis.desk.ledger.read_back.comments_to_read_back"
READ_BACK_RECEIVERS = [
    "parvis.desk.ledger.read_back.record_read_back", "parvis.desk.records.late_replies.fetch_late_replies",
]  # fmt: skip
# How the deliveries of a platform are checked and read.
WEBHOOK_READERS = {
    "x": "parvis.connectors.x.webhooks.reader",
    "facebook": "parvis.connectors.facebook.webhooks.reader",
}
# Told in its transaction that an account was connected: `tell(account)`; asked before one is disconnected:
# `end(actor, account)`, while its tokens are good.
CONNECTED_RECEIVERS = ["parvis.desk.webhooks.subscribing.ask_again_after_connecting"]
DISCONNECTING_RECEIVERS = ["parvis.desk.webhooks.subscribing.unsubscribe_before_disconnecting"]
# How a platform is asked to deliver, where its API has a call for it.
WEBHOOK_SUBSCRIBERS = {
    "x": "parvis.connectors.x.subscribing.subscriber",
    "facebook": "parvis.connectors.facebook.subscribing.subscriber",
}
# Told of a page before it is kept, outside of any lock: `prepare(account, batch)`. Then of what was kept of it, within.
INTAKE_PREPARERS = ["parvis.desk.moderation.ahead.judge_ahead"]
COMMENT_RECEIVERS = ["parvis.desk.moderation.receivers.receive"]
# Told of each comment once it was judged, in intake's transaction: `receive(list of records.assessed.Assessed)`.
ASSESSMENT_RECEIVERS = ["parvis.desk.enquiries.actions.opening.open_assessed"]
# Told of each effect that is settled, in the transaction that settles it: `receive(actor, effect)`.
EFFECT_RECEIVERS = ["parvis.desk.enquiries.receivers.effect_settled"]
# How long each platform finds a text: `measure(text) -> connectors.lengths.Length`.
TEXT_LENGTHS = {
    "x": "parvis.connectors.x.lengths.length",
    "facebook": "parvis.connectors.facebook.lengths.length",
    "youtube": "parvis.connectors.youtube.lengths.length",
    "facebook.private_reply": "parvis.connectors.facebook.lengths.private_reply",
}
VERIFIERS = [
    "parvis.desk.records.verification.verify_records",
    "parvis.desk.moderation.verification.verify_decisions",
    "parvis.desk.enquiries.verification.verify_questions",
    "parvis.desk.previews.verification.verify_previews",
]
AUDIT_WRITER = "parvis.desk.records.audit.append_event"
# What the worker looks after, every few seconds.
SWEEPERS = [
    "parvis.desk.records.sweeping.wake_effects",
    "parvis.desk.moderation.receivers.assess_pending",
    "parvis.desk.enquiries.grouping.group_new_questions",
    "parvis.desk.enquiries.escalation.raising.raise_alerts",
    "parvis.desk.enquiries.escalation.telling.tell_alerts",
    "parvis.desk.files.uploads.sweep_uploads",
    "parvis.desk.connections.sweeping.look_after_connections",
    "parvis.desk.webhooks.sweeping.sweep_deliveries",
    "parvis.desk.webhooks.subscribing.renew_subscriptions",
    "parvis.desk.ledger.alarms.watch_budgets",
]
# What pages show, as files: each an `Export` of parvis.desk.records.exports.
EXPORTS = [
    "parvis.desk.moderation.exports.QUEUE",
    "parvis.desk.moderation.exports.COMMENT",
    "parvis.desk.moderation.exports.JOURNAL",
    "parvis.desk.records.exports.DAYS",
    "parvis.desk.enquiries.figures.exports.DELAYS",
    "parvis.desk.enquiries.figures.exports.QUESTIONS",
    "parvis.desk.enquiries.figures.labelled.LABELLED",
]
# What the top bar offers: label, URL name, permission needed. One line a screen.
NAVIGATION = [
    ("File", "moderation:queue", "read"),
    ("Questions", "enquiries:questions", "read"),
    ("Journal", "moderation:journal", "read"),
    ("Comptes", "records:accounts", "read"),
    ("Connexions", "connections:list", "administer"),
    ("Quotas", "ledger:quotas", "read"),
    ("Fichiers", "files:start", "administer"),
    ("Équipe", "people:list", "administer"),
]

ACCOUNTS_FILE = env_path("PARVIS_ACCOUNTS_FILE", HOME / "accounts.toml")
POLICY_FILE = env_text("PARVIS_POLICY_FILE")  # "" for the policy shipped in the package
POLL_SECONDS = env_int("PARVIS_POLL_SECONDS", 60, least=1)
# The least time between two readings, by platform. Quotas have a gate of their own in POLL_GATES.
POLL_PACE = {"youtube": env_int("PARVIS_POLL_SECONDS_YOUTUBE", 60, least=1)}
# Where deliveries arrive, reading only has to find what was not delivered.
WEBHOOK_POLL_SECONDS = env_int("PARVIS_POLL_SECONDS_WEBHOOKS", 900, least=1)
RECONCILE_SECONDS = env_int("PARVIS_RECONCILE_SECONDS", 3600, least=10)
UNDO_SECONDS = env_int("PARVIS_UNDO_SECONDS", 10)
# Where questions whose time runs out are told besides the page: by e-mail, and to another system.
SMTP_HOST = env_text("PARVIS_SMTP_HOST")
SMTP_PORT = env_int("PARVIS_SMTP_PORT", 587, least=1)
SMTP_USER = env_text("PARVIS_SMTP_USER")
SMTP_PASSWORD = env_text("PARVIS_SMTP_PASSWORD")
SMTP_TLS = env_choice("PARVIS_SMTP_TLS", "starttls", among=("starttls", "ssl", "none"))
ALERT_FROM = env_text("PARVIS_ALERT_FROM")
ALERT_TO = env_list("PARVIS_ALERT_TO")
ALERT_WEBHOOK = env_text("PARVIS_ALERT_WEBHOOK")
ALERT_SECRET = env_text("PARVIS_ALERT_SECRET")
DESK_URL = env_url("PARVIS_DESK_URL")
CLAIM_MINUTES = env_int("PARVIS_CLAIM_MINUTES", 30, least=1)  # a question that nobody works on is free again
LEASE_SECONDS = env_int("PARVIS_LEASE_SECONDS", 120, least=1)  # longer than a connector takes for one act
PREVIEWS = not env_bool("PARVIS_PREVIEWS_OFF")
PREVIEW_ORIGINS = env_list("PARVIS_PREVIEW_ORIGINS")  # reached though they are not of the public web
SANDBOX_URL = env_text("PARVIS_SANDBOX_URL")  # shown on every page: what happens there is not real
if SANDBOX_URL:  # a visitor of the demo watches comments arrive: they are counted, and reading does not slow down
    POLL_GATES.remove("parvis.desk.ledger.pacing.hold_reading")
    READING_STOPS.clear()
