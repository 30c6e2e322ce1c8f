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
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** What every child gets, even if it does not inherit. */
    private static final Pattern ALWAYS = Pattern.compile("PATH|LANG|LC_.*|HOME|TZ");

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
        Map<String, String> own = new LinkedHashMap<>();
        user.ifPresent(account -> addUser(own, account));
        request.execution().environment().forEach(variable -> own.put(variable.name(), variable.value()));
        request.marks().forEach(variable -> own.put(variable.name(), variable.value()));

        if (!request.execution().inheritEnvironment()) {
            environment.keySet().removeIf(name -> !ALWAYS.matcher(name).matches());
        }
        environment.keySet().removeAll(own.keySet());
        List<EnvironmentVariable> late = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (!SHELL_NAME.matcher(name).matches()) {
                late.add(new EnvironmentVariable(name, value));
            }
        });
        late.forEach(variable -> environment.remove(variable.name()));
        own.forEach((name, value) -> {
            if (SHELL_NAME.matcher(name).matches() && !SHELL_OWNED.contains(name) && words.passes(value)) {
                environment.put(name, value);
            } else {
                late.add(new EnvironmentVariable(name, value));
            }
        });
        return new ChildEnvironment(
                List.copyOf(late), own.getOrDefault("PATH", environment.getOrDefault("PATH", USUAL_PATH)));
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
