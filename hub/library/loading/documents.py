"""Templates that a region can take over: a text to read here and the same text as a file."""

import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import yaml
from flask import current_app

from hub.core import clock
from hub.core.access import PUBLIC_AUDIENCE
from hub.library.actions.attaching import attach_file
from hub.library.actions.creating import begin_record
from hub.library.actions.presenting import present
from hub.library.actions.publishing import publish, submit
from hub.library.actions.translating import translate_record
from hub.library.content.fields import Form, RecordKind
from hub.library.loading.practices import DATA, MAILBOX
from hub.network.demo import DemoPeople


def load_documents(people: DemoPeople) -> None:
    documents = yaml.safe_load((DATA / "library_documents.yaml").read_text(encoding="utf-8"))["documents"]
    now = clock.utcnow()
    for age, document in enumerate(documents):
        with clock.frozen(now - timedelta(days=3 + 9 * age, hours=2)):
            _load(people, document)


def _load(people: DemoPeople, document: Mapping[str, Any]) -> None:
    owner, title, summary = people[document["owner"]], document["title"], document["summary"]
    values = {
        "title": title["fr"],
        "summary": summary["fr"],
        "body": document["body"].strip(),
        "themes": tuple(document["themes"]),
        "regions": (document["region"],),
        "lead": document["lead"],
        "contact": MAILBOX,
        "licence": "CC0-1.0",
    }
    record = begin_record(owner, RecordKind.DOCUMENT, "fr", values)
    for language in ("ar", "en"):
        texts = {"title": title[language], "summary": summary[language]}
        translate_record(owner, record.id, language, texts, base=1)
    text = f"# {title['fr']}\n\n{document['body']}"
    attach_file(current_app.extensions["files"], owner, record.id, io.BytesIO(text.encode()), document["file"])
    present(owner, record.id, audience=PUBLIC_AUDIENCE, form=Form.SNAPSHOT.value)
    submit(owner, record.id)
    publish(people["organiser"], record.id, record.latest_version)
