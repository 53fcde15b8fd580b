import socket
with socket.create_server(('127.0.0.1', 8080)) as s:
    s.settimeout(10)
    conn, addr = s.accept()
    with conn:
        conn.settimeout(0.3)
        try:
            while True:
                data = conn.recv(100)
                print(data)
                if not data: break
        except TimeoutError as e:
            print('timed out:', e, isinstance(e, OSError), e is not None)
        conn.sendall(b'too slow')
