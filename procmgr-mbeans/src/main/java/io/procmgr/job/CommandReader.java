package io.procmgr.job;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The program of a job and its arguments: a command as it is written, or Java for a class. */
final class CommandReader {
    private static final Set<JobKey> OF_JAVA = EnumSet.of(JobKey.CLASS_PATH, JobKey.JVM_ARGS);

    private final WrittenValues values;
    private final Shared shared;
    private final JobHost host;

    CommandReader(WrittenValues values, Shared shared, JobHost host) {
        this.values = values;
        this.shared = shared;
        this.host = host;
    }

    /** The words; what is wrong with them is told. */
    List<String> read(boolean shell) {
        if (!values.all(JobKey.MAIN_CLASS).isEmpty()
                && values.layer(JobKey.COMMAND) <= values.layer(JobKey.MAIN_CLASS)) {
            return ofJava();
        }
        for (JobKey key : OF_JAVA) {
            values.refuse(key, true, "without main-class");
        }
        List<String> words = once(values.command(shell));
        String option = values.pmtr() ? "cmd" : JobKey.COMMAND.key();
        if (!values.has(JobKey.COMMAND)) {
            values.error(option, "is missing: a job needs a program to run");
        } else if (words.isEmpty() || words.get(0).isEmpty()) {
            values.error(JobKey.COMMAND, "must begin with a program that is not empty");
        } else if (shell && words.size() > 1) {
            values.error(JobKey.COMMAND, "must be one text with shell=true (words=" + words.size() + ")");
        }
        return words;
    }

    private List<String> ofJava() {
        if (values.layer(JobKey.COMMAND) == values.layer(JobKey.MAIN_CLASS)) {
            values.error(JobKey.MAIN_CLASS, "excludes command: a job runs one or the other");
        }
        values.refuse(JobKey.SHELL, true, "with main-class");
        List<String> command = new ArrayList<>();
        command.add(shared.one(host.program()));
        command.addAll(words(JobKey.JVM_ARGS));
        Optional<String> main = values.get(JobKey.MAIN_CLASS, String.class);
        classPath(main).ifPresent(path -> {
            command.add("-cp");
            command.add(shared.one(path));
        });
        main.ifPresent(command::add);
        return command;
    }

    private Optional<String> classPath(Optional<String> main) {
        if (values.all(JobKey.CLASS_PATH).isEmpty()) {
            if (main.isEmpty()) {
                return main;
            }
            Optional<String> usual = host.classPath(main.get());
            if (usual.isEmpty()) {
                values.error(JobKey.MAIN_CLASS, "needs class-path: " + host.whyNone(main.get()));
            }
            return usual;
        }
        List<String> entries = words(JobKey.CLASS_PATH);
        if (entries.isEmpty() || entries.contains("")) {
            values.error(JobKey.CLASS_PATH, "must be jars and directories that are not empty");
        }
        return Optional.of(String.join(":", entries));
    }

    private List<String> words(JobKey key) {
        return once(values.words(key));
    }

    private List<String> once(List<String> written) {
        List<String> words = new ArrayList<>();
        for (String word : written) {
            words.add(shared.one(word));
        }
        return words;
    }
}
