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

    [Theory]
    [InlineData("Storage:Engin", "Sqlite", "Storage:Engin is not a setting. Did you mean Storage:Engine?")]
    [InlineData("storage:directry", "data", "Storage:directry is not a setting. Did you mean Storage:Directory?")]
    [InlineData("Operator:Secret", "x", "Operator:Secret is not a setting. Operator has Key.")]
    [InlineData("Throtling:Enabled", "true", "Throtling is not a section of the settings. Did you mean Throttling?")]
    [InlineData("Storage:Engine", "Oracle", "Storage:Engine is 'Oracle'. It must be one of Sqlite, SqlServer, PostgreSql.")]
    [InlineData("Policy:SelfServiceWrites", "yes", "Policy:SelfServiceWrites is 'yes'. It must be true or false.")]
    [InlineData("AuditLog:RetentionDays", "-1", "AuditLog:RetentionDays is '-1'. It must be a number from 0 to 36500.")]
    [InlineData("Throttling:Writes", "many", "Throttling:Writes is 'many'. It must be a number from 1.")]
    [InlineData("AzureAd:KeyRefreshInterval", "soon", "AzureAd:KeyRefreshInterval is 'soon'. It must be a duration: [days.]hours:minutes:seconds.")]
    [InlineData("AzureAd:Instance", "login", "AzureAd:Instance is 'login'. It must be an absolute address, such as https://graph.contoso.com.")]
    [InlineData("Public:TrustedProxies", "10.0.0.1", "Public:TrustedProxies is '10.0.0.1'. It must be a list: Public:TrustedProxies:0, Public:TrustedProxies:1 and so on.")]
    [InlineData("Secrets:Certificate", "nowhere.pem", "Secrets:Certificate cannot be used: ")]
    [InlineData("Operator:Key_FILE", "/nowhere/key", "Operator:Key_FILE cannot be read: ")]
    public void Start_WithAWrongSetting_SaysWhatWouldBeRight(string key, string value, string fault) =>
        Assert.Contains(Failures($"--{key}={value}"), f => f.StartsWith(fault, StringComparison.Ordinal));

    [Fact]
    public void Start_WithUnknownKeysAndWrongValues_ReportsThemTogether()
    {
        var failures = Failures("--Storage:Engin=Sqlite", "--Storage:Engine=Oracle", "--AuditLog:RetentionDays=x", "--Public:TrustedProxies:0=10.0.0.0/99");

        Assert.Equal(4, failures.Count);
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default", "Debug")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections", "10")]
    [InlineData("Authority:ClientCertificates", "")]
    [InlineData("storage:ENGINE", "sqlite")]
    public void Start_WithSettingsOfTheFrameworkOrInAnotherCase_Succeeds(string key, string value) => Assert.Empty(Failures($"--{key}={value}"));

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Start_OutsideDevelopment_NeedsThePublicAddress(string environment)
    {
        string[] settings = [$"--environment={environment}", "--AzureAd:TenantId=organizations", "--Authority:Enabled=false"];

        Assert.Contains(Failures(settings), f => f.StartsWith("Public:Url must be set outside Development", StringComparison.Ordinal));
        Assert.Empty(Failures([.. settings, "--Public:Url=https://graph.contoso.com"]));
    }

    [Fact]
    public void Setting_InAFileOfItsOwn_IsReadFromIt()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "a 'secret' with = and ;\n");
        using var app = ServerHost.Build(ServerHost.CreateBuilder(
            "--environment=Development", "--Storage:Engine=PostgreSql", "--Storage:ConnectionString=Host=db;Username=u", $"--Storage:Password_FILE={file}"));
        File.Delete(file);

        var connection = new Npgsql.NpgsqlConnectionStringBuilder(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString);

        Assert.Equal(("db", "u", "a 'secret' with = and ;"), (connection.Host, connection.Username, connection.Password));
    }

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
