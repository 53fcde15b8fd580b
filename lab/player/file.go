package player

import (
	"encoding/json"
	"io"
	"os"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/pack"
	"stickylab/lab/session"
)

// What a file that was received may be at fault with, as the Err of its event.
const (
	faultName fileFault = "name" // the header names none, or one that is a path
	faultMD5  fileFault = "md5"  // what was written has another MD5 than the header says
)

// fileChunk is how many bytes of a file are read and sent at a time.
const fileChunk = 8 << 10

// fileContents is what a file of so many bytes holds: the numbers from 0 to 250
// again and again, so that no chunk is like the one before it.
func fileContents(size int) []byte {
	contents := make([]byte, size)
	for i := range contents {
		contents[i] = byte(i % 251)
	}
	return contents
}

// sendFile makes a file and sends it: its header, then it itself as it is read.
func (p *program) sendFile(do lab.SendFile) error {
	file, header, err := p.prepare(do)
	if err != nil {
		return p.broken(lab.CallEncode, err)
	}
	defer file.Close()
	s, err := p.transferring(lab.CallSend, "")
	if err != nil {
		return err
	}
	head := len(header)
	data := make([]byte, head+do.Size)
	copy(data, header)
	for at, end := 0, head; ; at, end = end, min(end+fileChunk, len(data)) {
		if at >= head {
			if _, err := io.ReadFull(file, data[at:end]); err != nil {
				return p.broken(lab.CallEncode, err)
			}
		}
		if err := p.sendChunk(s, data, at, end, head); err != nil || end == len(data) {
			return err
		}
	}
}

func (p *program) sendChunk(s *session.Socket, data []byte, at, end, head int) error {
	if !s.Transport().Stream() {
		return p.sendWhole(s, lab.Send{}, data[at:end], max(head-at, 0))
	}
	return p.sendPiece(s, lab.Send{}, session.Piece{Data: data[at:end], Head: head, Before: at, Whole: len(data)})
}

// prepare makes the file and its header.
func (p *program) prepare(do lab.SendFile) (file *os.File, header []byte, err error) {
	inUse, err := p.inUse()
	if err != nil {
		return nil, nil, err
	}
	c, ok := inUse.Codec.(frame.JSONHeader)
	if !ok {
		return nil, nil, &pack.Error{Kind: "AttributeError", Msg: "the codec has no header for a file", Arg: -1}
	}
	contents := fileContents(do.Size)
	if err := p.files.write(do.Name, contents); err != nil {
		return nil, nil, err
	}
	sum, _, err := p.files.sum(do.Name)
	if err != nil {
		return nil, nil, err
	}
	whole, err := c.EncodeWith(nil, map[string]any{"name": do.Name, "md5": sum}, contents)
	if err != nil {
		return nil, nil, err
	}
	file, err = p.files.open(do.Name)
	return file, whole[:len(whole)-do.Size], err
}

// recvFile receives a file, writes it and holds it against its header.
func (p *program) recvFile(do lab.RecvFile) error {
	return p.frame(lab.RecvFrame{By: do.By}, func(f frame.Frame, e lab.Event) error {
		file, err := p.keep(f)
		e.End = p.world.Now()
		if err != nil {
			p.got.last = nil
			e = withError(e, err)
		}
		e.Saved = &file
		return p.hand.Note(e)
	})
}

// fileFault is what a file that was received is at fault with.
type fileFault string

func (f fileFault) Error() string { return string(f) }

// keep writes a file that was received.
func (p *program) keep(f frame.Frame) (lab.SavedFile, error) {
	var header struct{ Name, MD5 string }
	err := json.Unmarshal(f.Header, &header)
	if err != nil || !lab.FileName(header.Name) {
		brief := strings.ToValidUTF8(header.Name[:min(len(header.Name), lab.MaxFileName)], "?")
		return lab.SavedFile{Name: brief, Size: len(f.Body)}, faultName
	}
	file := lab.SavedFile{Name: header.Name, Size: len(f.Body)}
	if err := p.files.write(file.Name, f.Body); err != nil {
		return file, err
	}
	if file.MD5, file.Size, err = p.files.sum(file.Name); err != nil {
		return file, err
	}
	if file.OK = file.MD5 == header.MD5 && file.Size == len(f.Body); !file.OK {
		return file, faultMD5
	}
	return file, nil
}
