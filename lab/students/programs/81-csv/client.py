import csv
import io
import socket

text = io.StringIO()
w = csv.writer(text)
w.writerow(['name', 'score', 'note'])
w.writerow(['Li, Lei', 90, 'said "hi"'])
w.writerow(['韩梅梅', 95.5, 'two\nlines'])
with socket.create_connection(('localhost', 8080)) as c:
    for one in text.getvalue().encode():
        c.send(bytes([one]))
