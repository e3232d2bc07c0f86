"""The site: notes to pages, lists and cards."""
