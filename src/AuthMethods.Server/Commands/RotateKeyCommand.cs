using System.CommandLine;
using AuthMethods.Authority;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class RotateKeyCommand : Command
{
    public RotateKeyCommand() : base("rotate-key", "Add a key that the built-in authority signs tokens with. Earlier keys are accepted until their tokens have expired.") =>
        SetAction((_, cancellation) => Verb.RunAsync(() => RunAsync(cancellation)));

    private static async Task RunAsync(CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        if (!app.Services.GetRequiredService<IOptions<AuthorityOptions>>().Value.Enabled)
        {
            throw new UsageException("The built-in authority is off: set Authority:Enabled.");
        }

        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        var key = await app.Services.GetRequiredService<SigningKeys>().RotateAsync();
        Console.WriteLine($"Key {key.Id} signs tokens from {key.SignsFrom:u}.");
    }
}
