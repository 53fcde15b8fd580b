import socket, threading, queue
jobs = queue.Queue()
results = []
lock = threading.Lock()
def worker():
    while True:
        conn = jobs.get()
        if conn is None: return
        data = conn.recv(100)
        with lock: results.append(data)
        conn.sendall(data * 2)
        conn.close()
threads = [threading.Thread(target=worker, daemon=True) for _ in range(2)]
for t in threads: t.start()
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
for _ in range(4):
    conn, addr = s.accept()
    jobs.put(conn)
for _ in threads: jobs.put(None)
for t in threads: t.join()
print(sorted(results))
s.close()
