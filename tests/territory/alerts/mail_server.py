"""A mail server that takes mails slowly, on loopback, so that a worker can be killed in the middle of one."""

import socketserver
import threading
import time
from collections import Counter
from email import message_from_string
from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    """``taken``: the mails it took over, in that order. ``pause_s``: how long it thinks before it says so."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, pause_s: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.pause_s = pause_s
        self.taken: list[Message] = []
        self.refusing = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def times_taken(self) -> Counter[str]:
        """How often each message id was taken over."""
        return Counter(str(message["Message-ID"]) for message in list(self.taken))


class _Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs that sends one mail."""

    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "DATA":
                self._say("354 go on")
                self._take()
            elif verb == "RCPT" and self.server.refusing:
                self._say("451 not now")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self) -> None:
        lines: list[str] = []
        while (line := self.rfile.readline().decode()) not in {".\r\n", ""}:
            lines.append(line)
        # Taken over from here on, also when the client never hears of it.
        self.server.taken.append(message_from_string("".join(lines)))
        time.sleep(self.server.pause_s)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:
            return
