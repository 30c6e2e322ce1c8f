package io.procmgr.cdi;

import java.util.Locale;

/** The name of a job that has not been given one, made of a Java name: {@code HTTPPoller2} is {@code http-poller2}. */
final class DefaultName {
    private DefaultName() {}

    static String of(String javaName) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && beginsWord(javaName, i)) {
                name.append('-');
            }
            name.append(c);
        }
        return name.toString().toLowerCase(Locale.ROOT).replace('_', '-').replaceAll("-+", "-");
    }

    /** A capital behind a small letter, or the last one of several. */
    private static boolean beginsWord(String name, int at) {
        boolean next = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return !Character.isUpperCase(name.charAt(at - 1)) || next;
    }
}
