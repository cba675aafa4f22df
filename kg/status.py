"""What a store holds and how it came to be: documents by source and month, what could not be read, versions, size, unknown names."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import kg
from kg.answers import cells
from kg.background import background_digest
from kg.queries import answer
from kg.rulings import files
from kg.store import Store
from kg.unknown import unknown_names
from kg.vocabulary import PREFIXES, rebased

_DOCUMENTS = """SELECT ?source (SUBSTR(STR(?day), 1, 7) AS ?month)
WHERE { ?document a kg:Announcement ; kg:source ?source . OPTIONAL { ?document dct:issued ?day } }"""
_SHOWN = 12
"""How many sources, months, failures and names are shown; JSON has all."""
_FOLDERS = 2
"""A source is named by so many folders at most."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds; months are `YYYY-MM`, the empty string stands for documents without a day; sizes in bytes."""

    documents: int
    sources: dict[str, int]
    months: dict[str, int]
    files: int
    failures: dict[str, str]
    unknown_names: dict[str, int]
    size: int
    base: str
    built: str
    version: str
    current: bool
    """Whether a build with this kg and what it knows would leave unchanged files unread."""


def status(store: Store) -> Status:
    """The status of a store as its last build left it."""
    about = store.about()
    prefixes = "".join(f"PREFIX {name}: <{rebased(PREFIXES[name], store.base)}>\n" for name in ("kg", "dct"))
    rows = cells(answer(store, prefixes + _DOCUMENTS))
    sources, months = Counter(_folder(source) for source, _ in rows), Counter(month for _, month in rows)
    records = list(store.records())
    return Status(
        documents=len(rows),
        sources=dict(sorted(sources.items())),
        months=dict(sorted(months.items())),
        files=sum(not record.part_of for record in records),
        failures=dict(sorted((record.path, record.problem) for record in records if record.problem)),
        unknown_names={name: documents for name, _, documents in unknown_names(store)},
        size=size_of(store.path) if store.path else 0,
        base=store.base,
        built=about.get("built", ""),
        version=about.get("version", ""),
        current=(about.get("version"), about.get("background")) == (kg.__version__, background_digest(files(None)[1:])),
    )


def size_of(folder: Path) -> int:
    """The bytes that a folder takes on disk; what is there under several names (a snapshot) counts once."""
    stats = {(stat.st_dev, stat.st_ino): stat.st_size for stat in (path.lstat() for path in folder.rglob("*") if path.is_file())}
    return sum(stats.values())


def told(found: Status) -> dict[str, Any]:
    """A status as JSON."""
    return asdict(found)


def lines(found: Status) -> Iterator[str]:
    """A status in words."""
    yield f"{found.documents:,} documents of {found.files:,} files · {found.size / 1e6:,.1f} MB · {found.base}"
    state = "current" if found.current else f"older than this kg {kg.__version__} or what it knows: the next build reads everything anew"
    yield f"built {found.built or '?'} by kg {found.version or '?'}, {state}"
    yield from _counts("documents by source", sorted(found.sources.items(), key=lambda item: (-item[1], item[0])))
    months = [(month or "no day", count) for month, count in found.months.items()]
    years = Counter[str]()
    for month, count in months[:-_SHOWN]:
        years[month if month == "no day" else month[:4]] += count
    yield from _counts("documents by month", [*years.items(), *months[-_SHOWN:]], shown=len(months))
    yield from _counts("names that no knowledge has (kg unknown), in documents", list(found.unknown_names.items()))
    if found.failures:
        yield f"could not be read: {len(found.failures):,}"
        for problem in list(found.failures.values())[:_SHOWN]:
            yield f"  {problem}"
        if len(found.failures) > _SHOWN:
            yield f"  … and {len(found.failures) - _SHOWN:,} more: kg status --format json"


def _counts(what: str, counts: list[tuple[str, int]], shown: int = _SHOWN) -> Iterator[str]:
    if counts:
        yield f"{what}:"
        width = max(len(f"{count:,}") for _, count in counts)
        for name, count in counts[:shown]:
            yield f"  {count:>{width},}  {name}"
        if len(counts) > shown:
            yield f"  {sum(count for _, count in counts[shown:]):>{width},}  in {len(counts) - shown} more"


def _folder(source: str) -> str:
    """The beginning of a source: its folders, or the file that stands in none."""
    folders = source.split("/")[:-1]
    return "/".join(folders[:_FOLDERS]) or source
