import socket
s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen(5)
conn, addr = s.accept()
msg = conn.recv(1024)
conn.send('收到:' + msg)
