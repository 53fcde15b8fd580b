import socket, os, struct
SIZE = 100_000
with open('movie.bin', 'wb') as f:
    f.write(os.urandom(10) * (SIZE // 10))
with socket.socket() as s:
    s.bind(('127.0.0.1', 8080))
    s.listen(5)
    conn, addr = s.accept()
    with conn, open('movie.bin', 'rb') as f:
        size = os.stat('movie.bin').st_size
        conn.sendall(struct.pack('>Q', size))
        sent = 0
        while chunk := f.read(8192):
            conn.sendall(chunk)
            sent += len(chunk)
        print('sent %d of %d' % (sent, size))
