import socket, time
with socket.create_connection(('127.0.0.1', 8080), timeout=5) as c:
    print(c.gettimeout())
    c.sendall(b'first')
    time.sleep(1)
    print(c.recv(100))
    c.settimeout(None); print(c.getblocking())
    c.setblocking(False)
    try: c.recv(1)
    except BlockingIOError as e: print(e)
    except ConnectionResetError as e: print(e)
    else: print('end')
