package io.procmgr.source;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import io.procmgr.job.AlertRule;
import io.procmgr.job.Durations;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LoopbackHost;
import io.procmgr.job.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges the properties of alert channels. A value is never in a message: it may be a secret in the wrong place. */
final class AlertChannels {
    private static final List<AlertKey> SECRETS = List.of(AlertKey.PASSWORD_FILE, AlertKey.PASSWORD_ENV);
    private static final List<AlertKey> ADDRESSES = List.of(AlertKey.URL, AlertKey.URL_FILE, AlertKey.URL_ENV);
    private static final List<AlertKey> ENVELOPE = List.of(AlertKey.FROM, AlertKey.TO);
    private static final List<AlertKey> SERVER =
            List.of(AlertKey.HOST, AlertKey.PORT, AlertKey.TLS, AlertKey.USER, AlertKey.TIMEOUT);

    private final List<Property> properties;
    private final List<Problem> problems;

    AlertChannels(List<Property> properties, List<Problem> problems) {
        this.properties = properties;
        this.problems = problems;
    }

    /** Those that are right; what is wrong with the others is told. */
    List<AlertChannel> read() {
        if (properties.isEmpty()) {
            return List.of();
        }
        Map<String, Map<AlertKey, Property>> channels = new LinkedHashMap<>();
        for (Property property : properties) {
            add(property, channels);
        }
        List<AlertChannel> right = new ArrayList<>();
        channels.forEach((name, written) -> channel(name, written).ifPresent(right::add));
        return right;
    }

    /** A job that names a channel that there is not would be watched by nobody. */
    static void refuseUnknown(List<JobSpec> jobs, List<AlertChannel> channels, List<Problem> problems) {
        Set<String> known = new HashSet<>();
        channels.forEach(channel -> known.add(channel.name()));
        for (JobSpec job : jobs) {
            Set<String> told = new HashSet<>();
            for (AlertRule rule : job.alerts().rules()) {
                if (!known.contains(rule.channel()) && told.add(rule.channel())) {
                    String message = "names an alert channel that is not defined, or not rightly (channel="
                            + rule.channel() + ", channels=" + String.join(", ", known) + ")";
                    problems.add(Problem.error(job.origin(), job.name().value(), "alerts", message));
                }
            }
        }
    }

    private void add(Property property, Map<String, Map<AlertKey, Property>> channels) {
        String rest = property.key().substring(PropertyJobs.ALERTS.length());
        int dot = rest.indexOf('.');
        if (dot < 0 || !AlertChannel.isName(rest.substring(0, dot)) || rest.startsWith("none.")) {
            error(
                    property,
                    "must be procmgr.alerts.<channel>.<key>, the channel of letters, digits, - and _, not none");
            return;
        }
        Map<AlertKey, Property> channel =
                channels.computeIfAbsent(rest.substring(0, dot), name -> new EnumMap<>(AlertKey.class));
        String option = rest.substring(dot + 1);
        Optional<AlertKey> key = AlertKey.parse(option);
        if (key.isEmpty()) {
            error(property, "is no key of an alert channel" + hint(option));
            return;
        }
        Property earlier = channel.putIfAbsent(key.get(), property);
        if (earlier != null) {
            error(property, "is given twice, first in " + earlier.origin());
        }
    }

    private static String hint(String option) {
        if (option.equals("password") || option.equals("token")) {
            return ": a secret is not written here, but where password-file or password-env says";
        }
        List<String> keys = Arrays.stream(AlertKey.values()).map(AlertKey::key).toList();
        return Nearest.of(option, keys)
                .map(near -> ": did you mean " + near + "?")
                .orElse(": allowed are " + String.join(", ", keys));
    }

