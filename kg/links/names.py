"""Everything that is one entity per kind and normal name: programmes, products, documents, events, organisations, persons."""

import hashlib
import re
import unicodedata

from kg.links.context import Context
from kg.model import AgencyName, Entity, Link, Mention

_LEVEL = re.compile("(省|市|自治区|县|区|州|旗)(?=(委)?(?:政协|人大|人大常委会)?第?[一二三四五六七八九十]{1,3}[届次])")
_HAN_SPACE = re.compile(r"(?<=[\u4e00-\u9fff》”]) +(?=[\u4e00-\u9fff《“])")


def link_name(mention: Mention, context: Context) -> Link:
    """The known entity that bears the name, else one minted from kind and normal form of its fullest name."""
    surface = mention.span.of(context.document.text).replace("\n", "")  # a headline broken inside a name
    value = mention.value
    if isinstance(value, AgencyName) or value is None:
        value = surface
    label = str(value)
    if mention.kind == "Event":
        label = _with_home(label, context)
    for name in (label, surface):
        for known in context.knowledge.named(name, mention.kind.lower()):
            return Link(mention, Entity(context.iri(known.key), mention.kind, known.label), mention.score, f"a name of {known.label}")
    why = "by its own name" if label == surface else f"short for {label}"
    return Link(mention, mint(context, mention.kind, re.sub(r"\s+", " ", label)), mention.score, why)


def _with_home(label: str, context: Context) -> str:
    """An event's name with the place in front that a bare level means: 省十三届人大常委会会议 is 贵州省十三届人大常委会会议."""
    match = _LEVEL.match(label)
    place = context.home_at(match[1]) if match else None
    if match is None or place is None:
        return label
    return ("中共" if match[2] else "") + place.label + label[match.end() :]


def mint(context: Context, kind: str, label: str) -> Entity:
    """An entity whose IRI is a hash of its kind and the normal form of its name: the same name is the same entity everywhere."""
    official = _HAN_SPACE.sub("", label)
    return Entity(context.iri(key_of_name(kind, label)), kind, label, official if official != label else "")


def key_of_name(kind: str, name: str, area: str = "") -> str:
    """The key of what is known by nothing but its kind and its name, and the area that tells it from others of the name."""
    told = normal_form(name) + (f"@{area}" if area else "")
    return f"{kind.lower()}/{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def normal_form(name: str) -> str:
    """A name without what varies in print: width of characters, case, white space, outer quotation marks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"\s", "", folded).strip("“”\"'‘’《》")
