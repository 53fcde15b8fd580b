import csv
import io
import socket

s = socket.socket()
s.bind(('localhost', 8080))
s.listen(1)
conn, _ = s.accept()
with conn, conn.makefile('r', newline='') as f:
    rows = list(csv.DictReader(f))
for row in rows:
    print(row)
print('average', sum(float(r['score']) for r in rows) / len(rows))
s.close()
