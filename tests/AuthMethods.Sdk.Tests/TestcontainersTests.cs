using AuthMethods.Testcontainers;

namespace AuthMethods.Sdk.Tests;

/// <summary>What a container is made from. Starting one needs Docker.</summary>
public sealed class TestcontainersTests
{
    [Fact]
    public void Builder_RunsTheImageInDevelopmentWithSettingsAsVariables()
    {
        var builder = new AuthMethodsBuilder("authmethods:latest").WithSetting("Policy:RequireMfaForAdministrators", "true");

        Assert.Equal("authmethods:latest", builder.Configuration.Image.FullName);
        Assert.Equal(
            ("Development", "true"),
            (builder.Configuration.Environments["ASPNETCORE_ENVIRONMENT"], builder.Configuration.Environments["Policy__RequireMfaForAdministrators"]));
        Assert.Contains(AuthMethodsBuilder.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), builder.Configuration.PortBindings.Keys);
        Assert.NotEmpty(builder.Configuration.WaitStrategies);
    }

    [Fact]
    public async Task Container_IsBuiltFromThem()
    {
        await using var container = new AuthMethodsBuilder("authmethods:latest").WithDockerEndpoint("tcp://127.0.0.1:1").Build();

        Assert.Equal("authmethods:latest", container.Image.FullName);
    }
}
