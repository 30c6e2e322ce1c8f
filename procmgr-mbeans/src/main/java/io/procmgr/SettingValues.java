package io.procmgr;

import io.procmgr.job.PlainValues;
import io.procmgr.job.Problem;
import io.procmgr.source.Nearest;
import io.procmgr.source.Property;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The properties of {@link SettingKey}, judged. All of them are read and judged at once; what is wrong with one is a
 * {@linkplain #problems problem}, and its default holds. Immutable.
 */
public final class SettingValues {
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(25);
    private static final List<String> PUBLIC_PARTS = List.of("health", "metrics");
    private static final int HIGHEST_PORT = 65_535;

    private final Map<SettingKey, Property> written = new EnumMap<>(SettingKey.class);
    private final Map<SettingKey, Object> values = new EnumMap<>(SettingKey.class);
    private final List<Problem> problems = new ArrayList<>();

    private SettingValues() {}

    /**
     * Reads properties, the lowest source first: a later one of the same key counts. Keys of jobs and of their defaults are
     * passed over, and so is what does not begin with {@code procmgr.}; any other key that is not known is a problem.
     */
    public static SettingValues read(List<Property> properties) {
        SettingValues all = new SettingValues();
        for (Property property : properties) {
            Optional<SettingKey> key = SettingKey.parse(property.key());
            if (key.isPresent()) {
                all.written.put(key.get(), property);
            } else if (!KnownProperties.isKnown(property.key())) {
                all.problems.add(unknown(property));
            }
        }
        all.written.forEach(all::judge);
        HttpSettings.combinations(all.values.keySet()).forEach((key, message) -> {
            all.error(key, all.written.get(key), message);
        });
        return all;
    }

    private static Problem unknown(Property property) {
        List<String> known = Stream.concat(
                        Stream.of(SettingKey.values()).map(SettingKey::key), KnownProperties.PREFIXES_OF_JOBS.stream())
                .toList();
        String hint = Nearest.of(property.key(), known)
                .or(() -> Nearest.of(KnownProperties.firstTwo(property.key()), known))
                .map(near -> ": did you mean " + near + "?")
                .orElse(": allowed are " + String.join(", ", known));
        return Problem.error(property.origin(), "", property.key(), "is not known" + hint);
    }

    private void judge(SettingKey key, Property property) {
        int found = problems.size();
        String text = property.expanded(problem -> error(key, property, problem));
        if (problems.size() > found) {
            return;
        }
        try {
            values.put(key, value(key, text.strip()));
        } catch (IllegalArgumentException wrong) {
            error(key, property, wrong.getMessage() + " (value=" + Problem.shown(text) + ")");
        }
    }

    private static Object value(SettingKey key, String text) {
        return switch (key) {
            case ENABLED -> PlainValues.bool(text);
            case APP, HTTP_HOST, JMX_HOST -> PlainValues.text(text);
            case CONFIG ->
                PlainValues.words(text).stream().map(PlainValues::path).toList();
            case PROFILES,
                    STATE_DIR,
                    LOG_DIR,
                    HTTP_USERS,
                    HTTP_TLS_KEY_STORE,
                    HTTP_TLS_KEY_STORE_PASSWORD_FILE,
                    HTTP_TLS_TRUST_STORE,
                    HTTP_TLS_TRUST_STORE_PASSWORD_FILE,
                    REPORT_SECRET_FILE -> PlainValues.path(text);
            case SHUTDOWN_TIMEOUT -> PlainValues.duration(text);
            case HTTP_PORT, JMX_PORT -> PlainValues.integer(text, 0, HIGHEST_PORT);
            case HTTP_PUBLIC -> publicParts(text);
            case HTTP_TLS -> HttpSettings.word(text, List.of("external"));
            case HTTP_TLS_CLIENT_AUTH -> HttpSettings.word(text, HttpSettings.CLIENT_AUTH);
            case HTTP_ALLOWED_HOSTS -> HttpSettings.hosts(text);
            case HTTP_ALLOWED_ORIGINS -> HttpSettings.origins(text);
            case JOB_NAMES -> PlainValues.words(text);
        };
    }

    private static List<String> publicParts(String text) {
        List<String> parts = PlainValues.words(text);
        if (!PUBLIC_PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("must be some of " + String.join(", ", PUBLIC_PARTS));
        }
        return parts;
    }

    private void error(SettingKey key, Property property, String message) {
        problems.add(Problem.error(property.origin(), "", key.key(), message));
    }

    /** What is wrong, in the order of reading. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Where a key is written, if it is. */
    public Optional<Property> written(SettingKey key) {
        return Optional.ofNullable(written.get(key));
    }

    public boolean enabled() {
        return get(SettingKey.ENABLED, Boolean.class).orElse(true);
    }

    public Optional<String> app() {
        return get(SettingKey.APP, String.class);
    }

    public List<Path> config() {
        return list(SettingKey.CONFIG, Path.class::cast);
    }

    public Optional<Path> profiles() {
        return get(SettingKey.PROFILES, Path.class);
    }

    public Optional<Path> stateDir() {
        return get(SettingKey.STATE_DIR, Path.class);
    }

    public Optional<Path> logDir() {
        return get(SettingKey.LOG_DIR, Path.class);
    }

    public Duration shutdownTimeout() {
        return get(SettingKey.SHUTDOWN_TIMEOUT, Duration.class).orElse(SHUTDOWN_TIMEOUT);
    }

    public String httpHost() {
        return get(SettingKey.HTTP_HOST, String.class).orElse("127.0.0.1");
    }

    /** Empty: there is no door. */
    public OptionalInt httpPort() {
        Optional<Integer> port = get(SettingKey.HTTP_PORT, Integer.class);
        return port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty();
    }

    /** Some of {@code health} and {@code metrics}. */
    public List<String> httpPublic() {
        return list(SettingKey.HTTP_PUBLIC, String.class::cast);
    }

    public String jmxHost() {
        return get(SettingKey.JMX_HOST, String.class).orElse("127.0.0.1");
    }

    /** Empty: there is no JMX by RMI. */
    public OptionalInt jmxPort() {
        Optional<Integer> port = get(SettingKey.JMX_PORT, Integer.class);
        return port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty();
    }

    /** Whether a proxy before the HTTP door does TLS. */
    public boolean httpTlsExternal() {
        return get(SettingKey.HTTP_TLS, String.class).isPresent();
    }

    public Optional<Path> httpTlsKeyStore() {
        return get(SettingKey.HTTP_TLS_KEY_STORE, Path.class);
    }

    public Optional<Path> httpTlsKeyStorePasswordFile() {
        return get(SettingKey.HTTP_TLS_KEY_STORE_PASSWORD_FILE, Path.class);
    }

    public Optional<Path> httpTlsTrustStore() {
        return get(SettingKey.HTTP_TLS_TRUST_STORE, Path.class);
    }

    public Optional<Path> httpTlsTrustStorePasswordFile() {
        return get(SettingKey.HTTP_TLS_TRUST_STORE_PASSWORD_FILE, Path.class);
    }

    /** One of {@code none}, {@code want} and {@code need}. */
    public String httpTlsClientAuth() {
        return get(SettingKey.HTTP_TLS_CLIENT_AUTH, String.class).orElse("none");
    }

    public List<String> httpAllowedHosts() {
        return list(SettingKey.HTTP_ALLOWED_HOSTS, String.class::cast);
    }

    public List<String> httpAllowedOrigins() {
        return list(SettingKey.HTTP_ALLOWED_ORIGINS, String.class::cast);
    }

    public Optional<Path> httpUsers() {
        return get(SettingKey.HTTP_USERS, Path.class);
    }

    public Optional<Path> reportSecretFile() {
        return get(SettingKey.REPORT_SECRET_FILE, Path.class);
    }

    public List<String> jobNames() {
        return list(SettingKey.JOB_NAMES, String.class::cast);
    }

    private <T> Optional<T> get(SettingKey key, Class<T> type) {
        return Optional.ofNullable(values.get(key)).map(type::cast);
    }

    private <T> List<T> list(SettingKey key, Function<Object, T> element) {
        return get(key, List.class)
                .map(all -> ((List<?>) all).stream().map(element).toList())
                .orElse(List.of());
    }
}
