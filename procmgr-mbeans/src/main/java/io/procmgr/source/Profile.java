package io.procmgr.source;

import io.procmgr.job.Dialect;
import io.procmgr.job.FileStamps;
import io.procmgr.job.JobKey;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One profile directory as it was found, in the form of ProcLaunch: the files {@code run}, {@code pid_file}, {@code restart},
 * {@code stop_signal}, {@code reload} and {@code user} say all of a job.
 *
 * @param directory absolute
 * @param files those of them that there are, by name
 * @param executable whether {@code run} may be executed
 */
record Profile(Path directory, Map<String, ProfileFile> files, boolean executable) {
    private static final String RUN = "run";
    private static final String PID_FILE = "pid_file";
    private static final String RESTART = "restart";
    private static final String STOP_SIGNAL = "stop_signal";
    private static final String RELOAD = "reload";
    private static final String USER = "user";

    /** The files that are looked for. */
    static final List<String> NAMES = List.of(RUN, PID_FILE, RESTART, STOP_SIGNAL, RELOAD, USER);

    /** Those whose look counts; another {@code stop_signal} is used when it comes to stopping. */
    private static final List<String> STAMPED = List.of(RUN, PID_FILE, RESTART, RELOAD, USER);

    private static final String LOG = "run.log";
    private static final String DEFAULT_RELOAD = "HUP";

    Profile {
        files = Map.copyOf(files);
    }

    static Profile read(Path directory) {
        Map<String, ProfileFile> files = new HashMap<>();
        for (String name : NAMES) {
            ProfileFile.read(directory.resolve(name), name.equals(RUN)).ifPresent(file -> files.put(name, file));
        }
        return new Profile(directory, files, Files.isExecutable(directory.resolve(RUN)));
    }

    private String name() {
        return directory.getFileName().toString();
    }

    Definitions parse() {
        List<Problem> problems = new ArrayList<>();
        List<RawValue> values = new ArrayList<>();
        run(values, problems);
        pidFile(values, problems);
        add(values, JobKey.RESTART, RESTART, files.containsKey(RESTART) ? "always" : "never");
        text(STOP_SIGNAL, problems).map(Profile::withoutWhiteSpace).ifPresent(signal -> {
            if (!signal.isEmpty()) {
                add(values, JobKey.STOP_SIGNAL, STOP_SIGNAL, signal);
            }
        });
        text(RELOAD, problems)
                .map(Profile::withoutWhiteSpace)
                .ifPresent(signal ->
                        add(values, JobKey.RELOAD_SIGNAL, RELOAD, signal.isEmpty() ? DEFAULT_RELOAD : signal));
        text(USER, problems).ifPresent(user -> add(values, JobKey.USER, USER, user.strip()));
        RawJob job = new RawJob(name(), Dialect.PROFILE, origin(), values, stamps(), List.of());
        Definition definition = new Definition.Written(job, Optional.empty(), !problems.isEmpty());
        return new Definitions(directory.toString(), List.of(definition), List.of(), problems);
    }

    private void run(List<RawValue> values, List<Problem> problems) {
        ProfileFile run = files.get(RUN);
        if (run == null) {
            problems.add(fault(RUN, "is missing: a profile needs a program that puts itself into the background"));
        } else if (!run.problem().isEmpty()) {
            problems.add(fault(RUN, run.problem()));
        } else if (!executable) {
            problems.add(fault(RUN, "is not executable"));
        }
        add(values, JobKey.COMMAND, RUN, "./" + RUN);
        // by a shell, so that it needs no line that names one
        add(values, JobKey.SHELL, RUN, "true");
        add(values, JobKey.DIRECTORY, RUN, directory.toString());
        add(values, JobKey.LOG_FILE, RUN, directory.resolve(LOG).toString());
    }

    private void pidFile(List<RawValue> values, List<Problem> problems) {
        if (!files.containsKey(PID_FILE)) {
            problems.add(fault(PID_FILE, "is missing: it holds the path of the file to which run writes its pid"));
            return;
        }
        text(PID_FILE, problems).map(String::stripTrailing).ifPresent(path -> {
            if (path.isEmpty()) {
                problems.add(fault(PID_FILE, "is empty: it holds the path of the file to which run writes its pid"));
            } else if (path.indexOf('\n') >= 0) {
                problems.add(fault(PID_FILE, "must be one path on one line"));
            } else if (path.indexOf('\0') >= 0) {
                problems.add(fault(PID_FILE, "holds a NUL"));
            } else {
                // relative to the directory of all profiles, in which ProcLaunch works
                String place = path.startsWith("/") ? path : directory.getParent() + "/" + path;
                add(values, JobKey.PID_FILE, PID_FILE, place);
            }
        });
    }

    /** What a file says, if it is there and can be used. */
    private Optional<String> text(String name, List<Problem> problems) {
        ProfileFile file = files.get(name);
        if (file != null && !file.problem().isEmpty()) {
            problems.add(fault(name, file.problem()));
        }
        return file == null || !file.problem().isEmpty() ? Optional.empty() : Optional.of(file.text());
    }

    private static String withoutWhiteSpace(String text) {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                rest.append(text.charAt(i));
            }
        }
        return rest.toString();
    }

    private FileStamps stamps() {
        Map<String, String> stamps = new HashMap<>();
        for (String name : STAMPED) {
            if (files.containsKey(name)) {
                stamps.put(name, files.get(name).stamp());
            }
        }
        return new FileStamps(stamps, lasting(stamps));
    }

    private static String lasting(Map<String, String> stamps) {
        CRC32C sum = new CRC32C();
        for (String name : List.of(RUN, PID_FILE)) {
            sum.update(stamps.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
        }
        return "-" + Long.toHexString(sum.getValue());
    }

    private Origin origin() {
        return new Origin(directory.toString(), 0);
    }

    private void add(List<RawValue> values, JobKey key, String file, String text) {
        values.add(new RawValue(key, "", List.of(text), file, origin()));
    }

    private Problem fault(String file, String message) {
        return Problem.error(origin(), name(), file, message).asFault();
    }
}
