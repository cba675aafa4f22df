"""What administrative divisions were: rows of codes and years joined to divisions, and what each became. Used by make_places.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

COUNTRY = "100000"
# GB/T 2260 gives Taiwan 710000; the codes of its cities and counties, as of the residence permits, begin with 83.
TAIWAN = {"830000": "710000"}


class Row(NamedTuple):
    """A row of `division-years.tsv`: `code` stood for `name` since and until a year; 0 where the table is silent."""

    code: str
    name: str
    since: int
    until: int


@dataclass
class Division:
    """One division: `since` and `until` are years (0: before 1981, still there), `codes` what it had before.

    `names` are its further names by property (`altLabel`, `hiddenLabel`, `abbreviation`), `successors` keys.
    """

    key: str
    code: str
    name: str
    since: int = 0
    until: int = 0
    codes: list[str] = field(default_factory=list)
    parent: str = ""
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    successors: list[str] = field(default_factory=list)

    @property
    def level(self) -> str:
        """`province`, `prefecture` or `county`, as the code says."""
        return "province" if self.code.endswith("0000") else "prefecture" if self.code.endswith("00") else "county"


class Rules:
    """What `place-names.tsv` decides: rows by kind."""

    def __init__(self, path: Path) -> None:
        self.rows: dict[str, list[list[str]]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                kind, *rest = line.split("\t")
                self.rows[kind].append(rest)
        self.suffixes = self.keys("suffix")
        self.peoples = sorted(self.keys("ethnic"), key=lambda people: (-len(people), people))
        self.sides = set(self.keys("side"))
        self.districts = tuple(self.keys("district"))
        self.plain = set(self.keys("plain"))
        self.weak = set(self.keys("weak"))
        self.context = set(self.keys("context"))

    def keys(self, kind: str) -> list[str]:
        """The keys of one kind, in the order of the file."""
        return [row[0] for row in self.rows[kind]]

    def values(self, kind: str, key: str) -> list[str]:
        """What is decided of `key` under `kind`, in the order of the file."""
        return [row[1] for row in self.rows[kind] if row[0] == key]

    def short(self, name: str) -> tuple[str, str]:
        """The short name and, for an autonomous division, its compound with the last character (`三江`, `三江县`).

        Either is empty where there is none: no single character is a short name.
        """
        suffix = next((suffix for suffix in self.suffixes if name.endswith(suffix)), "")
        stem = name.removesuffix(suffix)
        if suffix and len(stem) < 2:
            suffix, stem = suffix[-1], name[:-1]
        bare = stem
        while people := next((people for people in self.peoples if bare.endswith(people) and len(bare) - len(people) > 1), ""):
            bare = bare.removesuffix(people)
        banner_side = name.endswith(tuple(self.keys("banner"))) and bare.endswith(tuple(self.sides))
        if not suffix or len(bare) < 2 or banner_side:
            return "", ""
        return bare, bare + suffix[-1] if bare != stem else ""


def parent_code(code: str, known: Iterable[str]) -> str:
    """The code of the division that `code` lies in: its prefecture if `known`, else its province, else the country."""
    if code.endswith("0000"):
        return COUNTRY
    prefecture, province = code[:4] + "00", code[:2] + "0000"
    return prefecture if prefecture in known and code != prefecture else TAIWAN.get(province, province)


class History:
    """The former divisions, made of the rows of years, the published changes of codes, and the current divisions.

    Current divisions get the year since which they are, and the codes they had before.
    """

    def __init__(self, rows: list[Row], changes: dict[str, list[str]], current: dict[str, Division], rules: Rules) -> None:
        self.rows, self.changes, self.current, self.rules = rows, changes, current, rules
        self.former: list[Division] = []
        self._join()
        self._name_keys()
        self._place()
        self._succeed()

    def _join(self) -> None:
        """Rows of one name whose years meet are one division that changed its code."""
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            groups[self._region(row.code), row.name].append(row)
        for _, group in sorted(groups.items()):
            chains: list[list[Row]] = []
            for row in sorted(group, key=lambda row: (row.since, row.until or 9999, row.code)):
                chain = next((chain for chain in chains if self._continues(self._last(chain), row)), None)
                if chain is None:
                    chains.append([row])
                else:
                    chain.append(row)
            for chain in chains:
                self._settle(chain)

    @staticmethod
    def _region(code: str) -> str:
        # Hainan was part of Guangdong until 1988, Chongqing of Sichuan until 1997.
        return {"46": "44", "50": "51"}.get(code[:2], code[:2])

    @staticmethod
    def _last(chain: list[Row]) -> Row:
        """The row that lasted longest: early tables hold a few short-lived double entries."""
        return max(chain, key=lambda row: (row.until or 9999, row.since))

    def _continues(self, before: Row, row: Row) -> bool:
        """Whether `row` is the division of `before` under another code: the years meet, and so do the cities of districts."""
        if row.since > (before.until or 9999) + 3 or before.code.endswith("00") != row.code.endswith("00"):
            return False
        if not row.name.endswith(self.rules.districts):
            return True
        recoded = before.code[:4] == row.code[:4] or row.code in self.changes.get(before.code, ())
        return row.since >= (before.until or 9999) - 3 and (recoded or self._seat(before) == self._seat(row))

    def _seat(self, row: Row) -> str:
        """The short name of the city that a district lay in in its first year."""
        code = row.code[:4] + "00"
        names = [seat.name for seat in self.rows if seat.code == code and seat.since <= row.since < (seat.until or 9999)]
        return self.rules.short(names[0] if names else self.current[parent_code(row.code, self.current)].name)[0]

    def _settle(self, chain: list[Row]) -> None:
        last = self._last(chain)
        since = min(row.since for row in chain)
        codes = list(dict.fromkeys(row.code for row in chain if row.code != last.code))
        if not last.until:
            self.current[last.code].since, self.current[last.code].codes = since, codes
        else:
            self.former.append(Division(last.code, last.code, last.name, since, last.until, codes))

    def _name_keys(self) -> None:
        """A code that several divisions bore is a key only with the year since which the division bore it."""
        counts: dict[str, int] = defaultdict(int)
        for division in self.former:
            counts[division.code] += 1
        for division in self.former:
            if counts[division.code] > 1 or division.code in self.current:
                division.key = f"{division.code}-{division.since or 1980}"
        self.former.sort(key=lambda division: division.key)

    def _place(self) -> None:
        """The parent of a former division is what bore its prefecture's code in its last year, else its province."""
        holders = self._holders()
        for division in self.former:
            seats = [seat for seat in holders[division.code[:4] + "00"] if seat.since < division.until <= (seat.until or 9999)]
            outer = [seat.key for seat in seats if seat is not division]
            division.parent = outer[0] if outer and division.level == "county" else parent_code(division.code, ())

    def _holders(self) -> dict[str, list[Division]]:
        holders: dict[str, list[Division]] = defaultdict(list)
        for division in [*self.current.values(), *self.former]:
            for code in (division.code, *division.codes):
                holders[code].append(division)
        return holders

    def _succeed(self) -> None:
        """Give every former division its successors: what its area became next, as far as the tables tell."""
        holders = self._holders()
        stems: dict[tuple[str, str], list[Division]] = defaultdict(list)
        for division in [*self.current.values(), *self.former]:
            if stem := self.rules.short(division.name)[0]:
                stems[self._region(division.code), stem].append(division)
        for division in self.former:
            renamed = stems[self._region(division.code), self.rules.short(division.name)[0]]
            renamed = [other for other in renamed if self._follows(other, division)]
            alike = [other for other in renamed if other.code.endswith("00") == division.code.endswith("00")]
            # A change is published for a code: it tells of the last division that bore it.
            last = max(holders[division.code], key=lambda other: other.until or 9999) is division
            told = list(self._targets(division.code, holders)) if last else []
            recoded = [other for other in holders[division.code] if self._follows(other, division)]
            earlier = [other for code in division.codes for other in self._targets(code, holders)]
            found = alike or self._later(told, division) or recoded or renamed or self._later(earlier, division)
            decided = self.rules.values("successor", division.key)
            division.successors = decided or sorted({other.key for other in found})

    @staticmethod
    def _later(others: list[Division], division: Division) -> list[Division]:
        return [other for other in others if other is not division and (other.until or 9999) > division.until]

    @staticmethod
    def _follows(other: Division, division: Division) -> bool:
        return other is not division and abs(other.since - division.until) <= 1

    def _targets(self, code: str, holders: dict[str, list[Division]], seen: tuple[str, ...] = ()) -> Iterator[Division]:
        """The divisions that the published changes of `code` lead to, over codes that changed again."""
        for target in self.changes.get(code, ()):
            if target not in seen:
                if target in holders:
                    yield max(holders[target], key=lambda division: division.until or 9999)
                else:
                    yield from self._targets(target, holders, (*seen, code))
