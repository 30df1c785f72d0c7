"""A provider of accounts (OpenID Connect) on this machine: whoever comes is signed in at once, as the account that the test names."""

import base64
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dashboard", "a secret of the client"


class Accounts(ThreadingHTTPServer):
    """The provider; ``account`` holds what it says about the next person, ``signed_out`` counts who left."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})
        self.account: dict[str, Any] = {}
        self.signed_out = 0
        self.nonces: dict[str, str] = {}

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"

    def secrets(self, redirect_uri: str, provider: str = "") -> str:
        """The section ``auth`` of a dashboard that trusts this provider.

        Parameters
        ----------
        provider
            Its name, where the keys stand in a section of their own.
        """
        keys = {
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{self.url}/.well-known/openid-configuration",
        }
        own = {"redirect_uri": redirect_uri, "cookie_secret": secrets.token_hex(16)}
        sections = {"auth": own, f"auth.{provider}": keys} if provider else {"auth": own | keys}
        return "\n".join(
            line
            for name, pairs in sections.items()
            for line in (f"[{name}]", *(f'{key} = "{value}"' for key, value in pairs.items()))
        )


class _Handler(BaseHTTPRequestHandler):
    server: Accounts

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        issuer = self.server.url
        if parts.path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys", "end_session_endpoint": f"{issuer}/leave", "response_types_supported": ["code"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )  # fmt: skip
        elif parts.path == "/keys":
            self._say({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize" and query["client_id"] == CLIENT:
            code = secrets.token_urlsafe()
            self.server.nonces[code] = query["nonce"]
            self._send_to(query["redirect_uri"], {"code": code, "state": query["state"]})
        elif parts.path == "/leave":
            self.server.signed_out += 1
            self._send_to(query["post_logout_redirect_uri"], {})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        nonce = self.server.nonces.pop(form["code"][0], None)
        if self.headers["authorization"] != f"Basic {expected}" or nonce is None:
            self.send_error(400)
            return
        now = int(time.time())
        claims = {
            "iss": self.server.url,
            "aud": CLIENT,
            "sub": "1",
            "iat": now,
            "exp": now + 600,
            "nonce": nonce,
            **self.server.account,
        }
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.server.key)
        self._say({"access_token": "unused", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def _say(self, answer: dict) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_to(self, address: str, query: dict[str, str]) -> None:
        self.send_response(302)
        self.send_header("location", f"{address}?{urlencode(query)}" if query else address)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def provider_of_accounts() -> Iterator[Accounts]:
    """The provider while the block lasts."""
    with Accounts() as accounts:
        thread = Thread(target=accounts.serve_forever, daemon=True)
        thread.start()
        yield accounts
        accounts.shutdown()
        thread.join()
