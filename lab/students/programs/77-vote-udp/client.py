import socket

for vote in ('张三:苹果', '李四:梨', '张三:梨', '王五:苹果'):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as c:
        c.settimeout(5)
        c.sendto(vote.encode(), ('127.0.0.1', 8080))
        print(c.recvfrom(64)[0].decode())
