package io.procmgr.cli;

import io.procmgr.job.AlertRule;
import io.procmgr.job.BackoffRule;
import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Execution;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogRule;
import io.procmgr.job.LogTarget;
import io.procmgr.job.ResourceLimit;
import io.procmgr.job.RestartRule;
import io.procmgr.job.SocketRule;
import io.procmgr.job.StartRule;
import io.procmgr.job.StopRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The value of each key as it holds for a job, in the types of JSON; durations and enums as they are written. */
final class EffectiveValue {
    private EffectiveValue() {}

    /** Empty where nothing holds: no user, no limit, no delay. */
    static Optional<Object> of(JobSpec job, JobKey key) {
        Execution execution = job.execution();
        StartRule start = job.start();
        RestartRule restart = job.restart();
        BackoffRule backoff = restart.backoff();
        StopRule stop = job.stop();
        LogRule log = job.log();
        return switch (key) {
            case COMMAND -> Optional.of(execution.command());
            // parts of the command
            case MAIN_CLASS, CLASS_PATH, JVM_ARGS -> Optional.empty();
            case CONTEXT -> execution.context().map(Object.class::cast);
            case SHELL -> Optional.of(execution.shell());
            case DESCRIPTION -> Optional.of(job.description());
            case TAGS -> Optional.of(job.tags());
            case DIRECTORY -> execution.directory().map(Path::toString);
            case ENV -> Optional.of(environment(execution));
            case INHERIT_ENV -> Optional.of(execution.inheritEnvironment());
            case USER -> execution.user().map(Object.class::cast);
            case GROUP -> execution.group().map(Object.class::cast);
            case UMASK -> Optional.of(String.format("%03o", execution.umask()));
            case NICE -> number(execution.nice());
            case CPUS -> Optional.of(execution.cpus().stream().toList());
            case LIMIT -> Optional.of(limits(execution));
            case STDIN -> Optional.of(execution.input().toString());
            case PID_FILE -> execution.pidFile().map(rule -> rule.file().toString());
            case READY_TIMEOUT -> execution.pidFile().map(rule -> text(rule.timeout()));
            case SOCKET -> execution.socket().map(socket -> socket.address().toString());
            case SOCKET_ACCEPT -> execution.socket().map(SocketRule::accept);
            case SOCKET_MAX_CONNECTIONS ->
                execution.socket().filter(SocketRule::accept).map(SocketRule::maxConnections);
            case LOG_FILE -> Optional.of(target(execution.output().out()));
            case LOG_ERROR_FILE -> Optional.of(target(execution.output().error()));
            case LOG_ROTATE -> Optional.of(word(log.rotation(execution.output().out())));
            case LOG_MAX_SIZE -> Optional.of(log.maxSize());
            case LOG_MAX_AGE -> log.maxAge().map(EffectiveValue::text);
            case LOG_KEEP -> Optional.of(log.keep());
            case LOG_COMPRESS -> Optional.of(log.compress());
            case LOG_RELAY -> Optional.of(log.relays(execution.output().out()));
            case ENABLED -> Optional.of(start.enabled());
            case AUTOSTART -> Optional.of(start.autostart());
            case RESTART -> Optional.of(word(restart.policy()));
            case NO_RESTART_EXIT_CODES -> Optional.of(new TreeSet<>(restart.noRestartCodes()));
            case SUCCESS_EXIT_CODES -> Optional.of(new TreeSet<>(restart.successCodes()));
            case BACKOFF_INITIAL -> Optional.of(text(backoff.initial()));
            case BACKOFF_FACTOR -> Optional.of(backoff.factor());
            case BACKOFF_MAX -> Optional.of(text(backoff.max()));
            case BACKOFF_JITTER -> Optional.of(backoff.jitter());
            case BACKOFF_RESET_AFTER -> Optional.of(text(backoff.resetAfter()));
            case MAX_FAILURES -> number(restart.maxFailures());
            case FAILURE_WINDOW -> Optional.of(text(restart.failureWindow()));
            // of templates
            case INSTANCES, MAX_INSTANCES -> Optional.empty();
            case ORDER -> Optional.of(start.order());
            case WAIT -> Optional.of(start.hold());
            case START_SECONDS -> Optional.of(text(start.startSeconds()));
            case STOP_SIGNAL -> Optional.of(stop.signal().name());
            case STOP_TIMEOUT -> Optional.of(text(stop.timeout()));
            case STOP_KILL -> Optional.of(word(stop.scope()));
            case ON_SHUTDOWN -> Optional.of(word(stop.onShutdown()));
            case ON_HOST_DEATH -> Optional.of(word(execution.onHostDeath()));
            case RELOAD_SIGNAL -> job.reloadSignal().map(Enum::name);
            case WATCH -> Optional.of(job.watch().stream().map(Path::toString).toList());
            case BOUNCE_EVERY -> start.bounceEvery().map(EffectiveValue::text);
            case READINESS -> Optional.of(job.readiness());
            case ALERTS ->
                Optional.of(
                        job.alerts().rules().stream().map(AlertRule::toString).toList());
            case ALERTS_STDERR -> Optional.of(job.alerts().stderrTexts());
        };
    }

    private static Map<String, String> environment(Execution execution) {
        Map<String, String> all = new LinkedHashMap<>();
        for (EnvironmentVariable variable : execution.environment()) {
            all.put(variable.name(), variable.value());
        }
        return all;
    }

    private static Map<String, String> limits(Execution execution) {
        Map<String, String> all = new LinkedHashMap<>();
        for (ResourceLimit limit : execution.limits()) {
            all.put(limit.resource().key(), limit.text());
        }
        return all;
    }

    private static String target(LogTarget target) {
        if (target instanceof LogTarget.File file) {
            return file.path().toString();
        }
        if (target instanceof LogTarget.Inherit) {
            return "inherit";
        }
        if (target instanceof LogTarget.Separate) {
            return "separate";
        }
        return target instanceof LogTarget.None ? "none" : "default";
    }

    private static Optional<Object> number(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In the largest unit that leaves no rest, so that it can be written into a file again. */
    private static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds == 0 || seconds % 60 != 0 ? seconds + "s" : seconds / 60 + "m";
    }
}
