senders, parts = {}, {}


def recv_frame_from(sock, by=1024):
    """Give the body of the next frame and who sent it; each sender has a buffer."""
    addr = senders.get(sock)
    while True:
        data = parts.setdefault((sock, addr), bytearray())
        body = codec.take(data)
        if body is not None:
            return body, addr
        piece, addr = sock.recvfrom(by)
        if not piece:
            if data:
                raise FrameError('an empty datagram in the middle of a frame')
            return None, addr
        senders[sock] = addr
        parts.setdefault((sock, addr), bytearray()).extend(piece)
