package script

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/action"
)

const indent = "    "

// Print writes an experiment as a script: one form for each experiment, four
// spaces a level, without comments. Its lines are not those of e.Script.
func Print(e lab.Experiment) string {
	var b strings.Builder
	fmt.Fprintln(&b, e.Transport)
	if !e.Probes {
		b.WriteString("probes off\n")
	}
	if !e.Wire {
		b.WriteString("wire off\n")
	}
	if e.Limit != 0 {
		fmt.Fprintf(&b, "limit %s\n", action.Duration(e.Limit))
	}
	for _, peer := range e.Peers {
		b.WriteString(peer.Name)
		if peer.Kind == lab.Outside {
			b.WriteString(" outside\n")
			continue
		}
		if peer.Transport != 0 {
			fmt.Fprint(&b, " ", peer.Transport)
		}
		b.WriteString(":\n")
		printSteps(&b, peer.Steps, indent)
	}
	return b.String()
}

func printSteps(b *strings.Builder, steps []lab.Step, margin string) {
	for _, step := range steps {
		fmt.Fprintf(b, "%s%s\n", margin, PrintStep(step.Do))
		printSteps(b, lab.BlockOf(step.Do), margin+indent)
	}
}

// PrintStep writes the line of one step, without its margin and without the steps
// below it.
func PrintStep(step lab.Action) string {
	word := verb(step)
	switch do := step.(type) {
	case lab.Bind:
		return word + portText(do.Port)
	case lab.Listen:
		return fmt.Sprint(word, " ", do.Backlog, portText(do.Port))
	case lab.Accept:
		return word + nameText("as", do.As)
	case lab.Connect:
		return word + portText(do.Port) + nameText("as", do.As)
	case lab.Codec:
		return word + " " + CodecText(do.Codec)
	case lab.Send:
		return word + " " + sendText(do)
	case lab.SendFile:
		return fmt.Sprint(word, " file ", Quote([]byte(do.Name)), " ", do.Size)
	case lab.Recv:
		return word + recvText(do)
	case lab.RecvFrame:
		return word + cutterText(do) + byText(do.By) + nameText("from", do.From) + nameText("into", do.Into)
	case lab.RecvFile:
		return word + " file" + byText(do.By)
	case lab.Wait:
		return word + waitText(do)
	case lab.Ready:
		return word + readyText(do)
	case lab.Set:
		return word + setText(do)
	case lab.Timeout:
		return word + " " + action.Duration(do.After)
	case lab.Blocking:
		return word + " " + switchText(do.On)
	case lab.Try:
		return word + " " + PrintStep(do.Do) + nameText("into", do.Code)
	case lab.Close:
		if do.Listener {
			return word + " listener"
		}
		return strings.TrimRight(word+" "+do.Conn, " ")
	case lab.Loop:
		return word + loopText(do)
	case lab.Branch:
		return word + conditionText(do) + ":"
	case lab.Thread:
		return strings.TrimRight(word+" "+do.Conn, " ") + ":"
	case action.Action:
		return strings.TrimRight(word+" "+do.String(), " ")
	}
	return word
}

// verb gives the word that an action's step begins with.
func verb(step lab.Action) string {
	switch do := step.(type) {
	case lab.Bind:
		return "bind"
	case lab.Listen:
		return "listen"
	case lab.Accept:
		return "accept"
	case lab.Connect:
		return "connect"
	case lab.Codec:
		return "codec"
	case lab.Send:
		if do.All {
			return "sendall"
		}
		return "send"
	case lab.SendFile:
		return "send"
	case lab.Recv:
		if do.Peek {
			return "peek"
		}
		return "recv"
	case lab.RecvFrame, lab.RecvFile:
		return "recv"
	case lab.Wait:
		return "wait"
	case lab.Ready:
		return "ready"
	case lab.Set:
		return "set"
	case lab.Timeout:
		return "timeout"
	case lab.Blocking:
		return "blocking"
	case lab.Try:
		return "try"
	case lab.Close:
		return "close"
	case lab.Loop:
		return "loop"
	case lab.Branch:
		return do.Word
	case lab.Break:
		return "break"
	case lab.Thread:
		return "thread"
	case action.Action:
		return do.Kind().Word
	}
	return ""
}

