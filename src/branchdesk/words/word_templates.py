"""What is said about the branch's own Word templates."""

MEGA = 1_000_000
LONGEST_NAME = 20  # characters of a name that no field has


def not_word() -> str:
    """Say that a file is no Word file that can be filled."""
    return "这个文件不是 Word 的 .docx 文件，不能作模板。旧的 .doc 或 .wps 文件请先在 WPS 或 Word 里另存为 .docx。"


def too_large(most: int) -> str:
    """Say that a template is larger than one can be."""
    return f"模板文件超过{most // MEGA} MB，请删去其中的图片后再用。"


def gone(path: str) -> str:
    """Say that the template that was chosen is not where it was."""
    return f"找不到模板文件“{path}”，可能已移走或改名。请重新选择模板。"


def unreadable(path: str) -> str:
    """Say that a template cannot be read."""
    return f"读不了模板文件“{path}”。如果它正在 WPS 或 Word 里打开，请先关闭再试。"


def none_chosen() -> str:
    """Say that no template has been chosen yet."""
    return "还没有选择模板。可先导出示例模板，按本支部的格式改好，再选用它。"


def unknown_field(name: str, meant: str, near: str) -> str:
    """Say which name in a template is no field's, what may have been meant, and where it stands."""
    name = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    place = f"（在“{near}”处）" if near else ""
    hint = f"，是不是“{meant}”？" if meant else "。"
    return f"模板里的“{name}”{place}不是可用的字段{hint}可用的字段见“可用字段”一栏。"


def bad_template(near: str) -> str:
    """Say that something in a template cannot be read, and where."""
    place = f"在“{near}”附近，" if near else ""
    return f"模板的写法有误：{place}请检查大括号是否成对，每个 for、if 后面是否有对应的 endfor、endif。"
