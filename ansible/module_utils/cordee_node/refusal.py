"""Why nothing, or not everything, was done."""

INVALID = "INVALID"  # the request makes no sense, here or anywhere
STALE = "STALE"  # a later placement of the rental has been here, or this one has ended
OCCUPIED = "OCCUPIED"  # the node belongs to another rental
CONFLICT = "CONFLICT"  # the name or UID is somebody else's
BUSY = "BUSY"  # another run holds the node
LEFT = "LEFT"  # something of the tenant could not be removed


class Refusal(Exception):
    def __init__(self, reason, message):
        super().__init__(message)
        self.reason = reason
