import socket
import sockets_of_mine
s = sockets_of_mine.connect('127.0.0.1', 8080)
