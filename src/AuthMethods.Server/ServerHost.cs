using System.Data.Common;
using AuthMethods.Access.Tokens;
using AuthMethods.Admin;
using AuthMethods.Authority;
using AuthMethods.Data.PostgreSql;
using AuthMethods.Data.SqlServer;
using AuthMethods.Data.Sqlite;
using AuthMethods.Server.Documentation;
using AuthMethods.Storage;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server;

/// <summary>Builds the host, from the service and the configured database engine, for all verbs.</summary>
internal static class ServerHost
{
    // Far more than is accepted: the body must be read to the end, or the client sees a closed connection instead of the response.
    private const int MaxBodySize = 32 * 1024 * 1024;
    private const int MaxConnections = 2_000;
    private const int MaxHeadersSize = 128 * 1024;
    private const int MaxRequestLineSize = 32 * 1024;

    public static WebApplicationBuilder CreateBuilder(params string[] args)
    {
        // Settings files are next to the program; the data directory is relative to the working directory.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        // The slim builder selects the simple format after it has read the settings.
        builder.Services.PostConfigure<ConsoleLoggerOptions>(
            console => console.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? console.FormatterName);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersSize;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineSize;
            kestrel.Limits.MaxConcurrentConnections = Math.Min(MaxConnections, OpenFiles.Limit / 2);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            // The same limit for HTTP/2, where the address and each header are fields.
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaxRequestLineSize;
            builder.Configuration.GetSection("Kestrel:Limits").Bind(kestrel.Limits);
            if (HasDevelopmentCertificate(builder))
            {
                kestrel.ConfigureHttpsDefaults(
                    https => https.ServerCertificate = DevelopmentCertificate.LoadOrCreate(DataDirectory(builder.Configuration)));
            }
        });
        if (!builder.Configuration.GetSection("Kestrel:Endpoints").Exists()) builder.WebHost.UseUrls([.. Addresses(builder)]);
        return builder;
    }

    private static IEnumerable<string> Addresses(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var addresses = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries)
            ?? configuration["http_ports"]?.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"http://*:{port}")
            ?? (builder.Environment.IsDevelopment() ? ["http://localhost:5080", "https://localhost:5443"] : ["http://localhost:5080"]);
        return MetricsEndpoint.Port(configuration) is { } metrics ? addresses.Append($"http://*:{metrics}") : addresses;
    }

    internal static string DataDirectory(IConfiguration configuration) =>
        configuration.GetSection("Storage").Get<StorageOptions>()?.Directory ?? new StorageOptions().Directory;

    private static bool HasDevelopmentCertificate(WebApplicationBuilder builder) =>
        builder.Environment.IsDevelopment() && !builder.Configuration.GetSection("Kestrel:Certificates:Default").Exists();

    /// <summary>Adds the service, with the configuration read so far.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        Configure(builder);
        return builder.Build();
    }

    /// <summary>The pipeline of a server, in which every part answers what is its own.</summary>
    internal static void Use(WebApplication app)
    {
        app.UseAuthMethods(AdminExtensions.UseAdmin).MapAuthority();
        app.MapDocumentation();
    }

    /// <summary>The service for a verb that doesn't serve. Throws if a setting is wrong.</summary>
    public static WebApplication ForVerb()
    {
        var app = Build(CreateBuilder());
        _ = app.Services.GetRequiredService<IOptions<Settings.Checked>>().Value;
        return app;
    }

    internal static void Configure(WebApplicationBuilder builder)
    {
        Settings.Check(builder.Configuration, builder.Services);
        AddPassword(builder.Configuration);
        builder.Services.AddAuthMethods(builder.Configuration, builder.Environment);
        builder.Services.AddAuthority(builder.Configuration);
        builder.Services.AddAdmin(builder.Configuration);
        builder.Services.AddConfiguredEngine(builder.Configuration);
        builder.Services.AddForwarding(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddLogLimits();
    }

    /// <summary>Adds <c>Storage:Password</c>, which may come from a file, to the connection string.</summary>
    private static void AddPassword(IConfigurationManager configuration)
    {
        if (configuration["Storage:Password"] is not { Length: > 0 } password || configuration["Storage:ConnectionString"] is not { Length: > 0 } text) return;
        var separator = text.EndsWith(';') ? "" : ";";
        var added = new DbConnectionStringBuilder { ["Password"] = password }.ConnectionString;
        configuration.AddInMemoryCollection([new("Storage:ConnectionString", $"{text}{separator}{added}")]);
    }

    private static void AddConfiguredEngine(this IServiceCollection services, IConfiguration configuration)
    {
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new();
        switch (storage.Engine)
        {
            case StorageEngine.Sqlite: services.AddSqlite(storage); break;
            case StorageEngine.SqlServer: services.AddSqlServer(storage); break;
            case StorageEngine.PostgreSql: services.AddPostgreSql(storage); break;
        }
    }

    /// <summary>Trusts forwarded headers only from the proxies in <c>Public:TrustedProxies</c>.</summary>
    private static void AddForwarding(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = configuration.GetSection("Public").Get<PublicOptions>()?.TrustedProxies ?? [];
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardedHeaders = proxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var network in proxies.Select(PublicOptions.NetworkOf)) if (network is { } known) options.KnownIPNetworks.Add(known);
        });
    }
}

/// <summary>An error that the user of the program can fix: shown as one line, exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
