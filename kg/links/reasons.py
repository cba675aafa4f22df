"""Why a name is taken for a body or a known agency, in words, and how well it fits there and then."""

from functools import cache

from kg.knowledge import Knowledge, Known
from kg.links.official import official_tails

_OTHER_LEVEL, _OTHER_TIME = 0.7, 0.8


@cache
def body_told(knowledge: Knowledge, key: str, tail: str, told: tuple[str, str]) -> tuple[float, str]:
    """How well a body fits (1: fully) the tail of a name at a level in a year, and why; `told` is level and year."""
    body, (level, year) = knowledge[key], told
    levels, score = body.facts.get("level", ()), 1.0
    official = tail in official_tails(knowledge, key)
    why = f"{tail} is {f'an official name of the body {body.label}' if official else f'a short form of {_usual(body)}'}"
    if levels and level not in levels:
        why, score = f"{why}; no {level or 'such place'} usually has one", score * _OTHER_LEVEL
    if not body.current(year):
        score *= _OTHER_TIME
    for word in year_told(body, "", year):
        why = f"{why}; {word}"
    successors = [knowledge[successor].label for successor in body.facts.get("successor", ())]
    if successors:
        why = f"{why}; it became {'、'.join(successors)}"
    hosts = nameplate_hosts(knowledge).get(key, ())
    if hosts:
        why = f"{why}; often a second nameplate of {'、'.join(knowledge[host].label for host in hosts)}"
    return score, why


def known_told(tail: str, known: Known, day: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Why a name is taken for an agency known by name, its years, and what became of it."""
    bears = tail in (*known.strong, *known.weak)
    why = f"{tail} is a name of {known.label}" if bears else f"{known.label} succeeded what {tail} was"
    later = [knowledge[key].label for key in known.facts.get("successor", ())]
    return (why, *year_told(known, "it", day[:4]), *([f"it became {'、'.join(later)}"] if later else ()))


def year_told(known: Known, name: str, year: str) -> tuple[str, ...]:
    """The years something existed, in words; and that they do not hold the year asked for, if so."""
    since, until = known.fact("validFrom"), known.fact("validUntil")
    if not since and not until:
        return ()
    name = name or known.label
    ended = f"existed from {since} to {until}" if since else f"existed until {until}"
    span = f"{name} {ended if until else f'exists since {since}'}"
    return (span if known.current(year) or not year else f"{span}, not in {year}",)


@cache
def nameplate_hosts(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """For each body that others hang as a nameplate on themselves, the keys of those others."""
    hosts: dict[str, tuple[str, ...]] = {}
    for known in knowledge.entities.values():
        if known.kind == "Body":
            for key in known.facts.get("nameplate", ()):
                hosts[key] = (*hosts.get(key, ()), known.key)
    return hosts


def _usual(body: Known) -> str:
    """The official name of a body as it is mostly called, without the room for a place."""
    name = body.fact("name") or body.label
    return name.replace("{host}", "…").replace("{}", "…")
