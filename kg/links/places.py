"""Which place is meant: a known one by its names, one that a deictic points to (`我市`), or one by its own name."""

from collections.abc import Sequence

from kg.knowledge import Known
from kg.links.context import CHINA, Context
from kg.links.names import mint
from kg.model import Entity, Link, Mention, PlaceName


def link_place(mention: Mention, context: Context) -> Link:
    """The place a mention means; no entity for a deictic that points nowhere."""
    name = mention.value
    if isinstance(name, PlaceName):
        if name.deictic:
            return _deictic(mention, name.deictic, context)
        if name.known and not name.rest:
            place = _nearest(name.known, context)
            return Link(mention, Entity(context.iri(place.key), "Place", place.label), mention.score, f"a name of {place.label}")
        label = name.rest or mention.span.of(context.document.text)
        return Link(mention, mint(context, "Place", label), mention.score, "by its own name")
    label = name if isinstance(name, str) else mention.span.of(context.document.text)
    return Link(mention, mint(context, "Place", label), mention.score, "by its own name")


def _nearest(keys: Sequence[str], context: Context) -> Known:
    """Of several places that bear the name: one around the home, one whose outer place is named, the first by key."""
    around = {known.key for known in context.knowledge.ancestors(context.home)}
    home_province = next((known.key for known in context.knowledge.ancestors(context.home) if known.level == "province"), "")

    def distance(key: str) -> tuple[bool, bool, bool, int, str]:
        outer = [known.key for known in context.knowledge.ancestors(key)]
        named = sum(context.places[place] for place in outer[1:])
        return (not (key in around or context.home in outer), home_province not in outer, not named, -named, key)

    return context.knowledge[min(keys, key=distance)]


def _deictic(mention: Mention, level: str, context: Context) -> Link:
    """What `我市`, `全省`, `本区` point to: the home at that level; `我国` and `全国` are China."""
    if level in ("国", "祖国"):
        return Link(mention, Entity(context.iri(CHINA), "Place", context.knowledge[CHINA].label), mention.score, "the whole country")
    home = context.home_at(level)
    if home is None or home.key == CHINA:
        return Link(mention, None, 0.3, f"no {level} is known here")
    return Link(mention, Entity(context.iri(home.key), "Place", home.label), mention.score, f"{level} here: {context.why_home}")
