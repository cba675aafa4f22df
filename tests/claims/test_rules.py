"""Every rule is listed where rules are composed, and what a rule needs of kg.ttl and the word lists is there."""

import importlib
import inspect
import pkgutil

from kg import claims as package
from kg.claims import RULES, claims
from kg.claims.reading import Reading
from kg.claims.triggers import patterns
from kg.vocabulary import KG, relations
from tests.marked import marked


def test_every_rule_is_listed() -> None:
    found = set()
    for module in pkgutil.iter_modules(package.__path__):
        for name, function in inspect.getmembers(importlib.import_module(f"kg.claims.{module.name}"), inspect.isfunction):
            takes = [parameter.annotation for parameter in inspect.signature(function).parameters.values()]
            gives = inspect.signature(function).return_annotation
            if not name.startswith("_") and takes == [Reading] and "Claim" in str(gives):
                found.add(function)
    assert found == set(RULES)


def test_every_pattern_of_the_ontology_is_compiled() -> None:
    assert len(patterns()) == sum(len(term.patterns) for term in relations())
    assert {pattern.relation.iri for pattern in patterns()} >= {KG.issuedBy, KG.cites, KG.organizedBy}


def test_claims_come_in_the_order_of_the_text_and_none_twice() -> None:
    text = "[市教育局|Agency]发布《[办法|Document]》。[市财政局|Agency]发布《[规定|Document]》。"
    found = claims(marked(text), lambda name, kind, document: None)
    places = [(claim.evidence.start, claim.evidence.end) if claim.evidence else (-1, -1) for claim in found]
    assert places == sorted(places)
    assert len(found) == len(set(found))


def test_a_text_without_names_states_nothing_but_its_catalogue_entry() -> None:
    found = claims(marked("今天天气很好。"), lambda name, kind, document: None)
    assert all(claim.rule == "header" for claim in found)


def test_a_very_long_line_of_brackets_is_read_in_linear_time() -> None:
    text = "（《" * 200_000 + "[市教育局|Agency]发布《[办法|Document]》。"
    assert any(claim.predicate == KG.issuedBy for claim in claims(marked(text), lambda name, kind, document: None))
