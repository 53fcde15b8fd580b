import atexit, os, platform, signal, socket, sys
from concurrent.futures import ThreadPoolExecutor

def bye(sig, frame):
    sys.exit(0)

signal.signal(signal.SIGINT, bye)
print(signal.getsignal(signal.SIGINT) is bye, signal.SIGINT)
print(sys.platform, os.name, platform.system(), os.uname().sysname)
if platform.system() == 'Windows':
    os.system('cls')
print(os.system('pause') >> 8, os.system('exit 3') >> 8)
s = socket.socket()
atexit.register(print, '再见')

@atexit.register
def close():
    s.close()
    print('关了', s.fileno())

try:
    raise KeyboardInterrupt
except KeyboardInterrupt:
    print('\n用户中断')
try:
    sys.exit('出错退出')
finally:
    print('finally')
