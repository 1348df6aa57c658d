"""What citizens attach and quote: told in each platform's own shape, shown to the public, served from here."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from parvis.sandbox.attached import HEIGHT, KINDS, WIDTH, Attached, Kind
from parvis.sandbox.media import picture
from parvis.sandbox.server import Running
from parvis.sandbox.town import Town
from parvis.sandbox.world import World

from .conformance import check_facebook, check_x
from .conftest import Web

PHOTO = Attached(Kind.PHOTO, "Un comptoir fleuri")
MEDIA = "alt_text,height,media_key,preview_image_url,type,url,width"


@pytest.fixture(params=["tweet", "post"])
def generation(request: pytest.FixtureRequest, world: World) -> str:
    world.settings["x_generation"] = request.param
    return str(request.param)


def on_x(web: Web, generation: str, *ids: str, **more: str) -> dict[str, Any]:
    asked = {
        "ids": ",".join(ids),
        f"{generation}.fields": "attachments",
        "expansions": "attachments.media_keys",
        **more,
    }
    body: dict[str, Any] = check_x(web.x("GET", "/2/tweets", params=asked), generation, "get", "/2/tweets")
    return body


def test_x_gives_media_by_their_keys_with_the_fields_asked(web: Web, world: World, generation: str) -> None:
    with_photo = world.mention("rita", "Bravo @MinExempleQC", attached=PHOTO)
    animated = world.mention("tiguy", "Voilà", attached=Attached(Kind.ANIMATION))
    plain = world.mention("bob", "Rien")
    body = on_x(web, generation, with_photo, animated, plain, **{"media.fields": MEDIA})
    keys = [one.get("attachments", {}).get("media_keys") for one in body["data"]]
    photo, animation = body["includes"]["media"]
    assert keys == [[photo["media_key"]], [animation["media_key"]], None]
    assert (photo["type"], photo["alt_text"], photo["width"]) == ("photo", "Un comptoir fleuri", WIDTH)
    assert animation["type"] == "animated_gif"
    assert requests.get(animation["preview_image_url"], timeout=10).headers["content-type"] == "image/png"
    bare = on_x(web, generation, with_photo)
    assert set(bare["includes"]["media"][0]) == {"media_key", "type"}


def test_an_edited_post_keeps_what_is_attached(web: Web, world: World, generation: str) -> None:
    first = world.mention("rita", "Bravo", attached=PHOTO)
    [shown] = on_x(web, generation, world.edit("x", first, "Bravo!"))["data"]
    assert len(shown["attachments"]["media_keys"]) == 1


@pytest.mark.parametrize(
    ("kind", "told"),
    [(Kind.PHOTO, "photo"), (Kind.STICKER, "sticker"), (Kind.ANIMATION, "animated_image_share")],
)
def test_facebook_gives_one_attachment_with_its_picture(web: Web, world: World, kind: Kind, told: str) -> None:
    comment = world.comment("facebook", world.publish("facebook", "Avis"), "rita", "Merci", attached=Attached(kind))
    [first, again] = [web.facebook("GET", f"/{comment}", fields="id,attachment").json() for _ in range(2)]
    check_facebook(first, "Comment")
    image = first["attachment"]["media"]["image"]
    assert (first["attachment"]["type"], image["width"], image["height"]) == (told, WIDTH, HEIGHT)
    assert requests.get(image["src"], timeout=10).status_code == 200
    assert image["src"] != again["attachment"]["media"]["image"]["src"]  # signed anew
    assert first["attachment"]["target"] == again["attachment"]["target"]


def test_facebook_makes_a_card_of_a_link_and_a_film_of_a_reel(web: Web, world: World) -> None:
    post = world.publish("facebook", "Le salon", attached=Attached(Kind.REEL, "En une minute"))
    comment = world.comment("facebook", post, "promo", "Voyez https://exemple.test/a.")
    card = web.facebook("GET", f"/{comment}", fields="attachment").json()["attachment"]
    assert (card["type"], card["title"]) == ("share", "exemple.test")
    assert card["url"].startswith("https://l.facebook.com/l.php?u=https%3A%2F%2Fexemple.test%2Fa&")
    page = web.facebook("GET", f"/{world.account('facebook')['platform_id']}/feed", fields="attachments{type,url}")
    [film] = page.json()["data"][0]["attachments"]["data"]
    assert (film["type"], film["title"]) == ("video_inline", "En une minute")


def test_a_picture_is_always_the_same_and_the_next_is_another() -> None:
    assert picture(1) == picture(1) != picture(2)


def test_the_public_sees_what_is_attached_and_quoted(world: World) -> None:
    post = world.publish("x", "Notre avis")
    world.mention("normand", "Lisez ça", quoting=post, attached=PHOTO)
    mention, _ = world.public_view("x")
    assert (mention.alt, mention.quoted) == ("Un comptoir fleuri", "Notre avis")
    assert mention.picture.startswith("/media/")


@pytest.mark.parametrize("platform", ["x", "facebook"])
def test_a_citizen_attaches_from_the_control_page(sandbox: Running, world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    offered = requests.get(f"{sandbox.url}/?p={platform}", timeout=10).text
    assert all(f'<option value="{kind}">' in offered for kind in KINDS[platform])
    sent = {"p": platform, "post": post, "citoyen": "rita", "texte": "Regardez", "joint": "photo"}
    requests.post(f"{sandbox.url}/ecrire", data=sent, timeout=10)
    [comment] = world.public_view(platform)[0].replies
    shown = requests.get(sandbox.url, timeout=10).text
    assert f'<img class="joined" src="{comment.picture}" alt="">' in shown
    assert requests.get(sandbox.url + comment.picture, timeout=10).content.startswith(b"\x89PNG")


def test_a_citizen_quotes_our_post_from_the_control_page(sandbox: Running, world: World) -> None:
    post = world.publish("x", "Notre avis")
    sent = {"p": "x", "post": "", "citoyen": "rita", "texte": "Lisez", "cite": post}
    requests.post(f"{sandbox.url}/ecrire", data=sent, timeout=10)
    assert world.public_view("x")[0].quoted == "Notre avis"
    assert "<blockquote" in requests.get(sandbox.url, timeout=10).text


def test_what_a_platform_does_not_know_is_not_attached(sandbox: Running, world: World) -> None:
    post = world.publish("youtube", "Vidéo")
    sent = {"p": "youtube", "post": post, "citoyen": "rita", "texte": "Merci", "joint": "photo", "cite": "9"}
    requests.post(f"{sandbox.url}/ecrire", data=sent, timeout=10)
    assert world.public_view("youtube")[0].replies[0].picture == ""


def test_the_town_attaches_and_quotes(world: World) -> None:
    town = Town(world)
    town.populate()
    for _ in range(400):
        town.step()
    assert {one.kind for one in world.attachments.all("facebook").values()} == set(Kind)
    assert world.attachments.all("x")
    assert any(post.quoted for post in world.public_view("x"))
