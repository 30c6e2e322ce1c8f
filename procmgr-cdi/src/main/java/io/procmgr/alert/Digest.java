package io.procmgr.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One message: all that happened since the last one.
 *
 * @param channel by which it leaves
 * @param host this host's name
 * @param app the application's name; may be empty
 * @param alerts in the order in which they happened; at least one
 * @param omitted how many more there were
 */
record Digest(String channel, String host, String app, List<Alert> alerts, long omitted) {
    private static final int LONGEST_SUBJECT = 120;

    Digest {
        alerts = List.copyOf(alerts);
    }

    /** One short line. */
    String subject() {
        Alert last = alerts.get(alerts.size() - 1);
        String what = alerts.size() == 1 && omitted == 0
                ? name(last) + " " + last.trigger()
                : alerts.size() + omitted + " alerts: " + String.join(", ", jobs());
        String subject = "[procmgr " + where() + "] " + what;
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    /** A line for each alert. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (omitted > 0) {
            text.append(omitted).append(" more alerts are not listed.\n");
        }
        for (Alert alert : alerts) {
            text.append(time(alert)).append(' ').append(name(alert)).append(' ').append(alert.trigger());
            text.append(": ").append(alert.text()).append('\n');
        }
        return text.toString();
    }

    /** The names of the jobs, each once. */
    Set<String> jobs() {
        Set<String> jobs = new LinkedHashSet<>();
        alerts.forEach(alert -> jobs.add(name(alert)));
        return jobs;
    }

    /** Host and application. */
    String where() {
        return app.isEmpty() ? host : host + " " + app;
    }

    static String time(Alert alert) {
        return Instant.ofEpochMilli(alert.timeMillis())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String name(Alert alert) {
        return alert.job().isEmpty() ? "procmgr" : alert.job();
    }
}
