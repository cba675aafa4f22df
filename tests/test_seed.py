"""The document the project started from: what a reader of it would be ashamed to miss."""

from pathlib import Path

import pytest

from kg.build import annotate, documents
from kg.claims import relations
from kg.model import Annotation, Document, Literal
from kg.vocabulary import KG

SEED = Path(__file__).parents[2] / "shared" / "corpus" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the corpus is not beside this checkout")


@pytest.fixture(scope="module")
def seed() -> Annotation:
    (document,) = documents([SEED])
    assert isinstance(document, Document)
    return annotate(document)


def meant(seed: Annotation, kind: str) -> set[str]:
    return {link.entity.label for link in seed.links if link.entity and link.mention.kind == kind}


def test_the_market_regulator_is_one_agency_in_all_its_forms(seed: Annotation) -> None:
    text = seed.document.text
    regulators = {link.entity.label for link in seed.links if link.entity and "市场监管局" in link.mention.span.of(text)}
    assert regulators == {"厦门市市场监督管理局"}


@pytest.mark.parametrize("product", ["同安凤梨穗", "同安红三角梅", "古宅大蒜", "同安小吃", "同安封肉"])
def test_products_are_found(seed: Annotation, product: str) -> None:
    assert product in meant(seed, "Product")


@pytest.mark.parametrize("programme", ["知识产权技术与创新中心", "2022年度厦门市知识产权宣传周", "知识产权要素供给侧改革", "知识产权CBD"])
def test_programmes_are_found(seed: Annotation, programme: str) -> None:
    assert programme in meant(seed, "Programme")


def test_the_six_signatories_are_the_issuers_of_the_opinion(seed: Annotation) -> None:
    issuers = {
        claim.object.label
        for claim in relations(seed)
        if claim.predicate == KG.issuedBy and claim.subject.label.endswith("工作意见") and not isinstance(claim.object, Literal)
    }
    names = ["人民检察院", "公安局", "中级人民法院", "市场监督管理局", "文化和旅游局"]
    assert issuers == {f"厦门市{name}" for name in names} | {"厦门海关"}
