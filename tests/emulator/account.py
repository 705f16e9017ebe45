"""An account of AWS on this machine: MiniStack, which is not ours. It listens on a free port of 127.0.0.1 alone."""
import contextlib, json, os, pathlib, signal, socket, subprocess, sys, time, urllib.request

import boto3
from botocore.config import Config

REGION = "us-east-1"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def until(what, ready, seconds=60, pause=0.1):
    """Asks again until there is an answer, and returns it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (found := ready()):
            return found
        time.sleep(pause)
    raise AssertionError(f"waited {seconds} seconds for {what}")


class Account:
    def __init__(self, folder):
        self.folder, self.port = pathlib.Path(folder), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._clients = {}

    @property
    def environment(self):
        """What a program needs to talk to this account and to no other."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TMPDIR": str(self.folder), **KEYS,
                "AWS_ENDPOINT_URL": self.url, "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION,
                "AWS_EC2_METADATA_DISABLED": "true", "SAM_CLI_TELEMETRY": "0"}

    @contextlib.contextmanager
    def running(self):
        # Its own process has AWS_ENDPOINT_URL, or the functions would not get it.
        own = self.environment | {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(self.port), "MINISTACK_HOST": "localhost",
                                  "MINISTACK_REGION": REGION, "LOG_LEVEL": "WARNING"}
        log = self.folder / "ministack.log"
        with log.open("wb") as out:
            server = subprocess.Popen([sys.executable, "-m", "ministack"], env=own, cwd=self.folder,
                                      stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            until("MiniStack", lambda: server.poll() is not None or self._answers())
            if server.poll() is not None:
                raise AssertionError("MiniStack did not start")
            yield self
        except BaseException:
            print(log.read_text()[-6000:], file=sys.stderr)
            raise
        finally:
            # The functions are its children, in a group of their own.
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()

    def _answers(self):
        try:
            return bool(self.look("health"))
        except OSError:
            return False

    def look(self, what):
        with urllib.request.urlopen(f"{self.url}/_ministack/{what}", timeout=10) as answer:
            return json.load(answer)

    def client(self, service):
        if service not in self._clients:
            # A function that answers slowly is not called again.
            config = Config(retries={"max_attempts": 0}, read_timeout=120, s3={"addressing_style": "path"})
            self._clients[service] = boto3.client(
                service, endpoint_url=self.url, region_name=REGION, config=config,
                aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"], aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"])
        return self._clients[service]

    def letters_to(self, address):
        found = [letter for letters in self.look("ses/messages")["messages"].values() for letter in letters]
        return [letter for letter in found if address in letter["To"]]
