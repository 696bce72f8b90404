import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** A Fargate service whose tasks push to CloudWatch, with no open metrics port. */
final class CheckoutStack extends Stack {
  CheckoutStack(Construct scope, String id, ICluster cluster, String image) {
    super(scope, id);

    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .family("checkout")
            .cpu(512)
            .memoryLimitMiB(1024)
            .build();
    task.addToTaskRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("cloudwatch:PutMetricData"))
            .resources(List.of("*"))
            .build());

    task.addContainer(
        "app",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromRegistry(image))
            .portMappings(List.of(PortMapping.builder().name("http").containerPort(8080).build()))
            .environment(
                Map.of(
                    "JAVA_TOOL_OPTIONS", "-javaagent:/opt/ecs-metrics-agent.jar",
                    "ECS_METRICS_EXPORTER_OTLP_ENDPOINT", "cloudwatch",
                    // Only the health check reaches the agent's port.
                    "ECS_METRICS_EXPORTER_HOST", "127.0.0.1"))
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

    // The tasks must reach monitoring.REGION.amazonaws.com by HTTPS.
    FargateService.Builder.create(this, "Service")
        .cluster(cluster)
        .taskDefinition(task)
        .desiredCount(2)
        .build();
  }
}
