import socket
c = socket.socket(type=socket.SOCK_DGRAM)
for m in [b'a', b'b']: c.sendto(m, ('127.0.0.1', 8080)); print(c.recvfrom(1024)[0])
