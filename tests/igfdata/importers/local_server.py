"""A web server on this machine, and a network in which names of the tests lead to it."""

import ipaddress
import shutil
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from igfdata.importers.fetch import Network, resolve

HERE = "127.0.0.1"
NAME = "files.example"
OPENSSL = shutil.which("openssl")


class Server:
    """Answers by path: bytes, a ``(status, headers, body)``, or a function of the handler. Knows what it was asked."""

    def __init__(self, answers):
        self.answers, self.asked, self.port = answers, [], 0

    def url(self, path, *, name=NAME, scheme="http"):
        return f"{scheme}://{name}:{self.port}{path}"


@contextmanager
def serving(answers, context=None):
    """A server, ended after its use."""
    server = Server(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append((self.path, dict(self.headers)))
            answer = server.answers[self.path.partition("?")[0]]
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Nothing."""

    http = ThreadingHTTPServer((HERE, 0), Handler)
    http.daemon_threads = True
    http.handle_error = lambda *_: None  # a client that had enough
    if context:
        http.socket = context.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def network(names=None, *, allowed=(HERE,), **options):
    """A network whose names are those given; what is allowed stands for the public internet."""
    known = {NAME: [HERE], **(names or {})}

    def find(host, port, seconds):
        if host in known:
            return [ipaddress.ip_address(text) for text in known[host]]
        return resolve(host, port, seconds)

    return Network(find, lambda ip: str(ip) in allowed, **options)


def certificate(folder, name):
    """A key and a certificate of a name, signed by itself."""
    path = folder / f"{name}.pem"
    command = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
    ]
    subprocess.run(
        [OPENSSL, *command, "-addext", f"subjectAltName=DNS:{name}", "-keyout", path, "-out", f"{path}.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(f"{path}.crt", path)
    return served, lambda: ssl.create_default_context(cafile=f"{path}.crt")
