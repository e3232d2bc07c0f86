"""A note into the drafts of 公众号, through its API."""
