import socket
c = socket.socket(); c.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096); c.connect(('127.0.0.1', 8080)); c.setblocking(False)
n = c.send(b'x' * 8000000); print(0 < n < 8000000)
try:
    while True: c.send(b'x' * 1000000)
except BlockingIOError as e: print('full', e.errno)
c.close()
