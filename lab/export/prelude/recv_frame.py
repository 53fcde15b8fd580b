def recv_frame(sock, by=1024):
    """Give the body of the next frame, None at the end of the stream."""
    data = buffers.setdefault(sock, bytearray())
    while True:
        body = codec.take(data)
        if body is not None:
            return body
        piece = sock.recv(by)
        if not piece:
            if data:
                raise FrameError('the stream ended in the middle of a frame')
            return None
        data += piece
