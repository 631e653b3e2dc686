"""What holds for any ledger: lists, sheets in and out, rows entered, changed and taken out."""
