"""The one door to X's network: tweepy, sent to the chosen host, with a time limit and no redirect."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

import requests
import tweepy
from requests.exceptions import ProxyError, SSLError
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from parvis.connectors import clocks
from parvis.connectors.port import (
    AccountAccess,
    ConnectorError,
    FateUnknown,
    Malformed,
    TokenRefused,
    Unavailable,
)
from parvis.connectors.x import metering, refusals, shapes

HOST = "https://api.x.com"
_TWEEPY_HOST = "https://api.twitter.com"  # written inside tweepy.Client.request

# At DEBUG tweepy writes the Authorization header and whole texts: neither may ever reach a log.
logging.getLogger("tweepy.client").setLevel(logging.INFO)


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).hostname in {"127.0.0.1", "::1", "localhost"}
    except ValueError:  # not an address at all: sending will say so
        return False


def _keep_header(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the Authorization header alone: without this a ~/.netrc entry would replace it."""
    return request


class Door:
    """What tweepy takes for its session."""

    def __init__(self, account: AccountAccess) -> None:
        self._base = (account.base_url or HOST).rstrip("/")
        self._timeout = account.timeout
        self._meter = account.meter
        self._session = requests.Session()
        # A proxy of the environment has no business between us and a server on this very machine.
        self._session.trust_env = not _is_here(self._base)
        self.latest: requests.Response | None = None

    def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None,
        json: object,
        headers: dict[str, str],
        auth: None,  # tweepy's OAuth 1.0a, unused here
    ) -> requests.Response:
        self.latest = None
        route = url.removeprefix(_TWEEPY_HOST)
        try:
            self.latest = self._session.request(
                method,
                self._base + route,
                params=params,
                json=json,
                headers=headers,
                auth=auth or _keep_header,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as failure:
            if self._meter is not None and not _never_left(failure):
                self._meter(metering.call(method, route, json, None))
            raise
        if self._meter is not None:
            self._meter(metering.call(method, route, json, self.latest))
        return self.latest


class Transport:
    """Sends one request with the right token, and returns the JSON object of the answer.

    Reads use the application's bearer token when there is one (larger limits); acts need the user's.
    """

    def __init__(self, account: AccountAccess) -> None:
        self._door = Door(account)
        user = account.credentials.get("user_token", "")
        self._reader = self._client(account.credentials.get("bearer_token", "") or user)
        self._actor = self._client(user)

    def _client(self, token: str) -> tweepy.Client | None:
        if not token:
            return None
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise refusals.error(TokenRefused, "token_refused")  # no header can carry it
        client = tweepy.Client(token, return_type=dict)
        client.session = self._door
        return client

    def read(self, route: str, params: Mapping[str, str], *, item: bool = False) -> Mapping[str, object]:
        """GET. `item`: the route names one post, so that 404 means it is gone."""
        if self._reader is None:
            raise refusals.error(TokenRefused, "token_missing")
        return self._send(self._reader, "GET", route, params, None, act=False, item=item)

    def act(self, method: str, route: str, body: Mapping[str, object] | None) -> Mapping[str, object]:
        """PUT, POST or DELETE on one post, as the user."""
        return self._send(self.actor(), method, route, None, body, act=True, item=True)

    def now(self) -> datetime:
        """The time on X's clock at its latest answer; ours, which may be wrong, when it did not say."""
        return clocks.shown({} if self._door.latest is None else self._door.latest.headers)

    def actor(self) -> tweepy.Client:
        """Who acts. Raises TokenRefused when the account is connected for reading only."""
        if self._actor is None:
            raise refusals.error(TokenRefused, "user_token_missing")
        return self._actor

    def _send(
        self,
        client: tweepy.Client,
        method: str,
        route: str,
        params: Mapping[str, str] | None,
        body: Mapping[str, object] | None,
        *,
        act: bool,
        item: bool,
    ) -> Mapping[str, object]:
        try:
            answer = client.request(method, route, params=params, json=body)
        except requests.RequestException as failure:
            raise _lost(failure, act=act) from None
        except (tweepy.TweepyException, AttributeError, TypeError, ValueError) as failure:
            # tweepy 4.17 itself stumbles on error bodies that are not shaped as it expects.
            if self._door.latest is None:
                raise
            raise _answered(self._door.latest, failure, act=act, item=item) from None
        return _object(answer, act=act)


class AnsweredError(Exception):
    """X answered 400 to a read: the caller may know better names, or a fresher page."""

    def __init__(self, problem: str, meaning: ConnectorError) -> None:
        super().__init__(meaning.code)
        self.problem = problem
        self.meaning = meaning


def _answered(response: requests.Response, failure: Exception, *, act: bool, item: bool) -> Exception:
    if response.ok and not isinstance(failure, tweepy.TweepyException):
        return failure
    meaning = refusals.from_answer(response, act=act, item=item)
    return AnsweredError(response.text, meaning) if response.status_code == 400 and not act else meaning


def _lost(failure: requests.RequestException, *, act: bool) -> ConnectorError:
    if act and not _never_left(failure):
        return refusals.error(FateUnknown, "fate_unknown")
    return refusals.error(Unavailable, "unavailable")


def _never_left(failure: requests.RequestException) -> bool:
    """Whether no byte of the request can have reached X."""
    if isinstance(failure, (requests.ConnectTimeout, ProxyError, ValueError)):  # ValueError: a wrong address
        return True
    if isinstance(failure, SSLError):
        return "CERTIFICATE_VERIFY_FAILED" in str(failure)
    reason = getattr(failure.args[0], "reason", None) if failure.args else None
    return isinstance(reason, (NewConnectionError, ConnectTimeoutError))


def _object(response: requests.Response, *, act: bool) -> Mapping[str, object]:
    try:
        # From the bytes, not `response.json()`, which would replace what its charset cannot decode.
        found = shapes.mapping(json.loads(response.content))
    except (ValueError, RecursionError):
        found = {}
    if found:
        return found
    # An act that was answered 2xx was probably obeyed: it must be looked for, not declared failed.
    if act:
        raise refusals.error(FateUnknown, "fate_unknown")
    raise refusals.error(Malformed, "unreadable")
