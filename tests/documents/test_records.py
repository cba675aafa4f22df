"""JSON Lines, JSON and CSV."""

import json

import pytest

from kg.documents.drafts import Draft
from kg.documents.records import comma_separated, json_file, json_lines
from kg.errors import DocumentError

TEXT = "\t　　今年荔枝丰收，增长５％。\n \n产量创新高。 "


def test_the_text_of_a_record_stays_untouched() -> None:
    (draft,) = json_lines(json.dumps({"id": "a", "text": TEXT}), "")
    assert isinstance(draft, Draft) and draft.text == TEXT


def test_columns_fill_the_header_and_unknown_ones_are_kept() -> None:
    record = {
        "id": 7, "title": "荔枝丰收", "published": "2022-04-19 08:00", "publisher": "海峡早报", "url": "https://example.org/1",
        "number": "某农[2022]1号", "issuers": ["市农业局", "市林业局"], "written": "2022年4月18日", "place": "某市",
        "tags": ["农业"], "note": None, "text": "荔枝丰收。",
    }  # fmt: skip
    (draft,) = json_lines(json.dumps(record), "")
    assert isinstance(draft, Draft)
    header = draft.header
    assert (draft.record, draft.named, draft.title) == ("7", True, "荔枝丰收")
    assert (header.published, header.written, header.number) == ("2022-04-19", "2022-04-18", "某农〔2022〕1号")
    assert (header.issuers, header.publisher) == (("市农业局", "市林业局"), "海峡早报")
    assert header.more == (("place", "某市"), ("tags", "农业"))


def test_a_bad_line_is_reported_and_the_rest_goes_on() -> None:
    lines = ['{"text": "一。"}', "{broken", '["text"]', '{"title": "无文"}', '{"text": "二。"}']
    found = list(json_lines("\n".join(lines), ""))
    assert [draft.text for draft in found if isinstance(draft, Draft)] == ["一。", "二。"]
    reports = [str(error) for error in found if isinstance(error, DocumentError)]
    assert [report[:6] for report in reports] == ["line 2", "line 3", "line 4"]
    assert "not JSON" in reports[0] and "no `text`" in reports[2]


def test_a_record_without_id_is_named_by_its_number() -> None:
    found = [draft for draft in json_lines('{"text": "一。"}\n\n{"text": "二。"}', "") if isinstance(draft, Draft)]
    assert [(draft.record, draft.named) for draft in found] == [("1", False), ("2", False)]


def test_an_id_used_twice_is_reported() -> None:
    found = list(json_lines('{"id": "a", "text": "一。"}\n{"id": "a", "text": "二。"}', ""))
    assert isinstance(found[1], DocumentError) and "line 2 has the id 'a' of line 1" in str(found[1])


@pytest.mark.parametrize("data", ['[{"text": "一。"}, {"text": "二。"}]', '{"text": "一。"}\n{"text": "二。"}'])
def test_a_json_file_may_hold_an_array_or_lines(data: str) -> None:
    assert len(list(json_file(data, ""))) == 2


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_is_read_by_its_column_names(mark: str) -> None:
    data = f'id{mark}标题{mark}发布时间{mark}正文{mark}栏目\na{mark}荔枝丰收{mark}2022/4/19{mark}"第一行\n第二行　"{mark}要闻\n'
    (draft,) = comma_separated(data, "")
    assert isinstance(draft, Draft)
    assert (draft.record, draft.title, draft.text) == ("a", "荔枝丰收", "第一行\n第二行　")
    assert (draft.header.published, draft.header.more) == ("2022-04-19", (("栏目", "要闻"),))


def test_a_csv_file_without_text_is_reported_with_its_columns() -> None:
    with pytest.raises(DocumentError, match="no column `text`; its columns are: name,size"):
        list(comma_separated("name,size\na,1\n", ""))


def test_a_row_without_text_is_reported_and_the_rest_goes_on() -> None:
    first, second = comma_separated("id,text\na,\nb,荔枝丰收。\n", "")
    assert isinstance(first, DocumentError) and isinstance(second, Draft)
