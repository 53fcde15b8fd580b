import socket
import time

time.sleep(0.2)                            # anna is first
bob = socket.create_connection(('127.0.0.1', 8080))
start = time.monotonic()
bob.sendall(b'hi')
print(bob.recv(1024), 'after', round(time.monotonic() - start, 1), 's')
bob.close()
