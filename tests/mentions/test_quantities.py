"""Figures: the number, the unit it counts, and the bounds its words leave; nothing where a numeral counts nothing."""

from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from kg.knowledge import knowledge
from kg.mentions.quantities import quantities
from kg.model import Quantity
from tests.mentions.written import found, scan

_LINES = (Path(__file__).parents[1] / "cases" / "quantities.tsv").read_text(encoding="utf-8").splitlines()[1:]
_CASES = [(written, list(rows)) for written, rows in groupby((line.split("\t") for line in _LINES), key=lambda row: row[0])]

TRAPS = (
    "5G网络覆盖乡村。",
    "这是第43批名单，见第3条、第12项。",
    "上线2.0系统，升级到3.0版。",
    "PM2.5和PM10是指标名。",
    "拨打12345热线，电话0591-24332049，邮编361000。",
    "国办发〔2019〕2号、甲政办〔2021〕15号文件。",
    "升为3A级景区，获评AAAA级。",
    "入围世界500强，居全省第1位。",
    "走访数十家，来了几百人，已数百年。",
    "改乘87、89路，另有465/984路。",
    "停靠15、26、56，再往102、103。",
    "运营时间5:30-22:00，末班20：40。",
    "走G15高速，转S203省道。",
    "发展第二、三产业。",
    "做B2B和O2O，用4K屏，买C919。",
    "发布于2022-04-19，10:30:45更新。",
    "9点45分发车，20时30分收车。",
    "一方面要稳，另一方面要进。",
    "统一部署，坚持唯一标准。",
    "十分重要，万分感谢，万一有事。",
    "千方百计，百货大楼，千家万户。",
    "一些地方，一般情况，一定做好。",
    "版本V2.4.1，固件1.10.3。",
    "代码350200000000，型号BJ6123C。",
    "大家在一起，团结一起干。",
    "面对百年变局，实现第二个百年目标。",
    "用百度地图，查零部件，送零件。",
    "上一次会议，这一年，每一名党员，下一个目标，同一天。",
    "增强“四个意识”，做到“两个维护”。",
    "站在十字路口，一字排开，一度停电。",
    "路过八角街道、五里店、三角洲、二期工地。",
    "每百张床位、每万人口、万元GDP、万人发明专利。",
    "万元规模以上工业增加值能耗；三次产业。",
    "单位：万人，产值（亿元）\t产量（万吨）",
    "亿万农民，江山万里。",
    "2、优化流程；3、回复来信。",
    "1/2号线换乘。",
    "见附件1、附件2，图3，表4。",
    "一成不变，五成员小组。",
    "实行一票否决，防止二次污染。",
    "IP为192.168.0.1，网址a1.b2。",
    "身份证号350211199001011234。",
    "车牌闽D12345。",
    "3户籍窗口，3条例，2项目部。",
    "A-3型，T-90坦克，汕优63。",
    "千里之行，九天揽月，千层浪。",
    "四川、三亚、五一、六安、九江。",
    "二〇二二年，二三十，五六百。",
    "比例尺30:40:50，时刻12:30:45。",
)

SENTENCES = (
    "全镇有企业[1530余家|Quantity]，其中规上[41家|Quantity]，比上年多[3家|Quantity]，增长[7.9%|Quantity]。",
    "补助每户[不超过5万元|Quantity]，[3人以上|Quantity]的家庭另加[一千元|Quantity]。",
    "参保人数[2081.1万人|Quantity]，覆盖率[98.6%以上|Quantity]，提高[0.4个百分点|Quantity]。",
    "三次产业结构为[8.7|Quantity]:[48.5|Quantity]:[42.8|Quantity]。",
    "工期[3—5个月|Quantity]，经过[10多天|Quantity]赶工，提前[近一半|Quantity]。",
    "以上[3个|Quantity]项目签约[30家|Quantity]，带动[超5万|Quantity]农民工就业。",
    "最高票价：[3.00元|Quantity]，单程[20分钟|Quantity]，乘5G快线第3班。",
    "地震后有[78次|Quantity]余震，气温[零下30多度|Quantity]。",
    "[一名|Quantity]来自外地的司机，[一个|Quantity]多元的社区，[两次|Quantity]来访。",
)

LONG = (
    ("9" * 20000, 0),
    ("一" * 20000, 0),
    ("千" * 20000, 0),
    ("3—" * 5000, 0),
    ("333," * 5000, 0),
    ("三至" * 5000, 0),
    ("3万 " * 5000, 0),
    ("百分之" * 5000, 2500),
    ("1:" * 5000, 0),
    ("零下" * 5000, 0),
    ("3家、" * 5000, 5000),
    ("一成，" * 5000, 5000),
)


@pytest.mark.parametrize(("written", "rows"), _CASES, ids=[written for written, _ in _CASES])
def test_a_figure_has_the_value_unit_and_bounds_in_the_table(written: str, rows: list[list[str]]) -> None:
    expected = [
        Quantity(Decimal(value), unit, qualifier, Decimal(low) if low else None, Decimal(high) if high else None)
        for _, _, value, unit, qualifier, low, high in rows
    ]
    assert [mention.value for mention in quantities(scan(written))] == expected


def test_the_table_numbers_its_figures_and_names_known_units_only() -> None:
    for _, rows in _CASES:
        assert [row[1] for row in rows] == [str(place) for place in range(1, len(rows) + 1)]
    parts = {part.removeprefix("百").removeprefix("万") for _, rows in _CASES for row in rows for part in row[3].split("/") if part}
    assert {part for part in parts if not knowledge().named(part, "unit")} <= {"月"}


@pytest.mark.parametrize("written", TRAPS)
def test_where_a_numeral_counts_nothing_there_is_no_figure(written: str) -> None:
    assert [mention.span.of(written) for mention in quantities(scan(written))] == []


@pytest.mark.parametrize("case", SENTENCES)
def test_a_sentence_holds_the_figures_marked_in_it(case: str) -> None:
    assert found(case, quantities) == case


@pytest.mark.parametrize(("written", "count"), LONG, ids=[written[:6] for written, _ in LONG])
def test_a_long_run_of_numerals_is_read_in_one_pass(written: str, count: int) -> None:
    assert len(list(quantities(scan(written)))) == count
