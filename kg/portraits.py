"""A portrait as text to read on a terminal: names, facts with their sentences, mentions; the quote stands in 【】."""

from collections.abc import Iterator

from kg.said import Figure, Said
from kg.show import Candidate, Fact, Portrait

_SENTENCES = 3
_AROUND = 60
"""How many sentences of one fact are printed, and how many characters on each side of a quote."""


def portrait_text(portrait: Portrait) -> str:
    """The portrait as lines of text."""
    return "\n".join(_lines(portrait)) + "\n"


def candidates_text(found: list[Candidate]) -> str:
    """Several things that bear one name, a line each, for the asker to choose by IRI."""
    rows = [f"  {one.label}  ({one.kind})  {one.documents} documents\n    {one.iri}\n" for one in found]
    return f"{len(found)} things have this name; ask for one by its IRI:\n" + "".join(rows)


def _lines(portrait: Portrait) -> Iterator[str]:
    yield f"{portrait.label}  ({'、'.join(portrait.kinds)})"
    yield portrait.iri
    if portrait.names:
        yield f"also called {'、'.join(portrait.names)}"
    for relation, value in portrait.known:
        yield f"  {relation}: {value}"
    if portrait.facts:
        yield ""
    for fact in portrait.facts:
        yield from _fact(fact)
    if portrait.figures:
        yield ""
    for figure in portrait.figures:
        yield from _figure(figure, portrait.label)
    if portrait.figure_count > len(portrait.figures):
        yield f"… and {portrait.figure_count - len(portrait.figures)} more figures: kg query series, kg export figures.csv"
    yield ""
    yield f"{portrait.mentions} mentions in {portrait.documents} documents"
    for said in portrait.samples:
        yield f"  {_quoted(said)}  {_from(said)}"


def _fact(fact: Fact) -> Iterator[str]:
    arrow = "→" if fact.outward else "←"
    yield f"{fact.relation} {arrow} {fact.other}{' · ' + fact.post if fact.post else ''}"
    for said in fact.said[:_SENTENCES]:
        yield f"    {_quoted(said) if said.sentence else '(the header says so)'}  {_from(said)}  [{said.rule}]"
    if len(fact.said) > _SENTENCES:
        yield f"    … and {len(fact.said) - _SENTENCES} more"


def _figure(figure: Figure, shown: str) -> Iterator[str]:
    """The figure without what the portrait is of, and the sentence that says it."""
    parts = [part for part in (figure.period, figure.area, figure.indicator) if part and part != shown]
    yield f"{' · '.join([*parts, figure.printed])}{f' ({figure.change})' if figure.change else ''}"
    yield f"    {_quoted(figure.said)}  {_from(figure.said)}  [{figure.said.rule}]"


def _quoted(said: Said) -> str:
    """The sentence with its quote marked, cut at both ends if long."""
    before, quote, after = said.sentence[: said.start], said.sentence[said.start : said.end], said.sentence[said.end :]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + "…"
    return " ".join(f"{before}【{quote}】{after}".split())


def _from(said: Said) -> str:
    return f"— {said.title or said.document}{', ' + said.day if said.day else ''}"
