"""Where one can go in the window, in the sidebar's order. Each screen is imported when it is first visited."""

from __future__ import annotations

from importlib import import_module

from branchdesk.ui.desk import Desk
from branchdesk.ui.screen import Place, Screen, ScreenFactory


def lazily(module: str, name: str) -> ScreenFactory:
    """Give a factory that imports a screen's module when the screen is wanted."""

    def make(desk: Desk) -> Screen:
        made: Screen = getattr(import_module(f"branchdesk.ui.{module}"), name)(desk)
        return made

    return make


PLACES = (
    Place("today", "今日", lazily("screens.today", "TodayScreen"), short="今日"),
    Place("meetings", "会议与活动", lazily("screens.meetings.screen", "MeetingsScreen"), "组织生活", short="会议"),
    Place("year", "年度安排", lazily("screens.year.screen", "YearScreen"), "组织生活", short="年度"),
    Place("study", "第一议题", lazily("ledger.places", "study_screen"), "组织生活", short="学习"),
    Place(
        "attendance",
        "出勤情况",
        lazily("screens.attendance.screen", "AttendanceScreen"),
        "组织生活",
        short="出勤",
    ),
    Place(
        "five_ones",
        "五个一政治生日",
        lazily("screens.five_ones.screen", "FiveOnesScreen"),
        "组织生活",
        short="五个一",
    ),
    Place("talks", "谈心谈话", lazily("screens.talks.screen", "TalksScreen"), "组织生活", short="谈话"),
    Place("meeting", "记会议", lazily("screens.meeting.editor", "MeetingScreen"), listed=False, under="meetings"),
    Place(
        "quick_meetings",
        "补录旧会议",
        lazily("screens.quick.screen", "QuickMeetingsScreen"),
        listed=False,
        under="meetings",
    ),
    Place(
        "meeting_trash",
        "会议回收站",
        lazily("screens.meeting_trash", "MeetingTrashScreen"),
        listed=False,
        under="meetings",
    ),
    Place("members", "党员", lazily("ledger.places", "members_screen"), "人员", short="党员"),
    Place(
        "former_members",
        "离开支部的党员",
        lazily("ledger.places", "former_members_screen"),
        listed=False,
        under="members",
    ),
    Place("committee", "支部班子", lazily("screens.committee.screen", "CommitteeScreen"), "人员", short="班子"),
    Place("volunteers", "志愿者", lazily("ledger.places", "volunteers_screen"), "人员", short="志愿者"),
    Place("clues", "志愿者线索", lazily("ledger.places", "clues_screen"), "台账", short="线索"),
    Place("rules", "制度规则", lazily("screens.rules.screen", "RulesScreen"), "资料", short="制度"),
    Place("inspection", "迎检自查", lazily("screens.inspection.screen", "InspectionScreen"), "资料", short="迎检"),
    Place("papers", "打印材料", lazily("papers.screen", "PapersScreen"), "资料", short="打印"),
    Place("history", "操作记录", lazily("screens.history", "HistoryScreen"), "资料", short="记录"),
    Place("backups", "备份与恢复", lazily("screens.backups.screen", "BackupsScreen"), "资料", short="备份"),
    Place("safety", "使用人与密码", lazily("screens.safety.screen", "SafetyScreen"), "资料", short="密码"),
    Place("help", "帮助", lazily("screens.help.screen", "HelpScreen"), "资料", short="帮助"),
)
