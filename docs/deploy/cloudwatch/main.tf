# A Fargate service whose tasks push to CloudWatch: no Prometheus, no collector, no open metrics port.

variable "image" { type = string }
variable "cluster_arn" { type = string }
variable "subnet_ids" { type = list(string) }
variable "security_group_ids" { type = list(string) }
variable "execution_role_arn" { type = string }

resource "aws_iam_role" "task" {
  name = "checkout"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "push_metrics" {
  name = "push-metrics"
  role = aws_iam_role.task.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "cloudwatch:PutMetricData"
      Resource = "*"
    }]
  })
}

resource "aws_ecs_task_definition" "checkout" {
  family                   = "checkout"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = var.execution_role_arn
  task_role_arn            = aws_iam_role.task.arn

  container_definitions = jsonencode([{
    name      = "app"
    image     = var.image
    essential = true

    portMappings = [
      { name = "http", containerPort = 8080, protocol = "tcp" },
    ]

    environment = [
      { name = "JAVA_TOOL_OPTIONS", value = "-javaagent:/opt/ecs-metrics-agent.jar" },
      { name = "ECS_METRICS_EXPORTER_OTLP_ENDPOINT", value = "cloudwatch" },
      # Only the health check reaches the agent's port.
      { name = "ECS_METRICS_EXPORTER_HOST", value = "127.0.0.1" },
    ]

    healthCheck = {
      command     = ["CMD", "java", "-jar", "/opt/ecs-metrics-agent.jar", "health"]
      interval    = 30
      timeout     = 10
      retries     = 3
      startPeriod = 60
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = "/ecs/production"
        "awslogs-region"        = split(":", var.cluster_arn)[3]
        "awslogs-stream-prefix" = "checkout"
      }
    }
  }])
}

resource "aws_ecs_service" "checkout" {
  name            = "checkout"
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.checkout.arn
  desired_count   = 2
  launch_type     = "FARGATE"

  # The tasks must reach monitoring.REGION.amazonaws.com by HTTPS.
  network_configuration {
    subnets         = var.subnet_ids
    security_groups = var.security_group_ids
  }
}
