"""The three authorisation servers keep OAuth's promises: codes once, PKCE, scopes, expiry, revocation."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from parvis.sandbox.authorisation.tokens import CLIENT_ID, CLIENT_SECRET, Consents, challenge_of
from parvis.sandbox.server import Running

VERIFIER = "v" * 50
BACK = "http://127.0.0.1:9/retour/"
SCREENS = {"x": "/i/oauth2/authorize", "facebook": "/v26.0/dialog/oauth", "youtube": "/o/oauth2/v2/auth"}
SCOPES = {
    "x": "tweet.read users.read tweet.write tweet.moderate.write offline.access",
    "facebook": "pages_show_list,pages_read_engagement",
    "youtube": "https://www.googleapis.com/auth/youtube.force-ssl",
}
PLATFORMS = list(SCREENS)
PKCE = ["x", "youtube"]


def _screen(sandbox: Running, platform: str, **changes: str) -> tuple[str, dict[str, str]]:
    asked = {
        "client_id": CLIENT_ID, "redirect_uri": BACK, "response_type": "code", "scope": SCOPES[platform],
        "state": "é&état", "code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256",
    }  # fmt: skip
    return sandbox.base_url(platform) + SCREENS[platform], {**asked, **changes}


def _consent(sandbox: Running, platform: str, **choices: Any) -> dict[str, str]:
    address, asked = _screen(sandbox, platform)
    page = requests.get(address, params=asked, timeout=10)
    found = re.findall(r'name="(compte|permission)" value="([^"]+)"', page.text)
    form = {
        "decision": "accorder",
        "compte": next(value for name, value in found if name == "compte"),
        "permission": [value for name, value in found if name == "permission"],
        **choices,
    }
    answered = requests.post(address, params=asked, data=form, timeout=10, allow_redirects=False)
    assert answered.status_code == 303
    return dict(parse_qsl(urlsplit(answered.headers["location"]).query))


def _exchange(sandbox: Running, platform: str, code: str, **changes: str) -> requests.Response:
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER,
        "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **changes,
    }  # fmt: skip
    paths = {"x": "/2/oauth2/token", "facebook": "/v26.0/oauth/access_token", "youtube": "/token"}
    return requests.post(sandbox.base_url(platform) + paths[platform], data=form, timeout=10)


def _call(sandbox: Running, platform: str, token: str) -> int:
    paths = {"x": "/2/users/me", "facebook": "/v26.0/me", "youtube": "/youtube/v3/channels?part=id&mine=true"}
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(sandbox.base_url(platform) + paths[platform], headers=headers, timeout=10).status_code


def _token(sandbox: Running, platform: str) -> str:
    return str(_exchange(sandbox, platform, _consent(sandbox, platform)["code"]).json()["access_token"])


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_consent_gives_a_token_that_the_platform_accepts(sandbox: Running, platform: str) -> None:
    returned = _consent(sandbox, platform)
    assert returned["state"] == "é&état"
    assert _call(sandbox, platform, _exchange(sandbox, platform, returned["code"]).json()["access_token"]) == 200


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_screen_is_in_french_and_lets_its_form_lead_back(sandbox: Running, platform: str) -> None:
    address, asked = _screen(sandbox, platform)
    page = requests.get(address, params=asked, timeout=10)
    assert 'lang="fr-CA"' in page.text
    assert "Autoriser Parvis" in page.text
    assert "form-action 'self' http://127.0.0.1:9;" in page.headers["content-security-policy"]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_refusal_goes_back_with_access_denied(sandbox: Running, platform: str) -> None:
    returned = _consent(sandbox, platform, decision="refuser")
    assert (returned["error"], returned["state"]) == ("access_denied", "é&état")
    assert "code" not in returned


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_code_serves_once(sandbox: Running, platform: str) -> None:
    code = _consent(sandbox, platform)["code"]
    assert _exchange(sandbox, platform, code).status_code == 200
    assert _exchange(sandbox, platform, code).status_code == 400


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_code_expires(sandbox: Running, platform: str) -> None:
    sandbox.world.settings["oauth.code_seconds"] = -1
    assert _exchange(sandbox, platform, _consent(sandbox, platform)["code"]).status_code == 400


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_code_is_for_the_address_it_was_sent_to(sandbox: Running, platform: str) -> None:
    code = _consent(sandbox, platform)["code"]
    assert _exchange(sandbox, platform, code, redirect_uri=BACK + "ailleurs").status_code == 400


@pytest.mark.parametrize("platform", PKCE)
@pytest.mark.parametrize("verifier", ["", "w" * 50, challenge_of(VERIFIER)])
def test_a_code_without_its_verifier_is_worth_nothing(sandbox: Running, platform: str, verifier: str) -> None:
    code = _consent(sandbox, platform)["code"]
    assert _exchange(sandbox, platform, code, code_verifier=verifier).status_code == 400


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("wrong", [{"client_secret": "autre"}, {"client_id": "autre"}, {"client_secret": ""}])
def test_another_application_gets_no_token(sandbox: Running, platform: str, wrong: dict[str, str]) -> None:
    code = _consent(sandbox, platform)["code"]
    assert _exchange(sandbox, platform, code, **wrong).status_code in (400, 401)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "address", ["https://example.org/retour/", "javascript:alert(1)", "http://127.0.0.1@example.org/", "", "http://["]
)
def test_nobody_is_sent_away_from_this_machine(sandbox: Running, platform: str, address: str) -> None:
    screen, asked = _screen(sandbox, platform, redirect_uri=address)
    for method in ("GET", "POST"):
        page = requests.request(method, screen, params=asked, timeout=10, allow_redirects=False)
        assert page.status_code == 400
        assert "location" not in page.headers


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "tweet.read follows.write"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_a_wrong_demand_goes_back_with_its_error(sandbox: Running, changes: dict[str, str], error: str) -> None:
    address, asked = _screen(sandbox, "x", **changes)
    answered = requests.get(address, params=asked, timeout=10, allow_redirects=False)
    assert dict(parse_qsl(urlsplit(answered.headers["location"]).query))["error"] == error


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_form_of_another_site_grants_nothing(sandbox: Running, platform: str) -> None:
    address, asked = _screen(sandbox, platform)
    headers = {"sec-fetch-site": "cross-site"}
    answered = requests.post(address, params=asked, data={"decision": "accorder"}, headers=headers, timeout=10)
    assert answered.status_code == 403


@pytest.mark.parametrize("platform", PKCE)
def test_an_access_token_expires(sandbox: Running, platform: str) -> None:
    Consents(sandbox.world).set_lifetime(platform, 1)
    token = _token(sandbox, platform)
    assert _call(sandbox, platform, token) == 200
    time.sleep(1.1)
    assert _call(sandbox, platform, token) == 401


def test_a_refresh_token_of_x_serves_once_and_google_s_lasts(sandbox: Running) -> None:
    for platform, second in (("x", 400), ("youtube", 200)):
        given = _exchange(sandbox, platform, _consent(sandbox, platform)["code"]).json()["refresh_token"]
        renew = {"grant_type": "refresh_token", "refresh_token": given}
        first = _exchange(sandbox, platform, "", **renew)
        assert _call(sandbox, platform, first.json()["access_token"]) == 200
        assert _exchange(sandbox, platform, "", **renew).status_code == second


def test_without_offline_access_x_gives_no_refresh_token(sandbox: Running) -> None:
    returned = _consent(sandbox, "x", permission=["tweet.read", "users.read"])
    answer = _exchange(sandbox, "x", returned["code"]).json()
    assert "refresh_token" not in answer
    assert answer["scope"] == "tweet.read users.read"


def test_a_token_does_what_its_scopes_allow_and_no_more(sandbox: Running) -> None:
    post = sandbox.world.publish("x", "Le bureau ouvre lundi.")
    reply = sandbox.world.comment("x", post, "Gaston Inventé", "Bravo")
    for permissions, status in (["tweet.read"], 403), (["tweet.read", "tweet.moderate.write"], 200):
        token = _exchange(sandbox, "x", _consent(sandbox, "x", permission=permissions)["code"]).json()["access_token"]
        hidden = requests.put(
            f"{sandbox.base_url('x')}/2/tweets/{reply}/hidden",
            json={"hidden": True}, headers={"Authorization": f"Bearer {token}"}, timeout=10,
        )  # fmt: skip
        assert hidden.status_code == status


@pytest.mark.parametrize("platform", PLATFORMS)
def test_somebody_takes_the_access_back_on_the_platform(sandbox: Running, platform: str) -> None:
    token = _token(sandbox, platform)
    address = sandbox.base_url(platform) + "/applications"
    [grant] = re.findall(r'name="acces" value="(\w+)"', requests.get(address, timeout=10).text)
    assert "retiré" in requests.post(address, data={"acces": grant}, timeout=10).text
    assert _call(sandbox, platform, token) == 401
    assert "n’existe plus" in requests.post(address, data={"acces": grant}, timeout=10).text


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_consent_given_after_a_revocation_is_a_new_beginning(sandbox: Running, platform: str) -> None:
    old = _token(sandbox, platform)
    sandbox.world.revoke_token(platform)
    assert _call(sandbox, platform, old) == 401
    new = _token(sandbox, platform)
    assert _call(sandbox, platform, new) == 200
    sandbox.world.restore_token(platform)
    assert (_call(sandbox, platform, old), _call(sandbox, platform, new)) == (401, 200)


def test_tokens_outlive_the_server(sandbox: Running, tmp_path: Any) -> None:
    from parvis.sandbox.world import World

    world = World(tmp_path / "monde.sqlite3")
    grant = Consents(world).give("x", ["1"], ["tweet.read"], BACK, "")
    issued = Consents(world).issue("x", Consents(world).redeem("x", grant, BACK, "") or "", account="1")
    world.close()
    again = World(tmp_path / "monde.sqlite3")
    assert Consents(again).check("x", issued) is not None
    again.close()


@pytest.mark.parametrize("token", ["", "\x00", "é" * 5000, "Bearer"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_token_that_was_never_issued_is_refused(sandbox: Running, platform: str, token: str) -> None:
    assert Consents(sandbox.world).check(platform, token) is None
