#!/usr/bin/env python3
"""Deploys a release on MiniStack as the stacks of two co-ops, and walks both from extract to deletion.

tests/ci/deployed-stack calls this, with the functions that `sam build` made. Nothing of MiniStack is ours, so the functions and the template are tried on what
somebody else understood of AWS. What it cannot do stands in left_out.toml.
"""
import hashlib, json, os, pathlib, re, shutil, subprocess, sys, tempfile, time, zipfile

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import stack as stacks
from account import Account
from coop import Coop
from desk import Desk
from second import Second, SecondCoop

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def deletion(coop, template):
    """Deleting leaves exactly what the template says: nobody loses members by it."""
    made = {name: it for name, it in template["Resources"].items() if coop.desk or it.get("Condition") != "HasDesk"}
    kept = {name for name, it in made.items() if it.get("DeletionPolicy", "Delete") != "Delete"}
    ids, account = coop.stack.ids, coop.account
    dynamodb, cloud = account.client("dynamodb"), account.client("cloudformation")
    coop.stack.delete()
    there = {
        "tables": [name for name in dynamodb.list_tables()["TableNames"] if name in ids.values()],
        "secrets": [it["Name"] for it in account.client("secretsmanager").list_secrets()["SecretList"]],
        "buckets": [it["Name"] for it in account.client("s3").list_buckets()["Buckets"]],
        "identities": [it["IdentityName"] for it in account.client("sesv2").list_email_identities()["EmailIdentities"]],
        "functions": [it["FunctionName"] for it in account.client("lambda").list_functions()["Functions"]],
        "layers": [it["LatestMatchingVersion"]["LayerVersionArn"] for it in account.client("lambda").list_layers()["Layers"]],
        "apis": [it["ApiId"] for it in account.client("apigatewayv2").get_apis()["Items"]],
        "queues": account.client("sqs").list_queues().get("QueueUrls", []),
        "logs": [it["logGroupName"] for it in account.client("logs").describe_log_groups()["logGroups"]],
        "topics": [it["TopicArn"] for it in account.client("sns").list_topics()["Topics"]],
        "alarms": [it["AlarmName"] for it in account.client("cloudwatch").describe_alarms()["MetricAlarms"]],
        "rules": [it["Name"] for it in account.client("events").list_rules()["Rules"]],
        "roles": [it["RoleName"] for it in account.client("iam").list_roles()["Roles"]],
        "policies": [it["Arn"] for it in account.client("iam").list_policies(Scope="Local")["Policies"]],
    }
    everything = {name for names in there.values() for name in names}
    stays = {logical for logical, physical in ids.items() if physical in everything}
    assert stays == kept, f"{coop.name}: {sorted(stays)} stay, the template keeps {sorted(kept)}"
    members = dynamodb.scan(TableName=ids["Members"])["Count"]
    assert members == 2, f"the member and the email stay, not {members} items"
    return stays


def unpack(folder):
    """Makes a release out of what the tests have built, looks it over, and unpacks it."""
    subprocess.run([ROOT / "infra/release", "--fast", folder / "dist"], check=True, stdout=subprocess.DEVNULL)
    [made] = (folder / "dist").glob("*.zip")
    [about] = (folder / "dist").glob("*.sha256")
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    assert about.read_text() == f"{digest}  {made.name}\n", about.read_text()
    # As `unzip` does, which keeps what may be run.
    with zipfile.ZipFile(made) as packed:
        for file in packed.infolist():
            pathlib.Path(packed.extract(file, folder)).chmod(file.external_attr >> 16)
    release = folder / made.stem
    listed = dict(reversed(line.split("  ", 1)) for line in (release / "SHA256SUMS").read_text().splitlines())
    found = {str(file.relative_to(release)): file for file in release.rglob("*") if file.is_file()}
    assert set(found) == {*listed, "SHA256SUMS"}, set(found) ^ set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256(found[name].read_bytes()).hexdigest() == digest, name
    for page in (file for name, file in found.items() if name.endswith(".md")):
        for link in re.findall(r"\]\((?!https?:)([^)#]+\.md)", page.read_text()):
            assert (page.parent / link).resolve().exists(), f"{page.relative_to(release)} leads to {link}, which is not there"
    made.unlink()
    return release


def timed(what):
    print(f"{time.monotonic() - timed.since:6.1f} s  {what}", flush=True)


timed.since = time.monotonic()


def main():
    where = subprocess.run([ROOT / "tests/ci/temporary-folder"], check=True, capture_output=True, text=True).stdout.strip()
    sam = subprocess.run([ROOT / "tests/ci/aws-tools"], check=True, capture_output=True, text=True).stdout.strip()
    moto = subprocess.run([ROOT / "tests/ci/moto"], check=True, capture_output=True, text=True).stdout.strip()
    path = f"{sam}:/usr/bin:/bin"
    assert not shutil.which("cargo", path=path) and not shutil.which("rustc", path=path), "Rust is on the PATH"
    with tempfile.TemporaryDirectory(dir=where) as folder, Account(folder).running() as account:
        release = unpack(account.folder)
        timed("release made and unpacked")
        template = stacks.read_template(release / "template.yaml")
        stacks.still_refused(account, template)
        # JSON is YAML.
        (release / "template.yaml").write_text(json.dumps(stacks.leave_out(template)))
        shipped, differing = ROOT / "infra/settings/portal.toml", ROOT / "tests/settings/caddo-prairie.toml"
        # One of them has a desk for staff.
        coops = [Coop(account, "juniper", "1000245", "Quillfeather", "24091", shipped, Desk),
                 Coop(account, "caddo", "7000318", "Ravensbourne", "08536", differing)]
        for coop in coops:
            coop.deploy(release, path)
            timed(f"{coop.name}: deployed")
            coop.schedules()
            coop.import_extract()
        for coop, other in (coops, coops[::-1]):
            coop.register()
            timed(f"{coop.name}: registered")
            coop.recover()
            timed(f"{coop.name}: recovered")
            coop.documents()
            timed(f"{coop.name}: took a document along")
            coop.clean_up()
            coop.write_changes()
            coop.bounce(other)
            coop.staff()
            timed(f"{coop.name}: looked after")
        coops[0].desk.look()
        timed(f"{coops[0].name}: opened the desk")
        for coop in coops:
            coop.close_and_open()
        timed("both updated twice")
        for coop in coops:
            coop.look_around()
        for coop, other in (coops, coops[::-1]):
            coop.shows_its_own(other)
        coops[1].change_a_setting(path)
        timed("a setting changed")
        stays = deletion(coops[0], template)
        # The other one does not notice.
        coops[1].sign_in()
        with Second(account).running(moto) as second:
            second.take_over(coops[1], template)
            other = SecondCoop(second, coops[1])
            other.import_extract()
            other.register()
        timed("registered once more, on moto")
        deletion(coops[1], template)
        timed(f"both deleted; these stay: {', '.join(sorted(stays))}")


main()
