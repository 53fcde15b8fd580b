class Start:
    """Frames of another codec that begin with a mark."""

    def __init__(self, codec, mark):
        self.codec, self.mark = codec, mark

    def encode(self, body):
        frame = self.codec.encode(self.mark + body)
        if not frame.startswith(self.mark):
            raise FrameError(f'{frame[:10]} does not begin with the mark')
        return frame

    def take(self, data):
        def seek(data):
            return seek_mark(data, self.mark)

        if data[:len(self.mark)] != self.mark[:len(data)]:
            raise FrameError(f'no start mark before {bytes(data[:10])}', skip=seek)
        before = bytes(data)
        try:
            return self.codec.take(data) if len(data) >= len(self.mark) else None
        except FrameError as error:
            data[:] = before[1:]  # the next frame may begin within this one
            raise FrameError(error, skip=seek)
