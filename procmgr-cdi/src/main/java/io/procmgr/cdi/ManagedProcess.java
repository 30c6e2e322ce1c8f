package io.procmgr.cdi;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Defines a job: a process that starts with the application, is kept running and ends with the application. On a class, as
 * often as there are jobs; the class needs no scope and need not do anything. On a method or field together with {@code
 * @Produces}, which gives a {@link io.procmgr.job.JobSpec}: then only {@link #name} may be set here, all else is what {@code
 * JobSpec.builder(name)} was told.
 *
 * <p>The members are the keys of {@link io.procmgr.job.JobKey}, in camel case. What is not written here can be written in a
 * property, and a property overrides what is written here, key by key: {@code procmgr.jobs.<name>.<key>}. Texts are taken as
 * they are, nothing is expanded. A yes or no and a number is an array so that what is not written can be told from what is:
 * write {@code shell = true}. A subclass does not inherit the job.
 */
@Stereotype
@Documented
@Repeatable(ManagedProcesses.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ManagedProcess {
    /**
     * Name of the job. Default: the simple name of the class, or that of the producer method or field, in lower case with
     * dashes: {@code MailWorker} is {@code mail-worker}.
     */
    String name() default "";

    /**
     * Key {@code command}, words. The program and its arguments. Several texts are taken as they are; one alone is split at
     * blanks as in a properties file, unless it is for a shell. Required, unless there is {@link #mainClass}.
     */
    String[] command() default {};

    /** Key {@code main-class}, class name. A Java class with main, run in place of a command. */
    String mainClass() default "";

    /**
     * Key {@code class-path}, paths. Jars and directories of main-class; lib/* stands for all jars in lib. Default:
     * the application's.
     */
    String[] classPath() default {};

    /** Key {@code jvm-args}, words. Options of the Java that runs main-class, such as -Xmx64m. */
    String[] jvmArgs() default {};

    /** Key {@code context}, JSON. Handed over in a file that PROCMGR_CONTEXT names. */
    String context() default "";

    /** Key {@code shell}, boolean. Run the command, one text, by /bin/sh -c. Default: {@code false}. */
    boolean[] shell() default {};

    /** Key {@code description}, text. What the job is for. */
    String description() default "";

    /** Key {@code tags}, words. For {@code @tag} selectors. */
    String[] tags() default {};

    /** Key {@code directory}, path. Working directory. Default: the server's data directory. */
    String directory() default "";

    /**
     * Key {@code inherit-env}, boolean. Pass the supervisor's own environment on. Default: in an application server {@code
     * false}, and only PATH, LANG, LC_*, HOME and TZ are passed on.
     */
    boolean[] inheritEnv() default {};

    /**
     * Key {@code user}, name. Account of the process; sets its groups, and HOME, USER, LOGNAME, SHELL unless given.
     */
    String user() default "";

    /** Key {@code group}, name. Group in place of the user's own. */
    String group() default "";

    /** Key {@code umask}, octal. File mode creation mask. Default: {@code 022}. */
    String umask() default "";

    /** Key {@code nice}, -20 to 19. Scheduling priority, absolute. */
    int[] nice() default {};

    /** Key {@code cpus}, list or mask. Processors that may run it: 0,2-4 or 0x1d. */
    String cpus() default "";

    /**
     * Key {@code stdin}, path or pipe. File for standard input; pipe: the lines that writeLine writes. Default: {@code
     * /dev/null}.
     */
    String stdin() default "";

    /**
     * Key {@code socket}, port, address:port or path. Listened on by the supervisor; the socket is descriptor 3 of the
     * job.
     */
    String socket() default "";

    /**
     * Key {@code socket.accept}, boolean. Run the command for each connection, which is its descriptor 3. Default:
     * {@code false}.
     */
    boolean[] socketAccept() default {};

    /**
     * Key {@code socket.max-connections}, number, 1 or more. Connections served at once with socket.accept. Default:
     * {@code 100}.
     */
    int[] socketMaxConnections() default {};

    /**
     * Key {@code log.file}, path default none inherit. Where standard output goes; inherit: where the supervisor's own
     * goes. Default: {@code <log-dir>/<name>.log}.
     */
    String logFile() default "";

    /**
     * Key {@code log.error-file}, path default separate none inherit. Where standard error goes; {@code separate}:
     * {@code <log-dir>/<name>.err}. Default: as {@code logFile}.
     */
    String logErrorFile() default "";

    /**
     * Key {@code log.rotate}, collapse reopen copy-truncate off. How log files are rotated; reopen needs
     * reload.signal. In pmtr syntax, a file that the job names: off. Default: {@code collapse}.
     */
    String logRotate() default "";

    /** Key {@code log.max-size}, size, 64k or more. A log file so large is rotated. Default: {@code 10m}. */
    String logMaxSize() default "";

    /** Key {@code log.max-age}, duration, 1s or more. A log file last rotated so long ago is rotated. */
    String logMaxAge() default "";

    /** Key {@code log.keep}, 1 to 1000. How many archives of each log file are kept. Default: {@code 5}. */
    int[] logKeep() default {};

    /** Key {@code log.compress}, boolean. Compress archives with gzip. Default: {@code false}. */
    boolean[] logCompress() default {};

    /**
     * Key {@code log.relay}, boolean. Also write each line into the supervisor's own log. In pmtr syntax, what goes to
     * no file of its own: true. Default: {@code false}.
     */
    boolean[] logRelay() default {};

    /** Key {@code enabled}, boolean. A disabled job is not started by anything. Default: {@code true}. */
    boolean[] enabled() default {};

    /** Key {@code autostart}, boolean. Start it with the supervisor. Default: {@code true}. */
    boolean[] autostart() default {};

    /**
     * Key {@code restart}, always on-failure never once. Which endings are followed by a restart. Default: {@code
     * always}.
     */
    String restart() default "";

    /** Key {@code no-restart-exit-codes}, numbers. Exit codes that finish the job. Default: {@code 33}. */
    int[] noRestartExitCodes() default {};

    /** Key {@code success-exit-codes}, numbers. Exit codes that count as success. Default: {@code 0}. */
    int[] successExitCodes() default {};

    /** Key {@code backoff.initial}, duration. First delay before a restart. Default: {@code 200ms}. */
    String backoffInitial() default "";

    /** Key {@code backoff.factor}, number, 1 or more. By which each further delay grows. Default: {@code 2}. */
    String backoffFactor() default "";

    /** Key {@code backoff.max}, duration. The longest delay. Default: {@code 30s}. */
    String backoffMax() default "";

    /** Key {@code backoff.jitter}, 0 to 1. Share of the delay added or taken at random. Default: {@code 0.1}. */
    String backoffJitter() default "";

    /**
     * Key {@code backoff.reset-after}, duration. After a run so long the restart is at once. Default: {@code 10s}.
     */
    String backoffResetAfter() default "";

    /** Key {@code max-failures}, number, 1 or more. So many failures within failure-window: FAILED. */
    int[] maxFailures() default {};

    /** Key {@code failure-window}, duration. The window in which failures are counted. Default: {@code 10m}. */
    String failureWindow() default "";

    /** Key {@code order}, integer. Place in the start sequence, ascending. Default: {@code 0}. */
    int[] order() default {};

    /** Key {@code wait}, boolean; no annotation can have a member of that name. Hold later jobs until this one has ended once. Default: {@code false}. */
    boolean[] holdLater() default {};

    /**
     * Key {@code start-seconds}, duration. Alive for so long, a process counts as running; with pid-file 0s. Default:
     * {@code 1s}.
     */
    String startSeconds() default "";

    /** Key {@code instances}, 1 to 1000. So many of it, named {@code NAME@1}, {@code NAME@2} and so on; %i is the number, %% a %. */
    int[] instances() default {};

    /**
     * Key {@code max-instances}, 1 to 1000. How many instances of a template, a job whose name ends in @, there may be.
     * Default: {@code 100}.
     */
    int[] maxInstances() default {};

    /** Key {@code pid-file}, path. The command goes to the background and its process writes its pid here. */
    String pidFile() default "";

    /**
     * Key {@code ready.timeout}, duration, more than 0. How long a job with pid-file may take to come up. Default:
     * {@code 60s}.
     */
    String readyTimeout() default "";

    /** Key {@code stop.signal}, signal. Asks the process to end. Default: {@code TERM}. */
    String stopSignal() default "";

    /** Key {@code stop.timeout}, duration. How long it may take before KILL. Default: {@code 10s}. */
    String stopTimeout() default "";

    /** Key {@code stop.kill}, session process. Who gets the signals. Default: {@code session}. */
    String stopKill() default "";

    /**
     * Key {@code on-shutdown}, stop leave. leave: it lives on, and the next supervisor takes it over. Default: {@code
     * stop}.
     */
    String onShutdown() default "";

    /**
     * Key {@code on-host-death}, leave kill. kill: its main process dies with a supervisor that dies. Default: {@code
     * leave}.
     */
    String onHostDeath() default "";

    /** Key {@code reload.signal}, signal. Makes the process re-read its own configuration. */
    String reloadSignal() default "";

    /** Key {@code watch}, paths. Files whose change of content restarts the job, or gets it its reload.signal. */
    String[] watch() default {};

    /** Key {@code bounce-every}, duration. End and start it anew at this age; 0s: never. */
    String bounceEvery() default "";

    /**
     * Key {@code readiness}, boolean. The application around the supervisor is ready, in MicroProfile Health, only
     * while the job is. Default: {@code false}.
     */
    boolean[] readiness() default {};

    /**
     * Key {@code alerts}, channel or channel:trigger. Who is told, and of what: exit, failed, back-off, recovered, stderr;
     * without a trigger of failed, back-off and recovered. {@code none}: nobody.
     */
    String[] alerts() default {};

    /**
     * Key {@code alerts.stderr}, texts. With the trigger stderr: a line of standard error is told only if it has one of
     * these.
     */
    String[] alertsStderr() default {};

    /** Key {@code env.<name>}: environment variables. */
    Env[] env() default {};

    /** Key {@code limit.<name>}: resource limits. */
    Limit[] limits() default {};
}
