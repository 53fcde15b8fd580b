package protocol

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// witness is how tshark is asked about a protocol.
type witness struct {
	// dissector is what it reads the port as, fields what it is asked for.
	dissector string
	fields    []string
	// talk is the conversation, where that is another's.
	talk string
	// before counts what it finds of the client before the frames.
	before int
	// loses are the cuttings in which tshark 4.0 itself loses its way: it takes
	// a varint, a chunk's size, an array or a frame's header for whole that is
	// not.
	loses []string
	// seen makes lines of what tshark says of one side, field by field; said
	// makes the same of our frames.
	seen func(values [][]string) []string
	said func(t *testing.T, all []frame.Frame) []string
}

func witnesses() map[string]witness {
	fine := []string{"one by one", "anywhere"}
	return map[string]witness{
		"tls":          {dissector: "tls", fields: []string{"tls.record.length"}, seen: first, said: lengths},
		"http":         {dissector: "http", fields: httpFields(), seen: joined, said: httpLines},
		"http-chunked": {dissector: "http", fields: httpFields(), loses: fine, seen: joined, said: httpLines},
		"websocket": {
			dissector: "http", said: lengths, seen: extended,
			fields: []string{"websocket.payload_length", "websocket.payload_length_ext_16", "websocket.payload_length_ext_64"},
		},
		"http2":      {dissector: "http2", fields: []string{"http2.length"}, loses: fine, seen: first, said: lengths},
		"grpc":       {dissector: "http2", fields: []string{"grpc.message_length"}, loses: fine, talk: "http2", seen: first, said: lengths},
		"resp":       {dissector: "resp", fields: respFields(), loses: []string{"one by one"}, seen: joined, said: respLines},
		"mqtt":       {dissector: "mqtt", fields: []string{"mqtt.len"}, loses: []string{"one by one"}, seen: first, said: lengths},
		"dns":        {dissector: "dns", fields: []string{"dns.length"}, seen: first, said: lengths},
		"postgresql": {dissector: "pgsql", fields: []string{"pgsql.length"}, before: 1, seen: first, said: lengths},
	}
}

// TestTsharkFindsTheSameMessages: in the conversations, however their segments
// are cut, another dissector finds messages of the same lengths as the codecs.
func TestTsharkFindsTheSameMessages(t *testing.T) {
	for cutting, pieces := range cuttings() {
		t.Run(cutting, func(t *testing.T) {
			c, asked := newCapture(), map[string]witness{}
			for i, p := range mustPresets(t) {
				w := witnesses()[p.Slug]
				if slices.Contains(w.loses, cutting) {
					continue
				}
				port := firstPort + i
				c.add(mustTalk(t, cmp.Or(w.talk, p.Slug)), uint16(port), pieces)
				asked[strconv.Itoa(port)] = w
			}
			seen := ask(t, asked, c.file)
			for i, p := range mustPresets(t) {
				if w, ok := asked[strconv.Itoa(firstPort+i)]; ok {
					w.compare(t, p, seen[strconv.Itoa(firstPort+i)])
				}
			}
		})
	}
}

func mustTalk(t *testing.T, slug string) talk {
	t.Helper()
	talk, err := conversation(slug)
	if err != nil {
		t.Fatal(err)
	}
	return talk
}

