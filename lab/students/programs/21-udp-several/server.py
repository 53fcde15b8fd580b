import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', 8080)); seen = set()
for i in range(4):
    d, a = s.recvfrom(1024); seen.add(a); s.sendto(d.upper(), a)
print(len(seen)); s.close()
