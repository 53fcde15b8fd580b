package fidelity

import (
	"errors"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// floodRecv is what a receive in a flood asks for.
const floodRecv = 4096

// flow is one side that sends 16 bytes a call and another that receives.
type flow struct {
	send func() error
	shut func() error
	recv func() (n int, err error) // 0 at the end of the stream
}

// sendsPerRecv makes so many sends in one goroutine while another receives
// until the end of the stream, and tells how many of them a receive took. Every
// is the time from one send to the next; 0 does not hold them up.
func sendsPerRecv(l *session.Lab, way lab.Way, sends int, every time.Duration) (got float64, err error) {
	d, err := l.Drive(planOf(way))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	f := recordedFlow(d)
	if way == lab.Bare {
		f = bareFlow(d)
	}
	recvs, bytes, err := f.run(sends, every)
	if err != nil {
		return 0, err
	}
	if bytes != 16*sends {
		return 0, errShort
	}
	if way != lab.Bare {
		err = complete(eventsOf(d), sends+recvs+1)
	}
	return float64(sends) / float64(recvs), err
}

// run counts the receives that took bytes, and the bytes.
func (f flow) run(sends int, every time.Duration) (recvs, bytes int, err error) {
	var (
		wait    sync.WaitGroup
		sendErr error
	)
	wait.Go(func() { sendErr = f.sendAll(sends, every) })
	n, err := f.recv()
	for ; n > 0 && err == nil; n, err = f.recv() {
		recvs++
		bytes += n
	}
	wait.Wait()
	return recvs, bytes, errors.Join(sendErr, err)
}

// sendAll sends and then ends the stream, also when a send failed: else the
// other side would wait for ever. A timer is late by more than the pause
// between two sends, so the pauses are spent looking at the clock.
func (f flow) sendAll(sends int, every time.Duration) error {
	clock := record.NewClock()
	for i := range int64(sends) {
		for clock.Now() < i*int64(every) {
			continue
		}
		if err := f.send(); err != nil {
			return errors.Join(err, f.shut())
		}
	}
	return f.shut()
}

func recordedFlow(d *session.Driven) flow {
	data, buf := sixteen(), make([]byte, floodRecv)
	return flow{
		send: func() error {
			_, err := d.Client.Send(data)
			return err
		},
		shut: func() error { return d.Client.Hand.Shutdown(d.Client.Socket, "write") },
		recv: func() (int, error) { return d.Server.Recv(buf) },
	}
}

func bareFlow(d *session.Driven) flow {
	client, server := d.Client.Socket.Bare(), d.Server.Socket.Bare()
	data, buf := sixteen(), make([]byte, floodRecv)
	return flow{
		send: func() error { return client.Send(data).Err },
		shut: func() error { return client.Shutdown("write").Err },
		recv: func() (int, error) {
			res := server.Recv(buf)
			return res.N, res.Err
		},
	}
}
