"""What is said where a file is damaged, and what could be read of it."""

LOST = "（内容已损坏）"


def event(rows: int, lost: int) -> str:
    """Name the event: the file was put together from what could be read of a damaged one."""
    return f"从损坏的文件中救出 {rows} 条，{lost} 条未能读出" if lost else f"从损坏的文件中救出 {rows} 条"


# What each table of the file is called where its rows are counted.
TABLES = {
    "branch": "支部",
    "party_group": "党小组",
    "committee": "支委会届次",
    "preference": "界面设置",
    "member": "党员",
    "member_period": "组织关系起止",
    "member_stage": "党籍阶段",
    "member_office": "党内职务",
    "member_group": "编组情况",
    "member_condition": "特殊情形",
    "member_entry": "党员经历与奖惩",
    "member_photo": "党员照片",
    "meeting": "会议",
    "attendance": "到会记录",
    "expected_override": "应到调整",
    "agenda_item": "议题",
    "studied_document": "会上学习文件",
    "speech": "发言",
    "measure": "措施",
    "measure_review": "措施回顾",
    "ballot_subject": "表决事项",
    "not_counted": "不计票数人员",
    "opinion": "征求意见",
    "criticism": "批评意见",
    "rectification": "整改清单",
    "amendment": "更正说明",
    "attachment": "附件目录",
    "blob": "附件内容",
    "study_document": "学习文件",
    "document_study": "个人自学",
    "duty_mark": "任务登记",
    "rule_change": "制度调整",
    "holiday": "节假日安排",
    "finding_note": "自查说明",
    "five_ones_item": "“五个一”项目",
    "five_ones_mark": "“五个一”登记",
    "volunteer": "志愿者",
    "clue": "线索",
    "clue_step": "线索办理过程",
    "clue_photo": "线索照片目录",
    "joint_reporter": "联名提报人",
    "clue_category": "线索类别",
    "clue_stroke": "计数登记",
    "clue_snapshot": "引用过的统计",
    "operation": "操作历史",
    "change": "历史明细",
    "erasure": "清除登记",
}


def rescued_name(stem: str, moment: str) -> str:
    """Name the file that what could be read is put into."""
    return f"{stem}.救出-{moment}"


def nothing_readable(path: object) -> str:
    """Say that no page of a file can be read."""
    return f"“{path}”没有一页能读出：文件开头的密钥信息已毁，或密码不是它的。只能从备份恢复。"


def unknown_schema(path: object) -> str:
    """Say that it cannot be told what a file was."""
    return f"“{path}”剩下的内容认不出格式，不能救出。只能从备份恢复。"


def not_rescued(path: object) -> str:
    """Say that the result could not be written."""
    return f"救出的内容不能写入“{path}”。请检查磁盘空间和文件夹权限，原文件没有改动。"


def pages(bad: int, total: int) -> str:
    """Say how much of the file is damaged."""
    return f"文件共 {total} 页，损坏 {bad} 页。" if bad else f"文件共 {total} 页，未发现坏页。"


def rows(read: int, lost: int) -> str:
    """Say what could be read in all."""
    return f"读出 {read} 条记录，已知有 {lost} 条未能读出。" if lost else f"读出 {read} 条记录，没有发现缺失。"


UNCODED = "这是旧格式文件，没有逐页校验码，个别字句被改动无法察觉，请核对后再用。"
UNSURE = "部分目录页也已损坏，实际缺失可能更多。"
JOURNAL = "最近一次没有写完整的改动未能读出。"
LINKS = "操作历史有缺失，之后的检查会指出断开之处；请以此份为准重新开始备份。"


def stood_in(count: int) -> str:
    """Say how many records were stood in for."""
    return f"{count} 条记录只剩编号，内容以“{LOST}”代替，请补录。"


def freed(count: int) -> str:
    """Say how many rows stand without what they named."""
    return f"{count} 条记录里提到的另一条记录已不在，该处留空。"


def set_aside(count: int) -> str:
    """Say how many rows belonged to nothing that could be read."""
    return f"{count} 条记录所属的会议、人员或线索已不在，没有放入。"


def from_history(count: int) -> str:
    """Say how many rows were taken from the history."""
    return f"其中 {count} 条按操作历史补回。"
