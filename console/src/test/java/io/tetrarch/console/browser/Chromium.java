package io.tetrarch.console.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The machine's own Chromium. Nothing is downloaded. */
final class Chromium {
    private Chromium() {}

    /**
     * Opens a window with a profile of its own.
     *
     * @throws AssertionError in one line, where there is no browser
     */
    static ChromeDriver open() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("CHROMIUM", "chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--hide-scrollbars",
                "--disable-sync",
                "--no-first-run",
                "--force-prefers-reduced-motion",
                "--window-size=1440,1000");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(program("CHROMEDRIVER", "chromedriver")))
                .withSilent(true)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORDER));
        return driver;
    }

    /** Keeps the answers to scenario runs as they came over the wire, for what the page says to be held against them. */
    private static final String RECORDER = """
        window.runsSeen = [];
        const plain = window.fetch;
        window.fetch = async (...asked) => {
          const answer = await plain(...asked);
          if (String(asked[0]).endsWith('/runs') && answer.ok) window.runsSeen.push(await answer.clone().text());
          return answer;
        };
        """;

    private static String program(String variable, String... names) {
        Optional<String> named = Optional.ofNullable(System.getenv(variable));
        Stream<Path> places = named.map(path -> Stream.of(Path.of(path)))
                .orElseGet(() -> Stream.of(names)
                        .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(folder -> Path.of(folder, name))));
        return places.filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new AssertionError("the browser tests need " + names[0]
                        + ", which is not there: apt-get install chromium chromium-driver, or name the programs with"
                        + " CHROMIUM and CHROMEDRIVER"));
    }
}
