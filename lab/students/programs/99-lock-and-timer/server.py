import socket
import threading

lock, count, done = threading.Lock(), 0, threading.Event()


def serve(conn):
    global count
    with conn:
        while data := conn.recv(16):
            for _ in data:
                with lock:
                    count += 1
    with lock:
        if count == 200:
            done.set()


s = socket.create_server(('127.0.0.1', 8080))
threads = []
for _ in range(2):
    conn, _ = s.accept()
    t = threading.Thread(target=serve, args=(conn,), name=f'client-{len(threads)}', daemon=True)
    t.start()
    threads.append(t)
print(done.wait(10), count)
for t in threads:
    t.join()
    print(t.name, t.is_alive())
late = threading.Timer(0.05, print, ['timer'])
late.start()
late.join()
s.close()
