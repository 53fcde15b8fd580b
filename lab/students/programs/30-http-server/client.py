import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.sendall(b'GET /abc HTTP/1.0\r\n\r\n'); b = b''
while True:
    d = c.recv(100)
    if not d: break
    b += d
print(b.split(b'\r\n')[0], b[-10:])
