package io.github.ecsmetrics.it.guest;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Another agent, which leaves advice in every method of the logging frameworks' classes that know
 * the context: handlers around the method and around its own code, and copies of the arguments.
 */
public final class AdvisingAgent {
  private AdvisingAgent() {}

  public static void premain(String argument, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .ignore(none())
        .type(
            named("ch.qos.logback.classic.spi.LoggingEvent")
                .or(named("ch.qos.logback.classic.util.LogbackMDCAdapter"))
                .or(named("org.apache.logging.log4j.ThreadContext"))
                .or(
                    nameStartsWith(
                        "org.apache.logging.log4j.core.impl.ThreadContextDataInjector$For"))
                .or(named("org.jboss.logmanager.ExtLogRecord"))
                .or(named("org.jboss.logmanager.MDC"))
                .or(named("org.apache.log4j.spi.LoggingEvent"))
                .or(named("org.apache.log4j.MDC")))
        .transform(
            (builder, type, loader, module, domain) -> {
              System.err.println("advised " + type.getSimpleName());
              return builder
                  .visit(Advice.to(Caught.class).on(isMethod()))
                  .visit(Advice.to(Answered.class).on(isMethod().and(not(returns(void.class)))))
                  .visit(
                      Advice.to(Exchanged.class)
                          .on(isMethod().and(takesArgument(0, String.class))));
            })
        .installOn(instrumentation);
  }

  /** Reports each class that was advised, and each error. */
  static final class Caught {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.AllArguments Object[] arguments) {
      return arguments.length;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Enter long count, @Advice.Thrown Throwable thrown) {
      if (thrown != null && count < 0) throw new IllegalStateException(thrown);
    }
  }

  /** Answers something else in some cases, which never arise. */
  static final class Answered {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.AllArguments Object[] arguments,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      if (arguments == null) answer = null;
    }
  }

  /** Stores into the parameter itself. */
  static final class Exchanged {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(value = 0, readOnly = false) String key) {
      if (key != null) key = key.trim();
    }

    @Advice.OnMethodExit(
        onThrowable = Throwable.class,
        suppress = Throwable.class,
        backupArguments = false)
    static void exit(@Advice.Argument(0) String key, @Advice.Thrown Throwable thrown) {
      if (thrown != null && key == null) throw new IllegalStateException(thrown);
    }
  }
}
