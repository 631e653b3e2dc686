"""会议记录: the form a meeting is recorded with, section by section, its checks and its paper beside it."""
