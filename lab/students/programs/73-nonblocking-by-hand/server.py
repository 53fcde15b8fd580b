import socket, time
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5); s.setblocking(False)
conn, data = None, b''
until = time.monotonic() + 20
while time.monotonic() < until:
    try:
        if conn is None:
            conn, _ = s.accept()
            conn.setblocking(False)
        part = conn.recv(100)
        if not part: break
        data += part
    except BlockingIOError:
        time.sleep(0.01)
print(data)
conn.close(); s.close()
