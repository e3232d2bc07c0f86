"""Pages made from the collection: templates, and what they are given."""
