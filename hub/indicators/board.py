"""The board: one indicator for the regions. Table, chart, `.csv` and `.svg` are all made from this one view model, so they
show exactly the same."""

from hub.core.locale import gettext
from hub.indicators.blocks import category_plans, make_block, place_plans, territorial_plans, with_shared_notes
from hub.indicators.comparisons import ranked, with_changes, with_gaps
from hub.indicators.footnotes import number_footnotes
from hub.indicators.view_model import CATEGORIES, PLACES, TERRITORIES, Block, Board, Footnote, Ingredients


def build_board(given: Ingredients) -> Board:
    """View `trend` sets all periods side by side; the others show `given.period`."""
    notes = number_footnotes(given.values)
    remarks: list[str] = []
    others = [
        make_block(given, notes, kind, plans)
        for kind, plans in ((CATEGORIES, category_plans(given)), (PLACES, place_plans(given)))
        if plans
    ]
    territories = territorial_plans(given)
    blocks = list(others)
    if not others or any(plan.values for plan in territories):
        blocks.insert(0, compared(given, make_block(given, notes, TERRITORIES, territories), remarks))
    if given.state.view != "trend" and any(len(block.series) > 1 for block in blocks):
        remarks.append(gettext("Values on different bases stand side by side; no difference is computed between them."))
    return Board(
        indicator=given.indicator,
        state=given.state,
        language=given.language,
        region_names=given.region_names,
        blocks=tuple(with_shared_notes(block) for block in blocks),
        footnotes=tuple(Footnote(number, *text) for text, number in notes.items()),
        remarks=tuple(remarks),
    )


def compared(given: Ingredients, block: Block, remarks: list[str]) -> Block:
    """The territories with gaps or changes, and in the order asked for; refusals go to `remarks`."""
    block = with_changes(given, block, remarks) if given.state.view == "trend" else with_gaps(given, block, remarks)
    return ranked(given, block, remarks)
