"""Which place is meant: a known one by its names, one that a deictic points to (`我市`), or one by its own name."""

from kg.lexicon import words
from kg.links.choice import choose
from kg.links.context import CHINA, Context
from kg.links.names import mint
from kg.model import Entity, Link, Mention, PlaceName
from kg.townships import parent, township

_UNKNOWN = 0.3
_OPEN = 0.5
_COUNTRY = "国"


def link_place(mention: Mention, context: Context) -> Link:
    """The place a mention means; no entity for a deictic that points nowhere.

    A name of several places that nothing in the document tells apart stands for itself, with a low score.
    """
    name = mention.value
    if isinstance(name, PlaceName):
        if name.deictic:
            return _deictic(mention, name.deictic, context)
        if name.known and not name.rest:
            return _known(mention, name.known, context)
        return _town(mention, name, context) or _by_name(mention, name.rest, context)
    return _by_name(mention, name if isinstance(name, str) else "", context)


def _known(mention: Mention, keys: tuple[str, ...], context: Context) -> Link:
    place, why = choose(keys, context)
    if place is not None:
        return Link(mention, Entity(context.iri(place.key), "Place", place.label), mention.score, why)
    labels = {context.knowledge[key].label for key in keys}
    label = labels.pop() if len(labels) == 1 else mention.span.of(context.document.text)
    return Link(mention, mint(context, "Place", label), _OPEN, why)


def _town(mention: Mention, name: PlaceName, context: Context) -> Link | None:
    """A town or street that the table has in the place named before it, or in the document's home."""
    written = name.rest or mention.span.of(context.document.text)
    if not written.endswith(words("_place-town")):
        return None
    for around in (*name.known, context.home):
        key = township(written, around) if around and around != CHINA else ""
        if key:
            entity = Entity(context.iri(key), "Place", written)
            return Link(mention, entity, mention.score, f"the {written} of {context.knowledge[parent(key)].label}")
    return None


def _by_name(mention: Mention, full: str, context: Context) -> Link:
    """A place no table knows: its fullest name is its label; a line of the metro takes the city's name along."""
    surface = mention.span.of(context.document.text)
    label = full or surface
    if label.startswith(words("_stop-metro")) and not label.endswith(words("_stop-station")):
        label = _city(context) + label
    why = "by its own name" if label == surface else f"the place's own name is {label}"
    return Link(mention, mint(context, "Place", label), mention.score, why)


def _city(context: Context) -> str:
    """The short name of the city the document speaks from, or the empty string."""
    for place in context.knowledge.ancestors(context.home):
        if place.level in ("prefecture", "province") and place.key != CHINA:
            return min((name for name in place.strong if name in place.label), key=len, default="")
    return ""


def _deictic(mention: Mention, level: str, context: Context) -> Link:
    """What `我市`, `全省`, `本区` point to: the home at that level; `我国` and `全国` are China; `你省` is the one addressed."""
    if level == _COUNTRY or level in words("_place-homeland"):
        return Link(mention, Entity(context.iri(CHINA), "Place", context.knowledge[CHINA].label), mention.score, "the whole country")
    if mention.span.of(context.document.text).startswith(words("_place-addressed")):
        addressed = context.before(mention.span.start, level)
        if addressed is None:
            return Link(mention, None, _UNKNOWN, f"no {level} is addressed here")
        return Link(mention, Entity(context.iri(addressed.key), "Place", addressed.label), mention.score, f"the {level} addressed")
    home = context.home_at(level)
    if home is None or home.key == CHINA:
        return Link(mention, None, _UNKNOWN, f"no {level} is known here")
    return Link(mention, Entity(context.iri(home.key), "Place", home.label), mention.score, f"{level} here: {context.why_home}")
