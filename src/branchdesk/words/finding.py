"""What is said of meetings that were found."""

from __future__ import annotations

from branchdesk.words.meetings import PRESENCES

LONG = 10  # characters of a topic's title beside what was found in it
PLACES = {
    "title": "主题",
    "topic": "议题",
    "document": "学习篇目",
    "resolution": "决议",
    "measure": "措施",
    "speech": "发言",
    "text": "会议内容",
    "subject": "表决",
    "chair": "主持",
    "recorder": "记录",
    "speaker": "发言",
    "leader": "领学、汇报",
    "owner": "责任人",
    "observer": "列席",
    "partner": "共建单位",
    "volunteer": "志愿者",
    "reason": "原因",
    "override": "应到调整",
    "not_counted": "不计入表决",
    "review": "回看",
    "made_up": "补学",
    "opinion": "征求意见",
    "criticism": "批评意见",
    "critic": "批评人",
    "criticised": "被批评人",
    "rectification": "整改清单",
    "amendment": "更正",
    "file": "附件",
    "move": "改期原因",
    "cancelled": "取消原因",
    "place": "地点",
    "group": "党小组",
}
ROLES = {"present": "到会", "away": "请假或缺席", "chair": "主持", "recorder": "记录", "spoke": "发言或领学"}


def spot(where: str, who: str | None, excerpt: str) -> str:
    """Say where a text stands: 发言 王伟：…整改落实到位…."""
    if where == "there":
        return f"{PRESENCES.get(who or '', '')}：{excerpt}"
    if not who:
        return f"{PLACES[where]}：{excerpt}"
    return f"{PLACES[where]} {who if len(who) <= LONG else f'{who[: LONG - 1]}…'}：{excerpt}"
