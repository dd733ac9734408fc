"""The steps of `tools/new_topic.py`: sheets, tables, drafts of exercises, pages."""
