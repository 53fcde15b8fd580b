import socket
c = socket.socket()
for i in range(3):
print(i)
