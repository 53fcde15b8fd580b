import socket

client = socket.socket()
client.connect(('127.0.0.1', 8000))
while True:
    text = input('send (q ends): ')
    if text == 'q':
        break
    if not text:                 # an empty send would wait for ever
        continue
    client.send(text.encode('utf-8'))
    print(client.recv(1024).decode('utf-8'))
client.close()
