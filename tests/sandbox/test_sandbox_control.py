"""The control page: what the public sees, and the hand of a citizen."""

from __future__ import annotations

import re
from html import unescape

import pytest
import requests

from parvis.sandbox.items import PLATFORMS, State
from parvis.sandbox.server import Running
from parvis.sandbox.world import World


def page(sandbox: Running, path: str = "/") -> str:
    answer = requests.get(sandbox.url + path, timeout=10)
    assert answer.status_code == 200
    return answer.content.decode("utf-8")


def send(sandbox: Running, path: str, headers: dict[str, str] | None = None, **form: str) -> requests.Response:
    return requests.post(sandbox.url + path, data=form, headers=headers, timeout=10, allow_redirects=False)


def test_the_page_says_at_once_that_nothing_is_real(sandbox: Running, world: World) -> None:
    text = page(sandbox)
    assert '<html lang="fr-CA">' in text
    assert "<strong>Bac à sable\u00a0:</strong>\nrien de ceci n’est réel, institution fictive" in text


def test_no_token_is_ever_shown(sandbox: Running, world: World) -> None:
    text = page(sandbox) + page(sandbox, "/vue")
    secrets = [value for account in world.accounts() for value in account["credentials"].values()]
    assert not any(secret in text for secret in secrets)
    assert requests.get(f"{sandbox.url}/control/accounts.json", timeout=10).status_code == 404


def test_nothing_is_asked_of_another_site_and_no_script_is_inline(sandbox: Running, world: World) -> None:
    world.comment("youtube", world.publish("youtube", "Vidéo"), "promo", "<script>alert(1)</script> https://a.test")
    answer = requests.get(sandbox.url, timeout=10)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert re.findall(r'(?:src|href)="(?!/|#)', answer.text) == []
    assert re.findall(r"<script(?! src)", answer.text) == []
    assert "&lt;script&gt;alert(1)" in answer.text


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_citizen_comments_answers_corrects_and_deletes(sandbox: Running, world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    made = send(sandbox, "/ecrire", p=platform, post=post, citoyen="rita", texte="Merci « bien »!")
    assert made.status_code == 303
    [comment] = world.public_view(platform)[0].replies
    assert (comment.author, comment.text) == ("rita", "Merci « bien »!")
    assert made.headers["location"].endswith(f"#{platform}-{comment.id}")
    send(sandbox, "/ecrire", p=platform, post=post, a=comment.id, citoyen="lea", texte="Et moi?")
    [comment] = world.public_view(platform)[0].replies
    assert comment.replies[0].author == "lea"
    send(sandbox, "/ecrire", p=platform, modifier=comment.id, texte="Merci beaucoup!")
    [comment] = world.public_view(platform)[0].replies
    assert (comment.text, comment.edited is not None) == ("Merci beaucoup!", True)
    assert "Merci beaucoup!" in page(sandbox)
    send(sandbox, "/supprimer", p=platform, id=comment.id)
    assert world.item(platform, comment.id).removed_by == "author"
    assert world.calls == []


def test_a_citizen_posts_on_x_outside_our_conversations(sandbox: Running, world: World) -> None:
    send(sandbox, "/ecrire", p="x", post="", citoyen="bob", texte="@MinExempleQC allo")
    [mention] = world.public_view("x")
    assert (mention.kind, mention.author) == ("mention", "bob")


def test_a_hidden_reply_is_behind_a_click_on_x_and_absent_elsewhere(sandbox: Running, world: World) -> None:
    hidden = {"x": State.HIDDEN, "facebook": State.HIDDEN, "youtube": State.HELD}
    for platform, state in hidden.items():
        comment = world.comment(platform, world.publish(platform, "Avis"), "kevin", f"Insulte sur {platform}")
        world.set_state(world.item(platform, comment), state)
    text = page(sandbox)
    assert "Insulte sur facebook" not in text
    assert "Insulte sur youtube" not in text
    fold = re.search(r'<details class="behind".*?</details>', text, re.S)
    assert fold is not None
    assert "Afficher les réponses masquées (1)" in fold[0]
    assert "Insulte sur x" in fold[0]


def test_the_institution_is_not_made_to_delete_or_correct_here(sandbox: Running, world: World) -> None:
    post = world.publish("facebook", "Avis officiel")
    send(sandbox, "/supprimer", p="facebook", id=post)
    assert world.item("facebook", post).state is State.SHOWN
    assert 'name="modifier"' not in page(sandbox, f"/?p=facebook&modifier={post}")


def test_the_pace_of_the_town_is_set(sandbox: Running, world: World) -> None:
    assert send(sandbox, "/rythme", rythme="fast").status_code == 303
    assert world.settings["town_pace"] == "fast"
    send(sandbox, "/rythme", rythme="effréné")
    assert world.settings["town_pace"] == "fast"
    assert '<button name="rythme" value="fast" aria-pressed="true">Rapide</button>' in page(sandbox)


def test_a_form_sent_by_another_site_is_refused(sandbox: Running, world: World) -> None:
    post = world.publish("facebook", "Avis")
    for site in ("cross-site", "same-site"):
        answer = send(
            sandbox, "/ecrire", {"Sec-Fetch-Site": site}, p="facebook", post=post, citoyen="rita", texte="Piège"
        )
        assert answer.status_code == 403
    assert world.public_view("facebook")[0].replies == ()


@pytest.mark.parametrize(
    "form",
    [
        {"p": "facebook", "post": "1_2", "texte": "Allo"},
        {"p": "ailleurs", "texte": "Allo"},
        {"p": "facebook", "texte": " "},
        {"p": "x", "modifier": "9", "texte": "Allo"},
        {},
    ],
)
def test_what_cannot_be_posted_is_said_in_french(sandbox: Running, world: World, form: dict[str, str]) -> None:
    answer = requests.post(f"{sandbox.url}/ecrire", data=form, timeout=10)
    assert answer.status_code == 200
    assert "Rien n’a été" in answer.text
    assert all(world.public_view(platform) == [] for platform in PLATFORMS)


def test_answering_and_correcting_prepare_the_form(sandbox: Running, world: World) -> None:
    comment = world.comment("x", world.publish("x", "Avis"), "rita", "Merci <3")
    answer = page(sandbox, f"/?p=x&a={comment}")
    assert "En réponse à <b><bdi>Rita Grandmerci</bdi></b>" in answer
    correct = page(sandbox, f"/?p=x&modifier={comment}")
    assert f'name="modifier" value="{comment}"' in correct
    assert re.search(r"<textarea[^>]*>\nMerci &lt;3</textarea>", correct)


def test_hostile_texts_are_shown_without_harm(sandbox: Running, world: World) -> None:
    post = world.publish("facebook", "Avis")
    for text in ("\0 nul", "\ud800 seul", "\u202eévil", "</p></li></section>", "x" * 100_000):
        world.comment("facebook", post, "Auteur \udfff\0", text)
    shown = unescape(page(sandbox))
    assert "␀ nul" in shown
    assert "? seul" in shown
    assert "</p></li></section>" in shown
    assert "Lire la suite (98\u00a0800 caractères)" in shown
    assert shown.count('<li class="comment') == 5


def test_static_files_are_the_ones_listed(sandbox: Running) -> None:
    for name in ("control.css", "live.js", "portrait.svg"):
        assert requests.get(f"{sandbox.url}/static/{name}", timeout=10).status_code == 200
    assert requests.get(f"{sandbox.url}/static/..%2fpage.py", timeout=10).status_code == 404
