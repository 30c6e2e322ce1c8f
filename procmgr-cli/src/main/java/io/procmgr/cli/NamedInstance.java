package io.procmgr.cli;

import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.terminal.Text;
import java.util.Optional;

/**
 * A word such as {@code web@blue}, where {@code web@} is a template of the supervisor.
 *
 * @param template with its {@code @}
 * @param instance as written; the supervisor judges it
 */
record NamedInstance(String template, String instance) {
    /** What the word means there; empty if it is no instance of a template. */
    static Optional<NamedInstance> of(String word, SupervisorClient client) throws UnreachableException {
        int sign = word.lastIndexOf('@');
        if (sign < 1 || sign == word.length() - 1 || word.indexOf('*') >= 0) {
            return Optional.empty();
        }
        String template = word.substring(0, sign + 1);
        return client.templates().contains(template)
                ? Optional.of(new NamedInstance(template, word.substring(sign + 1)))
                : Optional.empty();
    }

    /** Makes those of these words that are instances and not there yet. */
    static void start(Selection selection, SupervisorClient client) throws UnreachableException {
        for (String word : selection.words()) {
            if (word.length() > 1 && word.endsWith("@") && client.templates().contains(word)) {
                throw new RequestRefusedException(
                        Text.line(word) + " is a template: name an instance of it, " + Text.line(word) + "NAME");
            }
            Optional<NamedInstance> named = of(word, client);
            if (named.isPresent() && !Order.names(client.statuses()).contains(word)) {
                client.call("startInstance", named.get().template(), named.get().instance());
            }
        }
    }

    String remove(SupervisorClient client) throws UnreachableException {
        return String.valueOf(client.call("removeInstance", template, instance));
    }
}
