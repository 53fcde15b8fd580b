import atexit
atexit.register(print, '还是会执行')
raise KeyboardInterrupt
