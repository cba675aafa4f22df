"""The figures of a thing or of a document, each with the sentence that says it."""

from collections.abc import Sequence

from kg.said import Figure, counted, figures
from kg.web.served import Served
from kg.web.views.things import Data, sentence, thing

_SERIES, _POINTS = 30, 240
"""How many series, and how many figures in all of them, are shown."""


def series_of(served: Served, iri: str) -> Data:
    """The figures about a thing, or counting it, as series by indicator, area and unit: the longest first, then the latest."""
    grouped: dict[tuple[str, ...], list[str]] = {}
    rows = counted(served.store, iri)
    for figure, *of in rows:
        grouped.setdefault(tuple(of), []).append(figure)
    chosen, left = [], _POINTS
    for iris in sorted(grouped.values(), key=len, reverse=True)[:_SERIES]:
        chosen.append(iris[:left])
        left -= len(chosen[-1])
    known = {figure.iri: figure for figure in figures(served.store, [one for iris in chosen for one in iris])}
    found = [[known[one] for one in iris if one in known] for iris in chosen]
    return {"total": len(rows), "series": [_series(served, points) for points in found if points]}


def _series(served: Served, points: Sequence[Figure]) -> Data:
    latest = points[0]
    return {
        "indicator": thing(served, latest.indicator_iri),
        "area": thing(served, latest.area_iri) if latest.area_iri else None,
        "unit": latest.unit,
        "points": [
            {
                "period": point.period,
                "start": point.start,
                "end": point.end,
                "value": point.value,
                "printed": point.printed,
                "status": point.status,
                "change": point.change,
                "said": sentence(served, point.said),
            }
            for point in sorted(points, key=lambda point: (point.end or point.start, point.start, point.value))
        ],
    }


def table_of(served: Served, iris: Sequence[str]) -> list[Data]:
    """Figures as the rows of a table, in the order of the IRIs."""
    return [
        {
            "indicator": thing(served, figure.indicator_iri),
            "area": thing(served, figure.area_iri) if figure.area_iri else None,
            "period": figure.period,
            "printed": figure.printed,
            "change": figure.change,
            "status": figure.status,
            "said": sentence(served, figure.said),
        }
        for figure in figures(served.store, iris)
    ]
