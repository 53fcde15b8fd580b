import socket

print(socket.gethostbyname('localhost'), socket.htons(258), socket.ntohl(1), socket.inet_aton('127.0.0.1'))
c = socket.socket()
print(c.connect_ex(('127.0.0.1', 8080)), c.getpeername())
c.sendall(b'abcdef')
c.close()
print(c.fileno())
