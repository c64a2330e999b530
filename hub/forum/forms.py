"""Shapes of the forms. The rules are the actions': a form only says which field a message stands beside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hub.core.locale import gettext, lazy_gettext, listed
from hub.core.multilingual import MultilingualText
from hub.forum.actions.categories import CategoryDraft
from hub.forum.actions.starting import TopicDraft
from hub.forum.labels import kind_labels, language_choices, starters_choices
from hub.forum.models.categories import LOCK_REASON_LIMIT
from hub.forum.models.topics import TITLE_LIMIT
from hub.forum.queries.rooms import CategoryRow
from hub.web.form_fields import WholeNumberField

Choices = list[tuple[str, str]]


class CheckboxesField(SelectMultipleField):
    """Several of a few: boxes, not a list that needs a held key."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _offered(_form: FlaskForm, field: SelectField) -> None:
    """A category that was closed to the writer meanwhile must not cost them their text: it is a wrong choice, no 404."""
    if field.data not in dict(field.choices):
        raise ValidationError(gettext("Choose a category."))


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people left different, as they would read it: `saved` stands, `typed` waits."""

    label: str
    saved: str
    typed: str


class TopicForm(FlaskForm):
    """Of a topic: without its first post when it is edited."""

    category = SelectField(lazy_gettext("Category"), [_offered], validate_choice=False)
    kind = RadioField(
        lazy_gettext("Kind"), [InputRequired(lazy_gettext("Choose one of the kinds."))], validate_choice=False
    )
    title = StringField(
        lazy_gettext("Title"),
        [InputRequired(lazy_gettext("Give a title."))],
        description=lazy_gettext("A full question or a full sentence is read more."),
        render_kw={"maxlength": TITLE_LIMIT * 2},
    )
    themes = CheckboxesField(lazy_gettext("Themes"), validate_choice=False)
    regions = CheckboxesField(lazy_gettext("Regions concerned"), validate_choice=False)
    asked = CheckboxesField(
        lazy_gettext("Put the question to"),
        description=lazy_gettext(
            "The focal points of these regions are told, and it waits on their page until they answer."
        ),
        validate_choice=False,
    )
    version = HiddenField()

    def offer(self, categories: Iterable[CategoryRow], themes: Mapping[str, str], regions: Mapping[str, str]) -> None:
        """Fill in the choices, in the reader's language: names by code."""
        self.category.choices = [(row.slug, row.name.best().text) for row in categories]
        self.kind.choices = list(kind_labels().items())
        self.themes.choices = list(themes.items())
        self.regions.choices = self.asked.choices = list(regions.items())

    def draft(self) -> TopicDraft:
        return TopicDraft(
            title=self.title.data or "",
            category=self.category.data or "",
            kind=self.kind.data or "",
            themes=self.themes.data or (),
            regions=self.regions.data or (),
            asked=self.asked.data or (),
        )

    def differences(self, saved: Mapping[str, Any]) -> list[Difference]:
        """Where the form says something else than `saved`, by field name."""
        return [
            Difference(str(field.label.text), _shown(field, saved[field.name]), _shown(field, field.data))
            for field in (self.kind, self.title, self.category, self.asked, self.themes, self.regions)
            if _shown(field, saved[field.name]) != _shown(field, field.data)
        ]


def _shown(field: Any, value: Any) -> str:
    """A value as its list names it."""
    choices = getattr(field, "choices", None)
    if choices is None:
        return str(value or "").strip()
    chosen = {value} if isinstance(value, str) else set(value or ())
    return listed(str(label) for code, label in choices if code in chosen)


class NewTopicForm(TopicForm):
    source = TextAreaField(lazy_gettext("Message"), [InputRequired(lazy_gettext("Write a message."))])
    language = SelectField(lazy_gettext("Language of the message"), [Optional()], validate_choice=False)
    form_token = HiddenField()

    def offer(self, categories: Iterable[CategoryRow], themes: Mapping[str, str], regions: Mapping[str, str]) -> None:
        super().offer(categories, themes, regions)
        self.language.choices = language_choices()


class CategoryForm(FlaskForm):
    name_fr = StringField(
        lazy_gettext("Name in French"), [InputRequired(lazy_gettext("Give the name in French at least."))]
    )
    name_ar = StringField(lazy_gettext("Name in Arabic"), [Optional()])
    name_en = StringField(lazy_gettext("Name in English"), [Optional()])
    description_fr = StringField(lazy_gettext("Description in French"), [Optional()])
    description_ar = StringField(lazy_gettext("Description in Arabic"), [Optional()])
    description_en = StringField(lazy_gettext("Description in English"), [Optional()])
    slug = StringField(
        lazy_gettext("Word in the address"),
        [InputRequired(lazy_gettext("Use lower-case letters without accents, digits and hyphens."))],
        render_kw={"dir": "ltr"},
    )
    audience = SelectField(
        lazy_gettext("Who reads it"),
        description=lazy_gettext("A change counts at once, for everything in the category."),
        validate_choice=False,
    )
    starters = SelectField(lazy_gettext("Who may start a topic"), validate_choice=False)
    position = WholeNumberField(lazy_gettext("Place in the list"), default=0)
    mails_content = BooleanField(
        lazy_gettext("Mails quote what is written"),
        default=True,
        description=lazy_gettext(
            "Otherwise mails say only that something was written: for what should not stand in mailboxes."
        ),
    )
    is_locked = BooleanField(lazy_gettext("Locked: only facilitators write"))
    lock_reason = StringField(
        lazy_gettext("Reason of the lock"),
        [Optional()],
        description=lazy_gettext("Shown to everyone who reads the category, and in the moderation log."),
        render_kw={"dir": "auto", "maxlength": LOCK_REASON_LIMIT},
    )

    def offer(self, audiences: Choices) -> None:
        self.audience.choices = audiences
        self.starters.choices = starters_choices()

    def draft(self) -> CategoryDraft:
        return CategoryDraft(
            slug=(self.slug.data or "").strip(),
            name=self._texts("name"),
            description=self._texts("description"),
            audience=self.audience.data or "",
            starters=self.starters.data or "",
            position=self.position.data or 0,
            is_locked=bool(self.is_locked.data),
            mails_content=bool(self.mails_content.data),
            lock_reason=" ".join((self.lock_reason.data or "").split()),
        )

    def _texts(self, prefix: str) -> MultilingualText:
        typed = {code: " ".join((self[f"{prefix}_{code}"].data or "").split()) for code in ("fr", "ar", "en")}
        return MultilingualText({code: text for code, text in typed.items() if text})


def show_messages(form: FlaskForm, messages: Mapping[str, str]) -> None:
    """Put an action's messages beside the fields they name; those of no field at the head of the form."""
    for name, message in messages.items():
        if name in form:
            form[name].errors = [*form[name].errors, message]
        else:
            form.form_errors.append(message)


def category_values(row: Any) -> dict[str, Any]:
    """A category as its form begins."""
    texts = {
        f"{prefix}_{code}": value.get(code, "")
        for prefix, value in (("name", row.name), ("description", row.description))
        for code in ("fr", "ar", "en")
    }
    return texts | {
        "slug": row.slug,
        "audience": row.audience,
        "starters": row.starters,
        "position": row.position,
        "is_locked": row.is_locked,
        "mails_content": row.mails_content,
        "lock_reason": row.lock_reason,
    }
