"""From a note's page to one post a platform (公众号, 知乎, 掘金), each checked against the page."""
