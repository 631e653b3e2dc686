"""What stands under 帮助, in the order of its tabs; each page is a screen, imported when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from branchdesk.ui.desk import Desk
    from branchdesk.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page by its key, what its tab says, and the module and name of its screen."""

    key: str
    label: str
    module: str
    screen: str

    def make(self, desk: Desk) -> Screen:
        """Make the page's screen."""
        made: Screen = getattr(import_module(f"branchdesk.ui.screens.{self.module}"), self.screen)(desk)
        return made


GUIDE, NEWS, DIAGNOSIS = "guide", "news", "diagnosis"
HELP_PAGES = (
    HelpPage(GUIDE, "使用说明", "help.guide", "GuideScreen"),
    HelpPage(NEWS, "新增内容", "help.news", "NewsScreen"),
    HelpPage(DIAGNOSIS, "诊断", "help.diagnosis", "DiagnosisScreen"),
    HelpPage("about", "关于", "help.about", "AboutScreen"),
)
