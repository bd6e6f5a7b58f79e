using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace AuthMethods.Testcontainers;

/// <summary>Builds a container with the server in Development.</summary>
public sealed class AuthMethodsBuilder : ContainerBuilder<AuthMethodsBuilder, AuthMethodsContainer, AuthMethodsConfiguration>
{
    /// <summary>The port that the server listens on in the container.</summary>
    public const ushort Port = 8080;

    /// <param name="image">The image, such as <c>authmethods:latest</c>.</param>
    public AuthMethodsBuilder(string image) : this(new AuthMethodsConfiguration()) =>
        DockerResourceConfiguration = Init().WithImage(image).DockerResourceConfiguration;

    private AuthMethodsBuilder(AuthMethodsConfiguration configuration) : base(configuration) => DockerResourceConfiguration = configuration;

    /// <inheritdoc />
    protected override AuthMethodsConfiguration DockerResourceConfiguration { get; }

    internal AuthMethodsConfiguration Configuration => DockerResourceConfiguration;

    /// <summary>Sets a setting of the server, such as <c>Policy:RequireMfaForAdministrators</c>.</summary>
    public AuthMethodsBuilder WithSetting(string name, string value) => WithEnvironment(name.Replace(":", "__", StringComparison.Ordinal), value);

    /// <inheritdoc />
    public override AuthMethodsContainer Build()
    {
        Validate();
        return new(DockerResourceConfiguration);
    }

    /// <inheritdoc />
    protected override AuthMethodsBuilder Init() => base.Init()
        .WithPortBinding(Port, assignRandomHostPort: true)
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(Port).ForPath("/health/ready")));

    /// <inheritdoc />
    protected override AuthMethodsBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new(resourceConfiguration));

    /// <inheritdoc />
    protected override AuthMethodsBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new(resourceConfiguration));

    /// <inheritdoc />
    protected override AuthMethodsBuilder Merge(AuthMethodsConfiguration oldValue, AuthMethodsConfiguration newValue) =>
        new(new AuthMethodsConfiguration(oldValue, newValue));
}
