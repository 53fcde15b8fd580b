import socket

c = socket.create_connection(('127.0.0.1', 8080))
f = c.makefile('rw', newline='')
print(f.readline().strip())
for line in ('HELO me', 'MAIL FROM:<a@b>', 'RCPT TO:<c@d>', 'NOOP', 'DATA'):
    f.write(line + '\r\n')
    f.flush()
    print(f.readline().strip())
f.write('Subject: hi\r\n\r\n..dots\r\n.\r\n')
f.flush()
print(f.readline().strip())
f.write('QUIT\r\n')
f.flush()
print(f.read().splitlines())
