"""Lists of figures: several names and as many figures told by 分别, and the parts of a ratio."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.claims import phrases
from kg.claims.changes import movement
from kg.claims.rows import Row, quantity_of
from kg.claims.surroundings import Surroundings
from kg.lexicon import alternation
from kg.model import Change, Mention, Quantity

_JOINERS = "、和及与"


@dataclass(frozen=True, slots=True)
class Item:
    """One figure of a list with its name; `change` is set where the figure tells how what is named moved."""

    mention: Mention
    name: str
    quantity: Quantity
    change: Change | None


def listed(run: Sequence[Mention], start: int, around: Surroundings, group: Sequence[Row]) -> list[Item] | None:
    """The items of a list of figures whose words begin at `start`; None where the figures are no such list.

    `group` are the rows of the list before in the same sentence: a list without names is of theirs (增加值分别为…，分别增长…).
    An item without a name tells how its row of `group` moved.
    """
    left = around.text[start : run[0].span.start]
    ratio = run[0].finder == "ratio"
    shared = _respectively().search(left)
    moved = movement(left[shared.end() :] if shared else left)
    again = moved is not None and not moved.name and len(group) == len(run)  # 提高3.9、2.0、2.9个百分点, of the list before
    if not ratio and not shared and not again:
        return None
    tail = phrases.left_phrase(left[shared.end() :]) if shared and moved is None else ""
    before = _base().sub("", left[: shared.start()] if shared else left if ratio else "")
    before = around.undated(start, start + len(before))
    names = phrases.items(before, tail, len(run)) if phrases.left_phrase(before) else []
    if len(group) == len(run) and (not names or len(set(names)) == 1):
        changes_only = moved is not None and not names
        names = [""] * len(run) if changes_only else [row.name + (names[0] if names else tail) for row in group]
    unit = quantity_of(run[-1]).unit
    items = []
    for mention, last, name in zip(run, (None, *run), names, strict=False):
        quantity = replace(quantity_of(mention), unit=quantity_of(mention).unit or unit)
        if moved and last is not None:  # 分别增长0.7%和下降46.8%: by the last verb before it
            moved = movement(around.text[last.span.end : mention.span.start].lstrip(_JOINERS)) or moved
        items.append(Item(mention, name, quantity, moved.change(quantity) if moved else None))
    return items


def sets_amounts(left: str) -> str:
    """The words in front of 分别, by which a list is one of amounts that a notice sets."""
    shared = _respectively().search(left)
    return left[: shared.start()] if shared else left


@cache
def _base() -> re.Pattern[str]:
    """What the changes of a list are measured against, in front of 分别."""
    return re.compile(rf"(?:{alternation('_change-base')}|[比较]{alternation('_compared')})+\s*$")


@cache
def _respectively() -> re.Pattern[str]:
    return re.compile(alternation("_respectively"))
