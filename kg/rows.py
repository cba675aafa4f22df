"""The rows of each table: documents, entities, mentions, claims, observations; a value by the name of its field, as text or None.

What documents say is read graph by graph, so that memory holds one document at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.answers import cells
from kg.nodes import plain
from kg.ordered import in_order
from kg.queries import answer
from kg.show import label_of
from kg.store import Store
from kg.vocabulary import DC, DCT, DEFAULT_BASE, ELI, KG, ORG, PREFIXES, QB, RDF, SCHEMA, SKOS, TERMS, TIME, label, local, rebased

Row = dict[str, str | None]
DOCUMENTS, ENTITIES, MENTIONS, CLAIMS, OBSERVATIONS = NAMES = ("documents", "entities", "mentions", "claims", "observations")
_SEVERAL = "; "
_KEPT = 50_000
"""How many names are remembered, and a tenth as many descriptions."""
_CHINA, _UNSTATED = "100000", "unstated"


class Facts:
    """What quads say: the values of a property of a thing, in order; our properties by their IRI under the default base."""

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self._values: dict[str, dict[str, list[str]]] = {}
        for quad in sorted(quads, key=str):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                if predicate.startswith(base):
                    predicate = DEFAULT_BASE + predicate[len(base) :]
                self._values.setdefault(subject.value, {}).setdefault(predicate, []).append(value.value)

    def all(self, thing: str, *predicates: str) -> list[str]:
        """Every value of some properties."""
        of = self._values.get(thing, {})
        return [value for predicate in predicates for value in of.get(predicate, ())]

    def one(self, thing: str, predicate: str) -> str | None:
        """The first value."""
        return next(iter(self.all(thing, predicate)), None)

    def of(self, kind: str) -> list[str]:
        """The things of a class, in order."""
        return sorted(thing for thing, values in self._values.items() if kind in values.get(RDF.type, ()))


class Tables:
    """The rows of the tables of a store."""

    def __init__(self, store: Store) -> None:
        self.store, self._unstated = store, f"{store.base}id/{_UNSTATED}"
        self._label: Callable[[str], str] = lru_cache(_KEPT)(lambda iri: label_of(store, iri))
        self._kind: Callable[[str], str] = lru_cache(_KEPT)(self._narrowest)
        self._about: Callable[[str], Facts] = lru_cache(_KEPT // 10)(lambda iri: Facts(store.match(iri, None), store.base))
        self._makes = {DOCUMENTS: self._document, MENTIONS: self._mentions, CLAIMS: self._claims, OBSERVATIONS: self._observations}

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one table: of entities by IRI, of the others by document and, of mentions and claims, place in its text."""
        return self.entities() if name == ENTITIES else (row for _, row in self.told(name))

    def told(self, *names: str) -> Iterator[tuple[str, Row]]:
        """The rows of several tables of what documents say, each with its table; every graph is read once."""
        for document in self.store.documents():
            yield from self.of_document(document, *names)

    def of_document(self, document: str, *names: str) -> Iterator[tuple[str, Row]]:
        """The rows of several tables of what one document says, each with its table."""
        facts = Facts(self.store.quads(document), self.store.base)
        for name in names:
            for row in self._makes[name](document, facts):
                yield name, row

    def entities(self) -> Iterator[Row]:
        """Everything of a class that names may mean, or that claims and figures point to."""
        kinds = [self._iri(kind) for kind in _kinds()]
        in_documents = self._counted(f"?document <{SCHEMA.mentions}> ?thing")
        mentioned = self._counted(f"GRAPH ?document {{ ?mention <{self._iri(KG.means)}> ?thing }}")
        found = (f"{iri}\n".encode() for kind in kinds for iri in self.store.pointing(RDF.type, NamedNode(kind)))
        for line in in_order(found):
            iri = line.decode().rstrip("\n")
            if iri and iri != self._unstated:
                yield self._entity(iri) | {"documents": in_documents.get(iri, "0"), "mentions": mentioned.get(iri, "0")}

    def _counted(self, pattern: str) -> Row:
        """How often each thing stands in a pattern."""
        found = answer(self.store, f"SELECT ?thing (COUNT(*) AS ?times) {{ {pattern} }} GROUP BY ?thing")
        return {row[0]: row[1] for row in cells(found)}

    def _iri(self, iri: str) -> str:
        return rebased(iri, self.store.base)

    def _entity(self, iri: str) -> Row:
        facts = self._about(iri)
        place = facts.one(iri, KG.place)
        return {
            "entity": iri,
            "label": self._label(iri),
            "kind": self._kind(iri),
            "names": _joined(facts.all(iri, SKOS.altLabel, SKOS.hiddenLabel)),
            "level": self._level(place or iri),
            "place": place,
            "place_label": self._named(place),
            "parent": facts.one(iri, KG.parent) or facts.one(iri, ORG.subOrganizationOf),
            "code": facts.one(iri, KG.code),
            "body": self._named(facts.one(iri, KG.body)),
            "number": facts.one(iri, KG.issueNumber),
            "valid_from": facts.one(iri, KG.validFrom),
            "valid_until": facts.one(iri, KG.validUntil),
        }

    def _document(self, document: str, facts: Facts) -> Iterator[Row]:
        text = facts.one(document, KG.text) or ""
        tells: Row = {name: str(len(facts.of(self._iri(kind)))) for name, kind in _COUNTED.items()}
        yield tells | {
            "document": document,
            "id": facts.one(document, DCT.identifier),
            "title": facts.one(document, DCT.title),
            "number": facts.one(document, KG.issueNumber),
            "kind": self._named(facts.one(document, KG.documentKind)),
            "issuers": _joined(map(self._label, facts.all(document, KG.issuedBy))),
            "publisher": facts.one(document, DC.publisher),
            "publisher_iri": facts.one(document, DCT.publisher),
            "written": facts.one(document, DCT.created),
            "published": facts.one(document, DCT.issued),
            "in_force": facts.one(document, ELI.first_date_entry_in_force),
            "until": facts.one(document, ELI.date_no_longer_in_force),
            "stage": _joined(map(self._label, facts.all(document, KG.stage))),
            "url": facts.one(document, SCHEMA.url),
            "source": facts.one(document, KG.source),
            "reprint_of": self._about(document).one(document, KG.reprintOf),
            "characters": str(len(text)),
            "digest": facts.one(document, KG.digest),
            "text": text,
        }

    def _mentions(self, document: str, facts: Facts) -> Iterator[Row]:
        for mention in sorted(facts.of(self._iri(KG.Mention)), key=lambda one: _place(one, facts)):
            entity = facts.one(mention, KG.means)
            yield {
                "mention": mention,
                "document": document,
                "start": facts.one(mention, KG.start),
                "end": facts.one(mention, KG.end),
                "quote": facts.one(mention, KG.quote),
                "entity": entity,
                "label": self._named(entity),
                "kind": self._kind(entity) if entity else facts.one(mention, KG.kind),
                "finder": facts.one(mention, KG.finder),
                "score": facts.one(mention, KG.score),
                "why": facts.one(mention, KG.why),
            }

    def _claims(self, document: str, facts: Facts) -> Iterator[Row]:
        for claim in sorted(facts.of(self._iri(KG.Claim)), key=lambda one: _place(one, facts)):
            subject, predicate, value = (facts.one(claim, part) or "" for part in (RDF.subject, RDF.predicate, RDF.object))
            figure = QB.Observation in facts.all(subject, RDF.type)
            thing = bool(self._kind(value)) if "://" in value else False
            yield {
                "claim": claim,
                "document": document,
                "subject": None if figure else subject,
                "subject_label": None if figure else self._label(subject),
                "observation": subject if figure else None,
                "predicate": self._short(predicate),
                "predicate_label": label(predicate),
                "object": value if thing else None,
                "object_label": self._label(value) if thing else None,
                "value": None if thing else value,
                "post": self._named(facts.one(claim, KG.post)),
                "role": facts.one(claim, KG.role),
                "start": facts.one(claim, KG.start),
                "end": facts.one(claim, KG.end),
                "quote": facts.one(claim, KG.quote),
                "sentence": facts.one(claim, KG.sentence),
                "rule": facts.one(claim, KG.rule),
                "score": facts.one(claim, KG.score),
            }

    def _observations(self, document: str, facts: Facts) -> Iterator[Row]:
        for figure in facts.of(QB.Observation):
            stated = {name: facts.one(figure, predicate) for name, predicate in _FIGURE.items()}
            indicator, unit, period, area = (self._stated(facts.one(figure, part)) for part in (KG.indicator, KG.unit, KG.period, KG.area))
            known, measured, value = self._about(period or ""), self._about(unit or ""), stated["value"]
            factor, base = measured.one(unit or "", KG.factor), measured.one(unit or "", KG.baseUnit)
            days = [known.one(period or "", side) for side in (TIME.hasBeginning, TIME.hasEnd)]
            start, end = (self._about(day).one(day, TIME.inXSDDate) if day else None for day in days)
            yield stated | {
                "observation": figure,
                "document": document,
                "indicator": indicator,
                "indicator_label": self._named(indicator),
                "indicator_normal": facts.one(indicator or "", KG.normalForm),
                "unit": self._named(unit),
                "base_value": plain(Decimal(value) * Decimal(factor)) if value and factor else value,
                "base_unit": self._named(base) or self._named(unit),
                "period": period,
                "period_label": self._named(period),
                "start": start,
                "end": end,
                "area": area,
                "area_label": self._named(area),
                "status": local(facts.one(figure, KG.status) or ""),
            }

    def _named(self, iri: str | None) -> str | None:
        return self._label(iri) if iri else None

    def _stated(self, iri: str | None) -> str | None:
        return None if iri == self._unstated else iri

    def _short(self, predicate: str) -> str:
        """A property with its prefix."""
        for name, start in PREFIXES.items():
            if predicate.startswith(self._iri(start)):
                return f"{name}:{predicate[len(self._iri(start)) :]}"
        return predicate

    def _level(self, place: str) -> str | None:
        """The administrative level of a place, as `kg:level` calls it."""
        key = place.removeprefix(f"{self.store.base}id/place/")
        if key == place:
            return None
        if key == _CHINA:
            return "central"
        return self._about(place).one(place, KG.level) or ("township" if key.isdigit() and len(key) > len(_CHINA) else None)

    def _narrowest(self, iri: str) -> str:
        """The name of the narrowest of our classes that a thing is of, empty if of none."""
        kinds = {DEFAULT_BASE + kind.removeprefix(self.store.base) for kind in self._about(iri).all(iri, RDF.type)} & _kinds()
        wider = {wide for kind in kinds for wide in _above(kind)}
        return min(map(local, kinds - wider), default="")


