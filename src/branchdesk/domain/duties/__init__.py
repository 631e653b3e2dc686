"""Duties: what the rule book asks of a branch and its people in a span of time, held against what is recorded.

`engine.duties` is the way in. Each module below it answers for some rules; all look at the same `Facts`.
"""
