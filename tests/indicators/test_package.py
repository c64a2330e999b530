"""All figures in one file."""

import csv
import io
from collections.abc import Callable

from flask import Flask

from hub.core.db import db
from tests.conftest import Browser
from tests.factories.indicators import table_of_counts

SignIn = Callable[..., Browser]


def lines(browser: Browser) -> list[dict[str, str]]:
    answer = browser.get("/indicators/observations.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_file_holds_every_figure_and_the_package_describes_it(figures: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    found = lines(browser)
    assert len([line for line in found if line["note"].startswith("calculé")]) == len(found) - 4277 - 128
    package = browser.get("/indicators/datapackage.json").get_json()
    resource = package["resources"][0]
    assert [field["name"] for field in resource["schema"]["fields"]] == list(found[0])
    assert resource["path"] == "observations.csv"
    national = [
        line for line in found if (line["indicator"], line["territory"], line["period"]) == ("DEM-01", "MA", "2014")
    ]
    assert {"86206", "84001"} <= {line["value"] for line in national}


def test_small_counts_stay_hidden_in_it(figures: Flask, sign_in: SignIn) -> None:
    with figures.app_context():
        table_of_counts("PRO-03", [3, *[40] * 11], period="2023")
        db.session.commit()
    hidden = [line for line in lines(sign_in()) if line["status"] == "Q"]
    assert len(hidden) == 2
    assert all(line["value"] == "" for line in hidden)


def test_it_is_not_sent_again_until_a_figure_changes(figures: Flask, sign_in: SignIn) -> None:
    browser = sign_in()
    tag = browser.get("/indicators/observations.csv").headers["ETag"]
    assert browser.get("/indicators/observations.csv", headers={"If-None-Match": tag}).status_code == 304
    with figures.app_context():
        table_of_counts("PRO-03", [50] * 12, period="2023")
        db.session.commit()
    assert browser.get("/indicators/observations.csv", headers={"If-None-Match": tag}).status_code == 200
