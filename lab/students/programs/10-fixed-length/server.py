import socket
with socket.socket() as s:
    s.bind(('127.0.0.1', 8080)); s.listen(1)
    c, a = s.accept()
    with c:
        while True:
            d = c.recv(8)
            if not d: break
            while len(d) < 8: d += c.recv(8 - len(d))
            print(d.rstrip(b' '))
