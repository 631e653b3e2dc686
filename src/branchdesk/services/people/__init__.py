"""The roster and what belongs to its people: committees, groups, cards, 政治生日 and the five ones."""
