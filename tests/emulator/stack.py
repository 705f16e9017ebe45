"""A release as a stack in an account, and what the account cannot do."""
import json, pathlib, re, subprocess, tomllib

import yaml

from account import until

LEFT_OUT = tomllib.loads((pathlib.Path(__file__).parent / "left_out.toml").read_text())


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as their long ones."""


def long_form(loader, name, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


Loader.add_multi_constructor("!", long_form)
# A date in a template is a text.
Loader.yaml_implicit_resolvers = {first: [(tag, form) for tag, form in rules if not tag.endswith(":timestamp")]
                                  for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read_template(file):
    return yaml.load(pathlib.Path(file).read_text(), Loader)


def of_type(template, kind):
    return {name: it for name, it in template["Resources"].items() if it["Type"] == kind}


def leave_out(template):
    """Takes out what stands in left_out.toml. Fails if that is not exactly what there is of its kind."""
    template = json.loads(json.dumps(template))
    found = [name for name, it in of_type(template, "AWS::CloudWatch::Alarm").items() if "Metrics" in it["Properties"]]
    same("alarms over more than one metric", found, LEFT_OUT["metric_math"]["resources"])
    for name in found:
        alarm = template["Resources"][name]["Properties"]
        first = next(it["MetricStat"] for it in alarm.pop("Metrics") if "MetricStat" in it)
        alarm |= {**first["Metric"], "Statistic": "Sum", "Period": first["Period"]}
    found = [name for name, it in template["Outputs"].items() if "DkimDNSToken" in json.dumps(it)]
    same("outputs of DNS records", found, LEFT_OUT["dkim"]["outputs"])
    for name in found:
        del template["Outputs"][name]
    layers = [name for name, it in template["Resources"].items() if it["Type"].endswith("::LayerVersion")]
    same("layers", layers, LEFT_OUT["layers"]["resources"])
    same("HTTP APIs", of_type(template, "AWS::Serverless::HttpApi"), LEFT_OUT["openapi"]["resources"])
    return template


def same(what, found, listed):
    assert sorted(found) == sorted(listed), (
        f"{what}: the template has {sorted(found)}, tests/emulator/left_out.toml lists {sorted(listed)}")


def still_refused(account, template):
    """Fails if MiniStack has learnt what left_out.toml says it cannot do. Tries each entry on its own."""
    parts = {name: ({name: template["Resources"][name]}, {}) for name in LEFT_OUT["metric_math"]["resources"]}
    identity = {"MailIdentity": {"Type": "AWS::SES::EmailIdentity", "Properties": {"EmailIdentity": "try.example"}}}
    parts |= {name: (identity, {name: template["Outputs"][name]}) for name in LEFT_OUT["dkim"]["outputs"]}
    cloud = account.client("cloudformation")
    for name, (resources, outputs) in parts.items():
        alone = {"Resources": plain(resources, resources), "Outputs": plain(outputs, resources)}
        for output in alone["Outputs"].values():
            output.pop("Condition", None)
        cloud.create_stack(StackName=f"try-{name}", TemplateBody=json.dumps(alone))
        status = ended(account, f"try-{name}")["StackStatus"]
        assert status != "CREATE_COMPLETE", f"MiniStack makes {name} by now: take it off tests/emulator/left_out.toml"
        cloud.delete_stack(StackName=f"try-{name}")


def layer_is_not_unpacked(page):
    """Fails if MiniStack has learnt to unpack layers: a function that has no settings answers with a page of its own."""
    assert page.status == 503 and "<html" in page.body, (
        f"{page.status}: MiniStack unpacks layers by now: take them off tests/emulator/left_out.toml")


def plain(value, resources):
    """The same without what lies outside of these resources."""
    if isinstance(value, dict):
        if (name := value.get("Ref")) and name not in resources:
            return "x"
        if (text := value.get("Fn::Sub")) and isinstance(text, str):
            named = set(re.findall(r"\$\{([A-Za-z]+)", text))
            if not named <= set(resources):
                return re.sub(r"\$\{[^}]*\}", "x", text)
        return {key: plain(it, resources) for key, it in value.items()}
    return [plain(it, resources) for it in value] if isinstance(value, list) else value


def unconditional(value):
    """What SAM wrote a condition around, as it does around each route of an API that is made under one."""
    return value.get("Fn::If", [None, value])[1]


def ended(account, name):
    """Waits until what is done to a stack has ended."""
    cloud = account.client("cloudformation")

    def stack():
        found = cloud.describe_stacks(StackName=name)["Stacks"][0]
        return None if found["StackStatus"].endswith("_IN_PROGRESS") else found

    return until(f"the stack {name}", stack)


class Stack:
    def __init__(self, account, name, parameters):
        self.account, self.name, self.parameters = account, name, parameters
        self.cloud = account.client("cloudformation")

    def deploy(self, release, path):
        """`sam deploy` in an unpacked release, with nothing on the PATH but SAM and the system's own programs."""
        # SAM refuses `Key=`; a parameter that is left out stays as it is.
        given = [f"{key}={value}" for key, value in self.parameters.items() if value]
        ran = subprocess.run(
            ["sam", "deploy", "--stack-name", self.name, "--no-confirm-changeset", "--no-progressbar",
             "--parameter-overrides", *given],
            cwd=release, env=self.account.environment | {"PATH": path}, capture_output=True, text=True)
        assert ran.returncode == 0, f"sam deploy: {ran.returncode}\n{ran.stdout[-4000:]}{ran.stderr[-4000:]}\n" + "\n".join(self.failures())
        first = not hasattr(self, "ids")
        self._look("CREATE_COMPLETE" if first else "UPDATE_COMPLETE")
        if first:
            self.routes = sum(self.make_routes(api) for api in LEFT_OUT["openapi"]["resources"] if api in self.ids)

    def update(self, **changed):
        """The same template with changed parameters."""
        self.parameters |= changed
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in self.parameters.items()]
        self.cloud.update_stack(StackName=self.name, UsePreviousTemplate=True, Parameters=given,
                                Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"])
        self._look("UPDATE_COMPLETE")

    def _look(self, status):
        found = ended(self.account, self.name)
        assert found["StackStatus"] == status, f"{self.name}: {found['StackStatus']}\n" + "\n".join(self.failures())
        self.outputs = {it["OutputKey"]: it["OutputValue"] for it in found["Outputs"]}
        pages = self.cloud.get_paginator("list_stack_resources").paginate(StackName=self.name)
        self.ids = {it["LogicalResourceId"]: it["PhysicalResourceId"] for page in pages for it in page["StackResourceSummaries"]}

    def failures(self):
        pages = self.cloud.get_paginator("describe_stack_events").paginate(StackName=self.name)
        events = [event for page in pages for event in page["StackEvents"]]
        return [f"{it['LogicalResourceId']}: {it['ResourceStatusReason']}" for it in events if "ResourceStatusReason" in it]

    def make_routes(self, name):
        """Makes the routes of an API by calls, out of the OpenAPI body that SAM's transform wrote into the template."""
        gateway, api = self.account.client("apigatewayv2"), self.ids[name]
        assert not gateway.get_routes(ApiId=api)["Items"], "MiniStack reads bodies by now: take openapi off left_out.toml"
        processed = self.cloud.get_template(StackName=self.name, TemplateStage="Processed")["TemplateBody"]
        processed = processed if isinstance(processed, dict) else yaml.load(processed, Loader)
        targets = {}
        for path, methods in processed["Resources"][name]["Properties"]["Body"]["paths"].items():
            for method, operation in unconditional(methods).items():
                call = unconditional(operation)["x-amazon-apigateway-integration"]
                function = re.search(r"\$\{(\w+)\.Arn\}", json.dumps(call["uri"]))[1]
                if function not in targets:
                    made = gateway.create_integration(
                        ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=self.arn(function),
                        PayloadFormatVersion=call["payloadFormatVersion"])
                    targets[function] = f"integrations/{made['IntegrationId']}"
                key = "$default" if path == "/$default" else f"{method.upper()} {path}"
                gateway.create_route(ApiId=api, RouteKey=key, Target=targets[function])
        return len(gateway.get_routes(ApiId=api, MaxResults="500")["Items"])

    def arn(self, function):
        return self.account.client("lambda").get_function(FunctionName=self.ids[function])["Configuration"]["FunctionArn"]

    def functions(self):
        pages = self.account.client("lambda").get_paginator("list_functions").paginate()
        return [it for page in pages for it in page["Functions"] if it["FunctionName"] in self.ids.values()]

    def code_and_layers(self):
        return {it["FunctionName"]: (it["CodeSha256"], [layer["Arn"] for layer in it.get("Layers", [])]) for it in self.functions()}

    def set_variables(self, changed):
        """Gives every function variables that no template has."""
        for function in self.functions():
            variables = {"Variables": function["Environment"]["Variables"] | changed}
            self.account.client("lambda").update_function_configuration(
                FunctionName=function["FunctionName"], Environment=variables)

    def invoke(self, function, event=None):
        """Calls a function as a schedule does. Fails with it."""
        answer = self.account.client("lambda").invoke(
            FunctionName=self.ids[function], Payload=json.dumps(event or {}).encode())
        said = answer["Payload"].read().decode()
        assert "FunctionError" not in answer, f"{function} of {self.name} failed: {said}"
        return said

    def delete(self):
        self.cloud.delete_stack(StackName=self.name)

        def gone():
            stacks = self.cloud.list_stacks()["StackSummaries"]
            mine = [it["StackStatus"] for it in stacks if it["StackName"] == self.name]
            assert "DELETE_FAILED" not in mine, f"{self.name}\n" + "\n".join(self.failures())
            return all(status == "DELETE_COMPLETE" for status in mine)

        until(f"{self.name} to be deleted", gone)
