package io.procmgr.report;

import java.util.ArrayList;
import java.util.List;

/** What a datagram asks for: {@code enable a b disable c}. */
final class ControlMessage {
    private ControlMessage() {}

    /** One job that is to be switched. */
    record Order(String job, boolean enable) {}

    /** The orders, in their order; none if the message does not begin with a verb. */
    static List<Order> parse(String text) {
        List<Order> orders = new ArrayList<>();
        String verb = "";
        for (String word : text.strip().split("\\s+")) {
            if (word.equals("enable") || word.equals("disable")) {
                verb = word;
            } else if (verb.isEmpty()) {
                return List.of();
            } else {
                orders.add(new Order(word, verb.equals("enable")));
            }
        }
        return orders;
    }
}
