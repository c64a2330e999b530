"""Uploads in pieces (tus 1.0), files that come with a form, and what is served."""

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from hub.core.db import db
from hub.network.demo import demo_people
from hub.services.files import FileStore
from hub.services.files.storage import FolderStorage, StorageDown
from tests.conftest import Browser
from tests.factories.forum import make_category, make_topic
from tests.services.files.documents import photo
from tests.services.files.office import PDF, ooxml

SignIn = Callable[..., Browser]
PIECE = "application/offset+octet-stream"


@pytest.fixture
def topic(app: Flask) -> int:
    with app.app_context():
        people = demo_people(db.session)
        make_category("public", "public")
        return make_topic(people["organiser"], "public", "Chartes", "Qui a une charte ?")


def announce(browser: Browser, name: str, size: int) -> TestResponse:
    encoded = base64.b64encode(name.encode()).decode()
    headers = {"Upload-Length": str(size), "Upload-Metadata": f"filename {encoded}", "X-CSRFToken": browser.token()}
    return browser.client.post("/files/uploads", headers=headers)


def send(browser: Browser, address: str, offset: int, piece: bytes, **more: Any) -> TestResponse:
    headers = {"Upload-Offset": str(offset), "X-CSRFToken": browser.token()}
    return browser.client.patch(address, data=piece, headers=headers, content_type=more.get("content_type", PIECE))


def test_a_file_arrives_in_pieces_and_goes_on_after_a_break(app: Flask, sign_in: SignIn, topic: int) -> None:
    writer, other = sign_in("focal.oriental"), sign_in("partner")
    created = announce(writer, "ميثاق.pdf", len(PDF))
    address = created.headers["Location"]
    assert (created.status_code, created.headers["Tus-Resumable"], created.headers["Upload-Offset"]) == (
        201,
        "1.0.0",
        "0",
    )
    assert send(writer, address, 0, PDF[:20]).headers["Upload-Offset"] == "20"
    again = send(writer, address, 0, PDF[:20])
    assert (again.status_code, again.headers["Upload-Offset"]) == (409, "20")
    assert writer.client.head(address).headers["Upload-Offset"] == "20"
    assert other.client.head(address).status_code == 404
    assert send(other, address, 20, PDF[20:]).status_code == 404
    assert send(writer, address, 20, PDF[20:], content_type="text/plain").status_code == 415
    assert writer.get(address).status_code == 404  # not finished: nothing to show in the form yet
    last = send(writer, address, 20, PDF[20:] + b"more than was announced")
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(PDF)))
    assert send(writer, address, len(PDF), b"").status_code == 204  # its answer was lost: asked again
    line = BeautifulSoup(writer.get(address).text, "html.parser")
    token = line.find("input", {"name": "upload"})["value"]
    posted = writer.post(f"/forum/topics/{topic}/posts", {"source": "La voici.", "upload": token})
    page = sign_in().get(posted.headers["Location"].split("#")[0]).text
    [served] = set(re.findall(r"/files/\d+/[^\"/]+\.pdf", page))
    with sign_in().get(served) as answer:
        assert answer.data == PDF
    assert announce(other, "a.pdf", 3_000_000).status_code == 413
    assert announce(other, "a.exe", 10).status_code == 422
    assert announce(sign_in(), "a.pdf", 10).status_code in {400, 401}


def test_a_refused_piece_says_why_and_leaves_nothing(app: Flask, sign_in: SignIn) -> None:
    writer, store = sign_in("focal.oriental"), app.extensions["files"]
    address = announce(writer, "page.pdf", 6).headers["Location"]
    refused = send(writer, address, 0, b"<html>")
    assert (refused.status_code, "page.pdf" in refused.text) == (422, True)
    assert writer.client.head(address).status_code == 404
    assert list(store.quarantine.iterdir()) == []


def test_an_upload_can_be_taken_back(app: Flask, sign_in: SignIn) -> None:
    writer = sign_in("focal.oriental")
    address = announce(writer, "a.pdf", 100).headers["Location"]
    send(writer, address, 0, PDF[:10])
    headers = {"X-CSRFToken": writer.token()}
    assert sign_in("partner").client.delete(address, headers=headers).status_code in {400, 404}
    assert writer.client.delete(address, headers=headers).status_code == 204
    assert list(app.extensions["files"].quarantine.iterdir()) == []
    assert writer.client.options("/files/uploads").headers["Tus-Extension"] == "creation,expiration,termination"


