package export

import (
	"reflect"
	"testing"

	"stickylab/lab/action"
	"stickylab/lab/script"
)

// TestKinds: the example of each action of lab/action is a line of Python with its
// call, and each of its literals can be read and put back.
func TestKinds(t *testing.T) {
	for _, kind := range action.Kinds() {
		e, err := script.Parse("tcp\nserver:\n    listen 5\n    accept\n    recv 4\n    " + kind.Example + "\n")
		if err != nil {
			t.Fatal(err)
		}
		const line = 6
		programs, literals := render(e)
		code := 0
		for _, l := range programs[0].Lines {
			if l.Step == line && isCode(l) {
				code++
				if want := does(kind.Call); !reflect.DeepEqual(l.Calls, want) {
					t.Errorf("%s: %q has the calls %v, want %v", kind.Word, l, l.Calls, want)
				}
			}
		}
		if code == 0 {
			t.Errorf("%s: no line of Python", kind.Word)
		}
		for _, l := range literals {
			if l.step != line {
				continue
			}
			do := e.Peers[0].Steps[3].Do
			value, wrong := l.read(l.text)
			if wrong != nil {
				t.Errorf("%s: %s cannot be read: %v", kind.Word, l.text, wrong)
			} else if again := replace(do, l.part, value); !reflect.DeepEqual(again, do) {
				t.Errorf("%s: with %s put back it is %+v, want %+v", kind.Word, l.text, again, do)
			}
			if _, editable := do.(action.Editable); !editable {
				t.Errorf("%s has a literal and is not Editable", kind.Word)
			}
		}
	}
}
