"""备份与恢复: the backups there are, how they are taken, and the way back from one."""
