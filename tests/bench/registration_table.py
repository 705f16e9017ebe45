#!/usr/bin/env python3
"""Prints what tests/bench/registration measured as the tables of docs/SPEED.md."""
import json, os, pathlib, re, sys, time, tomllib

HERE = pathlib.Path(__file__).resolve().parent
PRICES = tomllib.loads((HERE / "prices.toml").read_text())
# The password that is chosen, and the phrase that must not be the password.
HASHES = 2
# The steps of a registration that wait for something other than the portal.
AWAITED = ("4 the letter", "3 the robot check, by the browser")


def processor():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "one processor")


def said(file, measured):
    day = time.strftime("%d %B %Y", time.gmtime(os.path.getmtime(file))).lstrip("0")
    return f"{day}, {processor()}, {os.cpu_count()} cores. Load of the machine at the end: {measured['load_of_the_machine']}."


def table(head, rows):
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def total(spent, what):
    return round(sum(of[what] for operations in spent.values() for of in operations.values()), 2)


# Two changes of a registration are told: login.bound with terms.accepted, and paperless.on.
EVENTS_OF_A_CHANGE = 1.5


def memory():
    """The MB of each function, from the template."""
    text = (HERE / "../../template.yaml").read_text()
    usual = int(re.search(r"^    MemorySize: (\d+)$", text, re.M)[1])
    parts = re.split(r"^        Binary: ", text, flags=re.M)[1:]
    found = {}
    for part in parts:
        own = re.search(r"^      MemorySize: (\d+)$", part.split("\n  # ")[0].split("BuildMethod")[0], re.M)
        found[part.split("\n")[0]] = int(own[1]) if own else usual
    return found


def functions(cpu, spent):
    """Processor time by function. Linux cuts names of threads to fifteen letters."""
    names = {name[:15]: name for name in memory()}
    return {names[thread]: time for thread, time in cpu.items() if thread in names}


def cost(one):
    """What 1,000 registrations cost, by service, in dollars."""
    guessed, mb = PRICES["guessed"], memory()
    cpu, letters = functions(one["cpu_ms"], one["spent"]), 3
    envelopes = one["items"].get("Outbox ", 0) / 3  # put, taken, put back
    changes = one["items"].get("Transient X#", 0)
    seconds = {}
    for name, ms in cpu.items():
        calls = sum(of["requests"] for of in one["spent"].get(name, {}).values())
        waits = calls * guessed["dynamodb_call_ms"]
        if name == "send-letters":
            waits += letters * guessed["ses_call_ms"] + changes * guessed["eventbridge_call_ms"]
        # Below a whole processor a function gets the share that its memory buys.
        seconds[name] = (waits + ms / min(1, mb[name] / 1769)) / 1000 * mb[name] / 1024
    invocations = one["requests"] + envelopes
    logs = invocations * guessed["log_bytes_per_request"] / 1e9 * PRICES["cloudwatch"]["gb_of_logs"]
    parts = {
        "DynamoDB, writes": total(one["spent"], "written") * PRICES["dynamodb"]["million_write_units"] / 1e6,
        "DynamoDB, reads": total(one["spent"], "read") * PRICES["dynamodb"]["million_read_units"] / 1e6,
        "API Gateway": one["requests"] * PRICES["api_gateway"]["million_requests"] / 1e6,
        "Lambda, requests": invocations * PRICES["lambda"]["million_requests"] / 1e6,
        "Lambda, time": sum(seconds.values()) * PRICES["lambda"]["million_gb_seconds"] / 1e6,
        "EventBridge": changes * EVENTS_OF_A_CHANGE * PRICES["eventbridge"]["million_events"] / 1e6,
        "logs": logs,
    }
    rows = [(name, f"${1000 * dollars:.4f}") for name, dollars in parts.items()]
    rows.append(("together, without letters", f"${1000 * sum(parts.values()):.3f}"))
    rows.append((f"{letters} letters each", f"${1000 * letters * PRICES['ses']['thousand_letters'] / 1000:.2f}"))
    return rows


