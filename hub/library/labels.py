"""What codes and fields are called, for people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale

from hub.core.locale import (
    LANGUAGES,
    LazyString,
    current_language,
    format_date,
    format_number,
    gettext,
    lazy_gettext,
    pgettext,
)
from hub.library.content.comparison import as_text
from hub.library.content.content import Value
from hub.library.content.fields import FIELDS, Shape
from hub.library.content.items import Beneficiaries, Partner, Source

_ = lazy_gettext

FIELD_LABELS: dict[str, LazyString] = {
    "title": _("Title"),
    "summary": _("Summary"),
    "body": _("Text"),
    "nature": _("Nature"),
    "maturity": _("Maturity"),
    "themes": _("Themes"),
    "keywords": _("Keywords"),
    "regions": _("Regions"),
    "country": _("Country"),
    "place": _("Place"),
    "level": _("Level"),
    "period_start": _("First year"),
    "period_end": _("Last year"),
    "period_note": _("About the period"),
    "lead": _("Lead institution"),
    "partners": _("Partners"),
    "programmes": _("Programmes"),
    "contact": _("Contact mailbox"),
    "context": _("Context"),
    "challenge": _("Starting problem"),
    "objective": _("Objective"),
    "beneficiaries": _("Beneficiaries"),
    "planning_link": _("Link with planning"),
    "legal_basis": _("Legal basis"),
    "method": _("Actions taken"),
    "blocks": _("Reusable parts"),
    "resources": _("Resources"),
    "cost": _("Indicative cost"),
    "results": _("Results"),
    "evidence": _("Evidence"),
    "gender_rights": _("Gender and rights"),
    "innovation": _("What is new"),
    "success_factors": _("Success factors"),
    "constraints": _("Difficulties"),
    "lessons": _("Lessons learnt"),
    "sustainability": _("Sustainability"),
    "replicability": _("Ease of replication"),
    "replicability_minimum": _("Replicability: the minimum"),
    "replicability_adaptable": _("Replicability: what can be adapted"),
    "replicability_avoid": _("Replicability: what to avoid"),
    "sources": _("Sources"),
    "confidence": _("Strength of the sources"),
    "licence": _("Licence"),
    "review_by": _("To be reviewed by"),
    "gcm": _("Objectives of the Global Compact for Migration"),
    "sdgs": _("Sustainable Development Goals"),
}

FIELD_HINTS: dict[str, LazyString] = {
    "title": _("Where, who and what, in one line."),
    "summary": _("The result first, then how: about 100 words."),
    "maturity": _("Tried once, promising after some time, or proven in several places or years."),
    "keywords": _("Separated by commas."),
    "programmes": _("Separated by commas."),
    "period_end": _("Leave empty if it continues."),
    "contact": _("The mailbox of a service or a role, never a person’s."),
    "context": _("The territory and its migration situation, with figures and their year."),
    "challenge": _("What did not work before."),
    "objective": _("What was to change, for whom, by when."),
    "beneficiaries": _("Groups and numbers only: never names or anything that identifies a person."),
    "planning_link": _("The axis of the regional development plan or of the municipal action plan that carries it."),
    "method": _("Steps that another region could repeat, in order."),
    "blocks": _("Parts that can be taken over on their own: a form, a procedure, a committee."),
    "resources": _("People, premises, tools."),
    "results": _(
        "One result a line. “Sourced” means that one of the sources below says it; “editorial” that the author does."
    ),
    "lessons": _("Advice to the next region, one lesson a line."),
    "constraints": _("What failed, and why: the most useful part for others."),
    "replicability_minimum": _("What it takes at the very least."),
    "sources": _("Public addresses where others can check."),
    "gcm": _("Numbers from 1 to 23, separated by commas."),
    "sdgs": _("Numbers from 1 to 17, separated by commas."),
    "review_by": _("The day on which somebody should check that it is still true."),
}

SECTION_LABELS: dict[str, LazyString] = {
    "identity": _("Essentials"),
    "territory": _("Territory and partners"),
    "context": _("Context"),
    "method": _("How it was done"),
    "results": _("Results"),
    "lessons": _("Lessons and replicability"),
    "sources": _("Sources and rights"),
}

KINDS = {"practice": _("Good practice"), "document": _("Document")}
KINDS_PLURAL = {"practice": _("Good practices"), "document": _("Documents")}
FORMS = {"full": _("Full record"), "snapshot": _("Snapshot")}
STATUSES = {"draft": _("Draft"), "submitted": _("In review"), "published": _("Published"), "withdrawn": _("Taken out")}
BASES = {"sourced": _("Sourced"), "editorial": _("Editorial")}
CHOICES: dict[str, dict[str, LazyString]] = {
    "nature": {"policy": _("Policy"), "service": _("Service"), "tool": _("Tool"), "project": _("Project")},
    "maturity": {"tried": _("Tried"), "promising": _("Promising"), "proven": _("Proven")},
    "level": {
        "region": _("Region"),
        "province": _("Province"),
        "commune": _("Municipality"),
        "city": _("City"),
        "national_local": _("National and local"),
    },
    "replicability": {
        "low": _("Hard to replicate"),
        "medium": _("Fairly easy to replicate"),
        "high": _("Easy to replicate"),
    },
    "confidence": {"low": _("Weak"), "medium": _("Fair"), "high": _("Strong")},
    "licence": {
        "CC-BY-4.0": _("Creative Commons Attribution 4.0"),
        "CC-BY-SA-4.0": _("Creative Commons Attribution – ShareAlike 4.0"),
        "CC0-1.0": _("Public domain (CC0 1.0)"),
        "reserved": _("All rights reserved"),
    },
    "role": {
        "implementation": _("Implementation"),
        "funding": _("Funding"),
        "technical": _("Technical support"),
        "hosting": _("Hosting"),
        "research": _("Research"),
    },
    "group": {
        "migrants": _("Migrants"),
        "refugees": _("Refugees"),
        "asylum_seekers": _("Asylum seekers"),
        "third_country": _("Third-country nationals"),
        "returnees": _("Returnees"),
        "mre": _("Moroccans residing abroad"),
        "minors": _("Unaccompanied minors"),
        "hosts": _("Host population"),
        "officials": _("Elected members and officials"),
        "associations": _("Associations"),
    },
    "sex": {"all": _("Women and men"), "women": _("Women"), "men": _("Men")},
    "age": {
        "all": _("All ages"),
        "children": _("Children"),
        "youth": _("Young people"),
        "adults": _("Adults"),
        "older": _("Older people"),
    },
}


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of codes in one language, by code."""

    kinds: Mapping[str, str]
    forms: Mapping[str, str]
    statuses: Mapping[str, str]
    basis: Mapping[str, str]
    maturity: Mapping[str, str]


