"""The file itself and its past: password, backups, rescue, steps taken back, what is gone for good."""
