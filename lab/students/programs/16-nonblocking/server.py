import socket, time
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1); s.setblocking(False)
tries = 0
while True:
    try: c, a = s.accept(); break
    except BlockingIOError as e: tries += 1; err = e.errno; time.sleep(0.05)
print('accepted', tries > 0, err)
c.setblocking(True); print(c.recv(10)); c.close(); s.close()
