import socket

sock = socket.socket()
sock.connect(("127.0.0.1", 8080))
out = sock.makefile("w")
out.write("never flushed\n")
out.write("but sent at the end")