func portText(port int) string {
	if port == 0 {
		return ""
	}
	return fmt.Sprint(" port ", port)
}

// nameText writes which connection is meant, if one is.
func nameText(word, name string) string {
	if name == "" {
		return ""
	}
	return " " + word + " " + name
}

func sendText(send lab.Send) string {
	terms := make([]string, len(send.Terms))
	for i, term := range send.Terms {
		terms[i] = termText(term)
	}
	text := strings.Join(terms, " + ") + cutText(send.Cut, send.Gap)
	if send.Framed {
		text = "frame " + text
	}
	if send.More {
		text += " more"
	}
	switch {
	case send.To.Sender:
		return text + " to sender"
	case send.To.Port != 0:
		return text + " to" + portText(send.To.Port)
	}
	return text + nameText("to", send.To.Conn)
}

func termText(term lab.Term) string {
	switch term := term.(type) {
	case lab.Literal:
		if term.Count != nil {
			return literalText(term) + " * " + argText(lab.Arg{Expr: term.Count})
		}
		if term.Times > 1 {
			return fmt.Sprint(literalText(term), " * ", term.Times)
		}
		return literalText(term)
	case lab.Packed:
		args := make([]string, len(term.Args))
		for i, arg := range term.Args {
			args[i] = argText(arg)
		}
		return fmt.Sprint("pack ", Quote([]byte(term.Format)), " ", strings.Join(args, ", "))
	case lab.FileBytes:
		return "file " + Quote([]byte(term.Name))
	case lab.Received:
		switch {
		case term.Name != "":
			return term.Name
		case term.Upper:
			return "upper"
		}
	}
	return "same"
}

// literalText writes bytes as the script had them.
func literalText(term lab.Literal) string {
	switch {
	case len(term.Bytes) == 0:
		return Quote(nil)
	case term.As == lab.AsHex:
		return fmt.Sprintf(`hex "% x"`, term.Bytes)
	case term.As == lab.AsBase64:
		return `base64 "` + base64.StdEncoding.EncodeToString(term.Bytes) + `"`
	}
	return Quote(term.Bytes)
}

func argText(arg lab.Arg) string {
	switch {
	case arg.Expr == nil:
		return strconv.FormatInt(arg.Int, 10)
	case arg.Expr.Op != "": // a + alone joins terms
		return "(" + arg.Expr.Text(sameName) + ")"
	}
	return arg.Expr.Text(sameName)
}

// sameName writes a variable as the script does.
func sameName(name string) string { return name }

func recvText(recv lab.Recv) string {
	text := " "
	if recv.Exactly {
		text += "exactly "
	}
	if recv.Expr != nil {
		text += recv.Expr.Text(sameName)
	} else {
		text += strconv.Itoa(recv.Size)
	}
	if recv.WaitAll {
		text += " waitall"
	}
	if recv.Onto {
		return text + nameText("from", recv.From) + nameText("onto", recv.Into)
	}
	return text + nameText("from", recv.From) + nameText("into", recv.Into)
}

func waitText(wait lab.Wait) string {
	text := fmt.Sprint(" ", wait.Peer, " ", wait.Call)
	if wait.Count > 1 {
		text += fmt.Sprint(" ", wait.Count)
	}
	return text
}

func setText(set lab.Set) string {
	switch {
	case Switch(set.Option):
		return fmt.Sprint(" ", set.Option, " ", switchText(set.Value != 0))
	case set.Option == "linger" && set.Value == lab.LingerOff:
		return fmt.Sprint(" ", set.Option, " off")
	}
	return fmt.Sprint(" ", set.Option, " ", set.Value)
}

func switchText(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func loopText(loop lab.Loop) string {
	text := ""
	if loop.Count > 0 {
		text = fmt.Sprint(" ", loop.Count)
	}
	if loop.UntilEmpty {
		text += " until empty"
	}
	return text + ":"
}

// Quote writes bytes as a string of a script: UTF-8 that can be seen as it
// is, every other byte as an escape.
func Quote(value []byte) string { return action.Quote(value) }
