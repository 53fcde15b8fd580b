import fcntl
import os
import socket

print(socket.getservbyport(80), socket.getservbyname("https"), socket.getprotobyname("udp"))
server = socket.create_server(("127.0.0.1", 8080))
conn, _ = server.accept()
fd = conn.detach()
print(os.read(fd, 100))
os.write(fd, b"by number")
flags = fcntl.fcntl(fd, fcntl.F_GETFL)
fcntl.fcntl(fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)
try:
    os.read(fd, 1)
except BlockingIOError as error:
    print(error)
again = socket.socket(fileno=fd)
print(again.type == socket.SOCK_STREAM, again.getpeername()[0])
twice = again.dup()
again.close()
twice.sendall(b" by dup")
twice.close()
try:
    os.read(99, 1)
except OSError as error:
    print(error)
os.write(1, "写到 1\n".encode())
os.write(2, b"and to 2\n")
