package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.supervise.LaunchRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables of one child: inherited, then those of its user, then its own, then procmgr's marks.
 *
 * @param late variables that neither the JDK nor a shell passes on unharmed; {@code env} sets them last
 * @param path the list of directories in which its program is looked up
 */
record ChildEnvironment(List<EnvironmentVariable> late, String path) {
    static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** What every child gets, even if it does not inherit. */
    private static final Pattern ALWAYS = Pattern.compile("PATH|LANG|LC_.*|HOME|TZ");

    /** What systemd tells its service by: a child that has them would speak in the supervisor's name. */
    private static final Set<String> SERVICE =
            Set.of(ServiceManager.SOCKET, ServiceManager.WATCHDOG_PERIOD, ServiceManager.WATCHDOG_PID);

    /** A shell drops variables of other names. */
    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** A shell gives these a value of its own. */
    private static final Set<String> SHELL_OWNED =
            Set.of("IFS", "LINENO", "OLDPWD", "OPTIND", "PPID", "PS1", "PS2", "PS4", "PWD", "SHLVL", "_");

    /**
     * Fills the environment of a ProcessBuilder, which holds the JVM's own. Entries that stay untouched keep their bytes,
     * whatever the locale.
     */
    static ChildEnvironment fill(
            Map<String, String> environment, LaunchRequest request, Optional<Account> user, Words words) {
        Map<String, String> own = own(request, user);
        if (!request.execution().inheritEnvironment()) {
            environment.keySet().removeIf(name -> !isAlwaysInherited(name));
        }
        environment.keySet().removeAll(SERVICE);
        environment.keySet().removeAll(own.keySet());
        List<EnvironmentVariable> late = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (!isNameOfShells(name)) {
                late.add(new EnvironmentVariable(name, value));
            }
        });
        late.forEach(variable -> environment.remove(variable.name()));
        own.forEach((name, value) -> {
            if (isKeptByShells(name) && words.passes(value)) {
                environment.put(name, value);
            } else {
                late.add(new EnvironmentVariable(name, value));
            }
        });
        return new ChildEnvironment(
                List.copyOf(late), own.getOrDefault("PATH", environment.getOrDefault("PATH", USUAL_PATH)));
    }

    /** Those that the child has anyway, whatever it inherits: of a later one of the same name only the last counts. */
    static Map<String, String> own(LaunchRequest request, Optional<Account> user) {
        Map<String, String> own = new LinkedHashMap<>();
        user.ifPresent(account -> addUser(own, account));
        request.execution().environment().forEach(variable -> own.put(variable.name(), variable.value()));
        request.marks().forEach(variable -> own.put(variable.name(), variable.value()));
        return own;
    }

    /** Whether no child gets this variable of the supervisor. */
    static boolean isNeverInherited(String name) {
        return SERVICE.contains(name);
    }

    /** Whether every child gets this variable of the supervisor. */
    static boolean isAlwaysInherited(String name) {
        return ALWAYS.matcher(name).matches();
    }

    /** Whether a shell keeps a variable of this name at all. */
    static boolean isNameOfShells(String name) {
        return SHELL_NAME.matcher(name).matches();
    }

    /** Whether a shell passes a variable of this name on as it is. */
    static boolean isKeptByShells(String name) {
        return isNameOfShells(name) && !SHELL_OWNED.contains(name);
    }

    /** The command, with those variables set that no shell before it may touch. */
    List<String> setLate(List<String> command, Tools tools) throws LaunchException {
        if (late.isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of(tools.require("env", "set variables"), "--"));
        for (EnvironmentVariable variable : late) {
            all.add(variable.name() + "=" + variable.value());
        }
        if (command.get(0).indexOf('=') >= 0) {
            // env would take the program for one more variable
            all.addAll(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
        }
        all.addAll(command);
        return all;
    }

    private static void addUser(Map<String, String> variables, Account account) {
        if (!account.name().isEmpty()) {
            variables.put("USER", account.name());
            variables.put("LOGNAME", account.name());
            variables.put("HOME", account.home());
            variables.put("SHELL", account.shell().isEmpty() ? "/bin/sh" : account.shell());
        }
    }
}
