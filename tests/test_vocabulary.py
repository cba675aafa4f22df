"""The closed namespaces, and that terms in code, data and ontology are the same set."""

import re
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import SetupError
from kg.resources import folder
from kg.vocabulary import DEFAULT_BASE, KG, PREFIXES, SKOS, TERMS, above, label, local, rebased, relations

ROOT = Path(__file__).parent.parent
CODE = [path for path in sorted((ROOT / "kg").rglob("*.py")) if path.name != "vocabulary.py"]
PREFIXES_USED = ("kg", "rdf", "rdfs", "owl", "skos", "org", "dc", "dct", "schema", "qb", "time", "eli", "xsd")
NAMESPACES = {prefix.upper(): prefix for prefix in PREFIXES_USED}


def used_in_code() -> set[str]:
    """The IRIs of all terms that the modules of kg name as attributes of a namespace."""
    pattern = re.compile(rf"\b({'|'.join(NAMESPACES)})\.([A-Za-z]\w*)")
    found = {match.groups() for path in CODE for match in pattern.finditer(path.read_text(encoding="utf-8"))}
    return {PREFIXES[NAMESPACES[namespace]] + name for namespace, name in found}


def used_in_data() -> set[str]:
    """The IRIs of our terms in knowledge, word lists, shapes and queries."""
    used = set()
    for path in [*folder("ontology").rglob("*.ttl"), *folder("queries").rglob("*.rq")]:
        if path.name != "kg.ttl":
            used |= {PREFIXES["kg"] + name for name in re.findall(r"\bkg:([A-Za-z]\w*)", path.read_text(encoding="utf-8"))}
    return used


def defined() -> set[str]:
    return {iri for iri in TERMS if "#" in iri or "/terms/" in iri or "schema.org" in iri or "/elements/" in iri}


def test_a_mistyped_term_is_an_error_that_names_the_file() -> None:
    with pytest.raises(SetupError, match=r"kg:issudBy is no term of ontology/kg\.ttl"):
        KG.issudBy  # noqa: B018


def test_a_term_is_an_iri() -> None:
    assert KG.issuedBy == "https://w3id.org/govkg/ontology#issuedBy"
    assert SKOS.prefLabel in SKOS
    assert KG.issuedBy not in SKOS


def test_every_term_in_code_is_defined() -> None:
    known = defined() | {iri for iri in used_in_code() if iri.startswith(PREFIXES["xsd"])}
    assert used_in_code() - known == set()


def test_every_term_in_data_is_defined() -> None:
    assert used_in_data() - defined() == set()


def test_every_defined_term_is_used() -> None:
    """In code, in data, as a kind of mention, as the domain or range of a term, or as the class above one."""
    kinds = {PREFIXES["kg"] + name for path in CODE for name in re.findall(r'"([A-Z]\w+)"', path.read_text(encoding="utf-8"))}
    above_others = {iri for term in TERMS.values() for iri in (*term.above, term.domain, term.range)}
    loader = {PREFIXES["rdfs"] + "label", PREFIXES["rdfs"] + "subClassOf", KG.trigger, KG.pattern, KG.word}
    assert defined() - used_in_code() - used_in_data() - kinds - above_others - loader - _own_files() == set()


def _own_files() -> set[str]:
    """Terms of other vocabularies that queries, shapes and knowledge name by prefix."""
    used = set()
    for path in [*folder("ontology").rglob("*.ttl"), *folder("queries").rglob("*.rq")]:
        if path.name != "kg.ttl":
            text = path.read_text(encoding="utf-8")
            found = re.findall(r"\b(rdf|rdfs|skos|org|dc|dct|schema|qb|time|eli):([A-Za-z]\w*)", text)
            used |= {PREFIXES[prefix] + name for prefix, name in found}
    return used


def test_every_term_of_our_own_has_labels_in_chinese_and_english_and_a_comment() -> None:
    lacking = [iri for iri in KG if not (TERMS[iri].labels.get("zh") and TERMS[iri].labels.get("en") and TERMS[iri].comment)]
    assert lacking == []


def test_every_relation_has_a_domain_and_a_range() -> None:
    lacking = [term.iri for term in relations() if not (term.domain and term.range)]
    assert lacking == []
    assert KG.issuedBy in {term.iri for term in relations()}


def test_the_classes_above_a_kind_are_ours_and_the_nearest_comes_first() -> None:
    assert above("Agency") == (KG.Agency, KG.Institution, KG.Actor, KG.Entity)


def test_the_ontology_is_valid_turtle_and_has_no_blank_nodes() -> None:
    for triple in pyoxigraph.parse(path=str(folder("ontology") / "kg.ttl"), format=pyoxigraph.RdfFormat.TURTLE):
        assert not isinstance(triple.subject, pyoxigraph.BlankNode), triple
        assert not isinstance(triple.object, pyoxigraph.BlankNode), triple


def test_an_iri_of_ours_moves_to_another_base_and_others_stay() -> None:
    assert rebased(DEFAULT_BASE + "id/place/350200", "https://kg.example/") == "https://kg.example/id/place/350200"
    assert rebased(SKOS.prefLabel, "https://kg.example/") == SKOS.prefLabel


def test_labels_are_found_under_any_base() -> None:
    assert label(KG.issuedBy) == "发布机关"
    assert label("https://kg.example/ontology#issuedBy", "en") == "issued by"
    assert local("https://kg.example/id/place/350200") == "350200"
