"""The site: notes become pages. Only `plugin` and `config` know MkDocs; the rest is a library without an engine."""
