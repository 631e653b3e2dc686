"""One declaration a ledger: the facts about its fields that hold on every surface."""
