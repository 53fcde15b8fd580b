to_skip = {}  # for each socket what is to be thrown away in front of the next frame


def skipped(sock, data):
    """Throw that away; tell whether all of it has come."""
    skip = to_skip.get(sock, 0)
    if callable(skip):
        skip = 0 if skip(data) else skip
    else:
        gone = min(skip, len(data))
        del data[:gone]
        skip -= gone
    to_skip[sock] = skip
    return not skip


def recv_frame(sock, by=1024):
    """Give the body of the next frame, None at the end of the stream or behind a fault."""
    data = buffers.setdefault(sock, bytearray())
    while sock not in faulted:
        try:
            body = codec.take(data) if skipped(sock, data) else None
        except FrameError as error:
            if error.skip is None:
                faulted.add(sock)
            to_skip[sock] = error.skip or 0
            raise
        if body is not None:
            return body
        piece = sock.recv(by)
        if not piece:
            if data or to_skip[sock]:
                faulted.add(sock)
                raise FrameError('the stream ended in the middle of a frame')
            break
        data += piece
    return None
