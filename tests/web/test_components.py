"""Components: what they promise to readers of the screen and to forms."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    Form,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
    validators,
)

from hub.core.paging import Page
from hub.web.fields import form_errors, initials

IMPORT = '{% import "web/components.html" as ui %}'


class Sample(Form):
    title = StringField("Title", [validators.InputRequired("Give a title.")], description="One sentence.")
    email = EmailField("Email")
    level = RadioField(
        "Level", [validators.InputRequired("Choose.")], choices=[SelectChoice("1", "One"), SelectChoice("2", "Two")]
    )
    agree = BooleanField("I agree")
    body = TextAreaField("Body")
    parts = FieldList(StringField("Part", [validators.Length(max=3, message="Too long.")]))


def draw(app: Flask, source: str, **values: Any) -> BeautifulSoup:
    with app.test_request_context("/here?x=1"):
        return BeautifulSoup(render_template_string(IMPORT + source, **values), "html.parser")


def refused() -> Sample:
    form = Sample(data={"parts": ["four"]})
    form.validate()
    return form


def test_field_is_labelled_and_described(app: Flask) -> None:
    found = draw(app, "{{ ui.field(form.title) }}", form=Sample())
    control = found.find("input")
    assert found.find("label")["for"] == control["id"]
    assert found.find(id=control["aria-describedby"]).get_text(strip=True) == "One sentence."
    assert control["aria-required"] == "true"
    assert not control.has_attr("required"), "the browser's own messages speak the browser's language"


def test_optional_field_says_so(app: Flask) -> None:
    assert draw(app, "{{ ui.field(form.email) }}", form=Sample()).select(".optional")
    assert not draw(app, "{{ ui.field(form.title) }}", form=Sample()).select(".optional")


def test_error_stands_beside_its_field(app: Flask) -> None:
    found = draw(app, "{{ ui.field(form.title) }}", form=refused())
    control = found.find("input")
    assert control["aria-invalid"] == "true"
    described = control["aria-describedby"].split()
    assert "Give a title." in [found.find(id=name).get_text(strip=True) for name in described]


def test_radios_are_a_group_with_a_name(app: Flask) -> None:
    found = draw(app, "{{ ui.field(form.level) }}", form=refused())
    assert "Level" in found.fieldset.legend.get_text()
    assert len(found.select("fieldset input[type=radio]")) == 2
    assert found.find(id=found.fieldset["aria-describedby"].split()[-1]).get_text(strip=True) == "Choose."


@pytest.mark.parametrize(
    ("name", "direction"), [("title", "auto"), ("body", "auto"), ("email", "ltr"), ("agree", None)]
)
def test_what_people_write_finds_its_own_direction(app: Flask, name: str, direction: str | None) -> None:
    found = draw(app, "{{ ui.field(form[name]) }}", form=Sample(), name=name)
    assert found.find(["input", "textarea"]).get("dir") == direction


def test_more_arguments_become_attributes(app: Flask) -> None:
    found = draw(app, "{{ ui.field(form.title, autocomplete='off', data_count='80') }}", form=Sample())
    assert (found.input["autocomplete"], found.input["data-count"]) == ("off", "80")


def test_editor_is_a_textarea_that_knows_its_preview(app: Flask) -> None:
    found = draw(app, "{{ ui.editor(form.body) }}", form=Sample())
    assert found.textarea.has_attr("data-editor")
    assert found.textarea["data-preview"].startswith("/")


def test_summary_links_to_each_refused_field(app: Flask) -> None:
    found = draw(app, "{{ ui.form_errors(form) }}{{ ui.field(form.title) }}{{ ui.field(form.level) }}", form=refused())
    links = [link["href"][1:] for link in found.select(".error-summary a")]
    assert links[:2] == ["title", "level-0"]
    assert all(found.find(id=name) for name in links[:2])


def test_errors_of_nested_fields_are_listed(app: Flask) -> None:
    assert "Too long." in [error.message for error in form_errors(refused())]


def test_form_without_errors_has_no_summary(app: Flask) -> None:
    assert not draw(app, "{{ ui.form_errors(form) }}", form=Sample()).find()


def test_post_button_carries_the_form_token_and_its_fields(app: Flask) -> None:
    found = draw(app, "{{ ui.post_button('/topics/1/closure', 'Close', fields={'reason': '<b>'}) }}")
    assert (found.form["method"], found.form["action"]) == ("post", "/topics/1/closure")
    assert found.find("input", {"name": "csrf_token"})["value"]
    assert found.find("input", {"name": "reason"})["value"] == "<b>"


def test_confirmation_needs_no_script(app: Flask) -> None:
    found = draw(app, "{{ ui.post_button('/x', 'Delete', confirm='For good?') }}")
    assert found.details.summary.get_text(strip=True) == "Delete"
    assert "For good?" in found.details.p.get_text()
    assert found.select("details form button")


def test_names_are_isolated_and_escaped(app: Flask) -> None:
    person = {"name": "<i>سعيد", "organisation_name": "Oujda", "region_name": "Oriental"}
    found = draw(app, "{{ ui.person(person) }}", person=person)
    assert found.bdi.get_text() == "<i>سعيد"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Point focal – Oriental", "PO"), ("نقطة الاتصال", "ن"), ("المجلس", "م"), ("Oujda", "O"), ("", "·")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_pager_keeps_the_filters(app: Flask) -> None:
    found = draw(app, "{{ ui.pager(page, '/library/?region=02') }}", page=Page([], next_cursor="n"))
    assert [link["href"] for link in found("a")] == ["/library/?region=02&after=n"]


def test_pager_of_a_single_page_is_nothing(app: Flask) -> None:
    assert not draw(app, "{{ ui.pager(page, '/x') }}", page=Page([])).find()


def test_chosen_facet_is_marked(app: Flask) -> None:
    found = draw(app, "{{ ui.facet('Theme', [('A', '?a', 1, True), ('B', '?b', 0, False)]) }}")
    assert [link.get("aria-current") for link in found("a")] == ["true", None]


def test_icon_is_silent_unless_named(app: Flask) -> None:
    found = draw(app, "{{ ui.icon('reply') }}{{ ui.icon('close', 'Close') }}")
    assert all(drawing["aria-hidden"] == "true" for drawing in found("svg"))
    assert found.get_text(strip=True) == "Close"
    assert "icon--flow" in found.svg["class"], "an arrow is mirrored in right-to-left pages"


def test_steps_say_where_one_is(app: Flask) -> None:
    found = draw(app, "{{ ui.steps([('a', 'Language'), ('b', 'Region'), ('c', 'Mail')], 'b') }}")
    assert [(step.get("aria-current"), step.get("class")) for step in found("li")] == [
        (None, ["step--done"]),
        ("step", None),
        (None, None),
    ]


def test_wide_table_can_be_reached_and_scrolled_by_keyboard(app: Flask) -> None:
    found = draw(app, "{% call ui.table_wrap('Budget') %}<table></table>{% endcall %}")
    assert (found.div["tabindex"], found.div["role"], found.div["aria-label"]) == ("0", "region", "Budget")
