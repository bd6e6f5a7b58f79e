using System.CommandLine;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Server.Commands;

/// <summary>For container health checks, because the runtime image has no HTTP client.</summary>
internal sealed class HealthCommand : Command
{
    internal const string Path = "/health/ready";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public HealthCommand() : base("health", "Ask the server on this machine whether it is ready: exit code 0, or 1 when it is not.") =>
        SetAction((_, cancellation) => AskAsync(Address(ServerHost.CreateBuilder().Configuration), cancellation));

    /// <summary>The local address of a server with this configuration.</summary>
    internal static Uri Address(IConfiguration configuration)
    {
        var address = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).FirstOrDefault()
            ?? configuration["urls"]
            ?? $"http://*:{configuration["http_ports"]}";
        var first = BindingAddress.Parse(address.Split(';')[0]);
        var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : first.Host;
        return new UriBuilder(first.Scheme, host, first.Port, Path).Uri;
    }

    internal static async Task<int> AskAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient { Timeout = Timeout };
            using var answer = await client.GetAsync(address, cancellation);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {e.Message}");
            return 1;
        }
    }
}
