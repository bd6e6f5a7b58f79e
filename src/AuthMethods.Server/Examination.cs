using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AuthMethods.Access.Tokens;
using AuthMethods.Authority;
using AuthMethods.Credentials;
using AuthMethods.Messages;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server;

/// <summary>The checks of <c>doctor</c>: each returns what it found, or throws with what is wrong and what to do.</summary>
internal sealed class Examination(WebApplication app)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    /// <summary>In an order in which a check can rely on those before it: none asks a database that doesn't answer.</summary>
    public async Task<bool> RunAsync(Func<string, Func<Task<string>>, Task<bool>> report, CancellationToken cancellation)
    {
        var isWell = await report("settings", () => Task.FromResult(Settings()));
        if (await report("database", () => DatabaseAsync(cancellation)))
        {
            isWell &= await report("schema", () => SchemaAsync(cancellation))
                && await report("keys", () => Task.FromResult(Keys())) & await report("clock", () => ClockAsync(cancellation));
        }
        else
        {
            isWell = false;
        }

        return isWell & await report("authority", () => AuthorityAsync(cancellation)) & await report("certificate", () => Task.FromResult(Certificate()))
            & await report("messages", () => Task.FromResult(Messages()));
    }

    private string Settings()
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        return $"{app.Environment.EnvironmentName}, as valid as a start needs them";
    }

    private async Task<string> DatabaseAsync(CancellationToken cancellation)
    {
        var storage = Options<StorageOptions>();
        var started = Stopwatch.GetTimestamp();
        await Schema.AppliedAsync(Service<DatabaseEngine>(), cancellation);
        return $"{storage.Engine} answers in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms";
    }

    private async Task<string> SchemaAsync(CancellationToken cancellation)
    {
        var (known, applied) = (Service<DatabaseEngine>().KnownMigrations, await Schema.AppliedAsync(Service<DatabaseEngine>(), cancellation));
        if (applied.Except(known).Any()) throw new UsageException("The database was migrated by a newer version of this program. Use that version.");
        var missing = known.Except(applied).Count();
        return missing == 0 ? $"up to date, {known.Count} migrations"
            : throw new UsageException($"{missing} of {known.Count} migrations are missing. Run the command 'migrate'.");
    }

    private string Keys()
    {
        var (stored, usable) = Service<Secrets>().CountKeys();
        if (usable < stored)
        {
            throw new UsageException(
                $"{stored - usable} of {stored} keys cannot be used: name the certificate that protects them in Secrets:Certificate or Secrets:PreviousCertificates.");
        }

        return Options<SecretsOptions>() is { IsConfigured: true } secrets
            ? $"{stored} usable, new ones are protected by {secrets.Certificate}"
            : $"{stored} usable, stored in clear text because Secrets:Certificate is not set";
    }

    private async Task<string> AuthorityAsync(CancellationToken cancellation)
    {
        var entra = Options<AzureAdOptions>();
        var builtIn = Options<AuthorityOptions>().Enabled;
        if (!entra.IsConfigured) return builtIn ? "built-in" : throw new UsageException("None: set AzureAd:TenantId.");
        var address = new Uri($"{entra.Instance.TrimEnd('/')}/{entra.TenantId}/v2.0/.well-known/openid-configuration");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            CheckClock("The authority's clock", answer.Headers.Date, MaxSkew);
            if (!answer.IsSuccessStatusCode) throw new UsageException($"{address} answers {(int)answer.StatusCode}. Correct AzureAd:Instance and AzureAd:TenantId.");
            var metadata = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            return $"{metadata?["issuer"]}{(builtIn ? " and built-in" : "")}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new UsageException($"{address} does not answer: {e.Message} Correct AzureAd:Instance, or open the network.");
        }
    }

    /// <summary>Compares the clock with the newest audit record, which cannot be of the future. The check of Entra compares it with Entra's.</summary>
    private async Task<string> ClockAsync(CancellationToken cancellation)
    {
        await using var db = await Service<IDbContextFactory<AuthDb>>().CreateDbContextAsync(cancellation);
        var newest = await db.AuditRecords.IgnoreQueryFilters().MaxAsync(a => (DateTimeOffset?)a.ActivityDateTime, cancellation);
        CheckClock("The newest audit record", newest, TimeSpan.MaxValue);
        return Service<TimeProvider>().GetUtcNow().ToString("u", CultureInfo.InvariantCulture);
    }

    private void CheckClock(string name, DateTimeOffset? time, TimeSpan maxBehind)
    {
        var now = Service<TimeProvider>().GetUtcNow();
        if (time - now > MaxSkew || now - time > maxBehind)
        {
            throw new UsageException($"{name} says {time:O}, this machine {now:O}. Synchronize the clock (NTP): tokens are valid by time.");
        }
    }

    private string Certificate()
    {
        var configuration = app.Configuration;
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate"));
        var paths = endpoints.Append(configuration.GetSection("Kestrel:Certificates:Default")).Where(c => c["Path"] is not null)
            .Select(c => (Path: c["Path"]!, Password: c["Password"])).ToList();
        if (app.Environment.IsDevelopment()) paths.Add((Path.Combine(ServerHost.DataDirectory(configuration), DevelopmentCertificate.FileName), null));
        var found = paths.Where(p => File.Exists(p.Path)).Select(p => Describe(p.Path, p.Password)).ToArray();
        var missing = paths.FirstOrDefault(p => !File.Exists(p.Path)).Path;
        if (missing is not null && !app.Environment.IsDevelopment()) throw new UsageException($"{missing} does not exist. Correct Kestrel:Certificates.");
        return found.Length > 0 ? string.Join(", ", found) : "none: a proxy has to terminate TLS";
    }

    private static string Describe(string path, string? password)
    {
        var isPem = File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);
        using var certificate = isPem ? X509CertificateLoader.LoadCertificateFromFile(path) : X509CertificateLoader.LoadPkcs12FromFile(path, password);
        var left = certificate.NotAfter.ToUniversalTime() - DateTime.UtcNow;
        if (left < TimeSpan.Zero) throw new UsageException($"{path} expired on {certificate.NotAfter:yyyy-MM-dd}. Replace it.");
        return $"{path} until {certificate.NotAfter:yyyy-MM-dd}{(left < ExpiresSoon ? ", soon" : "")}";
    }

    /// <summary>Where users' codes go. Nothing is wrong with a server that sends none, as long as nobody needs one.</summary>
    private string Messages()
    {
        if (Options<MessagesOptions>().Outbox == true) return "kept for /authmethods/outbox, none is sent";
        var queue = Service<MessageQueue>();
        return string.Join(", ", Enum.GetValues<MessageChannel>().Select(channel => $"{channel}: {queue.SenderOf(channel) switch
        {
            null => "not sent",
            SmtpSender => $"by {Options<SmtpOptions>().Host}",
            _ => $"by {Options<WebhookOptions>().Url}",
        }}"));
    }

    private T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private T Options<T>() where T : class => Service<IOptions<T>>().Value;
}
