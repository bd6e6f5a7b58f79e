using System.CommandLine;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class SecretsCommand : Command
{
    public SecretsCommand() : base("secrets", "Protect all keys in the database by the certificate in Secrets:Certificate.") =>
        SetAction((_, cancellation) => Verb.RunAsync(() => RunAsync(cancellation)));

    private static async Task RunAsync(CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        if (!app.Services.GetRequiredService<IOptions<SecretsOptions>>().Value.IsConfigured)
        {
            throw new UsageException("Set Secrets:Certificate to the file of the certificate that shall protect the keys.");
        }

        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        try
        {
            var count = await app.Services.GetRequiredService<KeyProtection>().ProtectAsync(cancellation);
            Console.WriteLine(count == 1 ? "1 key is protected." : $"{count} keys are protected.");
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new UsageException($"A key is protected by another certificate: name its file in Secrets:PreviousCertificates. {e.Message}");
        }
    }
}
