using System.CommandLine;
using AuthMethods.Authority;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class RotateKeyCommand : Command
{
    private readonly Option<bool> _withdraw = new("--withdraw") { Description = "Refuse all earlier keys and their tokens at once, because somebody else may have one." };

    public RotateKeyCommand() : base("rotate-key", "Add a key that the built-in authority signs tokens with. Earlier keys are accepted until their tokens have expired.")
    {
        Options.Add(_withdraw);
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed.GetValue(_withdraw), cancellation)));
    }

    private static async Task RunAsync(bool withdraws, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        if (!app.Services.GetRequiredService<IOptions<AuthorityOptions>>().Value.Enabled)
        {
            throw new UsageException("The built-in authority is off: set Authority:Enabled.");
        }

        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        var keys = app.Services.GetRequiredService<SigningKeys>();
        var key = withdraws ? await keys.WithdrawAsync() : await keys.RotateAsync();
        Console.WriteLine($"Key {key.Id} signs tokens from {key.SignsFrom:u}.");
    }
}
