"""The load set: 2,000 published records of realistic length, for measuring."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select

from hub.core import clock
from hub.core.access import MEMBERS_AUDIENCE, PUBLIC_AUDIENCE
from hub.core.db import db
from hub.library.content.content import Content, Facts, facts_to_json, texts_to_json, to_json
from hub.library.content.fields import RecordKind
from hub.library.content.items import Basis, Claim
from hub.library.content.vocabulary import MATURITIES
from hub.library.cooking import cook, excerpt
from hub.library.models import Record, RecordEdition, RecordRegion, RecordTheme, RecordVersion
from hub.network.models import Region, Theme

RECORDS = 2_000
_FRENCH = (
    "Un guichet communal oriente chaque mois les nouveaux habitants vers l’école, le centre de santé et la formation, "
    "avec un agent désigné et une convention entre la commune et une association locale."
)
_ARABIC = "شباك جماعي يوجه كل شهر السكان الجدد نحو المدرسة والمركز الصحي والتكوين، بعون معين واتفاقية بين الجماعة وجمعية محلية."


def load_large_records(records: int = RECORDS) -> None:
    """Straight inserts: the rows that the actions would have written."""
    themes = list(db.session.scalars(select(Theme.code).order_by(Theme.position)))
    regions = list(db.session.scalars(select(Region.code).order_by(Region.code)))
    first = (db.session.scalar(select(func.max(Record.id))) or 0) + 1
    made = [_Made(first + n, n, themes, regions) for n in range(records)]
    db.session.execute(insert(Record.__table__), [item.record for item in made])  # type: ignore[arg-type]
    db.session.execute(insert(RecordEdition), [row for item in made for row in item.editions])
    db.session.execute(
        insert(RecordTheme), [{"record_id": m.id, "theme_code": code} for m in made for code in m.themes]
    )
    db.session.execute(
        insert(RecordRegion), [{"record_id": m.id, "region_code": code} for m in made for code in m.regions]
    )
    db.session.execute(insert(RecordVersion), [item.version for item in made])
    _advance_sequence(first + records)


class _Made:
    """One record's rows, varied by its number."""

    def __init__(self, id_: int, n: int, themes: Sequence[str], regions: Sequence[str]) -> None:
        self.id, self.moment = id_, clock.utcnow() - timedelta(days=200, minutes=37 * n)
        self.kind = RecordKind.DOCUMENT if n % 5 == 4 else RecordKind.PRACTICE
        self.themes = sorted({themes[n % len(themes)], themes[(n * 7 + 3) % len(themes)]})
        self.regions = sorted({regions[n % len(regions)], regions[(n * n) % len(regions)]})
        maturity = MATURITIES[n % 3] if self.kind is RecordKind.PRACTICE else ""
        facts = Facts(
            maturity=maturity, lead=f"Conseil régional {regions[n % len(regions)]}", contact="contact@demo.example"
        )
        content = Content(self.kind, "fr", facts=facts, themes=tuple(self.themes), regions=tuple(self.regions))
        results = (Claim(_FRENCH, Basis.SOURCED),) * 3
        content = content.with_values({"title": f"Accueil et orientation, expérience {n + 1}", "summary": _FRENCH})
        if self.kind is RecordKind.PRACTICE:
            content = content.with_values({"method": "\n\n".join([_FRENCH] * 4), "results": results})
        if n % 2:
            arabic = {"title": f"الاستقبال والتوجيه، تجربة {n + 1}", "summary": _ARABIC}
            content = content.with_values(arabic, "ar")
        self.content = content

    @property
    def record(self) -> dict[str, Any]:
        return {
            "id": self.id, "kind": self.kind.value, "form": self.content.form.value, "status": "published",
            "audience": PUBLIC_AUDIENCE if self.id % 3 else MEMBERS_AUDIENCE, "source_language": "fr",
            "facts": facts_to_json(self.content.facts), "maturity": self.content.facts.maturity,
            "theme_codes": self.themes, "region_codes": self.regions, "latest_version": 1, "shown_version": 1,
            "review_note": "", "withdrawal_reason": "", "created_at": self.moment, "changed_at": self.moment,
            "listed_at": self.moment, "published_at": self.moment,
        }  # fmt: skip

    @property
    def editions(self) -> list[dict[str, Any]]:
        return [
            {"record_id": self.id, "language": language, "title": edition.text("title"),
             "excerpt": excerpt(edition.text("summary")), "texts": texts_to_json(edition.texts),
             "cooked": cook(edition.texts, language), "made_from": {}}
            for language, edition in self.content.editions.items()
        ]  # fmt: skip

    @property
    def version(self) -> dict[str, Any]:
        return {"record_id": self.id, "number": 1, "content": to_json(self.content), "created_at": self.moment,
                "published_at": self.moment, "note": "", "is_minor": False}  # fmt: skip


def _advance_sequence(next_id: int) -> None:
    """PostgreSQL does not notice ids that were given."""
    if db.engine.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence("library_record", "id")
        db.session.execute(select(func.setval(sequence, next_id, False)))
