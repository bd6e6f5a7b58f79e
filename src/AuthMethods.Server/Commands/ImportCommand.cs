using System.CommandLine;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class ImportCommand : Command
{
    private readonly Argument<string> _file = new("file") { Description = "What 'export' printed." };
    private readonly Option<string> _tenant =
        new("--tenant") { Description = "The id or domain of a tenant whose content is replaced, instead of creating one." };

    public ImportCommand() : base("import", "Create a tenant from an export, or replace what is in one.")
    {
        Add(_file);
        Add(_tenant);
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed, cancellation)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        var (files, path) = (app.Services.GetRequiredService<ExportFiles>(), parsed.GetValue(_file)!);
        if (parsed.GetValue(_tenant) is { } name)
        {
            await files.ReplaceAsync(await ExportCommand.TenantOfAsync(app.Services, name, cancellation), path);
            Console.WriteLine($"Tenant {name} is as {path} says.");
            return;
        }

        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        var created = (await files.CreateAsync(path))!;
        Console.WriteLine($"Tenant {created.Id} has {created.Domain}; client id {created.ClientId}, secret {created.ClientSecret}");
    }
}
