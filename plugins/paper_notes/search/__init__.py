"""Full-text search: what the index is told of each page, the index itself (Pagefind's), and the box that asks it."""
