"""What holds for all tests: made-up examples are the same in every run, and none fails because the machine is slow."""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
