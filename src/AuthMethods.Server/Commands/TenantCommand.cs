using System.CommandLine;
using AuthMethods.Seed;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class TenantCommand : Command
{
    private readonly Option<Guid> _id =
        new("--id") { Description = "The tenant's id: the tid of the tokens that Microsoft Entra ID issues for it.", Required = true };
    private readonly Option<string[]> _domains =
        new("--domain") { Description = "A verified domain; the first one given is the default. Can be repeated.", Required = true };
    private readonly Option<string> _name = new("--name") { Description = "The organization's name, instead of its first domain." };

    public TenantCommand() : base("tenant", "Create an empty tenant, or add domains to one.")
    {
        Add(_id);
        Add(_domains);
        Add(_name);
        _id.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<Guid>() == Guid.Empty) result.AddError("--id must be a tenant's id, not zeros.");
        });
        _domains.Validators.Add(result =>
        {
            var wrong = result.Tokens.Select(t => t.Value)
                .FirstOrDefault(d => Uri.CheckHostName(d) != UriHostNameType.Dns || !d.Contains('.', StringComparison.Ordinal));
            if (wrong is not null) result.AddError($"'{wrong}' is not a domain name.");
        });
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed, cancellation)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        var domains = parsed.GetValue(_domains)!.Select(d => d.ToLowerInvariant()).Distinct().ToArray();
        var isDone = await app.Services.GetRequiredService<NewTenant>()
            .CreateAsync(parsed.GetValue(_id), parsed.GetValue(_name) ?? domains[0], domains, cancellation);
        if (!isDone) throw new UsageException("Another tenant has one of these domains.");
        Console.WriteLine($"Tenant {parsed.GetValue(_id)} has {string.Join(", ", domains)}.");
    }
}
