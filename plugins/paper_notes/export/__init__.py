"""The second adapter: the site as a plain docs tree with a mkdocs.yml that needs no plugin of ours, for any engine."""
