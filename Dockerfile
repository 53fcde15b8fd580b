# One static binary and, for the page /python, the Python of browsers beside it (its
# notices are at /licenses):
#   docker build -t stickylab . && docker run --rm -p 8035:8035 stickylab

FROM node:22 AS python
RUN npm pack pyodide@314.0.7

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The image is laid out under /image and copied as a whole, so that the modes
# hold: the runs' Unix sockets need a folder that anybody may write to.
RUN install -d -m 1777 /image/tmp \
 && CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o /image/stickylab ./cmd/stickylab
COPY --from=python /pyodide-314.0.7.tgz /
RUN /image/stickylab python get /pyodide-314.0.7.tgz -python /image/python

FROM scratch
COPY --from=build /image/ /
USER 65532:65532
ENV STICKYLAB_PYTHON=/python
# In a container the lab listens on every address, or the published port would
# lead nowhere. Its runs stay on the container's own 127/8 all the same.
ENV STICKYLAB_LISTEN=0.0.0.0:8035
EXPOSE 8035
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 CMD ["/stickylab", "healthcheck"]
ENTRYPOINT ["/stickylab"]
