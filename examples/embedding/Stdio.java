// RegioRules from Java, without a port: java Stdio.java [COMMAND WORD…], by default `regiorules serve --stdio`.
import java.io.*;
import java.util.List;

class Stdio {
    public static void main(String[] words) throws IOException {
        var command = words.length > 0 ? List.of(words) : List.of("regiorules", "serve", "--stdio");
        var service = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var questions = service.outputWriter(java.nio.charset.StandardCharsets.UTF_8);
             var answers = service.inputReader(java.nio.charset.StandardCharsets.UTF_8)) {
            for (var network : List.of("loose", "lose")) {  // take a JSON library for more than this
                questions.write("""
                    {"id": "%s", "operation": "assess", "region": {"region": "Example", "facts": {"regional_network": "%s"}}}
                    """.formatted(network, network));
                questions.flush();
                System.out.println(answers.readLine());
            }
        }
    }
}
