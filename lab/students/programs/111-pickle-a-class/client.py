import pickle, socket, struct
class Student:
    def __init__(self, name, age): self.name, self.age = name, age
class Only:
    pass
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for o in (Student('李雷', 18), Only()):
    d = pickle.dumps(o); c.sendall(struct.pack('!I', len(d)) + d)
c.close()
