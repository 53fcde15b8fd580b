package player_test

import "stickylab/lab/action"

// kindsAlike are scripts with the example of each action of lab/action, on a
// connection from which a number was received.
func kindsAlike() map[string]string {
	scripts := map[string]string{}
	for _, kind := range action.Kinds() {
		scripts["an example of "+kind.Word] = `tcp
server:
    listen 1
    accept
    recv 4
    ` + kind.Example + `
client:
    connect
    send "\0\0\0\x05"
`
	}
	return scripts
}
