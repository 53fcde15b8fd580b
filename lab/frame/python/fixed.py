class Fixed:
    """Frames of one size, filled up behind the body."""

    def __init__(self, size, pad=b'\0'):
        self.size, self.pad = size, pad

    def encode(self, body):
        if len(body) > self.size or body.endswith(self.pad):
            raise FrameError(f'{body} cannot be sent so')
        return body.ljust(self.size, self.pad)

    def take(self, data):
        if len(data) < self.size:
            return None
        body = bytes(data[:self.size]).rstrip(self.pad)
        del data[:self.size]
        return body
