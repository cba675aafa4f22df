"""kg: a knowledge-graph builder for Chinese government announcements."""

__version__ = "0.1.0"
