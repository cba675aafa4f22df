"""Which of several places that bear one name: decided by what the document says around it, or left open."""

from collections.abc import Sequence

from kg.knowledge import Known
from kg.links.context import CHINA, Context

Reasons = tuple[bool, int, bool, bool]


def choose(keys: Sequence[str], context: Context) -> tuple[Known | None, str]:
    """The place meant, and why in words; None when several bear the name and nothing in the document tells which."""
    ranking, decided = ranked(keys, context)
    place, why = ranking[0]
    return (place if decided else None), why


def ranked(keys: Sequence[str], context: Context) -> tuple[list[tuple[Known, str]], bool]:
    """The places that bear a name, the likeliest first, each with why in words; and whether anything tells the first from the rest.

    What tells, the strongest first: the place existed on the document's day; the home lies in it or it in the home; its outer
    place is named in the text; it lies in the home's province.
    """
    if len(keys) == 1:
        place = context.knowledge[keys[0]]
        return [(place, f"{place.label} is named")], True
    places = [context.knowledge[key] for key in dict.fromkeys(keys)]
    living = [place for place in places if place.current(context.day)] or places
    if len(living) == 1:
        return [(living[0], f"{living[0].label} is named")], True
    ranking = sorted((_reasons(place, context), place.key) for place in living)
    decided = ranking[0][0] != ranking[1][0]
    open_why = f"{len(living)} places are called so, and nothing tells which"
    return [
        (context.knowledge[key], f"{_full(context.knowledge[key], context)}: {_words(reasons) if decided else open_why}")
        for reasons, key in ranking
    ], decided


def _reasons(place: Known, context: Context) -> Reasons:
    """Lower is likelier: outside the home, fewer namings of its outer places, outside the home's province, only a short name."""
    outer = [known.key for known in context.knowledge.ancestors(place.key)]
    around = [known.key for known in context.knowledge.ancestors(context.home)]
    province = next((known.key for known in context.knowledge.ancestors(context.home) if known.level == "province"), "")
    at_home = bool(context.home) and (context.home in outer[: len(outer) - (outer[-1:] == [CHINA])] or place.key in around)
    named = sum(context.places[key] for key in outer[1:] if key != CHINA)
    return (not at_home, -named, province not in outer, place.level not in ("province", "prefecture"))


def _full(place: Known, context: Context) -> str:
    parent = context.knowledge.entities.get(place.parent)
    return f"{place.label} of {parent.label if parent else 'the country'}"


def _words(reasons: Reasons) -> str:
    if not reasons[0]:
        return "it lies where the document speaks from"
    if reasons[1]:
        return "the text names the place around it"
    if not reasons[2]:
        return "it lies in the document's province"
    return "another place of this name is likelier" if reasons[3] else "it is the larger one"
