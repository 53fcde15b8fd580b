import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.send(b'hello'); time.sleep(0.4)
try: print(c.recv(10))
except ConnectionResetError as e: print(type(e).__name__, e)