def registration(file):
    measured = json.loads(file.read_text())
    report = measured["report"]
    one, many, hash_ms = report["one"], report["many"], report["argon2id_ms"]
    print(said(file, measured))
    print(f"Argon2id alone, in the same program: {hash_ms} ms of CPU.")
    rows = [(it["step"], it["p50_ms"], it["p99_ms"], *((other["p50_ms"], other["p99_ms"]) if other else ("", "")))
            for it in one["steps"] for other in [next((o for o in many["steps"] if o["step"] == it["step"]), None)]]
    table(["step", "one after another: p50 ms", "p99 ms", f"{many['at_once']} at once: p50 ms", "p99 ms"], rows)
    print(f"\nOne after another {one['a_second']} a second, {many['at_once']} at once {many['a_second']} a second. "
          f"To the browser: {one['requests']} requests, {one['bytes']:.0f} bytes.")
    cpu = functions(one["cpu_ms"], one["spent"])
    busy = sum(cpu.values())
    rows = [(name, ms, *(round(sum(of[what] for of in one["spent"].get(name, {}).values()), 1) for what in ("requests", "read", "written")))
            for name, ms in sorted(cpu.items(), key=lambda it: -it[1])]
    rows.append(("together", round(busy, 2), *(total(one["spent"], what) for what in ("requests", "read", "written"))))
    table(["function", "CPU ms", "DynamoDB requests", "read units", "write units"], rows)
    others = sum(ms for thread, ms in one["cpu_ms"].items()) - busy
    print(f"\nBeside the functions, the local AWS, the gateway and the browser took {others:.1f} ms of CPU for each.")
    print(f"A registration hashes {('once', 'twice')[HASHES - 1]}. Everything but argon2id is {100 * (1 - HASHES * hash_ms / busy):.0f} % of the functions' CPU. "
          f"Functions alone take in {1000 / busy:.0f} registrations a second and core.")
    table(["1,000 registrations", f"{PRICES['region']}, {PRICES['read_on']}"], cost(one))
    return one, report


def beside(report, file):
    """Ours and better-auth, step by step."""
    def ours(part, exclude=()):
        walls = [it["p50_ms"] for it in part["steps"] if it["step"] not in exclude]
        return round(sum(walls), 1), round(sum(functions(part["cpu_ms"], part["spent"]).values()), 1)
    peers = json.loads(file.read_text())["results"]
    of = {peer["settings"]: {it["step"]: it for it in peer["steps"]} for peer in peers}
    whole = lambda peer: (round(sum(of[peer][step]["wall_ms"] for step in ("sign up", "confirm")), 1),
                          round(sum(of[peer][step]["cpu_ms"] for step in ("sign up", "confirm")), 1))
    pair = lambda figures: f"{figures[0]} / {figures[1]}"
    step = lambda peer, name: pair((of[peer][name]["wall_ms"], of[peer][name]["cpu_ms"]))
    rows = [("register and confirm", pair(ours(report["one"], AWAITED)), *(pair(whole(peer)) for peer in of)),
            ("sign in", pair(ours(report["sign_in"])), *(step(peer, "sign in") for peer in of)),
            ("change the password", pair(ours(report["change_password"])), *(step(peer, "change password") for peer in of))]
    table(["wall ms / CPU ms", "Porchlight", "better-auth, its scrypt", "better-auth, our argon2id"], rows)
    for peer in peers:
        print(f"\nbetter-auth, {peer['settings']}: start {peer['start_ms']} ms, of which CPU {peer['start_cpu_ms']} ms; peak {peer['peak_mb']} MB.")


def statuses(of):
    return ", ".join(f"{status}: {many}" for status, many in of["statuses"].items())


def load(file):
    measured = json.loads(file.read_text())
    report = measured["report"]
    print("\n" + said(file, measured))
    row = lambda name, it: (name, it["people_each_second"], it["requests"], it["p50_ms"], it["p99_ms"], it["longest_ms"],
                            statuses(it), len(it["ended_early"]))
    rows = [row(f"{it['clients']} at a time", it) for it in report["ramp"]]
    rows.append(row(f"{report['held']['people_a_second']} begin a second", report["held"]))
    rows.append(row("8 at a time, limits tried beside", report["beside_limits"]))
    table(["load", "people a second", "requests", "p50 ms", "p99 ms", "longest ms", "statuses", "ended early"], rows)
    table(["limit", "tries at once", "let through", "at most"],
          [(it["limit"], it["tries"], it["let_through"], it["at_most"]) for it in report["limits"]["tries"]])
    print("\nWhat was answered there, pages before the tries included: " + statuses(report["limits"]) + ".")


def main(out):
    report = None
    if (file := out / "registration.json").exists():
        _, report = registration(file)
    if report and (file := out / "better-auth.json").exists():
        beside(report, file)
    if (file := out / "load.json").exists():
        load(file)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
