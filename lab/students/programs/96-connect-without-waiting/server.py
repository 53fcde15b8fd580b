import socket

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen(1)
conn, _ = s.accept()
print(conn.recv(100))
conn.sendall(b'welcome')
conn.close()
s.close()
