"""The only door to Graph: the official client, with a time limit, and errors of the port.

`FacebookSession.GRAPH` is a class attribute, so it is set on the instance: two accounts with different
hosts cannot disturb each other. Answers are judged in a response hook, before the client reads them,
because it guesses encodings and trips over answers that are not JSON objects.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookError
from facebook_business.session import FacebookSession

from parvis.connectors.facebook import errors, metering, payload
from parvis.connectors.port import AccountAccess

Params = Mapping[str, str | int | bool | Mapping[str, str]]  # the client writes an object as JSON

_ID = re.compile(r"[0-9A-Za-z_\-]{1,200}")
_SECRET_PARAMS = frozenset({"access_token", "appsecret_proof"})


def valid_id(value: str) -> bool:
    """Whether this can be part of a Graph path without changing which path it is."""
    return _ID.fullmatch(value) is not None


class Graph:
    """One page's way to Graph. Every method raises a `ConnectorError`, and none tries twice."""

    def __init__(self, access: AccountAccess) -> None:
        token = access.credentials.get("page_token", "")
        session = FacebookSession(
            app_secret=access.credentials.get("app_secret") if token else None,
            access_token=token,
            timeout=access.timeout,
        )
        if access.base_url:
            session.GRAPH = access.base_url.rstrip("/")
        self._latest = _Latest()
        session.requests.hooks["response"] += [self._latest, _judge]
        session.requests.auth = _as_it_is
        session.requests.trust_env = not _on_this_machine(session.GRAPH)
        weakref.finalize(self, session.requests.close)  # connections kept open do not outlive us
        self._meter = access.meter
        self._has_token = bool(token) and token.isascii() and token.isprintable()
        self._api: Any = FacebookAdsApi(session)

    def read(self, path: tuple[str, ...], params: Params | None = None) -> Mapping[str, object]:
        return self._call("GET", path, params or {})

    def read_many(self, ids: Sequence[str], fields: str) -> Mapping[str, object]:
        """Several objects at once, by id. Graph fails the whole call when one of them is missing."""
        return self._call("GET", (), {"ids": ",".join(ids), "fields": fields})

    def act(self, path: tuple[str, ...], params: Params) -> Mapping[str, object]:
        """POST, once; a lost answer is `FateUnknown`."""
        return self._call("POST", path, params)

    def remove(self, path: tuple[str, ...]) -> Mapping[str, object]:
        """DELETE, once; a lost answer is `FateUnknown`."""
        return self._call("DELETE", path, {})

    def pages(self, path: tuple[str, ...], params: Params) -> Iterator[list[object]]:
        """Every page of an edge, as lists of raw items, until Graph gives no `next`."""
        asked: set[tuple[tuple[str, object], ...]] = set()
        current: Params | None = params
        while current is not None:
            key = tuple(sorted(current.items()))
            if key in asked:  # a server that answers its own question would keep us for ever
                raise errors.malformed(acting=False, code="paging_loop")
            asked.add(key)
            body = self.read(path, current)
            items = body.get("data")
            if not isinstance(items, list):
                raise errors.malformed(acting=False)
            yield items
            current = _following(params, payload.mapping(body.get("paging")))

    def _call(self, method: str, path: tuple[str, ...], params: Params) -> Mapping[str, object]:
        if not self._has_token:
            raise errors.no_token()
        acting = method != "GET"
        if not all(valid_id(part) for part in path):
            raise errors.refused("bad_id")
        self._latest.answer, lost = None, False
        try:
            return payload.mapping(self._api.call(method, path, params=dict(params)).json())
        # `from None`: these exceptions carry addresses with the token, and the text of replies.
        except requests.RequestException as failure:
            error = errors.in_transport(failure, acting=acting)
            lost = error.code != errors.UNREACHABLE
            raise error from None
        except FacebookError:
            raise errors.malformed(acting=acting) from None
        finally:
            answer = self._latest.answer
            if self._meter is not None and (lost or answer is not None):
                self._meter(metering.call(method, path, answer))


class _Latest:
    """Response hook: keeps what the meter reads status and headers from, whatever becomes of the answer."""

    def __init__(self) -> None:
        self.answer: requests.Response | None = None

    def __call__(self, response: requests.Response, **_options: object) -> None:
        self.answer = response


def _on_this_machine(address: str) -> bool:
    """The sandbox is: no proxy reaches it."""
    try:
        return urlsplit(address).hostname in {"127.0.0.1", "::1", "localhost"}
    except ValueError:
        return False


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Authentication that adds nothing: without one, requests takes a password from the machine's .netrc."""
    return request


def _judge(response: requests.Response, **_options: object) -> None:
    """Response hook: raise what the answer tells of, and have the rest read as UTF-8, whatever its label."""
    response.encoding = "utf-8"
    error = errors.in_answer(response)
    if error is not None:
        response.close()
        raise error


def _following(params: Params, paging: Mapping[str, object]) -> Params | None:
    """The next page's parameters. Its address is not followed: it names a host, and carries the token."""
    address = payload.string(paging.get("next"))
    if not address:
        return None
    try:
        query = parse_qsl(urlsplit(address).query, errors="strict")
    except ValueError:
        raise errors.malformed(acting=False) from None
    return {**params, **{name: value for name, value in query if name not in _SECRET_PARAMS}}
