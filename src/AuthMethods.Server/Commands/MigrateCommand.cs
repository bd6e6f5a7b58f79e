using System.CommandLine;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class MigrateCommand : Command
{
    public MigrateCommand() : base("migrate", "Bring the database's schema up to date.") => SetAction((parsed, cancellation) => Verb.RunAsync(async () =>
    {
        await using var app = ServerHost.ForVerb();
        _ = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var applied = await Schema.MigrateAsync(app.Services, cancellation);
        Console.WriteLine(applied.Count switch
        {
            0 => "The schema was up to date.",
            1 => $"Applied 1 migration: {applied[0]}.",
            _ => $"Applied {applied.Count} migrations: {string.Join(", ", applied)}.",
        });
    }));
}
