def framed(sock, body):
    """The frame of a body; each socket has a first frame of its own."""
    return codec.encode(body, sock) if isinstance(codec, First) else codec.encode(body)
