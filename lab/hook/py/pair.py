# The two programs that Measure runs: over one connection a turn the client sends two
# messages one behind the other, and the server receives as it pleases.
import os
import socket
import sys
import time

role, port, turns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if role == "server":
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(5)
    joined = 0
    for _ in range(turns):
        conn, _ = listener.accept()
        joined += len(conn.recv(1024)) == 9
        while conn.recv(1024):
            pass
        conn.close()
    os.write(1, b"server %d\n" % joined)  # by one call: the other prints beside it
else:
    took = 0
    for _ in range(turns):
        while True:
            start = time.perf_counter_ns()
            client = socket.socket()
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break
            client.close()
            time.sleep(0.002)
        client.send(b"hello")
        client.send(b"feng")
        client.shutdown(socket.SHUT_WR)
        client.recv(1)
        client.close()
        took += time.perf_counter_ns() - start
    os.write(1, b"client %d\n" % took)
