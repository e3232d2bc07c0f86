"""How the site is found and shown elsewhere: feeds, cards for social networks, structured data, llms.txt, policy."""
