using System.CommandLine;

namespace AuthMethods.Server.Commands;

internal sealed class MigrateCommand : Command
{
    public MigrateCommand() : base("migrate", "Bring the database's schema up to date.") => SetAction((_, cancellation) => Verb.RunAsync(async () =>
    {
        await using var app = ServerHost.Build(ServerHost.CreateBuilder());
        await Schema.MigrateAsync(app.Services, cancellation);
        Console.WriteLine("The schema is up to date.");
    }));
}
