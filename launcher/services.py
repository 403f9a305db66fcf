"""The processes of a stack, as a table: what each needs, how it is started, how one knows that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, List, Tuple

from . import apps, encryption, environment, postgres, probes, training
from .errors import Failure, UsageError
from .ports import Port
from .processes import Launch
from .settings import LOOPBACK, SANDBOX_PORTS, Settings
from .tools import Toolbox

NAMES = ("postgres", "temporal", "sandbox", "api", "worker")
_SEARCH_ATTRIBUTES = ("SagaPhase", "SagaState", "ClientId", "MagasinId", "UserId")
_SERVER_SETTINGS = (
    "system.forceSearchAttributesCacheRefreshOnRead=false",  # with the WAL below: up to 1.7 times the throughput
    "history.transferProcessorMaxPollRPS=1000",  # halves the latency of each hop through a task queue
)


@dataclass(frozen=True)
class Service:
    name: str
    title: str
    url: str
    ports: Tuple[Port, ...]
    launch: Callable[[], Launch]
    ready: Callable[[], bool]
    needs: Tuple[str, ...] = ()
    module: str = ""
    start_seconds: float = 60
    is_transient: Callable[[str], bool] = lambda log: False


def of(settings: Settings, toolbox: Toolbox) -> List[Service]:
    """Those that are ours to run under these settings, in the order of starting."""
    found = []
    if settings.embedded_postgres:
        found.append(_postgres(settings, toolbox))
    if settings.embedded_temporal:
        found.append(_temporal(settings, toolbox))
    if settings.sandbox:
        found.append(_sandbox(settings, toolbox))
    if settings.one_process:
        return [*found, _application(settings, toolbox, "api", ",".join(settings.roles))]
    roles = settings.roles or ("api", "worker")
    return [*found, *(_application(settings, toolbox, role, role) for role in ("api", "worker") if role in roles)]


def named(settings: Settings, toolbox: Toolbox, name: str) -> Service:
    if name not in NAMES:
        raise UsageError(f"there is no process {name}: {', '.join(NAMES)}")
    for service in of(settings, toolbox):
        if service.name == name:
            return service
    raise Failure(_why_not_ours(settings, name))


def _why_not_ours(settings: Settings, name: str) -> str:
    reasons: Dict[str, str] = {
        "postgres": "the database is the one in CORDEE_POSTGRES_URL",
        "temporal": f"the Temporal server is the one at CORDEE_TEMPORAL_TARGET={settings.temporal_target}",
        "sandbox": "CORDEE_SANDBOX=false",
    }
    if name == "worker" and settings.one_process:
        return f"the worker runs inside the process api (CORDEE_ROLES={','.join(settings.roles)}): use api instead"
    return f"{name} is not run here: {reasons.get(name, 'CORDEE_ROLES=' + ','.join(settings.roles))}"


def _postgres(settings: Settings, toolbox: Toolbox) -> Service:
    port = settings.postgres_port
    return Service(
        name="postgres",
        title="PostgreSQL",
        url=f"postgresql://{LOOPBACK}:{port}/cordee",
        ports=(Port(port, "PostgreSQL", "CORDEE_POSTGRES_PORT"),),
        launch=lambda: postgres.launch(settings, toolbox.postgres),
        ready=lambda: probes.postgres_ok(port),
        is_transient=postgres.is_transient,
    )


def _temporal(settings: Settings, toolbox: Toolbox) -> Service:
    ui, metrics = settings.temporal_ui_port, settings.temporal_metrics_port
    return Service(
        name="temporal",
        title="Temporal server",
        url=f"http://{LOOPBACK}:{ui}",
        ports=(
            Port(settings.temporal_port, "the Temporal server", "CORDEE_TEMPORAL_TARGET"),
            Port(ui, "the Temporal Web UI", "CORDEE_TEMPORAL_UI_PORT"),
            Port(metrics, "the metrics of the Temporal server", "CORDEE_TEMPORAL_METRICS_PORT"),
        ),
        launch=lambda: Launch(_temporal_command(settings, toolbox), _without(settings, "TEMPORAL_")),
        ready=lambda: probes.temporal_ok(toolbox.temporal, settings.temporal_target, settings.temporal_namespace),
    )


def _temporal_command(settings: Settings, toolbox: Toolbox) -> List[str]:
    data = settings.home / "temporal"
    data.mkdir(parents=True, exist_ok=True)
    host = LOOPBACK if settings.temporal_host == "localhost" else settings.temporal_host
    command = [str(toolbox.temporal), "server", "start-dev", "--ip", host, "--port", str(settings.temporal_port)]
    command += ["--ui-ip", LOOPBACK, "--ui-port", str(settings.temporal_ui_port)]
    command += ["--metrics-port", str(settings.temporal_metrics_port), "--namespace", settings.temporal_namespace]
    command += ["--db-filename", str(data / "temporal.db"), "--sqlite-pragma", "journal_mode=wal", "--log-level", "warn"]
    if encryption.is_on(settings):
        command += ["--ui-codec-endpoint", encryption.codec_endpoint(settings)]
    for value in _SERVER_SETTINGS:
        command += ["--dynamic-config-value", value]
    for attribute in _SEARCH_ATTRIBUTES:
        command += ["--search-attribute", f"{attribute}=Keyword"]
    return command


def _sandbox(settings: Settings, toolbox: Toolbox) -> Service:
    return Service(
        name="sandbox",
        title="Sandbox services",
        url=settings.sandbox_url(),
        ports=tuple(
            Port(settings.sandbox_port + offset, f"the sandbox ({service or 'control'})", "CORDEE_SANDBOX_PORT")
            for service, offset in SANDBOX_PORTS.items()
        ),
        launch=lambda: _java(settings, toolbox, "sandbox", environment.sandbox(settings)),
        ready=lambda: probes.http_ok(settings.sandbox_port, "/health"),
        module="sandbox",
    )


def _application(settings: Settings, toolbox: Toolbox, name: str, roles: str) -> Service:
    is_api = name == "api"
    port, setting = (settings.api_port, "CORDEE_PORT") if is_api else (settings.worker_port, "CORDEE_WORKER_PORT")
    return Service(
        name=name,
        title="API and worker" if "," in roles else {"api": "API", "worker": "Worker"}[name],
        url=f"http://{LOOPBACK}:{port}",
        ports=(Port(port, "the API" if is_api else "the worker's health and metrics", setting),),
        launch=lambda: _java(settings, toolbox, "web", variables(settings, toolbox, is_api, roles, port)),
        ready=lambda: probes.http_ok(port, "/health/readiness"),
        needs=("postgres", "temporal", "sandbox"),  # the last for the certificate of its Azure
        module="web",
        start_seconds=120,
    )


def variables(settings: Settings, toolbox: Toolbox, is_api: bool, roles: str, port: int) -> Dict[str, str]:
    """The environment of a process of the application. Whether there is practice is never the caller's to say."""
    own = environment.application(settings, roles, port)
    return {**environment.fleet(settings, toolbox), **own, **(environment.practice(settings) if is_api else environment.NO_PRACTICE)}


def _java(settings: Settings, toolbox: Toolbox, module: str, variables: Dict[str, str]) -> Launch:
    artifact = apps.current(settings, module) or apps.prepare(settings, toolbox, module)
    jar = apps.main_jar(settings, artifact)
    cache = training.options(settings, toolbox, artifact) if module == "web" else []
    command = [str(toolbox.java), *cache, *environment.java_options(settings, module), "-jar", str(jar)]
    return Launch(command, variables, artifact=artifact)


def _without(settings: Settings, prefix: str) -> Dict[str, str]:
    return {name: value for name, value in settings.environment.items() if not name.startswith(prefix)}
