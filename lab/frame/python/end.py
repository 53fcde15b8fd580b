class End:
    """Frames of another codec whose bodies end with a mark."""

    def __init__(self, codec, mark, keep=False):
        self.codec, self.mark, self.keep = codec, mark, keep

    def encode(self, body):
        return self.codec.encode(body + self.mark)

    def take(self, data):
        body = self.codec.take(data)
        if body is None:
            return None
        if not body.endswith(self.mark):
            raise FrameError(f'{body[-len(self.mark):]} stands where the end mark must be', skip=0)
        return body if self.keep else body[:-len(self.mark)]
