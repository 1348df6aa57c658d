"""What carries the official client's requests: once each, with a time limit, never redirected.

The client's usual carrier, httplib2, sends a request again by itself when the connection is cut before
the answer (whatever `num_retries` says): a reply could be published twice. See docs/decisions/0004.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import httplib2
import requests

from parvis.connectors.port import Call
from parvis.connectors.youtube import errors, metering


class OnceOnly:
    """Stands where the client expects an `httplib2.Http`. Raises a `ConnectorError`; what it returns is good."""

    def __init__(self, token: str, timeout: float, meter: Callable[[Call], None] | None = None) -> None:
        self._token = token
        self._meter = meter
        self._timeout = timeout
        self._session = requests.Session()  # its adapters never try again unless told to
        self._session.auth = _Bearer(token)
        weakref.finalize(self, self._session.close)  # connections kept open do not outlive us

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_httplib2_options: object,
    ) -> tuple[httplib2.Response, bytes]:
        if not (self._token and self._token.isascii() and self._token.isprintable()):
            raise errors.token_refused("no_token")
        self._session.trust_env = not _on_this_machine(uri)
        # Above 2,048 characters the client sends a reading as a POST, and says so in a header.
        acting = method != "GET" and (headers or {}).get("x-http-method-override") != "GET"
        try:
            response = self._session.request(
                method,
                uri,
                data=body,
                headers=dict(headers or {}),
                timeout=self._timeout,
                allow_redirects=False,
            )
        # `from None`: these exceptions carry the whole request.
        except requests.RequestException as failure:
            lost = errors.in_transport(failure, acting=acting)
            if lost.code != errors.UNREACHABLE:
                self._tell(metering.call(uri, method, acting=acting, status=None))
            raise lost from None
        self._tell(metering.call(uri, method, acting=acting, status=response.status_code))
        error = errors.in_answer(response, acting=acting)
        if error is not None:
            raise error
        return httplib2.Response({"status": str(response.status_code)}), response.content

    def _tell(self, call: Call) -> None:
        if self._meter is not None:
            self._meter(call)

    def close(self) -> None:
        self._session.close()


class _Bearer:
    """Given as authentication and not as a header, the token is not replaced by a password from .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["authorization"] = f"Bearer {self._token}"
        return request


def _on_this_machine(address: str) -> bool:
    """The sandbox is: no proxy reaches it."""
    try:
        return urlsplit(address).hostname in {"127.0.0.1", "::1", "localhost"}
    except ValueError:
        return False
