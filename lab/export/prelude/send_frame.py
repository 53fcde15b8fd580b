def send_frame(sock, body, flags=0):
    sock.sendall(codec.encode(body), flags)
