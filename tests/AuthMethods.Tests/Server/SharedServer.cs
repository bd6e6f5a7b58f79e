using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Tests.Server;

/// <summary>The server that most tests share, started by the first of them. xunit has no fixture per assembly.</summary>
public static class SharedServer
{
    private static readonly Lazy<Task<TestServer>> InMemory = new(() => StartAsync(listen: false));
    private static readonly Lazy<Task<TestServer>> Listening = new(() => StartAsync(listen: true));

    /// <summary>A new tenant on the shared server.</summary>
    public static async Task<TestTenant> TenantAsync() => await (await InMemory.Value).TenantAsync();

    /// <summary>A new tenant on the shared server that listens on a real port.</summary>
    public static async Task<TestTenant> ListeningTenantAsync() => await (await Listening.Value).TenantAsync();

    private static async Task<TestServer> StartAsync(bool listen)
    {
        var server = await TestServer.StartAsync(
            [new("Logging:SecretWatch:LogLevel:Default", "Trace")], listen, services: services => services.AddSingleton<ILoggerProvider, SecretWatch>());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DeleteFiles();
        return server;
    }
}
