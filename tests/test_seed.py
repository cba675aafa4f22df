"""The document the project started from: what a reader of it would be ashamed to miss."""

from decimal import Decimal
from pathlib import Path

import pytest

from kg.build import build, documents
from kg.claims import relations
from kg.model import Annotation, Document, Literal, Observation
from kg.pipeline import annotate
from kg.show import Portrait, show
from kg.store import Store
from kg.vocabulary import KG
from tests.test_shipped_queries import rows

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


def observed(seed: Annotation, indicator: str) -> Observation:
    """The one observation of what is counted under this name."""
    (found,) = (observation for observation in seed.observations if observation.indicator == indicator)
    return found


FACTS = [
    ("有效发明专利", "19543", "件", "2021年底", "同比+20.11%"),
    ("每万人口发明专利拥有量", "37.87", "件", "2021年底", ""),
    ("每万人高价值发明专利拥有量", "17.2", "件", "2021年底", ""),
    ("高价值发明专利占有效发明专利总数比例", "45.4", "%", "2021年底", ""),
    ("专利授权", "36536", "件", "2021年", "同比+23.44%"),
    ("专利转让许可", "2903", "次", "2021年", "同比+16.6%"),
    ("新增商标注册申请", "114983", "件", "2021年", ""),
    ("新增注册商标", "110475", "件", "2021年", ""),
    ("有效注册商标", "489933", "件", "2021年", ""),
    ("版权登记", "30718", "件", "2021年", "同比+9.43%"),
    ("高价值专利组合", "25", "项", "2021年底", ""),
    ("PCT申请", "380", "件", "2021年底", ""),
    ("实有企业", "410000", "家", "2021年底", ""),
    ("“三高”企业", "2815", "家", "2021年底", ""),
    ("数字经济规模", "425000000000", "元", "2021年", ""),
    ("海洋生产总值", "164500000000", "元", "2021年", ""),
    ("高价值专利组合培育项目产品营收", "36000000000", "元", "2021年", ""),
    ("高价值专利组合培育项目利润", "1770000000", "元", "2021年", ""),
    ("高价值专利组合培育项目许可收益", "160000000", "元", "2021年", ""),
    ("签约合作开发里程碑款", "134000000", "欧元", "2021年", ""),
    ("知识产权使用费年进出口总额", "714000000", "美元", "2021年", "年均+37.1%"),
    ("知识产权行政执法案件", "1576", "件", "2021年", ""),
    ("专利侵权纠纷案件", "331", "件", "2021年", ""),
    ("商标和地理标志侵权案件", "86", "件", "2021年", "同比+327.1%"),
    ("知识产权维权工作站", "12", "家", "2021年", ""),
    ("维权工作联络点", "29", "个", "2021年", ""),
    ("侵权嫌疑货物", "5210000", "件", "2021年", ""),
    ("抓获犯罪嫌疑人", "198", "名", "2021年", ""),
]


@pytest.mark.parametrize(("indicator", "value", "unit", "period", "change"), FACTS)
def test_figures_are_observations_of_xiamen(seed: Annotation, indicator: str, value: str, unit: str, period: str, change: str) -> None:
    found = observed(seed, indicator)
    assert (found.quantity.value, found.quantity.unit) == (Decimal(value), unit)
    assert (found.period and found.period.label, found.area and found.area.label) == (period, "厦门市")
    assert (found.change.label if found.change else "") == change
    assert found.status == "achieved"


def test_the_headline_and_the_text_tell_the_patents_together(seed: Annotation) -> None:
    found = observed(seed, "有效发明专利")
    assert found.printed == "19543件"
    assert found.period is not None
    assert found.period.end == "2021-12-31"
    assert ["19543件" in span.of(seed.document.text) for span in found.evidence] == [True, True]


def test_the_rank_is_that_of_the_patents_per_ten_thousand_people(seed: Annotation) -> None:
    assert observed(seed, "每万人口发明专利拥有量").rank == "居全省第1位"
    assert [observation.indicator for observation in seed.observations if observation.rank] == ["每万人口发明专利拥有量"]


def test_days_of_events_and_the_value_of_a_hundred_million_are_no_figures(seed: Annotation) -> None:
    printed = {observation.printed for observation in seed.observations}
    assert not printed & {"4月26日", "一周", "亿元", "2022年度", "第1位"}


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    build([SEED], made)
    return made


def test_what_the_city_is_building_is_told_with_its_stage(store: Store) -> None:
    stages = {row[0]: row[4] for row in rows("programmes-of-place", store, place="厦门")}
    for programme in ("知识产权会展交易平台", "厦门电子商务知识产权运营中心", "中新(厦门)膜与石墨烯产业园"):
        assert stages[programme] == "推进中"
    for programme in ("知识产权服务业聚集区", "知识产权CBD", "知识产权要素供给侧保障综合体"):
        assert stages[programme] == "拟议"


def test_a_school_that_the_city_strives_for_is_planned_and_part_of_a_pilot(seed: Annotation) -> None:
    told = {
        (claim.predicate, claim.object.label)
        for claim in seed.claims
        if claim.subject.label == "国家知识产权学院" and not isinstance(claim.object, Literal)
    }
    assert {(KG.stage, "拟议"), (KG.partOf, "要素市场化配置试点项目")} <= told
    assert KG.jurisdiction not in {predicate for predicate, _ in told}


def test_products_of_tongan_come_from_there_and_are_protected(store: Store, seed: Annotation) -> None:
    assert {row[0] for row in rows("products-of-place", store, place="同安")} == {"同安凤梨穗", "同安红三角梅", "同安小吃", "同安封肉"}
    protected = {claim.subject.label: claim.object for claim in seed.claims if claim.predicate == KG.protectedAs}
    assert set(protected) == {"同安凤梨穗", "同安红三角梅", "古宅大蒜", "同安小吃", "同安封肉"}


def test_the_centre_is_found_by_its_short_name_with_who_takes_part(store: Store) -> None:
    portrait = show(store, "TISC")
    assert isinstance(portrait, Portrait)
    assert (portrait.label, portrait.kinds) == ("知识产权技术与创新中心", ("项目与举措",))
    assert [fact.other for fact in portrait.facts] == ["厦门大学"]
