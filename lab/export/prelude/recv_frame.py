def recv_frame(sock, by=1024):
    """Give the body of the next frame, None at the end of the stream or behind a fault."""
    data = buffers.setdefault(sock, bytearray())
    while sock not in faulted:
        try:
            body = codec.take(data)
        except FrameError:
            faulted.add(sock)
            raise
        if body is not None:
            return body
        piece = sock.recv(by)
        if not piece:
            if data:
                faulted.add(sock)
                raise FrameError('the stream ended in the middle of a frame')
            break
        data += piece
    return None
