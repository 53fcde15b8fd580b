import select
import socket
import sys

sock = socket.socket()
sock.connect(("127.0.0.1", 8080))
print(sock.recv(1024).decode())
inputs = [sys.stdin, sock]
while inputs:
    ready, _, _ = select.select(inputs, [], [])
    for source in ready:
        if source is sys.stdin:
            line = sys.stdin.readline()
            if line:
                sock.send(line.strip().encode())
            else:
                inputs.remove(sys.stdin)
                sock.shutdown(socket.SHUT_WR)
        else:
            data = sock.recv(1024)
            if not data:
                inputs = []
                break
            print("<", data.decode())
sock.close()
