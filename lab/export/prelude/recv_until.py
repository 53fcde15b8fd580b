def recv_until(sock, end, by=1024):
    """Give the bytes up to end, with it; at the end of the stream what is left."""
    data = buffers.setdefault(sock, bytearray())
    while end not in data:
        piece = sock.recv(by)
        if not piece:
            break
        data += piece
    line, found, data[:] = bytes(data).partition(end)
    return line + found
