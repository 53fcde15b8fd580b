package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

// transport is what the flags say of TLS.
type transport struct {
	cert, key string // files
	self      bool   // with a certificate of its own making
}

func (t *transport) flags(set *flag.FlagSet, text func(string, ...any) string) {
	set.StringVar(&t.cert, "tls-cert", "", text("cli.tls-cert"))
	set.StringVar(&t.key, "tls-key", "", text("cli.tls-key"))
	set.BoolVar(&t.self, "tls-self", false, text("cli.tls-self"))
}

func (t transport) on() bool { return t.self || t.cert != "" }

var errTLS = errors.New("-tls-cert and -tls-key go together, and not with -tls-self")

// config is nil without TLS. The hosts are the names of a certificate that is made here.
func (t transport) config(hosts []string) (*tls.Config, error) {
	switch {
	case (t.cert == "") != (t.key == "") || t.self && t.cert != "":
		return nil, errTLS
	case t.self:
		made, err := selfSigned(hosts, time.Now())
		if err != nil {
			return nil, err
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{made}}, nil
	case t.cert == "":
		return nil, nil //nolint:nilnil // no TLS, as was asked
	}
	files := &certificate{cert: t.cert, key: t.key}
	if _, err := files.get(nil); err != nil {
		return nil, err
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: files.get}, nil
}

// certificate is one in two files, which is read again when they change: who renews it
// need not start the lab again.
type certificate struct {
	cert, key string

	mu     sync.Mutex
	read   *tls.Certificate
	of     [2]time.Time // when the files were changed
	failed error
}

// get returns the certificate of the files or, while they are no pair, the last one.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var of [2]time.Time
	for i, name := range []string{c.cert, c.key} {
		if info, err := os.Stat(name); err == nil { // else reading it says so
			of[i] = info.ModTime()
		}
	}
	if c.read != nil && of == c.of {
		return c.read, nil
	}
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		c.failed = err
		if c.read == nil {
			return nil, err
		}
		return c.read, nil
	}
	c.read, c.of, c.failed = &pair, of, nil
	return c.read, nil
}

// selfTime is how long a certificate lasts that was made here; browsers take none that
// lasts longer (CA/Browser Forum, 398 days).
const selfTime = 397 * 24 * time.Hour

// selfSigned makes a certificate that nobody vouches for.
func selfSigned(hosts []string, now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	number, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 128))
	if err != nil {
		return tls.Certificate{}, err
	}
	of := &x509.Certificate{
		SerialNumber: number, Subject: pkix.Name{CommonName: "stickylab"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(selfTime),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	for _, host := range hosts {
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		host = strings.Trim(host, "[]")
		if ip := net.ParseIP(host); ip != nil {
			of.IPAddresses = append(of.IPAddresses, ip)
		} else {
			of.DNSNames = append(of.DNSNames, host)
		}
	}
	made, err := x509.CreateCertificate(rand.Reader, of, of, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{made}, PrivateKey: key}, err
}

// fingerprint is what a browser shows of a certificate, for those who compare.
func fingerprint(c tls.Certificate) string {
	return strings.TrimSpace(strings.ToUpper(fmt.Sprintf("% x", sha256.Sum256(c.Certificate[0]))))
}
