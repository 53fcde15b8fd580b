def send_pieces(sock, data, *sizes, each=0, gap=0, flags=0, to=None):
    """Send data in pieces of these sizes and the rest, or of each bytes."""
    sizes = iter(sizes)
    while True:
        size = each or next(sizes, len(data))
        if to is None:
            sock.sendall(data[:size], flags)
        else:
            sock.sendto(data[:size], to)
        data = data[size:]
        if not data:
            break
        if gap:
            time.sleep(gap)
