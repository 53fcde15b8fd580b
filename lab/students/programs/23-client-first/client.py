import socket
c = socket.socket()
try: c.connect(('127.0.0.1', 8080))
except ConnectionRefusedError as e: print(type(e).__name__, e.errno, e)
c = socket.socket(); print(c.connect_ex(('127.0.0.1', 8080)))
