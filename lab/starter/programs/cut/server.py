from socket import *

server = socket(AF_INET, SOCK_STREAM)
server.bind(('127.0.0.1', 8080))
server.listen(5)
conn, addr = server.accept()

data1 = conn.recv(2)             # less than was sent
data2 = conn.recv(10)            # begins with what was left

print('----->', data1.decode('utf-8'))
print('----->', data2.decode('utf-8'))
conn.close()
server.close()
