package io.procmgr.sample;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Payara Micro that is told on its standard input what to do: {@code deploy <name> <archive>}, {@code undeploy …}. */
final class PayaraMain {
    private final PayaraMicroRuntime runtime;

    private PayaraMain(PayaraMicroRuntime runtime) {
        this.runtime = runtime;
    }

    public static void main(String[] args) throws BootstrapException, IOException {
        PayaraMain main = new PayaraMain(PayaraMicro.getInstance()
                .setRootDir(new File(args[0]))
                .setHttpPort(Integer.parseInt(args[1]))
                .setNoCluster(true)
                .bootStrap());
        System.out.println("SERVER up");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println("SERVER " + line + ": " + main.answer(List.of(line.split(" "))));
        }
    }

    private String answer(List<String> words) throws IOException {
        return switch (words.get(0)) {
            case "deploy" -> {
                // it answers that all went well whatever happened
                runtime.deploy(words.get(1), words.get(1), new File(words.get(2)));
                yield runtime.getDeployedApplicationNames().contains(words.get(1)) ? "done" : "refused";
            }
            case "undeploy" -> {
                runtime.undeploy(words.get(1));
                yield "done";
            }
            default -> throw new IOException("cannot do " + words);
        };
    }
}