// compare holds what tshark says of both sides against the codec.
func (w witness) compare(t *testing.T, p Preset, seen map[bool][][]string) {
	t.Helper()
	for _, client := range []bool{true, false} {
		want := w.said(t, mustFrames(t, p.Codec, mustTalk(t, p.Slug).stream(client)))
		got := w.seen(seen[client])
		if client {
			got = got[min(w.before, len(got)):]
		}
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s, client %v: tshark saw\n%s\nthe codec cut\n%s", p.Slug, client, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// ask has tshark read a capture and gives, by the server's port, what it says
// of each side, the client's first: for each field its values, in the order of
// the stream.
func ask(t *testing.T, asked map[string]witness, capture []byte) map[string]map[bool][][]string {
	t.Helper()
	args := []string{"-o", "tcp.check_checksum:TRUE", "-T", "fields", "-E", "separator=/t", "-E", "aggregator=,"}
	columns := []string{"tcp.srcport", "tcp.dstport", "tcp.checksum.status", "resp.reassembled_in_next_frame"}
	for port, w := range asked {
		args = append(args, "-d", "tcp.port=="+port+","+w.dissector)
		columns = append(columns, w.fields...)
	}
	slices.Sort(columns[4:])
	columns = slices.Compact(columns)
	for _, column := range columns {
		args = append(args, "-e", column)
	}
	seen := map[string]map[bool][][]string{}
	for line := range strings.Lines(mustShark(t, capture, args...)) {
		said := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(said) != len(columns) || said[2] != "1" {
			t.Fatalf("tshark said %q: the capture is not well made", line)
		}
		client := said[0] == strconv.Itoa(clientPort)
		port := said[0]
		if client {
			port = said[1]
		}
		if seen[port] == nil {
			seen[port] = map[bool][][]string{true: make([][]string, len(asked[port].fields)), false: make([][]string, len(asked[port].fields))}
		}
		if said[3] != "" {
			continue // it will say the whole array again
		}
		for i, field := range asked[port].fields {
			if value := said[slices.Index(columns, field)]; value != "" {
				seen[port][client][i] = append(seen[port][client][i], strings.Split(value, ",")...)
			}
		}
	}
	return seen
}

// mustShark gives what tshark says of a capture.
func mustShark(t *testing.T, capture []byte, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("tshark")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	file := filepath.Join(t.TempDir(), "talks.pcap")
	if err := os.WriteFile(file, capture, 0o600); err != nil {
		t.Fatal(err)
	}
	program := exec.CommandContext(t.Context(), path, append([]string{"-n", "-r", file}, args...)...)
	var complaint bytes.Buffer
	program.Stderr = &complaint
	out, err := program.Output()
	if err != nil {
		t.Fatalf("tshark: %v: %s", err, complaint.String())
	}
	return string(out)
}

// first, extended and joined put what tshark says into lines.
func first(values [][]string) []string { return values[0] }

// extended has the lengths of WebSocket frames in the field that they are in.
func extended(values [][]string) (all []string) {
	for _, length := range values[0] {
		wide := 0
		switch length {
		case "126":
			wide = 1
		case "127":
			wide = 2
		}
		if wide > 0 {
			length, values[wide] = values[wide][0], values[wide][1:]
		}
		all = append(all, length)
	}
	return all
}

// joined makes one line of each field's values.
func joined(values [][]string) (all []string) {
	for _, of := range values {
		all = append(all, strings.Join(of, ","))
	}
	return all
}

// lengths are those that the frames announce.
func lengths(_ *testing.T, all []frame.Frame) (lines []string) {
	for _, f := range all {
		lines = append(lines, strconv.FormatInt(f.Length, 10))
	}
	return lines
}

func httpFields() []string {
	return []string{"http.request.method", "http.response.code", "http.content_length", "http.chunk_size"}
}

// httpLines has what httpFields ask for, message by message.
func httpLines(t *testing.T, all []frame.Frame) []string {
	values := make([][]string, len(httpFields()))
	for _, f := range all {
		words := strings.Fields(string(f.Raw[:f.Head]))
		if strings.HasPrefix(words[0], "HTTP/") {
			values[1] = append(values[1], words[1])
		} else {
			values[0] = append(values[0], words[0])
		}
		if f.Tail == 0 {
			values[2] = append(values[2], strconv.Itoa(len(f.Body)))
			continue
		}
		values[3] = append(values[3], chunkSizes(t, f)...)
	}
	return joined(values)
}

// chunkSizes reads the sizes of the chunks that make up a body.
func chunkSizes(t *testing.T, f frame.Frame) (sizes []string) {
	t.Helper()
	rest, sum := string(f.Raw[f.Head:]), 0
	for {
		line, behind, _ := strings.Cut(rest, "\r\n")
		size, err := strconv.ParseInt(line, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, strconv.FormatInt(size, 10))
		if size == 0 {
			break
		}
		sum += int(size)
		rest = behind[size+2:]
	}
	if sum != len(f.Body) {
		t.Errorf("chunks of %d bytes make a body of %d", sum, len(f.Body))
	}
	return sizes
}

func respFields() []string {
	return []string{"resp.string", "resp.error", "resp.integer", "resp.bulk_string.length", "resp.array.length"}
}

// respLines has the values in the frames and in the arrays that they are.
func respLines(t *testing.T, all []frame.Frame) []string {
	values := make([][]string, len(respFields()))
	var add func(all []frame.Frame)
	add = func(all []frame.Frame) {
		for _, f := range all {
			kind := strings.IndexByte("+-:$*", f.Raw[0])
			value := string(f.Body)
			if kind > 2 {
				value, _, _ = strings.Cut(string(f.Raw[1:]), "\r\n")
			}
			values[kind] = append(values[kind], value)
			if f.Raw[0] == '*' {
				add(mustFrames(t, "resp", f.Body))
			}
		}
	}
	add(all)
	return joined(values)
}
