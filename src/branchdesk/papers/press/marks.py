"""Drawing what is no text: rules, boxes and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from branchdesk.papers.press.photos import draw_photo
from branchdesk.papers.press.rows import Box, Mark, Photo, Rule

# Rules whose ends are nearer than this meet.
NEAR = 0.02


def draw_marks(canvas: Canvas, rows: Iterable[tuple[float, float, Sequence[Mark]]]) -> None:
    """Draw the marks of a page's rows, each row with the place of its top left; rules that meet are drawn as one."""
    rules: set[Rule] = set()
    for left, top, marks in rows:
        for mark in marks:
            match mark:
                case Rule():
                    ends = (left + mark.x, mark.y - top, left + mark.to_x, mark.to_y - top)
                    rules.add(Rule(*(round(end, 2) for end in ends)))
                case Box():
                    canvas.setFillColorRGB(*mark.colour)
                    canvas.rect(left + mark.x, top - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
                    canvas.setFillGray(0)
                case Photo():
                    draw_photo(canvas, mark, left + mark.x, top - mark.y - mark.height)
    drawn = [*joined(rule for rule in rules if rule.y == rule.to_y), *_upright(rules)]
    if drawn:
        canvas.lines([(rule.x, -rule.y, rule.to_x, -rule.to_y) for rule in drawn])


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join level rules that lie on one line and meet or overlap."""
    found: list[Rule] = []
    for _, level in groupby(sorted(rules, key=lambda rule: (rule.y, rule.x)), key=lambda rule: rule.y):
        held, *others = level
        for rule in others:
            if rule.x <= held.to_x + NEAR:
                held = Rule(held.x, held.y, max(held.to_x, rule.to_x), held.y)
            else:
                found.append(held)
                held = rule
        found.append(held)
    return found


def _upright(rules: Iterable[Rule]) -> list[Rule]:
    turned = joined(Rule(rule.y, rule.x, rule.to_y, rule.to_x) for rule in rules if rule.y != rule.to_y)
    return [Rule(rule.y, rule.x, rule.to_y, rule.to_x) for rule in turned]
