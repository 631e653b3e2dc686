"""The one screen there is while the file is locked."""
