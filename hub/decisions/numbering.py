"""`D-2027-03/04`: the rank of the source in its year, then of the decision in its source."""

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from hub.core.db import DbSession
from hub.decisions.models import DecisionSource
from hub.decisions.source import SourceFacts

ATTEMPTS = 8


class NumberingFailed(RuntimeError):
    """Other writers took every rank that was tried."""


def written(year: int, ordinal: int, number: int) -> str:
    return f"D-{year}-{ordinal:02d}/{number:02d}"


def source_for(session: DbSession, facts: SourceFacts) -> DecisionSource:
    """The source's row, made with the next rank of its year when it takes its first decision.

    Two meetings may take a rank at once: the unique constraint lets one win and the other tries the next.
    """
    known = select(DecisionSource).where(DecisionSource.kind == facts.ref.kind, DecisionSource.ref_id == facts.ref.id)
    for _ in range(ATTEMPTS):
        if (source := session.scalar(known)) is not None:
            return source
        taken = select(func.max(DecisionSource.ordinal)).where(DecisionSource.year == facts.held_on.year)
        source = DecisionSource(
            kind=facts.ref.kind,
            ref_id=facts.ref.id,
            year=facts.held_on.year,
            ordinal=(session.scalar(taken) or 0) + 1,
            held_on=facts.held_on,
            title=facts.title,
            series=facts.series,
            audience=facts.audience,
        )
        try:
            with session.begin_nested():
                session.add(source)
        except IntegrityError:
            continue
        return source
    raise NumberingFailed(facts.ref)


def next_number(session: DbSession, source: DecisionSource) -> int:
    """Takes the source's next number; the row stays locked until the transaction ends."""
    number = session.scalar(
        update(DecisionSource)
        .where(DecisionSource.id == source.id)
        .values(last_number=DecisionSource.last_number + 1)
        .returning(DecisionSource.last_number)
        .execution_options(synchronize_session=False)
    )
    if number is None:
        raise NumberingFailed(source.id)
    session.expire(source, ["last_number"])
    return number
