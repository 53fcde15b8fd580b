class FrameError(ValueError):
    """What was received, or is to be sent, is no frame of the codec."""
