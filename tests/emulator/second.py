"""A second opinion: moto as DynamoDB, SES, S3 and Secrets Manager of a stack whose functions still run on MiniStack.

It shares no code with MiniStack or with the database of the tests. It knows no ClientRequestToken: the same transaction sent twice
fails there, so a lost answer is not tried on it. It wakes nothing either, so import and letters are called by hand.
"""
import contextlib, json, pathlib, subprocess, urllib.request

import boto3

from account import KEYS, REGION, free_port, until
from coop import Coop

SERVICES = {"DYNAMODB": "dynamodb", "SESV2": "sesv2", "S3": "s3", "SECRETS_MANAGER": "secretsmanager"}


class Second:
    def __init__(self, account):
        self.account, self.port = account, free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def running(self, programs):
        environment = {name: value for name, value in self.account.environment.items() if name != "AWS_ENDPOINT_URL"}
        with (self.account.folder / "moto.log").open("wb") as log:
            server = subprocess.Popen([pathlib.Path(programs) / "moto_server", "-H", "127.0.0.1", "-p", str(self.port)],
                                      env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            until("moto", lambda: server.poll() is not None or self._answers())
            assert server.poll() is None, (self.account.folder / "moto.log").read_text()
            yield self
        finally:
            server.terminate()
            server.wait()

    def _answers(self):
        try:
            self._data()
            return True
        except OSError:
            return False

    def _data(self):
        with urllib.request.urlopen(f"{self.url}/moto-api/data.json", timeout=10) as answer:
            return json.load(answer)

    def client(self, service):
        return boto3.client(service, endpoint_url=self.url, region_name=REGION,
                            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"], aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"])

    def take_over(self, coop, template):
        """Makes what the template says of these four services, under the stack's names, and sends its functions there."""
        stack = coop.stack
        tables = self.client("dynamodb")
        for name, table in template["Resources"].items():
            if table["Type"] == "AWS::DynamoDB::Table":
                kept = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes")
                made = {key: table["Properties"][key] for key in kept if key in table["Properties"]}
                tables.create_table(TableName=stack.ids[name], **made)
        keys = self.account.client("secretsmanager").get_secret_value(SecretId=stack.ids["Keys"])["SecretString"]
        self.client("secretsmanager").create_secret(Name=stack.ids["Keys"], SecretString=keys)
        self.client("s3").create_bucket(Bucket=coop.bucket)
        self.client("sesv2").create_email_identity(EmailIdentity=coop.domain)
        self.client("sesv2").create_configuration_set(ConfigurationSetName=stack.ids["Mail"])
        stack.set_variables({f"AWS_ENDPOINT_URL_{name}": self.url for name in SERVICES})

    def letters_to(self, address):
        """The letters as MiniStack names their parts. moto keeps one body, the HTML."""
        found = [it for it in self._data()["ses"]["Message"] if address in it["destinations"]["ToAddresses"]]
        return [{"Source": it["source"], "BodyText": it["body"]} for it in found]


class SecondCoop(Coop):
    """The same stack, and another member, on these services."""

    def __init__(self, second, coop):
        super().__init__(coop.account, coop.name, "7000326", "Vandersloot", "08536", coop.file)
        self.services, self.stack = second, coop.stack

    def wake_import(self):
        placed = {"bucket": {"name": self.bucket}, "object": {"key": "extracts/bills.csv", "size": 1, "sequencer": "01"}}
        record = {"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
                  "eventTime": "2026-11-23T12:00:00.000Z", "awsRegion": REGION, "s3": placed}
        self.stack.invoke("ImportAccounts", {"Records": [record]})

    def wake_letters(self):
        self.stack.invoke("SendLetters")
