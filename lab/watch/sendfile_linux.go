//go:build amd64 || arm64

package watch

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// enterSendfile makes a send of sendfile(2): its bytes are read from the file. Where that
// is no regular file, or one that the lab may not read, the call is only counted.
func (t *tracer) enterSendfile(k *task, c *Call) {
	a := &k.args
	in, asked := int(int32(a[1])), int(min(a[3], maxAsked))
	off, ok := t.fileOffset(k, in, a[2])
	if ok {
		c.Data, ok = readFile(k.of.pid, in, off, min(asked, MaxData))
	}
	if !ok || len(c.Data) == 0 { // behind the end of the file there is nothing to tell
		c.Call, c.Data = lab.CallGap, nil
		return
	}
	c.Call, c.Asked = lab.CallSend, asked
	if len(c.Data) < min(asked, MaxData) { // the file has no more
		c.Asked = len(c.Data)
	}
}

// fileOffset is where in a file a sendfile begins to read: at the number that it points to,
// or at the offset of the descriptor (proc_pid_fdinfo(5)).
func (t *tracer) fileOffset(k *task, fd int, pointer uint64) (off int64, ok bool) {
	if pointer != 0 {
		raw := t.bytes(k, pointer, 8)
		if len(raw) < 8 {
			return 0, false
		}
		return int64(binary.NativeEndian.Uint64(raw)), true
	}
	text, err := os.ReadFile("/proc/" + strconv.Itoa(k.of.pid) + "/fdinfo/" + strconv.Itoa(fd))
	if err != nil {
		return 0, false
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	off, err = strconv.ParseInt(string(bytes.TrimSpace(bytes.TrimPrefix(line, []byte("pos:")))), 10, 64)
	return off, err == nil
}

// readFile reads up to n bytes of a regular file that a process has open. A pipe or a
// device is not opened: that alone may change it.
func readFile(pid, fd int, off int64, n int) (data []byte, ok bool) {
	path := "/proc/" + strconv.Itoa(pid) + "/fd/" + strconv.Itoa(fd)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || off < 0 {
		return nil, false
	}
	file, err := os.OpenFile(path, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, false
	}
	defer func() { _ = file.Close() }() // nothing was written
	data = make([]byte, min(int64(n), max(info.Size()-off, 0)))
	got, err := file.ReadAt(data, off)
	return data[:got], err == nil || errors.Is(err, io.EOF)
}
