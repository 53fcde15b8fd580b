import socket
PAGES = {'/': '<h1>首页</h1>', '/about': '<p>about</p>'}
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.bind(('127.0.0.1', 8080))
s.listen(5)
for _ in range(3):
    c, addr = s.accept()
    request = b''
    while b'\r\n\r\n' not in request:
        request += c.recv(1024)
    line = request.decode().splitlines()[0]
    method, path, version = line.split(' ')
    print(method, path)
    if path in PAGES:
        body = PAGES[path].encode('utf-8')
        head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n'
    else:
        body, head = b'not found', 'HTTP/1.1 404 Not Found\r\n'
    c.sendall((head + f'Content-Length: {len(body)}\r\nConnection: close\r\n\r\n').encode() + body)
    c.close()
s.close()
