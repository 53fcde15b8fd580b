import socket

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for text in ['hello', 'feng']:
    client.sendto(text.encode('utf-8'), ('127.0.0.1', 8080))
    data, addr = client.recvfrom(1024)
    print(data)
client.close()
