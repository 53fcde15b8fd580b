import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080)); time.sleep(0.2)
try:
    for i in range(5): c.send(b'x'); time.sleep(0.05)
except (BrokenPipeError, ConnectionResetError) as e: print(type(e).__name__, i)
