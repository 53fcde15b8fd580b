import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept()
d = c.recv(1024)
print(d)
print(d.decode('gbk'))
try:
    print(d.decode('utf-8'))
except UnicodeDecodeError as e:
    print(e)
print(d.decode('utf-8', errors='ignore'), d.decode('utf-8', 'replace'))
print('中文'.encode('gb2312'), '😀'.encode('gb18030'))
try:
    '😀'.encode('gbk')
except UnicodeEncodeError as e:
    print(e)
print('abc'.encode('utf-16'), 'ü'.encode('latin-1'), 'é'.encode('big5', 'replace'))
import sys, locale
print(sys.stdout.encoding, sys.getdefaultencoding(), sys.getfilesystemencoding())
sys.stdout.buffer.write('直接写\n'.encode()); sys.stdout.buffer.flush()
import codecs, io
out = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')
out.write('包一层\n'); out.flush(); out.detach()
sys.stdout.reconfigure(encoding='utf-8')
print('还在')
c.close(); s.close()
import os, sys
from pathlib import Path, PureWindowsPath
p = r'C:\Users\student\Desktop\a.txt'
print(os.path.basename(p), os.path.exists(p), PureWindowsPath(p).name, p.split('\\')[-1])
try:
    open(p, 'rb')
except FileNotFoundError as e:
    print(e)
try:
    open('no/such/dir.txt', 'w')
except OSError as e:
    print(e.errno, e)
BASE_DIR = os.path.dirname(os.path.abspath(__file__))
print(BASE_DIR == os.getcwd(), os.path.basename(__file__), __name__)
os.makedirs('share/sub', exist_ok=True)
with open(os.path.join('share', 'a.txt'), 'w', encoding='utf-8') as f:
    print(f.write('你好\n世界'))
print(sorted(os.listdir('share')), os.path.getsize('share/a.txt'), os.stat('share/a.txt').st_size)
print(Path('share/a.txt').read_text(encoding='utf-8').splitlines(), Path('share').is_dir())
for d, ds, fs in os.walk('share'):
    print(d, ds, fs)
try: os.mkdir('share')
except FileExistsError as e: print(e)
try: os.rmdir('share')
except OSError as e: print(e)
try: open('share')
except IsADirectoryError as e: print(e)
import shutil, tempfile, glob
shutil.copy('share/a.txt', 'share/sub/b.txt'); print(glob.glob('share/**/*.txt', recursive=True))
shutil.rmtree('share'); print(os.path.isdir('share'))
print(os.sep, os.linesep == '\n', os.name, sys.platform, sys.argv)
with tempfile.NamedTemporaryFile() as t: print(os.path.exists(t.name))
print(os.environ.get('NOPE'), os.getenv('HOME') is not None, os.cpu_count() is not None, os.getpid() > 0)
import platform; print(platform.system())
