"""`POST /text/preview`."""

from collections.abc import Callable

from hub.services.text import MAX_SOURCE
from tests.conftest import Browser

SignIn = Callable[..., Browser]


def test_members_see_what_their_text_becomes(sign_in: SignIn) -> None:
    answer = sign_in("member.oriental").post("/text/preview", {"source": "**Bonjour** <script>x</script>"})
    assert answer.status_code == 200
    assert '<div class="prose" lang="fr">' in answer.text
    assert "<strong>Bonjour</strong> &lt;script&gt;" in answer.text


def test_the_language_is_that_of_the_text(sign_in: SignIn) -> None:
    answer = sign_in("member.oriental").post("/text/preview", {"source": "INDIMAJ هو مشروع الجهات"})
    assert 'lang="ar"' in answer.text
    assert '<p dir="rtl">' in answer.text


def test_too_long_a_text_is_refused_in_the_readers_language(sign_in: SignIn) -> None:
    answer = sign_in("member.oriental", language="ar").post("/text/preview", {"source": "a" * (MAX_SOURCE + 1)})
    assert answer.status_code == 422
    assert "الحد الأقصى" in answer.text


def test_visitors_are_sent_to_sign_in(sign_in: SignIn) -> None:
    answer = sign_in().post("/text/preview", {"source": "a"})
    assert b"<strong>" not in answer.data
    assert answer.status_code in {302, 303, 401}


def test_it_is_no_page(sign_in: SignIn) -> None:
    assert sign_in("partner").get("/text/preview").status_code in {404, 405}
