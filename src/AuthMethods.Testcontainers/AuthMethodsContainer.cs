using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace AuthMethods.Testcontainers;

/// <summary>A container with the server, which has a sample tenant and issues tokens itself.</summary>
public sealed class AuthMethodsContainer : DockerContainer
{
    internal AuthMethodsContainer(IContainerConfiguration configuration) : base(configuration)
    {
    }

    /// <summary>The address of the server from outside the container.</summary>
    public Uri GetBaseAddress() => new UriBuilder(Uri.UriSchemeHttp, Hostname, GetMappedPublicPort(AuthMethodsBuilder.Port)).Uri;
}
