import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
conn, addr = s.accept()
first = conn.recv(4)
print(first)
print(first.decode('utf-8'))
