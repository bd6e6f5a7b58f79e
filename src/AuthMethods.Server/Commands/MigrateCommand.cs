using System.CommandLine;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class MigrateCommand : Command
{
    public MigrateCommand() : base("migrate", "Bring the database's schema up to date.") => SetAction((parsed, cancellation) => Verb.RunAsync(async () =>
    {
        await using var app = ServerHost.Build(ServerHost.CreateBuilder());
        _ = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        await Schema.MigrateAsync(app.Services, cancellation);
        Console.WriteLine("The schema is up to date.");
    }));
}
