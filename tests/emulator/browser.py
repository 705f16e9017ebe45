"""A browser without script that walks a deployed portal, and remembers every page."""
import http.client, urllib.parse
from html.parser import HTMLParser


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what it would send untouched."""

    def __init__(self, page):
        super().__init__()
        self.forms, self._select = [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "form":
            self.forms.append({"method": (has.get("method") or "get").lower(), "action": has.get("action"), "fields": {}})
        if not self.forms:
            return
        fields, name = self.forms[-1]["fields"], has.get("name")
        if tag == "input" and name:
            ticked = has.get("type") not in ("checkbox", "radio") or "checked" in has
            fields.setdefault(name, None)
            if ticked:
                fields[name] = has.get("value") or ""
        elif tag == "textarea" and name:
            fields[name] = ""
        elif tag == "select" and name:
            self._select = name
            fields[name] = ""
        elif tag == "option" and self._select and (not fields[self._select] or "selected" in has):
            fields[self._select] = has.get("value", "")

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None


class Page:
    def __init__(self, path, status, headers, body):
        self.path, self.status, self.headers, self.body = path, status, headers, body

    def header(self, name):
        return next((value for known, value in self.headers if known.lower() == name), None)

    def form_with(self, field):
        for form in Forms(self.body).forms:
            if field in form["fields"]:
                return form
        raise AssertionError(f"{self.path} ({self.status}) has no form with {field}: {self.body[:2000]}")


class Browser:
    def __init__(self, port, host, origin, language="en"):
        self.port, self.host, self.origin, self.language = port, host, origin, language
        self.cookies, self.pages, self.page = {}, [], None

    def ask(self, method, address, body=None):
        """Makes one request, and follows no redirect."""
        parts = urllib.parse.urlsplit(address)
        path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {"Host": self.host, "Accept-Language": self.language, "User-Agent": "Walk/1", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin,
                        "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            self.page = Page(parts.path or "/", answer.status, answer.getheaders(), answer.read().decode())
        finally:
            connection.close()
        for name, value in self.page.headers:
            if name.lower() == "set-cookie":
                self._keep(value)
        self.pages.append(self.page)
        return self.page

    def _keep(self, line):
        pair, *attributes = line.split(";")
        name, _, value = pair.strip().partition("=")
        if any(a.strip().lower() == "max-age=0" for a in attributes):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    def open(self, address):
        self.ask("GET", address)
        return self._follow()

    def _follow(self):
        for _ in range(8):
            if self.page.status not in (302, 303):
                return self.page
            self.ask("GET", self.page.header("location"))
        raise AssertionError(f"{self.page.path} leads on and on")

    def submit(self, **typed):
        """Fills in the form that asks for what is typed, sends it, and follows where it leads."""
        form = self.page.form_with(next(iter(typed)))
        fields = {name: value for name, value in (form["fields"] | typed).items() if value is not None}
        assert form["method"] == "post", form
        self.ask("POST", form["action"] or self.page.path, urllib.parse.urlencode(fields))
        return self._follow()

    def at(self, path, status=200):
        """Fails unless the page is this one."""
        assert (self.page.path, self.page.status) == (path, status), (
            f"at {self.page.path} ({self.page.status}), not at {path} ({status}):\n{self.page.body[:3000]}")
        return self.page