    private Optional<AlertChannel> channel(String name, Map<AlertKey, Property> written) {
        int before = problems.size();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Property first = written.values().iterator().next();
        Map<AlertKey, String> values = new EnumMap<>(AlertKey.class);
        written.forEach((key, property) -> {
            String value =
                    property.expanded(problem -> error(property, problem)).strip();
            judge(key, value).ifPresent(wrong -> error(property, wrong));
            values.put(key, value);
        });
        Optional<AlertChannel.Type> type = type(values.get(AlertKey.TYPE));
        if (type.isEmpty()) {
            if (!values.containsKey(AlertKey.TYPE)) {
                missing(name, first, AlertKey.TYPE, "smtp, webhook or command");
            }
            return Optional.empty();
        }
        written.forEach((key, property) -> {
            if (!key.isOf(type.get())) {
                error(
                        property,
                        "has no effect on a channel of type " + type.get().word());
            }
        });
        List<String> command =
                Words.split(values.getOrDefault(AlertKey.COMMAND, "")).orElse(List.of());
        together(name, first, type.get(), written, values);
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new AlertChannel(name, type.get(), values, command, first.origin()));
    }

    private static Optional<AlertChannel.Type> type(String word) {
        return Arrays.stream(AlertChannel.Type.values())
                .filter(type -> type.word().equals(word))
                .findFirst();
    }

    /** What belongs together, and what excludes each other. */
    private void together(
            String name,
            Property first,
            AlertChannel.Type type,
            Map<AlertKey, Property> written,
            Map<AlertKey, String> values) {
        atMostOne(SECRETS, written);
        switch (type) {
            case SMTP -> smtp(name, first, written, values);
            case WEBHOOK -> webhook(name, first, written, values);
            case COMMAND -> require(name, first, written, AlertKey.COMMAND);
        }
    }

    private void smtp(String name, Property first, Map<AlertKey, Property> written, Map<AlertKey, String> values) {
        require(name, first, written, AlertKey.TO);
        if (written.containsKey(AlertKey.SESSION)) {
            refuse(SERVER, written, "has no effect beside session: the mail session has it");
            refuse(SECRETS, written, "has no effect beside session: the mail session has it");
            return;
        }
        require(name, first, written, AlertKey.FROM);
        boolean secret = SECRETS.stream().anyMatch(written::containsKey);
        if (secret != written.containsKey(AlertKey.USER)) {
            missing(name, first, secret ? AlertKey.USER : AlertKey.PASSWORD_FILE, "user and password go together");
        }
        String host = values.getOrDefault(AlertKey.HOST, "localhost");
        boolean here = LoopbackHost.is(host);
        if (secret && !here && "off".equals(values.get(AlertKey.TLS))) {
            error(written.get(AlertKey.TLS), "must not be off: the password would go over the net for anybody to read");
        }
    }

    private void webhook(String name, Property first, Map<AlertKey, Property> written, Map<AlertKey, String> values) {
        atMostOne(ADDRESSES, written);
        if (ADDRESSES.stream().noneMatch(written::containsKey)) {
            missing(name, first, AlertKey.URL, "or url-file or url-env");
        }
        switch (values.getOrDefault(AlertKey.TEMPLATE, "json")) {
            case "mailgun" -> {
                ENVELOPE.forEach(key -> require(name, first, written, key));
                if (SECRETS.stream().noneMatch(written::containsKey)) {
                    missing(name, first, AlertKey.PASSWORD_FILE, "or password-env: the key of Mailgun");
                }
            }
            case "json" -> refuse(ENVELOPE, written, "has an effect with template mailgun only");
            default -> {
                refuse(ENVELOPE, written, "has an effect with template mailgun only");
                refuse(SECRETS, written, "has no effect with this template: the address is the secret");
            }
        }
    }

    private void require(String name, Property first, Map<AlertKey, Property> written, AlertKey key) {
        if (!written.containsKey(key)) {
            missing(name, first, key, key.type());
        }
    }

    private void refuse(List<AlertKey> keys, Map<AlertKey, Property> written, String why) {
        for (AlertKey key : keys) {
            if (written.containsKey(key)) {
                error(written.get(key), why);
            }
        }
    }

    private void atMostOne(List<AlertKey> keys, Map<AlertKey, Property> written) {
        List<Property> there =
                keys.stream().filter(written::containsKey).map(written::get).toList();
        for (int i = 1; i < there.size(); i++) {
            error(there.get(i), "must not stand beside " + there.get(0).key());
        }
    }

    private void missing(String name, Property first, AlertKey key, String what) {
        String full = PropertyJobs.ALERTS + name + "." + key.key();
        problems.add(Problem.error(first.origin(), "", full, "is missing: " + what));
    }

    private void error(Property property, String message) {
        problems.add(Problem.error(property.origin(), "", property.key(), message));
    }

    /** What is wrong with a value by itself. */
    private static Optional<String> judge(AlertKey key, String value) {
        if (value.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("must be one line without control characters");
        }
        return switch (key) {
            case TYPE, TLS, TEMPLATE -> oneOf(value, key.type().split(" "));
            case DIGEST -> duration(value, Duration.ofDays(1));
            case TIMEOUT -> duration(value, Duration.ofMinutes(1));
            case MAX_PER_HOUR -> number(value, 1000);
            case PORT -> number(value, 65_535);
            case FROM -> address(value);
            case TO ->
                Arrays.stream(value.split(","))
                        .map(AlertChannels::address)
                        .flatMap(Optional::stream)
                        .findFirst();
            case URL -> url(value);
            case COMMAND ->
                Words.split(value).isPresent() ? Optional.empty() : Optional.of("has a quote that is not closed");
            case HOST, USER, SESSION, URL_FILE, URL_ENV, PASSWORD_FILE, PASSWORD_ENV -> Optional.empty();
        };
    }

    private static Optional<String> oneOf(String value, String... allowed) {
        return List.of(allowed).contains(value)
                ? Optional.empty()
                : Optional.of("must be one of " + String.join(", ", allowed));
    }

    private static Optional<String> duration(String value, Duration most) {
        try {
            Duration duration = Durations.of(value);
            boolean fits = duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(most) <= 0;
            return fits ? Optional.empty() : Optional.of("must be 1s to " + most.toSeconds() + "s");
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    private static Optional<String> number(String value, int most) {
        boolean digits = value.length() < 6 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean fits = digits && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= most;
        return fits ? Optional.empty() : Optional.of("must be a number from 1 to " + most);
    }

    private static Optional<String> address(String value) {
        String one = value.strip();
        int at = one.indexOf('@');
        boolean plain =
                at > 0 && at < one.length() - 1 && one.chars().noneMatch(c -> c <= ' ' || "<>,;:\"()".indexOf(c) >= 0);
        return plain ? Optional.empty() : Optional.of("must be mail addresses such as ops@example.com");
    }

    private static Optional<String> url(String value) {
        try {
            URI uri = new URI(value);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean right = (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
            return right ? Optional.empty() : Optional.of("must be an http or https address without a password in it");
        } catch (URISyntaxException e) {
            return Optional.of("must be an http or https address");
        }
    }
}
