import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for word in ['你好', 'hello', '粘包实验室', '']:
    body = word.encode('gbk')
    c.sendall(f'{len(body):05d}'.encode() + body)
c.close()