def words() -> Words:
    """For templates: translated once per language, printed on every card."""
    return _words(current_language().code)


@cache
def _words(_language: str) -> Words:
    lists = (KINDS, FORMS, STATUSES, BASES, CHOICES["maturity"])
    return Words(*({code: str(label) for code, label in labels.items()} for labels in lists))


def field_label(name: str) -> str:
    return str(FIELD_LABELS[name])


def choice_label(name: str, code: str) -> str:
    """The wording of a code; the code itself when it is from another time."""
    return str(CHOICES.get(name, {}).get(code, code))


def country_name(code: str) -> str:
    return str(Locale.parse(current_language().babel).territories.get(code, code))


def countries() -> list[tuple[str, str]]:
    """(ISO 3166-1 code, name) in the reader's language, sorted by name; Morocco first."""
    names: dict[str, str] = dict(Locale.parse(current_language().babel).territories)
    codes = [
        code
        for code in names
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "EH"}
    ]
    return sorted(((code, str(names[code])) for code in codes), key=lambda pair: (pair[0] != "MA", pair[1]))


def language_name(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code


def partner_text(partner: Partner) -> str:
    if not partner.role:
        return partner.name
    return gettext("%(name)s (%(role)s)", name=partner.name, role=choice_label("role", partner.role))


def beneficiaries_text(item: Beneficiaries) -> str:
    """“Migrants, women, adults: 120”."""
    parts = [choice_label("group", item.group)]
    parts += [choice_label(name, code) for name, code in (("sex", item.sex), ("age", item.age)) if code != "all"]
    words = gettext(", ").join(parts)
    if item.number is None:
        return words
    colon = pgettext("between a label and its value", ": ")
    return f"{words}{colon}{format_number(item.number)}"


def source_text(source: Source) -> str:
    return f"{source.label} – {source.address}" if source.label else source.address


def period_text(start: int | None, end: int | None) -> str:
    """“2012–2019”, “since 2003”, nothing."""
    if start is None:
        return str(end or "")
    if end is None:
        return gettext("since %(year)s", year=start)
    return str(start) if start == end else f"{start}–{end}"


def fact_text(name: str, value: Value) -> str:
    """The value of a fact in words, one item a line: for comparing versions."""
    makers: dict[str, Callable[[Any], str]] = {
        "partners": partner_text,
        "beneficiaries": beneficiaries_text,
        "sources": source_text,
    }
    if name in makers:
        return "\n".join(makers[name](item) for item in value)
    if isinstance(value, tuple):
        return gettext(", ").join(str(item) for item in value)
    if name == "country":
        return country_name(value)
    if FIELDS[name].shape is Shape.CHOICE:
        return choice_label(name, value)
    return "" if value is None else str(value)


def day_text(iso: str) -> str:
    """An ISO date in the reader's words."""
    return format_date(date.fromisoformat(iso)) if iso else ""


def comparable_text(name: str, value: Value) -> str:
    """Any field's value as plain lines."""
    return as_text(value) if FIELDS[name].is_translated else fact_text(name, value)
