"""What infra/operator/measure does whatever it measures: building, the local portal, a command and its figures."""
import contextlib
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TARGET = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "measure")


def build():
    command = ["cargo", "build", "--profile", "measure", "--locked", "-p", "operator", "-p", "local"]
    subprocess.run([*command, "--bins", "--example", "made_up"], cwd=ROOT, check=True)


def made_up(file, *arguments):
    """Writes a file of made-up rows."""
    with open(file, "wb") as out:
        subprocess.run([os.path.join(TARGET, "examples", "made_up"), *map(str, arguments)], stdout=out, check=True)


@contextlib.contextmanager
def portal(data):
    """The local portal on a folder of its own and a free port, until the block ends."""
    local = os.path.join(TARGET, "porchlight-local")
    running = subprocess.Popen([local, "--port", "0", "--data", data], stdout=subprocess.PIPE, text=True)
    try:
        for line in running.stdout:
            if line.startswith("Porchlight is lit"):
                break
        yield running
    finally:
        running.terminate()
        running.wait()


def importing(data, *arguments):
    """The command that imports into that portal."""
    return [os.path.join(TARGET, "porchlight"), f"--local={data}", "import", *arguments]


def measured(command):
    """Runs a command. Returns its wall seconds, its CPU seconds and its peak memory in MiB."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def cpu_of(running):
    """Returns the CPU seconds of a process until now."""
    with open(f"/proc/{running.pid}/stat") as stat:
        user, system = stat.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def report(rows, which, running, command):
    before = cpu_of(running)
    wall, cpu, peak = measured(command)
    beside = cpu_of(running) - before
    print(f"{rows:>9,} rows, {which:15}: {wall:6.1f} s, {rows / wall:8,.0f} rows/s, "
          f"CPU {cpu:5.1f} s and {beside:5.1f} s of the portal, peak {peak:5.1f} MiB", flush=True)
