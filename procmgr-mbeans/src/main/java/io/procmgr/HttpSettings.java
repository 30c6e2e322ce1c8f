package io.procmgr;

import io.procmgr.job.PlainValues;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in the settings of the HTTP door, and what has no effect without another one. */
final class HttpSettings {
    static final List<String> CLIENT_AUTH = List.of("none", "want", "need");

    private static final String NAME =
            "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?";
    private static final Pattern HOST = Pattern.compile(NAME);
    private static final Pattern ORIGIN = Pattern.compile("https?://" + NAME);

    private HttpSettings() {}

    static String word(String text, List<String> allowed) {
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException("must be " + String.join(", ", allowed));
        }
        return text;
    }

    static List<String> hosts(String text) {
        return all(text, HOST, "must be names or addresses with a port or without, such as procmgr.example.com");
    }

    static List<String> origins(String text) {
        return all(text, ORIGIN, "must be origins, such as https://portal.example.com");
    }

    private static List<String> all(String text, Pattern form, String message) {
        List<String> words = PlainValues.words(text);
        if (!words.stream().allMatch(word -> form.matcher(word).matches())) {
            throw new IllegalArgumentException(message);
        }
        return words;
    }

    /** Of these keys the ones that do nothing, or cannot be, as they stand together, and why. */
    static Map<SettingKey, String> combinations(Set<SettingKey> written) {
        Map<SettingKey, String> wrong = new EnumMap<>(SettingKey.class);
        requires(written, wrong, SettingKey.HTTP_TLS_KEY_STORE, SettingKey.HTTP_TLS_KEY_STORE_PASSWORD_FILE);
        requires(written, wrong, SettingKey.HTTP_TLS_KEY_STORE_PASSWORD_FILE, SettingKey.HTTP_TLS_KEY_STORE);
        requires(written, wrong, SettingKey.HTTP_TLS_TRUST_STORE_PASSWORD_FILE, SettingKey.HTTP_TLS_TRUST_STORE);
        requires(written, wrong, SettingKey.HTTP_TLS_TRUST_STORE, SettingKey.HTTP_TLS_KEY_STORE);
        requires(written, wrong, SettingKey.HTTP_TLS_TRUST_STORE, SettingKey.HTTP_TLS_CLIENT_AUTH);
        requires(written, wrong, SettingKey.HTTP_TLS_CLIENT_AUTH, SettingKey.HTTP_TLS_TRUST_STORE);
        if (written.contains(SettingKey.HTTP_TLS) && written.contains(SettingKey.HTTP_TLS_KEY_STORE)) {
            wrong.put(SettingKey.HTTP_TLS, "excludes " + SettingKey.HTTP_TLS_KEY_STORE.key());
        }
        return wrong;
    }

    private static void requires(
            Set<SettingKey> written, Map<SettingKey, String> wrong, SettingKey key, SettingKey other) {
        if (written.contains(key) && !written.contains(other)) {
            wrong.put(key, "has no effect without " + other.key());
        }
    }
}
