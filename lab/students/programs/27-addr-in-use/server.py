import socket
a = socket.socket(); a.bind(('127.0.0.1', 8080)); a.listen(1)
b = socket.socket()
try: b.bind(('127.0.0.1', 8080))
except OSError as e: print(e.errno, e.strerror)
a.close(); b.close()
