using System.CommandLine;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class ServeCommand : Command
{
    private readonly Option<string> _urls = new("--urls") { Description = "The addresses to listen on, separated by semicolons, instead of those in the settings." };
    private readonly Option<int?> _port = new("--port") { Description = "The port of http://localhost to listen on, instead of the addresses in the settings." };

    public ServeCommand() : base("serve", "Start the server (the default).")
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 65535) result.AddError("--port must be a number from 0 to 65535.");
        });
        _urls.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Split(';').FirstOrDefault(u => !IsAddress(u)) is { } wrong) result.AddError($"'{wrong}' is not an address such as http://localhost:5080.");
        });
        foreach (var option in Addresses) Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_urls) is not null && result.GetValue(_port) is not null) result.AddError("Give either --urls or --port.");
        });
        SetAction(RunAsync);
    }

    /// <summary>The options that the program takes without a verb too.</summary>
    public IEnumerable<Option> Addresses => [_urls, _port];

    public Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) =>
        Verb.RunAsync(() =>
        {
            var urls = parsed.GetValue(_urls) ?? (parsed.GetValue(_port) is { } port ? $"http://localhost:{port}" : null);
            return RunAsync(urls is null ? [] : [$"--urls={urls}"], cancellation);
        });

    /// <summary>Serves until the program is asked to stop.</summary>
    /// <param name="settings">Settings as arguments: <c>--Storage:Directory=data</c>.</param>
    /// <param name="cancellation">Stops the server too.</param>
    /// <param name="isEmbedded">Whether another program hosts the server, and nobody reads the console.</param>
    internal static async Task RunAsync(string[] settings, CancellationToken cancellation, bool isEmbedded = false)
    {
        var app = ServerHost.Build(ServerHost.CreateBuilder(settings));
        await using (app)
        {
            // The host would do it too, but would log a stack trace.
            app.Services.GetService<IStartupValidator>()?.Validate();
            var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            app.UseMetrics();
            ServerHost.Use(app);
            await Schema.EnsureAsync(app.Services, storage.Engine, cancellation);
            if (app.Environment.IsDevelopment() && storage.Engine == StorageEngine.Sqlite && !await Schema.HasTenantsAsync(app.Services, cancellation))
            {
                await Schema.RunAsync(
                    app.Services.GetRequiredService<DatabaseEngine>(), "The sample tenant cannot be created",
                    () => app.Services.GetRequiredService<SampleTenant>().CreateAsync(cancellation: cancellation));
            }

            if (app.Services.GetRequiredService<IOptions<SeedOptions>>().Value.File is { Length: > 0 } file)
            {
                await app.Services.GetRequiredService<ExportFiles>().CreateAsync(file, mayExist: true);
            }

            await app.StartAsync(cancellation);
            if (!isEmbedded) Banner.Print(app);
            await WarmUp.RunAsync(app.Services);
            await StartWarnings.LogAsync(app, cancellation);
            await app.WaitForShutdownAsync(cancellation);
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            return Microsoft.AspNetCore.Http.BindingAddress.Parse(text).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
