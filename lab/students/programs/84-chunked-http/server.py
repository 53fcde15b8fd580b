import socket

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', 8080))
s.listen(5)
for _ in range(2):
    conn, _ = s.accept()
    f = conn.makefile('rb')
    line = f.readline().decode().split()
    headers = {}
    while (h := f.readline().strip()):
        k, v = h.decode().split(':', 1)
        headers[k.lower()] = v.strip()
    body = f.read(int(headers.get('content-length', 0)))
    print(line[0], line[1], body)
    conn.sendall(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Lab: 1\r\n\r\n')
    for piece in (b'one', b'two-two', body or b'none'):
        conn.sendall(b'%x\r\n%s\r\n' % (len(piece), piece))
    conn.sendall(b'0\r\n\r\n')
    f.close()
    conn.close()
s.close()
