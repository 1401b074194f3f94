"""One address of every kind of page, for tests that look at all of them."""

KINDS = {
    "home": "/",
    "search": "/find/",
    "all lists": "/browse/",
    "list": "/sharing/read-or-watch/",
    "list with a closest fit": "/cancers/breast/",
    "entry with a phone number": "/resources/american-cancer-society-helpline/",
    "entry with everything": "/garden/resources/long-meadow/",
    "entry with meetings": "/garden/resources/evening-circle/",
    "closed entry": "/garden/resources/old-orchard/",
    "stories": "/stories/",
    "stories with choices": "/stories/#form=video",
    "story": "/stories/cyn-i-got-to-be-me/",
    "guides": "/guides/",
    "guide": "/guides/is-a-group-right-for-me/",
    "crisis": "/crisis/",
    "about": "/about/",
    "privacy": "/privacy/",
    "empty packet": "/packet/",
    "sent packet": "/garden/packet/#v1=long-meadow,evening-circle&n0=hello",
    "offline": "/offline/",
    "not found": "/no/such/page/",
}

NOT_FOUND = r"status of 404.*/no/such/page/"
"""What the browser's console says of the last of them; a page cannot prevent it."""
