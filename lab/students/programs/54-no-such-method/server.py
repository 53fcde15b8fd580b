import socket
s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen(5)
conn, addr = s.accept()
print(conn.recv(5))
conn.sned(b'hello')
