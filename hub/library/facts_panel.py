"""The facts of a record as (label, values) for the panel beside its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.core.locale import gettext
from hub.library.content.content import Content, Facts
from hub.library.content.fields import RecordKind
from hub.library.content.vocabulary import HOME_COUNTRY
from hub.library.labels import (
    beneficiaries_text,
    choice_label,
    country_name,
    day_text,
    field_label,
    partner_text,
    period_text,
)
from hub.network.vocabularies import Names


@dataclass(frozen=True, slots=True)
class Item:
    """One value; `is_free`: typed by people in any language; `is_code`: always left to right."""

    text: str
    address: str = ""
    is_free: bool = False
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    items: tuple[Item, ...]


def facts_panel(content: Content, themes: Names, regions: Names, period_note: str) -> list[Fact]:
    """Only what is filled, the most asked first."""
    facts = content.facts
    lines: list[tuple[str, Sequence[Item]]] = [
        (gettext("Territory"), _territory(content, regions)),
        (
            field_label("themes"),
            [Item(str(themes[code]), f"/library/?theme={code}") for code in content.themes if code in themes],
        ),
        (field_label("lead"), _free(facts.lead)),
    ]
    if content.kind is RecordKind.PRACTICE:
        lines += _practice_lines(facts, period_note)
    lines += [
        (
            field_label("contact"),
            [Item(facts.contact, f"mailto:{facts.contact}", is_code=True)] if facts.contact else [],
        ),
        (field_label("licence"), _choice("licence", facts.licence)),
        (field_label("review_by"), [Item(day_text(facts.review_by))] if facts.review_by else []),
        (field_label("keywords"), [Item(word, is_free=True) for word in facts.keywords]),
    ]
    return [Fact(label, tuple(items)) for label, items in lines if items]


def _practice_lines(facts: Facts, period_note: str) -> list[tuple[str, Sequence[Item]]]:
    period = period_text(facts.period_start, facts.period_end)
    return [
        (gettext("Period"), [*_free(period), *_free(period_note)]),
        (field_label("nature"), _choice("nature", facts.nature)),
        (field_label("level"), _choice("level", facts.level)),
        (field_label("replicability"), _choice("replicability", facts.replicability)),
        (field_label("beneficiaries"), [Item(beneficiaries_text(item)) for item in facts.beneficiaries]),
        (field_label("partners"), [Item(partner_text(item), is_free=True) for item in facts.partners]),
        (field_label("programmes"), [Item(word, is_free=True) for word in facts.programmes]),
        (field_label("gcm"), _numbers(facts.gcm)),
        (field_label("sdgs"), _numbers(facts.sdgs)),
        (field_label("confidence"), _choice("confidence", facts.confidence)),
    ]


def _territory(content: Content, regions: Names) -> list[Item]:
    found = [Item(str(regions[code]), f"/regions/{code}") for code in content.regions if code in regions]
    if content.facts.country != HOME_COUNTRY:
        found.append(Item(country_name(content.facts.country)))
    return [*found, *_free(content.facts.place)]


def _free(text: str) -> list[Item]:
    return [Item(text, is_free=True)] if text else []


def _choice(name: str, code: str) -> list[Item]:
    return [Item(choice_label(name, code))] if code else []


def _numbers(numbers: tuple[int, ...]) -> list[Item]:
    return [Item(gettext(", ").join(str(number) for number in numbers))] if numbers else []
