"""What holds for the whole suite."""

from hypothesis import settings

# How long an example may take says more about the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
