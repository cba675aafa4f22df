"""Imported by the process that workers are forked from: what they all need is loaded once."""

import gc

import kg.pipeline  # noqa: F401
from kg.knowledge import knowledge

knowledge()
gc.freeze()
