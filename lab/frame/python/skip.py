class Skip:
    """Frames of another codec, with bytes between them that mean nothing."""

    def __init__(self, codec, *over):
        self.codec, self.over = codec, over

    def encode(self, body):
        frame = self.codec.encode(body)
        if frame.startswith(self.over):
            raise FrameError(f'{frame[:10]} would be skipped')
        return frame

    def take(self, data):
        while data.startswith(self.over):
            del data[:max(len(mark) for mark in self.over if data.startswith(mark))]
        if data and any(mark.startswith(data) for mark in self.over):
            return None
        return self.codec.take(data)
