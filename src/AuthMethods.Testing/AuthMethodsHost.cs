using System.Diagnostics.CodeAnalysis;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Server;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Testing;

/// <summary>
/// The Microsoft Graph authentication-methods API in the process of a test, with a database of its own. Give each test its own tenant; one host is
/// enough for all of them.
/// </summary>
public sealed class AuthMethodsHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AuthMethodsHostOptions _options;

    private AuthMethodsHost(WebApplication app, AuthMethodsHostOptions options, string directory) =>
        (_app, _options, DataDirectory) = (app, options, directory);

    /// <summary>The address of the server: an http one if it listens on any, http://localhost in memory.</summary>
    public Uri BaseAddress => !_options.IsListening ? new("http://localhost")
        : _options.HttpPort is null ? HttpsAddress!
        // Settings may have the server listen elsewhere.
        : new(_app.Urls.FirstOrDefault(url => url.StartsWith("http:", StringComparison.Ordinal)) ?? _app.Urls.First());

    /// <summary>The https address that the server listens on; null without <see cref="AuthMethodsHostOptions.HttpsPort"/>.</summary>
    public Uri? HttpsAddress => _options.HttpsPort is not null && _app.Urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.Ordinal)) is { } url
        ? new UriBuilder(url) { Host = "localhost" }.Uri
        : null;

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _app.Services;

    internal string DataDirectory { get; }

    /// <summary>The operator's key, if the settings have one.</summary>
    internal string? OperatorKey => _options.Settings.TryGetValue("Operator:Key", out var key) ? key : null;

    /// <summary>Whether the database is the host's own, and goes with it.</summary>
    internal bool OwnsDatabase => _options.ConnectionString is null;

    /// <summary>Starts a server in memory, or as the options say.</summary>
    public static async Task<AuthMethodsHost> StartAsync(AuthMethodsHostOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var directory = await DatabaseTemplate.NewDirectoryAsync();
        AuthMethodsHost? host = null;
        try
        {
            var builder = Builder(directory, options);
            ServerHost.Configure(builder);
            builder.Services.AddSingleton(new ServerTime(options.Clock));
            // Hashing at its real cost would slow down every test that signs in.
            builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
            options.Services?.Invoke(builder.Services);
            if (!options.IsListening) builder.WebHost.UseTestServer();
            host = new(builder.Build(), options, directory);
            ServerHost.Use(host._app);
            await Schema.MigrateAsync(host.Services, cancellation);
            if (options.SeedFile is { } seed) await host.Services.GetRequiredService<ExportFiles>().CreateAsync(seed, mayExist: true);
            await host._app.StartAsync(cancellation);
            return host;
        }
        catch
        {
            if (host is not null) await host.DisposeAsync();
            else System.IO.Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    /// <summary>The server's settings and nothing of the test's own: neither its settings files nor its environment variables.</summary>
    internal static WebApplicationBuilder Builder(string directory, AuthMethodsHostOptions options)
    {
        // The system limits the number of watched files, and many servers run at the same time.
        var builder = ServerHost.CreateBuilder(
            $"--environment={options.Environment}", $"--urls={options.Addresses}", "--hostBuilder:reloadConfigOnChange=false", $"--Storage:Directory={directory}");
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonStream(Embedded("appsettings.json"));
        if (options.Environment == "Development") builder.Configuration.AddJsonStream(Embedded("appsettings.Development.json"));
        builder.Configuration.AddInMemoryCollection([
            new("Public:Url", options.Environment == "Development" ? null : "http://localhost"),
            new("Storage:Engine", options.Engine.ToString()),
            new("Storage:Directory", directory),
            new("Storage:ConnectionString", options.ConnectionString ?? DatabaseTemplate.ConnectionStringIn(directory)),
            new("Logging:LogLevel:Default", "Warning")]);
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.WebHost.UseUrls(options.Addresses);
        return builder;
    }

    private static Stream Embedded(string file) => typeof(AuthMethodsHost).Assembly.GetManifestResourceStream(file)!;

    /// <summary>A client of the server without a token.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = BaseAddress };

    /// <summary>What sends requests to the server: in memory, or over its port.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of it.")]
    public HttpMessageHandler CreateHandler() => _options.IsListening
        ? new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate is not null && IsOwn(certificate.GetCertHashString()),
        }
        : _app.GetTestServer().CreateHandler();

    private bool IsOwn(string hash)
    {
        using var own = DevelopmentCertificate.LoadOrCreate(DataDirectory);
        return hash == own.GetCertHashString();
    }

    /// <summary>A copy of the sample tenant, with an id and a domain of its own.</summary>
    public async Task<TestTenant> CreateTenantAsync(CancellationToken cancellation = default)
    {
        var id = Guid.NewGuid();
        var domain = $"t{id:N}"[..20] + ".com";
        await Services.GetRequiredService<SampleTenant>().CreateAsync(id, domain, cancellation: cancellation);
        return new(this, id, domain);
    }

    /// <summary>The tenant with a domain, such as that of the seed file; null if there is none.</summary>
    public async Task<TestTenant?> FindTenantAsync(string domain)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuthorityStore>().FindTenantAsync(domain) is { } id ? new(this, id, domain) : null;
    }

    /// <summary>Stops the server and deletes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        await DatabaseTemplate.CloseAsync(_app);
        DeleteFiles();
    }

    internal void DeleteFiles()
    {
        for (var attempts = 10; ; attempts--)
        {
            try
            {
                System.IO.Directory.Delete(DataDirectory, recursive: true);
                return;
            }
            catch (IOException) when (attempts > 0)
            {
                // What was under way when the server stopped may still be closing its files.
                Thread.Sleep(50);
            }
        }
    }
}
