class First:
    """One codec for the first frame of a stream, another for those behind it."""

    def __init__(self, codec, then):
        self.codec, self.then, self.sent, self.taken = codec, then, set(), {}

    def encode(self, body, to=None):
        """to is the socket whose first frame it may be."""
        if to not in self.sent:
            frame = self.codec.encode(body)
            self.sent.add(to)
            return frame
        return self.then.encode(body, to) if isinstance(self.then, First) else self.then.encode(body)

    def take(self, data):
        first = id(data) not in self.taken
        body = (self.codec if first else self.then).take(data)
        if body is not None:
            self.taken[id(data)] = data
        return body
