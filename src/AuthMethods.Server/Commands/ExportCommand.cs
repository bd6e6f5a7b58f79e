using System.CommandLine;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class ExportCommand : Command
{
    private readonly Option<string> _tenant = new("--tenant") { Description = "A tenant id or domain, instead of the sample tenant." };
    private readonly Option<FileInfo> _output = new("--output") { Description = "The file to write, instead of standard output." };

    public ExportCommand() : base("export", "Print a tenant as JSON, without its secrets.")
    {
        Add(_tenant);
        Add(_output);
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed, cancellation)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        var tenant = await TenantOfAsync(app.Services, parsed.GetValue(_tenant) ?? SampleTenant.Id.ToString(), cancellation);
        var export = await app.Services.GetRequiredService<ExportFiles>().ExportAsync(tenant, cancellation);
        if (parsed.GetValue(_output) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, export, cancellation);
            return;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(export, cancellation);
    }

    /// <summary>The tenant with an id or a domain.</summary>
    internal static async Task<Guid> TenantOfAsync(IServiceProvider services, string name, CancellationToken cancellation)
    {
        await Schema.EnsureAsync(services, services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuthorityStore>().FindTenantAsync(name)
            ?? throw new UsageException($"There is no tenant '{name}'.");
    }
}
