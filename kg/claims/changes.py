"""How a figure moved and where it ranks: 同比增长20.11%, 比上年末增加353人, 居全省第1位."""

import re
from decimal import Decimal
from functools import cache

from kg.claims.counted import is_rate
from kg.lexicon import alternation, words
from kg.model import Change, Quantity

YEAR_ON_YEAR = "同比"
_AGAINST, _LAST_YEAR = "比", "上年"
LAST_YEAR = _AGAINST + _LAST_YEAR


@cache
def _movement() -> re.Pattern[str]:
    """What stands in front of a figure that is a change: perhaps a name, what it is measured against, the verb."""
    compared = rf"(?:[比较](?P<compared>{alternation('_compared')}|\d{{4}}年(?:[末底]|同期)?))"
    against = rf"(?P<against>(?:{compared}|{alternation('_change-base')}|[,，\s])*+)"
    verb = rf"(?:(?P<up>{alternation('_increase')})|(?P<down>{alternation('_decrease')}))"
    return re.compile(rf"(?P<name>.*?){against}{verb}(?P<rate>率|幅度?|速度?)?(?:为|了|约|达到?|近)?\s*", re.S)


@cache
def _rank() -> re.Pattern[str]:
    numeral = r"[\d一二三四五六七八九十]{1,3}"
    place = rf"(?:第\s?{numeral}(?:位|名)?|首位|榜首|前列|前{numeral}位?)"
    return re.compile(rf"[，,\s]*(?:[一-鿿]{{0,10}}?)(?P<rank>{alternation('_rank-verb')}[一-鿿]{{0,6}}?{place})")


class Movement:
    """A change as the words in front of its figure tell it: `name` is what moved (empty: what was counted before)."""

    def __init__(self, match: re.Match[str]) -> None:
        self.name = match["name"].strip(" ，,、")
        self.compared = match["compared"] or ""
        self.named_base = next((word for word in words("_change-named") if word in match["against"]), "")
        self.sign = 1 if match["up"] else -1
        self.rate = bool(match["rate"])

    @property
    def based(self) -> bool:
        """Whether the words say against what."""
        return bool(self.compared or self.named_base)

    def change(self, quantity: Quantity) -> Change:
        """The change by a quantity; a rate against last year is 同比, whatever the words."""
        base = self.named_base
        if not base and is_rate(quantity.unit) and self.compared in words("_year-on-year"):
            base = YEAR_ON_YEAR
        elif not base:
            base = _AGAINST + (self.compared or _LAST_YEAR)
        return Change(base, signed(quantity.value, self.sign), quantity.unit)


def movement(left: str) -> Movement | None:
    """The change that the words right in front of a figure tell, or None (`增加值达` and `增长到` tell none)."""
    match = _movement().fullmatch(left.rstrip())
    if match is None:
        return None
    found = Movement(match)
    return None if found.rate and not found.based and found.name else found


def signed(value: Decimal, sign: int) -> Decimal:
    """The value with the sign of its verb; one that is printed with a minus keeps it."""
    return value * sign if value > 0 else value


def rank(right: str) -> str:
    """The rank that the words behind a figure tell (`居全省第1位`), or the empty string."""
    match = _rank().match(right)
    return match["rank"] if match else ""
