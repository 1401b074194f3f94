"""Do the links of a directory still lead somewhere?

Only `alongside links` asks, never a build or a check: nobody's pull request fails because
somebody else's server is down. What was found lies in a memory of some weeks, since one bad day
proves nothing.
"""
