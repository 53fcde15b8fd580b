import socket

for lines in (['1 + 2', '7 * 6'], ['9 / 2', 'x', '1 % 2', 'a - 1']):
    with socket.create_connection(('127.0.0.1', 8080)) as c, c.makefile('rw') as f:
        for line in lines:
            f.write(line + '\n')
            f.flush()
            print(line, '->', f.readline().strip())
