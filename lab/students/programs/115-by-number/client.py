import socket

sock = socket.create_connection(("127.0.0.1", 8080))
sock.sendall(b"ping")
whole = sock.makefile("rb", buffering=0)
got = b""
while len(got) < 16:
    got += whole.read(16)
print(got, whole.read(5))
