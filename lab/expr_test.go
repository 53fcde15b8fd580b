package lab

import (
	"fmt"
	"math/big"
	"os/exec"
	"strings"
	"testing"
)

// TestExprIsPythons holds what expressions give, and how they are written, against
// python3, for every pair of operators in both shapes.
func TestExprIsPythons(t *testing.T) {
	values := map[string]*big.Int{
		"a": big.NewInt(-7), "b": big.NewInt(5), "c": new(big.Int).SetUint64(1<<64 - 1),
	}
	of := func(name string) *big.Int { return values[name] }
	right := func(op Operator, e *Expr) *Expr { // what may stand there
		if op.Most > 0 {
			return &Expr{Int: 3}
		}
		return e
	}
	var program, want strings.Builder
	program.WriteString("a, b, c = -7, 5, 2**64 - 1\n")
	for _, x := range Operators {
		for _, y := range Operators {
			a, b, c := &Expr{Var: "a"}, &Expr{Var: "b"}, &Expr{Var: "c"}
			left := &Expr{Op: y.Sign, Left: &Expr{Op: x.Sign, Left: c, Right: right(x, a)}, Right: right(y, b)}
			shapes := []*Expr{left}
			if x.Most == 0 {
				shapes = append(shapes, &Expr{Op: x.Sign, Left: a, Right: &Expr{Op: y.Sign, Left: c, Right: right(y, b)}})
			}
			for _, e := range shapes {
				fmt.Fprintf(&program, "print(%s)\n", e.Text(func(name string) string { return name }))
				fmt.Fprintln(&want, e.Value(of))
			}
		}
	}
	cmd := exec.Command("python3", "-")
	cmd.Stdin = strings.NewReader(program.String())
	got, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	lines, wanted := strings.Split(program.String(), "\n")[1:], strings.Split(want.String(), "\n")
	for i, line := range strings.Split(string(got), "\n") {
		if line != wanted[i] {
			t.Errorf("%s: Python gives %s, we %s", lines[i], line, wanted[i])
		}
	}
	if values["c"].Cmp(new(big.Int).SetUint64(1<<64-1)) != 0 {
		t.Error("a variable has changed")
	}
}
