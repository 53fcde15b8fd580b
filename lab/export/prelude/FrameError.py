class FrameError(ValueError):
    """What was received, or is to be sent, is no frame of the codec.

    With skip another may begin behind so many bytes, or where a function of the data finds it."""

    def __init__(self, text, skip=None):
        super().__init__(text)
        self.skip = skip
