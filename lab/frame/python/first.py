class First:
    """One codec for the first frame of a stream, another for those behind it."""

    def __init__(self, codec, then):
        self.codec, self.then, self.sent, self.taken = codec, then, False, False

    def encode(self, body):
        frame = (self.then if self.sent else self.codec).encode(body)
        self.sent = True
        return frame

    def take(self, data):
        body = (self.then if self.taken else self.codec).take(data)
        self.taken = self.taken or body is not None
        return body
