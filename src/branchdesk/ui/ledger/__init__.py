"""The general screen of any ledger: its list, its form, its import and its export."""
