package io.tetrarch.console.browser;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A window on a site, and what a visitor does in it. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ChromeDriver driver = Chromium.open();
    private final String url;

    Browser(String url) {
        this.url = url;
    }

    /** Loads the page anew at this fragment. */
    Browser load(String fragment) {
        driver.get("about:blank");
        driver.get(url + "#/" + fragment);
        return this;
    }

    /** Goes to a fragment without loading anew, as a link does. */
    Browser go(String fragment) {
        driver.executeScript("location.hash = arguments[0]", "#/" + fragment);
        return this;
    }

    /** The first element that fits, as soon as there is one. */
    WebElement see(String css) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(NoSuchElementException.class)
                .withMessage(() -> "nothing fits " + css + " in: " + text("body"))
                .until(unused -> driver.findElement(By.cssSelector(css)));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return String.valueOf(
                driver.executeScript("return document.querySelector(arguments[0])?.innerText ?? ''", css));
    }

    /** Attributes of all that fit, at one moment. */
    @SuppressWarnings("unchecked")
    List<String> attributes(String css, String name) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.getAttribute(arguments[1]))",
                css,
                name);
    }

    void await(String what, Supplier<Boolean> condition) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(NoSuchElementException.class)
                .withMessage(what)
                .until(unused -> condition.get());
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses the button of these words, as soon as it can be pressed. */
    void press(String scope, String words) {
        By button = By.xpath(".//button[contains(normalize-space(.),'" + words + "')]");
        await("no button " + words + " to press in " + scope, () -> {
            WebElement found = see(scope).findElement(button);
            if (!found.isEnabled()) {
                return false;
            }
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", found);
            found.click();
            return true;
        });
    }

    void choose(String css, String value) {
        new Select(see(css)).selectByValue(value);
    }

    void type(String css, String text) {
        WebElement field = see(css);
        field.clear();
        field.sendKeys(text);
    }

    /** The run that the server answered with last. */
    JsonObject lastRun() {
        return json(lastRunText());
    }

    String lastRunText() {
        return String.valueOf(driver.executeScript("return window.runsSeen.at(-1)"));
    }

    long runs() {
        return ((Number) driver.executeScript("return window.runsSeen.length")).longValue();
    }

    static JsonObject json(String text) {
        try {
            return JsonParser.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw new AssertionError(text, e);
        }
    }

    /** A screen of this width; what does not fit has to be scrolled to. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
