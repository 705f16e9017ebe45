"""A co-op: its stack, one member of it, and what is tried with both."""
import datetime, html, json, os, re, shutil, subprocess, time, tomllib, urllib.request

import stack as stacks
from account import until
from browser import Browser

FIRST, SECOND = "seven quiet herons at dawn", "violet ladder quartz tin"
PHRASE = "Grandpa's copper kettle"

# What a member types, and what the extract has, by the kind of a question.
ANSWERS = {"cents": ("134.82", "13482"), "date": ("11/12/2026", "2026-11-12")}


def leaves(value, path=()):
    """Every single setting, with the way to it."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from leaves(part, (*path, key))
    if not isinstance(value, (dict, list)):
        yield path, value


class Coop:
    def __init__(self, account, name, number, last_name, zip_code, settings, desk=None):
        self.account, self.name, self.file = account, name, settings
        self.settings = tomllib.loads(settings.read_text())
        self.questions = self.settings["questions"][:self.settings["questions_asked"]]
        # Where tables, files and letters are.
        self.services = account
        self.number, self.last_name, self.zip_code = number, last_name, zip_code
        self.domain = f"{name}.example"
        self.origin = f"https://my.{self.domain}"
        self.email = f"{last_name.lower()}@mail-of-{name}.example"
        self.bucket = f"extracts-of-{name}"
        self.seen = []
        self.desk = desk and desk(self)
        self.stack = stacks.Stack(account, f"portal-{name}", {
            "Stage": name, "PortalOrigin": self.origin, "MailFrom": f"portal@{self.domain}", "MailDomain": self.domain,
            "ImportBucketName": self.bucket, "AlarmEmail": f"staff@{self.domain}", "DeletionProtection": "false",
            # As many days as the settings' months of bills can have.
            "DocumentsKeptDays": {60: "1827", 36: "1096"}[self.settings["kept"]["bills_months"]],
            "Architecture": "arm64" if os.uname().machine == "aarch64" else "x86_64",
            **(self.desk.parameters if self.desk else {}),
        })

    def deploy(self, release, path):
        """`sam deploy` in a copy of the release, where the co-op's own files are."""
        self.release = self.account.folder / self.name
        shutil.copytree(release, self.release, copy_function=os.link)
        self.put_settings(self.file.read_text())
        self.stack.deploy(self.release, path)
        stacks.layer_is_not_unpacked(self.browser().open("/sign-in"))
        self.lend_settings()

    def put_settings(self, text):
        mine = self.release / "settings/portal.toml"
        mine.unlink()
        mine.write_text(text)
        checked = subprocess.run([self.release / "bin/porchlight", "settings", "check", mine], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr

    def lend_settings(self):
        """Names the file that the layer was made of to every function, since MiniStack unpacks no layer."""
        self.stack.set_variables({"PORTAL_SETTINGS": str(self.release / "settings/portal.toml")})

    def change_a_setting(self, path):
        """A changed word is one `sam deploy`: each function gets a new version of the layer, and its code stays."""
        old = self.settings["phone"]
        new = old[:-2] + "99"
        before = self.stack.code_and_layers()
        self.put_settings((self.release / "settings/portal.toml").read_text().replace(old, new))
        self.stack.deploy(self.release, path)
        after = self.stack.code_and_layers()
        assert all(before[name][0] == after[name][0] and before[name][1] != after[name][1] for name in before), (before, after)
        self.lend_settings()
        page = self.browser().open("/sign-in").body
        assert new in page and old not in page, page

    def browser(self):
        host = f"{self.stack.ids['Portal']}.execute-api.localhost:{self.account.port}"
        browser = Browser(self.account.port, host, self.origin)
        browser.pages = self.seen
        return browser

    def import_extract(self):
        """An extract in the bucket is imported, and the report says so."""
        s3 = self.services.client("s3")
        column = self.settings["extract"]["columns"].get("account_no", "account_no")
        facts = {column: self.number, "last_name": self.last_name, "customer_no": "1", "status": "active"}
        facts |= {it["field"]: ANSWERS.get(it["kind"], (None, self.zip_code))[1] for it in self.settings["questions"]}
        rows = f"{','.join(facts)}\n{','.join(facts.values())}\n"
        s3.put_object(Bucket=self.bucket, Key="extracts/bills.csv", Body=rows.encode())
        self.wake_import()

        def report():
            found = s3.list_objects_v2(Bucket=self.bucket, Prefix="reports/").get("Contents", [])
            return found and s3.get_object(Bucket=self.bucket, Key=found[0]["Key"])["Body"].read()

        report = json.loads(until(f"the report on the extract of {self.name}", report))
        assert report["rows"] == 1 and not report.get("problem"), report

    def wake_import(self):
        """Nothing to do: the bucket wakes the function."""

    def wake_letters(self):
        """Nothing to do: the outbox's stream wakes the function."""

    def letter(self, kind):
        """The link of the newest letter to the member that leads to this path."""
        def link():
            self.wake_letters()
            for letter in self.services.letters_to(self.email):
                assert f"portal@{self.domain}" in letter["Source"], letter
                if found := re.search(re.escape(self.origin) + rf"({kind}\?t=[^\s\"&<]+)", letter["BodyText"]):
                    return found[1]

        return until(f"a letter of {self.name} with {kind}", link, seconds=90)

    def register(self):
        browser = self.browser()
        browser.open("/")
        browser.open("/register")
        browser.submit(account_number=self.number, name=self.last_name, email=self.email, confirm_email=self.email)
        browser.at("/register/identity")
        answers = {it["field"]: ANSWERS.get(it["kind"], (self.zip_code, None))[0] for it in self.questions}
        browser.submit(**answers, accept_terms="yes")
        browser.at("/register/check-email")
        browser.open(self.letter("/register/verify"))
        form = browser.at("/register/password").body
        assert re.search(rf"\b{self.settings['figures']['password_least']}\b", form), form
        browser.submit(new_password=FIRST, confirm_password=FIRST)
        browser.at("/register/paperless")
        browser.submit(paperless="yes")
        browser.at("/register/security-phrase")
        browser.submit(security_phrase=PHRASE)
        home = browser.at("/home").body
        assert "copper kettle" in home and self.number[-3:] in home, home
        return browser

    def recover(self):
        """Who forgot the password gets a letter, chooses another one, and signs in with it and not with the first."""
        browser = self.browser()
        browser.open("/recover")
        browser.submit(email=self.email)
        browser.open(self.letter("/recover/verify"))
        browser.at("/recover/password")
        browser.submit(new_password=SECOND, confirm_password=SECOND)
        browser.at("/sign-in")
        browser.submit(email=self.email, password=FIRST)
        browser.at("/sign-in", 422)
        self.sign_in()

    def sign_in(self):
        return self.sign_in_browser().at("/home")

    def sign_in_browser(self):
        browser = self.browser()
        browser.open("/sign-in")
        browser.submit(email=self.email, password=SECOND)
        return browser

    def clean_up(self):
        """What is past its time goes, and what is not stays."""
        tables, now = self.account.client("dynamodb"), int(time.time())
        table = self.stack.ids["Transient"]
        keys = {name: {"pk": {"S": f"M#{name}"}, "sk": {"S": "S#1"}} for name in ("past", "future")}
        for name, delete_at in (("past", now - 60), ("future", now + 3600)):
            tables.put_item(TableName=table, Item=keys[name] | {"delete_at": {"N": str(delete_at)}})
        self.stack.invoke("CleanUp")
        left = {name for name, key in keys.items() if "Item" in tables.get_item(TableName=table, Key=key)}
        assert left == {"future"}, left
        tables.delete_item(TableName=table, Key=keys["future"])

    def write_changes(self):
        """The file of yesterday's changes is written for the billing system."""
        yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1, minutes=15)
        self.stack.invoke("WriteChanges")
        key = f"changes/{yesterday:%Y-%m-%d}/changes.csv"
        file = self.account.client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read()
        assert file.startswith(b"id,"), file

    def schedules(self):
        """Schedules and rules are there, and each is to wake its function."""
        events = self.account.client("events")
        woken = {}
        for logical, rule in self.stack.ids.items():
            if logical in ("SendLettersSweep", "CleanUpHourly", "WriteChangesHourly", "ImportHistoryHourly", "MailFeedbackReported"):
                target = events.list_targets_by_rule(Rule=rule)["Targets"][0]["Arn"].rsplit(":", 1)[1]
                woken[logical] = (events.describe_rule(Name=rule).get("ScheduleExpression"), target)
        ids = self.stack.ids
        assert woken == {
            "SendLettersSweep": ("rate(1 minute)", ids["SendLetters"]), "CleanUpHourly": ("rate(1 hour)", ids["CleanUp"]),
            "WriteChangesHourly": ("rate(1 hour)", ids["WriteChanges"]), "ImportHistoryHourly": ("rate(1 hour)", ids["ImportHistory"]),
            "MailFeedbackReported": (None, ids["MailFeedback"]),
        }, woken

    def documents(self):
        """A bill and its document are put into the bucket, and the member is led to the document, which S3 hands out."""
        s3, today = self.services.client("s3"), f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
        whole = f"%PDF-1.4 the whole bill of {self.name}".encode()
        s3.put_object(Bucket=self.bucket, Key="documents/4711.pdf", Body=whole)
        rows = f"account_no,bill_id,bill_date,from_date,amount_cents,document\n{self.number},1,{today},{today},8410,4711.pdf\n"
        s3.put_object(Bucket=self.bucket, Key="bills/night.csv", Body=rows.encode())

        def left():
            return not s3.list_objects_v2(Bucket=self.bucket, Prefix="documents/").get("Contents", [])

        until(f"the document of {self.name} to be copied", left)
        self.stack.invoke("ImportHistory", {"source": "aws.events"})
        browser = self.sign_in_browser()
        [link, *_] = re.findall(r'href="(/bills/document\?[^"]+)"', browser.open("/bills").body)
        browser.ask("GET", html.unescape(link))
        assert browser.page.status == 303, (browser.page.status, browser.page.body)
        address = browser.page.header("location")
        assert "X-Amz-Expires=60" in address and self.number not in address and "4711" not in address, address
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.read() == whole
            assert answer.headers["Content-Type"] == "application/pdf", answer.headers
            assert answer.headers["Content-Disposition"].startswith('attachment; filename="bill-'), answer.headers

    def operator(self, *words, code=0):
        """The release's command line, with the stack's own output as its settings."""
        settings = self.account.folder / f"{self.name}.env"
        settings.write_text(self.stack.outputs["OperatorSettings"])
        ran = subprocess.run([self.release / "bin/porchlight", "--env", settings, *words], env=self.account.environment, capture_output=True, text=True)
        assert ran.returncode == code, f"porchlight {words}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        return ran.stdout

    def staff(self):
        told = self.operator("why", "--account", self.number)
        assert "everything matched" in told, told
        looked = self.operator("doctor", code=1)
        for line in ("keys: holds 1", "billing extract:", "alarms:", *(self.desk.findings if self.desk else ())):
            assert line in looked, looked

    def bounce(self, other):
        """A report of SES that a letter came back is for the stack that sent it, and takes effect there."""
        mail = {"timestamp": "2026-11-23T12:00:00Z", "messageId": "m", "destination": [self.email],
                "tags": {"outbox": ["x"], "letter": ["welcome"], "ses:configuration-set": [self.stack.ids["Mail"]]}}
        bounce = {"bounceType": "Permanent", "bounceSubType": "General", "timestamp": "2026-11-23T12:00:00Z", "feedbackId": "f",
                  "bouncedRecipients": [{"emailAddress": self.email}]}
        event = {"id": "1", "version": "0", "source": "aws.ses", "detail-type": "Email Bounced", "account": "000000000000",
                 "time": "2026-11-23T12:00:00Z", "region": "us-east-1", "resources": [],
                 "detail": {"eventType": "Bounce", "mail": mail, "bounce": bounce}}
        events = self.account.client("events")

        def wakes(coop):
            pattern = events.describe_rule(Name=coop.stack.ids["MailFeedbackReported"])["EventPattern"]
            return events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"]

        assert wakes(self) and not wakes(other)
        self.stack.invoke("MailFeedback", event)
        told = self.operator("why", "--email", self.email)
        assert "came back: there is no such mailbox" in told, told

    def close_and_open(self):
        """An update with a changed parameter reaches every page, and the next one takes it back."""
        self.stack.update(Maintenance="2099-01-01T06:00Z")
        self.lend_settings()
        closed = self.browser().open("/sign-in")
        assert closed.status == 503 and closed.header("retry-after"), (closed.status, closed.headers)
        self.stack.update(Maintenance="")
        self.lend_settings()
        self.sign_in()

    def look_around(self):
        """Pages that no walk has shown yet, and the first one in the other language."""
        browser = self.browser()
        for path in ("/terms", "/help", "/register?lang=es", "/recover"):
            browser.open(path)

    def shown(self):
        """Everything that members of the co-op were shown or sent."""
        letters = [letter[part] or "" for letter in self.services.letters_to(self.email) for part in ("Subject", "BodyText", "BodyHtml")]
        return html.unescape("\n".join([page.body for page in self.seen] + letters))

    def shows_its_own(self, other):
        """What the settings say shows, and nothing of the other co-op does, of its settings or its members."""
        text, own, others = self.shown(), dict(leaves(self.settings)), dict(leaves(other.settings))
        for path in (("short_name",), ("phone",), ("questions", 0, "label", "en"), ("questions", 0, "hint", "en"), ("service", "en"),
                     ("terms", "sections", 0, "text", "en"), ("paperless", "en"), ("links", "pay"), ("brand", "light", "header")):
            assert str(own[path]) in text, f"{path} does not show at {self.name}"
        # What is too short to be known again, such as the version of a text, stands everywhere. So do the portal's own pages.
        foreign = {value for path, value in others.items() if isinstance(value, str) and len(value) > 4
                   and not value.startswith("/") and path[0] != "extract" and path[-1] != "kind"}
        foreign -= set(own.values())
        foreign |= {other.domain, other.email, other.number, other.last_name, other.stack.ids["Portal"]}
        found = sorted(value for value in foreign if value.strip() in text)
        assert not found, f"of {other.name} there shows at {self.name}: {found}"
