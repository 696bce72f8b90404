package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.loader.WebappClassLoaderBase.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebappTest {
  @ParameterizedTest
  @EnumSource
  void stateOfTomcatsLoaderDecides(State state) {
    assertEquals(state == State.STOPPED, Webapp.isStopped(new ParallelLoader(state)));
  }

  @Test
  void loaderThatDoesNotAnswerIsTakenAsStarted() {
    assertFalse(Webapp.isStopped(new ParallelLoader(null)));
    assertFalse(Webapp.isStopped(getClass().getClassLoader()));
  }

  /** As Tomcat's own, a class that extends the public one and is not public itself. */
  private static final class ParallelLoader extends WebappClassLoaderBase {
    private final State state;

    ParallelLoader(State state) {
      this.state = state;
    }

    @Override
    public State getState() {
      if (state == null) throw new IllegalStateException("closed");
      return state;
    }
  }
}
