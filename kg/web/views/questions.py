"""The shipped questions in their groups."""

from kg.queries import Query, shipped
from kg.web.served import Served
from kg.web.views.things import Data

_GROUPS = (
    "Issuing",
    "Citations and force",
    "Programmes and products",
    "Persons and institutions",
    "Events",
    "Figures",
    "Evidence",
    "What is missing",
)
"""The order of the groups; others follow."""


def questions(served: Served) -> Data:
    """Every shipped question by group, each group in order of the questions' names."""
    grouped: dict[tuple[str, str], list[Data]] = {}
    for query in shipped():
        grouped.setdefault(query.group, []).append(listed(query))
    order = {name: place for place, name in enumerate(_GROUPS)}
    groups = sorted(grouped, key=lambda group: (order.get(group[1], len(order)), group))
    return {"groups": [{"label": {"zh": group[0], "en": group[1]}, "questions": grouped[group]} for group in groups]}


def listed(query: Query) -> Data:
    """A question as lists name it."""
    return {"name": query.name, "title": {"zh": query.title, "en": query.title_en}, "about": query.about}
