package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.StringPool;
import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.Task;
import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Seen elsewhere: the own container was guessed from cgroup files, wrongly
 * (open-telemetry/opentelemetry-js-contrib#2032).
 */
class OwnContainerTest {
  private static final String APP =
      "4b5455cc7d8d0b5f4d3c2b1a09f8e7d6c5b4a3928170f6e5d4c3b2a190807060";
  private static final String PROXY =
      "9c1d2e3f4a5b6c7d8e9f00112233445566778899aabbccddeeff001122334455";
  private static final String PAUSE =
      "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

  private static final RequestException FAILURE =
      new RequestException("http_404", "GET http://169.254.170.2/v4/id: HTTP 404", null);

  @TempDir Path process;

  @ParameterizedTest
  @CsvSource({
    "4:memory:/ecs/158d/APP, app",
    "0::/ecstasks.slice/ecstasks-158d.slice/docker-APP.scope, app",
    "0::/, ",
    "4:memory:/ecs/158d/4b5455cc7d8d0b5f, ",
    "4:memory:/ecs/158d/PAUSE, ",
    "4:memory:/ecs/158d/PROXY/docker/APP, ",
    "4:memory:/kubepods/ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, ",
  })
  void controlGroupTellsIfItHasOneWholeId(String group, String name) throws Exception {
    file("cgroup", "12:pids:/\n" + group + "\n");
    assertFound(name);
  }

  /** The other mounts of a container tell of others: a folder of all, another's shared memory. */
  @ParameterizedTest
  @CsvSource({
    "/var/lib/docker/containers/APP/hostname /etc/hostname, app",
    "/var/lib/docker/containers/PAUSE/hostname /etc/hostname, ",
    "/hostname /etc/hostname, ",
    "/ /var/lib/docker/containers/APP/mounts/shm, ",
    "/var/lib/docker/containers/APP/hosts /etc/hosts, ",
  })
  void hostNamesFileTellsWhereTheControlGroupDoesNot(String mount, String name) throws Exception {
    file("cgroup", "0::/\n");
    file(
        "mountinfo",
        "611 598 0:52 / /proc rw - proc proc rw\n612 598 259:1 " + mount + " rw - xfs d rw");
    assertFound(name);
  }

  @Test
  void nothingIsFoundWhereThereIsNoProc() throws Exception {
    assertNull(new OwnContainer(process.resolve("none")).afterFailure(FAILURE, task()));
  }

  @Test
  void idsThatAreShortAreNotBelieved() throws Exception {
    file("cgroup", "4:memory:/ecs/158d/web\n");
    Task task = read("{\"Containers\": [{\"DockerId\": \"web\", \"Type\": \"NORMAL\"}]}");
    assertNull(new OwnContainer(process).afterFailure(FAILURE, task));
  }

  /** The polls at which it is asked, counted from 1. */
  @Test
  void addressThatFailsForGoodIsAskedEverMoreRarely() throws Exception {
    OwnContainer own = new OwnContainer(process);
    StringBuilder asked = new StringBuilder();
    for (int poll = 1; poll <= 200; poll++) {
      if (!own.isDue()) continue;
      asked.append(poll).append(' ');
      own.afterFailure(FAILURE, task());
    }
    assertEquals("1 2 4 8 16 32 64 96 128 160 192 ", asked.toString());
    assertSame(FAILURE, own.failure());
  }

  private void assertFound(String name) throws Exception {
    Container found = new OwnContainer(process).afterFailure(FAILURE, task());
    assertEquals(name, found == null ? null : found.text(Container.NAME));
  }

  private void file(String name, String text) throws Exception {
    String ids = text.replace("APP", APP).replace("PROXY", PROXY).replace("PAUSE", PAUSE);
    Files.writeString(process.resolve(name), ids);
  }

  private static Task task() throws IOException {
    return read(
        "{\"Containers\": ["
            + container(PAUSE, "~internal~ecs~pause", "CNI_PAUSE")
            + ", "
            + container(APP, "app", "NORMAL")
            + ", "
            + container(PROXY, "proxy", "NORMAL")
            + ", {\"Name\": \"not created yet\", \"Type\": \"NORMAL\"}]}");
  }

  private static String container(String id, String name, String type) {
    return "{\"DockerId\": \"" + id + "\", \"Name\": \"" + name + "\", \"Type\": \"" + type + "\"}";
  }

  private static Task read(String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return JsonDecoder.decode(body, new StringPool(), new Task.Decoder());
  }
}
