"""What stops a command although the content may be fine: a missing folder, a full disk, …"""

from __future__ import annotations

import errno


class Failure(Exception):  # noqa: N818 - not an error of the program
    """Something outside prevented the work.

    `message` is one sentence on what happened, `hint` one on what to do.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Say what happened and what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def failure_of(error: OSError, doing: str) -> Failure:
    """Return what the system refused while we were `doing` something, in words."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Failure(f"The disk is full while {doing}{where}.", "Make room and try again.")
    if error.errno == errno.EFBIG:
        return Failure(f"A file may not grow that large while {doing}{where}.", "Raise the limit.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Failure(f"Not allowed to write while {doing}{where}.", "Check the folder's owner.")
    reason = error.strerror or str(error)
    return Failure(f"The system refused while {doing}{where}: {reason}.")
