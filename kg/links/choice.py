"""Which of several places that bear one name: decided by what the document says around it, or left open."""

from collections.abc import Sequence

from kg.knowledge import Known
from kg.links.context import Context


def choose(keys: Sequence[str], context: Context) -> tuple[Known | None, str]:
    """The place meant, and why in words; None when several bear the name and nothing in the document tells which.

    What tells, the strongest first: the home lies in it or it in the home; its outer place is named in the text; it lies in
    the home's province.
    """
    places = [context.knowledge[key] for key in dict.fromkeys(keys)]
    living = [place for place in places if place.current(context.day)] or places
    if len(living) == 1:
        return living[0], f"{living[0].label} is named"
    ranked = sorted(living, key=lambda place: (_reasons(place, context), place.key))
    best, second = _reasons(ranked[0], context), _reasons(ranked[1], context)
    if best == second:
        return None, f"{len(living)} places are called so, and nothing tells which"
    return ranked[0], f"{ranked[0].label} of {_outer(ranked[0], context)}: {_words(best)}"


def _reasons(place: Known, context: Context) -> tuple[bool, int, bool, bool]:
    """Lower is likelier: outside the home, fewer namings of its outer places, outside the home's province, only a short name."""
    outer = [known.key for known in context.knowledge.ancestors(place.key)]
    around = [known.key for known in context.knowledge.ancestors(context.home)]
    province = next((known.key for known in context.knowledge.ancestors(context.home) if known.level == "province"), "")
    at_home = bool(context.home) and (context.home in outer[: len(outer) - (outer[-1:] == ["place/100000"])] or place.key in around)
    named = sum(context.places[key] for key in outer[1:] if key != "place/100000")
    return (not at_home, -named, province not in outer, place.level not in ("province", "prefecture"))


def _outer(place: Known, context: Context) -> str:
    parent = context.knowledge.entities.get(place.parent)
    return parent.label if parent else "the country"


def _words(reasons: tuple[bool, int, bool, bool]) -> str:
    if not reasons[0]:
        return "it lies where the document speaks from"
    if reasons[1]:
        return "the text names the place around it"
    return "it lies in the document's province" if not reasons[2] else "it is the larger one"
