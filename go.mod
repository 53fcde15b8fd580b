module stickylab

go 1.26.8
