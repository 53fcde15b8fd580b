package lab

// Note returns what a call is about beside its bytes, as a table shows it: an
// address, an option, "n = 5", the line that was printed. It is empty where the
// call's name and bytes are all there is.
func (e *Event) Note() string {
	switch {
	case e.Var != "":
		return e.Var + " = " + e.Value
	case e.Value != "":
		return e.Value
	case e.Option == "linger" && e.Arg == LingerOff:
		return "linger off"
	case e.Option != "":
		return e.Option
	case e.How != "":
		return e.How
	case e.More:
		return "MSG_MORE"
	case e.Holder != "":
		return e.Address + " " + e.Holder
	case e.Address != "":
		return e.Address
	}
	return e.Text
}
