"""Pictures to publish with, as PNG or SVG: networks, documents and events over time, indicators over time. Needs `kg[pictures]`.

The same data gives the same bytes: nothing in them tells when they were made.
"""

from kg.pictures.answers import draw_answer
from kg.pictures.network import draw_network
from kg.pictures.series import draw_series
from kg.pictures.sheet import SUFFIXES
from kg.pictures.timeline import Moment, draw_timeline

__all__ = ["SUFFIXES", "Moment", "draw_answer", "draw_network", "draw_series", "draw_timeline"]
