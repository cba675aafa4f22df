"""The templates and their words: every word is there in both languages, and nothing that the content policy would block."""

import re
from pathlib import Path

import pytest

import kg.web
from kg.queries import Query, shipped
from kg.web.words import words

HERE = Path(kg.web.__file__).parent
TEMPLATES = sorted((HERE / "templates").glob("*.html"))
FAMILIES = ("nav", "kind", "edge", "error", "status", "role", "chart", "entity", "reconcile", "column", "about")
"""What stands before the dot of keys that templates put together."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_word_of_a_template_is_in_the_list(template: Path) -> None:
    used = set(re.findall(r"\bt\('([\w.]+)'\)", template.read_text(encoding="utf-8")))
    assert used <= words().keys()


def test_every_word_in_the_list_is_used() -> None:
    text = "".join(template.read_text(encoding="utf-8") for template in TEMPLATES)
    unused = {key for key in words() if f"'{key}'" not in text and key.partition(".")[0] not in FAMILIES}
    assert not unused


@pytest.mark.parametrize("key", [key for key in words() if not key.startswith("about.")])
def test_a_word_says_the_same_blanks_in_both_languages(key: str) -> None:
    blanks = {language: sorted(re.findall(r"\{\w+\}", text)) for language, text in words()[key].items()}
    assert set(blanks) == {"zh", "en"}
    assert blanks["zh"] == blanks["en"]


@pytest.mark.parametrize("query", shipped(), ids=lambda query: query.name)
def test_a_question_is_told_in_chinese_and_its_fields_have_names(query: Query) -> None:
    fields = {parameter.name for parameter in query.parameters}
    told = {f"about.{query.name}", *(f"about.{query.name}.{name}" for name in fields), *(f"column.{name}" for name in fields)}
    assert told <= words().keys()


def test_chinese_is_told_of_questions_that_there_are() -> None:
    there = {query.name for query in shipped()}
    assert {key.split(".")[1] for key in words() if key.startswith("about.")} == there


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_has_no_script_or_style_of_its_own_and_no_outside_address(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>|<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.findall(r"(?:src|href|action)=\"https?:", text)
