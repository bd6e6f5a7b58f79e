using AuthMethods.Server;
using AuthMethods.Server.Commands;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuthMethods.Tests.Commands;

/// <summary>How invalid settings are reported to the operator at startup.</summary>
public sealed class StartSettingsTests
{
    [Fact]
    public void Start_WithSeveralSettingsThatCannotWork_NamesThemAll()
    {
        var failures = Failures(
            "--Storage:Engine=PostgreSql",
            "--Public:TrustedProxies:0=10.0.0.0/99",
            "--Public:Url=nowhere",
            "--Authority:Enabled=false",
            "--Throttling:Writes=0");

        foreach (var key in new[] { "Storage:ConnectionString", "Public:TrustedProxies", "Public:Url", "AzureAd:TenantId", "Throttling" })
        {
            Assert.Contains(failures, f => f.Contains(key, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Sqlite", "Datasource:nonsense")]
    [InlineData("PostgreSql", "Nonsense=1")]
    [InlineData("SqlServer", "Nonsense=1")]
    public void Start_WithAConnectionStringThatCannotBeRead_SaysSo(string engine, string text) =>
        Assert.Contains(Failures($"--Storage:Engine={engine}", $"--Storage:ConnectionString={text}"), f =>
            f.StartsWith("Storage:ConnectionString cannot be read", StringComparison.Ordinal));

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("fd00::/8")]
    public void Start_WithAProxyByAddressOrNetwork_Succeeds(string proxy) =>
        Assert.DoesNotContain(Failures($"--Public:TrustedProxies:0={proxy}"), f => f.Contains("TrustedProxies", StringComparison.Ordinal));

    [Theory]
    [InlineData("00001111-aaaa-2222-bbbb-3333cccc4444", "nowhere.pem")]
    [InlineData("not-an-id", "nowhere.pem")]
    public void Start_WithACertificateThatIsNotThere_SaysSo(string application, string path) =>
        Assert.Contains(
            Failures($"--Authority:ClientCertificates:{application}={path}"), f => f.StartsWith("Authority:ClientCertificates", StringComparison.Ordinal));

    [Fact]
    public async Task AnotherVerb_WithoutAConnectionString_Exits2() => Assert.Equal(2, await Verb.RunAsync(async () =>
    {
        await using var app = ServerHost.Build(ServerHost.CreateBuilder("--environment=Development", "--Storage:Engine=SqlServer"));
        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, CancellationToken.None);
    }));

    private static IReadOnlyList<string> Failures(params string[] args)
    {
        using var app = ServerHost.Build(ServerHost.CreateBuilder(["--environment=Development", $"--Storage:Directory={Path.GetTempPath()}", .. args]));
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        catch (AggregateException e)
        {
            return [.. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(i => i.Failures)];
        }
    }
}
