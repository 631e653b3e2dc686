"""Reasons why people are not at a meeting."""

from __future__ import annotations

from branchdesk.demo.cards import words

BY_LINE = {
    "公益诉讼": words("外出取证 现场勘验 参加磋商会 外出办案"),
    "未成年人检察": words("到校授课 外出社会调查 外出办案 参加帮教座谈"),
    "民事检察": words("外出调卷 出席再审庭 参加听证会 外出办案"),
    "行政检察": words("外出调卷 走访行政机关 参加听证会 外出办案"),
    "控告申诉": words("接访值班 远程接访 下访 参加联席会"),
    "案件管理": words("窗口值班 参加数据核查 案件评查 系统升级值守"),
    "司法警察": words("押解保障 值庭 执勤 警务训练"),
    "综合保障": words("参加市里会议 值班 外出采购 参加审计对接"),
}
PLAIN = words("""
年休假 年休假 病假 病假 参加业务培训 参加业务培训 出差 陪护住院家人 体检复查 参加子女家长会
探亲假 值班补休 门诊治疗 护理老人
""")
# What lasts, and for how many days.
SPELLS = (
    ("住院", 14),
    ("参加上级院业务培训", 12),
    ("借调上级院", 75),
    ("参加专案组", 50),
    ("脱产培训", 30),
    ("术后休养", 28),
    ("跟班学习", 60),
    ("年休假", 10),
)
# What is noted of those who stayed away without leave; the first were made up, the others have just happened.
ABSENT = ("没有请假，会后说明记错了时间", "没有请假，手机在安检柜里没接到通知", "没有请假，会后说明在外取证未及报告")
LATE = ("开庭结束后赶到", "接待来访，迟到二十分钟", "从看守所返回途中堵车")
ONLINE = ("外地办案，视频参加", "驻点期间视频参加")
NO_LEAVE = ("未请假", "未请假，已电话提醒")
