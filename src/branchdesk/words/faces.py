"""What is said of the faces that papers are printed with."""

ROLES = {"title": "小标宋", "fang": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
USES = {"title": "标题", "fang": "正文", "kai": "二级标题", "hei": "一级标题", "song": "页码"}
SHIPPED, MACHINE = "自带", "本机"
# What a face is tried on: Han, figures, and names that not every face has.
SAMPLE = "中共某某支部委员会 2026年 李𬭎陈䶮"


def shipped(role: str) -> str:
    """Name the program's own face of a role."""
    return f"{SHIPPED}{ROLES[role]}"
