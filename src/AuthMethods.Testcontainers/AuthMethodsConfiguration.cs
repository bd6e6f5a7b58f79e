using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;

namespace AuthMethods.Testcontainers;

/// <summary>The configuration of a container. It has nothing of its own: the server's settings are environment variables.</summary>
public sealed class AuthMethodsConfiguration : ContainerConfiguration
{
    internal AuthMethodsConfiguration()
    {
    }

    internal AuthMethodsConfiguration(IResourceConfiguration<CreateContainerParameters> configuration) : base(configuration)
    {
    }

    internal AuthMethodsConfiguration(IContainerConfiguration configuration) : base(configuration)
    {
    }

    internal AuthMethodsConfiguration(AuthMethodsConfiguration before, AuthMethodsConfiguration after) : base(before, after)
    {
    }
}
