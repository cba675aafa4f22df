"""A sentence masked: names become characters, lists become one, brackets and quotation marks go."""

from kg.claims.masked import marks, mask
from tests.marked import marked


def masked_text(text: str) -> str:
    annotation = marked(text)
    masked = mask(annotation.document, annotation.sentences[0], list(annotation.links))
    for kind in ("Agency", "Person", "Document", "Organization"):
        masked_kind = marks(kind)[1:-1]
        for mark in masked_kind:
            if mark in masked.text:
                return masked.text.replace(mark, kind[0])
    return masked.text


def test_a_name_is_one_character_of_its_kind() -> None:
    assert masked_text("请[市教育局|Agency]办理") == "请A办理"


def test_coordinated_names_are_one_character() -> None:
    assert masked_text("[张明|Person]、[李静|Person]和[王强|Person]等3人到会") == "P到会"


def test_quotation_marks_and_bracketed_insertions_are_left_out() -> None:
    assert masked_text("按《[办法|Document]》（以下简称规定）办") == "按D办"


def test_an_open_bracket_that_is_never_closed_stays() -> None:
    assert masked_text("按[办法|Document]（其中") == "按D（其中"


def test_agencies_and_organisations_in_one_list_are_institutions() -> None:
    annotation = marked("[市教育局|Agency]和[市总工会|Organization]到会")
    masked = mask(annotation.document, annotation.sentences[0], list(annotation.links))
    assert masked.text[0] in marks("Institution")
    assert masked.text[0] not in marks("Agency")
    assert len(masked.groups[0]) == 2
