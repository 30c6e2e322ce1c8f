package io.procmgr.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts, a line each second, by the step that its context tells. */
public final class Counter {
    private static final Pattern STEP = Pattern.compile("\"step\":\\s*(\\d+)");

    private Counter() {}

    /** Runs until it is asked to end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String context = Files.readString(Path.of(System.getenv("PROCMGR_CONTEXT")));
        Matcher matcher = STEP.matcher(context);
        int step = matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
        for (long count = 0; ; count += step) {
            System.out.println("count " + count);
            Thread.sleep(1_000);
        }
    }
}