def test_a_refused_form_keeps_its_files_without_script(sign_in: SignIn, topic: int) -> None:
    writer = sign_in("focal.oriental")
    files = [(io.BytesIO(PDF), "charte.pdf"), (io.BytesIO(b"<svg onload=alert(1)>"), "dessin.svg")]
    refused = writer.post(
        f"/forum/topics/{topic}/posts", {"source": "La voici.", "files": files}, content_type="multipart/form-data"
    )
    page = BeautifulSoup(refused.text, "html.parser")
    assert refused.status_code == 422
    assert "dessin.svg" in page.find(id="files-error").text
    assert page.find("textarea", {"name": "source"}).text.strip() == "La voici."
    kept = page.find_all("input", {"name": "upload"})
    assert [box.find_next("label").bdi.text for box in kept] == ["charte.pdf"]
    posted = writer.post(f"/forum/topics/{topic}/posts", {"source": "La voici.", "upload": kept[0]["value"]})
    thread = BeautifulSoup(writer.get(posted.headers["Location"].split("#")[0]).text, "html.parser")
    post = thread.find(id="post-2")
    assert post.select_one(".file-name").text.strip() == "charte.pdf"
    edit = BeautifulSoup(
        writer.get(thread.find("a", href=re.compile("/forum/posts/.*/edit"))["href"]).text, "html.parser"
    )
    fields = {
        box["name"]: box["value"] for box in edit.select("main input[name=version], main input[name=remove_file]")
    }
    address = thread.find("a", href=re.compile("/forum/posts/.*/edit"))["href"]
    assert writer.post(address, {"source": "La voici.", **fields}).status_code == 302
    assert "charte.pdf" not in writer.get(f"/forum/topics/{topic}").text


def test_an_image_is_shown_small_and_served_in_ranges(sign_in: SignIn, topic: int) -> None:
    writer = sign_in("focal.oriental")
    files = [(io.BytesIO(photo()), "réunion.jpg")]
    posted = writer.post(
        f"/forum/topics/{topic}/posts", {"source": "La réunion.", "files": files}, content_type="multipart/form-data"
    )
    page = BeautifulSoup(writer.get(posted.headers["Location"].split("#")[0]).text, "html.parser")
    small, whole = page.select_one(".file-picture img")["src"], page.select_one(".file-name a")["href"]
    with sign_in().get(small) as picture:
        assert (picture.status_code, picture.content_type) == (200, "image/webp")
        assert "sandbox" in picture.headers["Content-Security-Policy"]
    with sign_in().get(whole) as answer:
        content = answer.data
    with sign_in().get(whole, headers={"Range": "bytes=2-5"}) as part:
        assert (part.status_code, part.data) == (206, content[2:6])
    known = sign_in("partner").post(
        f"/forum/topics/{topic}/posts",
        {"source": "La même.", "files": [(io.BytesIO(photo()), "autre nom.jpg")]},
        content_type="multipart/form-data",
        follow_redirects=True,
    )
    notice = BeautifulSoup(known.text, "html.parser").select_one(".flashes")
    assert f"/forum/topics/{topic}" in notice.find("a")["href"]


class Down(FolderStorage):
    """A place that stopped answering."""

    def put(self, *_: Any) -> None:
        raise StorageDown("test")

    open = check = put  # type: ignore[assignment]


def test_without_storage_the_rest_works_and_says_so(app: Flask, sign_in: SignIn, topic: int) -> None:
    writer, store = sign_in("focal.oriental"), app.extensions["files"]
    posted = writer.post(
        f"/forum/topics/{topic}/posts",
        {"source": "La voici.", "files": [(io.BytesIO(PDF), "a.pdf")]},
        content_type="multipart/form-data",
    )
    page = BeautifulSoup(writer.get(posted.headers["Location"].split("#")[0]).text, "html.parser")
    file = page.select_one(".file-name a")["href"]
    down: FileStore = replace(store, storage=Down(store.storage.folder))
    app.extensions["files"] = down
    refused = writer.post(
        f"/forum/topics/{topic}/posts",
        {"source": "Une longue réponse.", "files": [(io.BytesIO(ooxml("docx")), "b.docx")]},
        content_type="multipart/form-data",
    )
    form = BeautifulSoup(refused.text, "html.parser")
    assert (refused.status_code, form.find(id="source").text.strip()) == (503, "Une longue réponse.")
    assert form.find(id="files-error").text.strip()
    assert sign_in().get(file).status_code == 503
    assert sign_in().get(f"/forum/topics/{topic}").status_code == 200
    assert writer.post(f"/forum/topics/{topic}/posts", {"source": "Sans fichier."}).status_code == 302
    ready = sign_in().get("/readyz")
    assert ready.json["services"]["storage"]["state"] == "down"
