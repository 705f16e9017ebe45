"""The desk for staff of one co-op, as far as it goes without a provider: its host has no name, and its issuer does not answer."""
import json

from account import until
from browser import Browser


class Desk:
    def __init__(self, coop):
        self.coop, self.host = coop, f"desk.{coop.domain}"
        self.parameters = {
            "StaffIssuer": f"https://login.{coop.domain}", "StaffClientId": "desk", "StaffHost": self.host,
            "StaffCertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/none",
        }
        # What the doctor says.
        self.findings = (f"https://{self.host} cannot be reached", "sign-in of the desk: no answer from")

    def browser(self):
        stack, port = self.coop.stack, self.coop.account.port
        return Browser(port, f"{stack.ids['DeskApi']}.execute-api.localhost:{port}", f"https://{self.host}")

    def look(self):
        """Its page leads to the sign-in. Without the client's secret that says no; with it, that the provider is away."""
        stack, account = self.coop.stack, self.coop.account
        assert stack.outputs["DeskUrl"] == f"https://{self.host}/desk", stack.outputs
        browser = self.browser()
        first = browser.open("/desk")
        assert first.status == 200 and 'href="/desk/sign-in"' in first.body, (first.status, first.body)
        no = browser.open("/desk/sign-in")
        assert no.status == 403, (no.status, no.body)
        secrets = account.client("secretsmanager")
        name = stack.outputs["DeskSecret"]
        held = json.loads(secrets.get_secret_value(SecretId=name)["SecretString"])
        assert held["client_secret"] == "" and len(held["1"]) == 64, sorted(held)
        secrets.put_secret_value(SecretId=name, SecretString=json.dumps(held | {"client_secret": "of-no-provider"}))
        away = until("the desk to read its secret", lambda: (page := browser.open("/desk/sign-in")).status == 503 and page)
        assert "does not answer" in away.body, away.body
        stranger = browser.open("/desk/callback?code=x&state=x")
        assert stranger.status == 410, (stranger.status, stranger.body)
