import socket
import time

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect(("127.0.0.1", 8080))
data = b"x" * 30000
client.send(("%16d" % len(data)).encode())
print("server says", client.recv(2))
for turn in "|/-\\|/-\\":
    print(turn + "\b", end="", flush=True)
    time.sleep(0.01)
print("sending")
client.sendall(data)
for left in range(12, 8, -1):
    print("\r%d left" % left, end="", flush=True)
print("\r\033[Kserver says", client.recv(4))
client.close()
