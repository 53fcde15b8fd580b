// Package docker tries the image as the README says to use it, in a real engine: make
// docker-test.
package docker
