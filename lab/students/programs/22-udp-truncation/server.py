import socket
s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 8080))
print(s.recvfrom(2)[0]); print(s.recvfrom(100)[0]); s.close()
