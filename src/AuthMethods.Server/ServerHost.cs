using AuthMethods.Access.Tokens;
using AuthMethods.Authority;
using AuthMethods.Data.PostgreSql;
using AuthMethods.Data.SqlServer;
using AuthMethods.Data.Sqlite;
using AuthMethods.Storage;
using Microsoft.AspNetCore.HttpOverrides;

namespace AuthMethods.Server;

/// <summary>Builds the host, from the service and the configured database engine, for all verbs.</summary>
internal static class ServerHost
{
    // Far more than is accepted: the body must be read to the end, or the client sees a closed connection instead of the response.
    private const int MaxBodySize = 32 * 1024 * 1024;
    private const int MaxHeadersSize = 128 * 1024;
    private const int MaxRequestLineSize = 32 * 1024;

    public static WebApplicationBuilder CreateBuilder(params string[] args)
    {
        // Settings files are next to the program; the data directory is relative to the working directory.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersSize;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineSize;
            // The same limit for HTTP/2, where the address and each header are fields.
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaxRequestLineSize;
            if (HasDevelopmentCertificate(builder))
            {
                kestrel.ConfigureHttpsDefaults(
                    https => https.ServerCertificate = DevelopmentCertificate.LoadOrCreate(DataDirectory(builder.Configuration)));
            }
        });
        if (builder.Configuration["urls"] is null
            && builder.Configuration["http_ports"] is null
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(builder.Environment.IsDevelopment() ? ["http://localhost:5080", "https://localhost:5443"] : ["http://localhost:5080"]);
        }

        return builder;
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

    internal static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthMethods(builder.Configuration, builder.Environment);
        builder.Services.AddAuthority(builder.Configuration);
        builder.Services.AddConfiguredEngine(builder.Configuration);
        builder.Services.AddForwarding(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
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
