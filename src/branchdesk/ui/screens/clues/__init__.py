"""The clue desk: the ledger of clues, and what is done with them."""