def _place(one: str, facts: Facts) -> tuple[int, int, str]:
    """Where a mention or claim stands; what the header says comes first."""
    return int(facts.one(one, KG.start) or -1), int(facts.one(one, KG.end) or -1), one


def _joined(values: Iterable[str]) -> str | None:
    return _SEVERAL.join(dict.fromkeys(values)) or None


def _above(kind: str) -> set[str]:
    """The classes above one."""
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        term = TERMS.get(waiting.pop())
        for wide in term.above if term else ():
            if wide not in found:
                found.add(wide)
                waiting.append(wide)
    return found


@lru_cache(1)
def _kinds() -> frozenset[str]:
    """Our classes of what the table of entities holds."""
    roots = {KG.Entity, SKOS.Concept}
    return frozenset({KG.Period, *(iri for iri in KG if iri in roots or _above(iri) & roots)})


_COUNTED = {MENTIONS: KG.Mention, CLAIMS: KG.Claim, OBSERVATIONS: QB.Observation}
_FIGURE = {
    "value": KG.value,
    "printed": KG.printed,
    "qualifier": KG.qualifier,
    "low": KG.low,
    "high": KG.high,
    "change": KG.change,
    "change_base": KG.changeBase,
    "change_value": KG.changeValue,
    "change_unit": KG.changeUnit,
    "rank": KG.rank,
}
"""The fields of an observation that are told of it itself."""
