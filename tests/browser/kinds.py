"""One address of every kind of page, for tests that look at all of them."""

KINDS = {
    "home": "/",
    "search": "/find/",
    "all lists": "/browse/",
    "list": "/sharing/read-or-watch/",
    "list with a closest fit": "/cancers/breast/",
    "entry with a phone number": "/resources/american-cancer-society-helpline/",
    "entry with everything": "/garden/resources/long-meadow/",
    "closed entry": "/garden/resources/old-orchard/",
    "stories": "/stories/",
    "story": "/stories/cyn-i-got-to-be-me/",
    "guides": "/guides/",
    "guide": "/guides/is-a-group-right-for-me/",
    "crisis": "/crisis/",
    "about": "/about/",
    "privacy": "/privacy/",
    "empty packet": "/packet/",
    "offline": "/offline/",
    "not found": "/no/such/page/",
}

NOT_FOUND = r"status of 404.*/no/such/page/"
"""What the browser's console says of the last of them; a page cannot prevent it."""
