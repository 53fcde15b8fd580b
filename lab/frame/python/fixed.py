class Fixed:
    """Frames of one size; with a pad, short bodies are filled up."""

    def __init__(self, size, pad=b''):
        self.size, self.pad = size, pad

    def encode(self, body):
        full = body.ljust(self.size, self.pad) if self.pad else body
        if len(full) != self.size or self.pad and body.endswith(self.pad):
            raise FrameError(f'{body} cannot be sent so')
        return full

    def take(self, data):
        if len(data) < self.size:
            return None
        body = bytes(data[:self.size])
        del data[:self.size]
        return body.rstrip(self.pad) if self.pad else body
