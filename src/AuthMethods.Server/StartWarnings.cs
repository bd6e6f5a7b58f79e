using AuthMethods.Credentials;
using AuthMethods.Seed;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server;

/// <summary>What an operator should change, logged at each start outside Development.</summary>
internal static partial class StartWarnings
{
    public static async Task LogAsync(WebApplication app, CancellationToken cancellation)
    {
        if (app.Environment.IsDevelopment()) return;
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("AuthMethods.Server");
        if (!app.Services.GetRequiredService<IOptions<SecretsOptions>>().Value.IsConfigured) Log.KeysInClearText(logger);
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var secrets = scope.ServiceProvider.GetRequiredService<SampleSecrets>();
            if (await secrets.ExistAsync(cancellation)) Log.SampleSecrets(logger, SampleTenant.Id);
        }
        catch (Exception e) when (app.Services.GetRequiredService<DatabaseEngine>().IsUnavailable(e))
        {
            // Requests report it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            30, LogLevel.Warning,
            "The keys that encrypt secrets are stored in the database in clear text: who reads the database reads the secrets. Set Secrets:Certificate, then run the command 'secrets'")]
        public static partial void KeysInClearText(ILogger logger);

        [LoggerMessage(
            31, LogLevel.Warning,
            "The sample tenant {Tenant} has passwords or secrets that everybody knows. Change them, or use a database without it")]
        public static partial void SampleSecrets(ILogger logger, Guid tenant);
    }
}
