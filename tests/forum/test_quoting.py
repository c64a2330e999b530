"""Quote and reply links fill the form without a script, and keep where it was said."""

from collections.abc import Callable

from bs4 import BeautifulSoup

from tests.conftest import Browser
from tests.forum.conftest import SmallForum


def test_a_quote_link_fills_the_form(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic_id = small_forum.topics["public"]
    browser = sign_in("focal.tanger")
    page = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}?from=1&quote=1").text, "html.parser")
    area, answered = page.select_one("#source"), page.select_one("input[name=reply_to]")
    assert area is not None
    assert answered is not None
    assert answered["value"] == "1"
    assert f"](/forum/topics/{topic_id}?post=1#post-1):" in area.text
    assert "> Texte propre à public." in area.text


def test_what_is_quoted_links_back(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    topic_id = small_forum.topics["public"]
    browser = sign_in("focal.tanger")
    page = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}?quote=1").text, "html.parser")
    area = page.select_one("#source")
    assert area is not None
    browser.post(f"/forum/topics/{topic_id}/posts", {"source": area.text + "D’accord.", "reply_to": "1"})
    post = BeautifulSoup(browser.get(f"/forum/topics/{topic_id}").text, "html.parser").select_one("#post-2")
    assert post is not None
    link = post.select_one("blockquote.quote .quote-by a")
    assert link is not None
    assert link["href"] == f"/forum/topics/{topic_id}?post=1#post-1"
    assert post.select_one('.post-when a[href$="#post-1"]') is not None


def test_an_impossible_number_begins_an_empty_reply(small_forum: SmallForum, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in("focal.tanger")
    for query in ("quote=99", "reply=99", "quote=x", "reply=-1"):
        answer = browser.get(f"/forum/topics/{small_forum.topics['public']}?{query}")
        page = BeautifulSoup(answer.text, "html.parser")
        area = page.select_one("#source")
        assert answer.status_code == 200
        assert area is not None
        assert area.text.strip() == ""
        assert page.select_one("input[name=reply_to]") is None
