import socket

c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
c.settimeout(5)
for n in (1, 20, 300, -21):
    c.sendto(str(n).encode(), ('127.0.0.1', 8080))
c.sendto(b'end', ('127.0.0.1', 8080))
print(c.recvfrom(100)[0])
c.close()
