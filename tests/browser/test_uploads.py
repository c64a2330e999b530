"""A file is sent in pieces, goes on after a broken line, and the message waits for it."""

import re
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.services.files.documents import photo

LINE = "#reply .upload"


def test_a_broken_line_costs_nothing(visit: Visit, tmp_path: Path) -> None:
    watched = visit("focal.souss-massa", language="ar", width=360)
    page = watched.open("/forum/")
    page.goto(watched.base + str(page.locator(".topics .row-title a").first.get_attribute("href")))
    report, picture = tmp_path / "تقرير.txt", tmp_path / "صورة.jpg"
    report.write_text("الجهة\n" * 120_000)
    picture.write_bytes(photo(size=(1200, 800)))
    broken: list[str] = []

    def breaks_once(route: Route) -> None:
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0" and not broken:
            broken.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/files/uploads/*", breaks_once)
    page.fill("#source", "هذا هو التقرير.")
    page.set_input_files("#reply input[type=file]", [report, picture])
    page.locator("#reply form > div > button").click()
    page.wait_for_url(re.compile("#post-"))
    assert broken
    names = page.locator("article.post").last.locator(".file-name")
    expect(names).to_have_text([report.name, picture.name])
    watched.troubles = [trouble for trouble in watched.troubles if "ERR_CONNECTION_RESET" not in trouble]


def test_a_file_that_is_refused_says_so_beside_it(visit: Visit, tmp_path: Path) -> None:
    watched = visit("focal.oriental")
    page = watched.open("/forum/new")
    wrong = tmp_path / "outil.exe"
    wrong.write_bytes(b"MZ")
    page.set_input_files("input[type=file]", wrong)
    expect(page.locator(".upload--failed [data-note]")).to_contain_text("outil.exe")
    page.click(".upload--failed [data-cancel]")
    expect(page.locator(".upload")).to_have_count(0)
