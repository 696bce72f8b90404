import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/** A Fargate service with the agent, and the rule that lets Prometheus in. */
final class CheckoutStack extends Stack {
  private static final int METRICS_PORT = 9546;

  CheckoutStack(
      Construct scope,
      String id,
      ICluster cluster,
      String image,
      ISecret metricsPassword,
      ISecurityGroup prometheus) {
    super(scope, id);

    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .family("checkout")
            .cpu(512)
            .memoryLimitMiB(1024)
            .build();
    Tags.of(task).add("prometheus_port", String.valueOf(METRICS_PORT));

    task.addContainer(
        "app",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromRegistry(image))
            .portMappings(List.of(port("http", 8080), port("metrics", METRICS_PORT)))
            .environment(
                Map.of(
                    "JAVA_TOOL_OPTIONS", "-javaagent:/opt/ecs-metrics-agent.jar",
                    "ECS_METRICS_EXPORTER_AUTH_USER", "prometheus"))
            .secrets(
                Map.of(
                    "ECS_METRICS_EXPORTER_AUTH_PASSWORD",
                    Secret.fromSecretsManager(metricsPassword, "password")))
            .healthCheck(
                HealthCheck.builder()
                    .command(
                        List.of("CMD", "java", "-jar", "/opt/ecs-metrics-agent.jar", "health"))
                    .interval(Duration.seconds(30))
                    .timeout(Duration.seconds(10))
                    .retries(3)
                    .startPeriod(Duration.seconds(60))
                    .build())
            .logging(LogDriver.awsLogs(AwsLogDriverProps.builder().streamPrefix("checkout").build()))
            .build());

    FargateService service =
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .desiredCount(2)
            // Without it the tag stays on the task definition and Prometheus does not see it.
            .propagateTags(PropagatedTagSource.TASK_DEFINITION)
            .build();
    service
        .getConnections()
        .allowFrom(prometheus, Port.tcp(METRICS_PORT), "Prometheus scrapes ecs-metrics-agent");
  }

  private static PortMapping port(String name, int port) {
    return PortMapping.builder().name(name).containerPort(port).build();
  }
}
