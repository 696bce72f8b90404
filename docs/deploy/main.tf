# A Fargate service with the agent, and the rule that lets Prometheus in.

variable "image" { type = string }
variable "cluster_arn" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "execution_role_arn" { type = string }
variable "task_role_arn" { type = string }
variable "metrics_password_arn" { type = string }
variable "prometheus_security_group_id" { type = string }

resource "aws_ecs_task_definition" "checkout" {
  family                   = "checkout"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = var.execution_role_arn
  task_role_arn            = var.task_role_arn

  container_definitions = jsonencode([{
    name      = "app"
    image     = var.image
    essential = true

    portMappings = [
      { name = "http", containerPort = 8080, protocol = "tcp" },
      { name = "metrics", containerPort = 9546, protocol = "tcp" },
    ]

    environment = [
      { name = "JAVA_TOOL_OPTIONS", value = "-javaagent:/opt/ecs-metrics-agent.jar" },
      { name = "ECS_METRICS_EXPORTER_AUTH_USER", value = "prometheus" },
    ]

    secrets = [
      { name = "ECS_METRICS_EXPORTER_AUTH_PASSWORD", valueFrom = var.metrics_password_arn },
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

  tags = { prometheus_port = "9546" }
}

resource "aws_ecs_service" "checkout" {
  name            = "checkout"
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.checkout.arn
  desired_count   = 2
  launch_type     = "FARGATE"

  # Without it the tag stays on the task definition and Prometheus does not see it.
  propagate_tags = "TASK_DEFINITION"

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = [aws_security_group.checkout.id]
  }
}

resource "aws_security_group" "checkout" {
  name   = "checkout"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "metrics" {
  security_group_id            = aws_security_group.checkout.id
  description                  = "Prometheus scrapes ecs-metrics-agent"
  referenced_security_group_id = var.prometheus_security_group_id
  from_port                    = 9546
  to_port                      = 9546
  ip_protocol                  = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.checkout.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
