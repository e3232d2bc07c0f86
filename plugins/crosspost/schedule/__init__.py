"""The column's schedule: topics, what they are made of, and where they have gone."""
