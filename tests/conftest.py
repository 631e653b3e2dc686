"""What holds for the whole suite."""

import os

from hypothesis import settings

# How long an example may take says more about the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Papers look the same on every machine that runs the suite; programs that it starts hear of this too.
os.environ["BRANCHDESK_FACES"] = "bundled"
