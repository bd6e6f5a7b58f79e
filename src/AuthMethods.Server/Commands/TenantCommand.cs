using System.CommandLine;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tenants;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class TenantCommand : Command
{
    private readonly Option<Guid> _id =
        new("--id") { Description = "The tenant's id: the tid of the tokens that Microsoft Entra ID issues for it." };
    private readonly Option<string[]> _domains =
        new("--domain") { Description = "A verified domain; the first one given is the default. Can be repeated." };
    private readonly Option<string> _name = new("--name") { Description = "The organization's name, instead of its first domain." };

    private readonly Option<bool> _sample =
        new("--sample") { Description = "Create a copy of the sample tenant, with an id and domain of its own if none are given." };
    private readonly Option<bool> _allow =
        new("--allow-public-secrets") { Description = "Required for --sample outside Development, because everybody knows the passwords and secrets of the sample tenant." };

    public TenantCommand() : base("tenant", "Create an empty tenant or a copy of the sample tenant, or add domains to one.")
    {
        Add(_sample);
        Add(_allow);
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
        Validators.Add(result =>
        {
            if (result.GetValue(_sample))
            {
                if (result.GetValue(_domains) is { Length: > 1 }) result.AddError("Give --sample one --domain only.");
            }
            else if (result.GetResult(_id) is null || result.GetResult(_domains) is null)
            {
                result.AddError("Give --id and --domain, or --sample.");
            }
        });
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed, cancellation)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        if (parsed.GetValue(_sample))
        {
            await CreateSampleAsync(app, parsed, cancellation);
            return;
        }

        var domains = parsed.GetValue(_domains)!.Select(d => d.ToLowerInvariant()).Distinct().ToArray();
        var isDone = await app.Services.GetRequiredService<NewTenant>()
            .CreateAsync(parsed.GetValue(_id), parsed.GetValue(_name) ?? domains[0], domains, cancellation);
        if (!isDone) throw new UsageException("Another tenant has one of these domains.");
        Console.WriteLine($"Tenant {parsed.GetValue(_id)} has {string.Join(", ", domains)}.");
    }

    private async Task CreateSampleAsync(WebApplication app, ParseResult parsed, CancellationToken cancellation)
    {
        if (!app.Environment.IsDevelopment() && !parsed.GetValue(_allow))
        {
            throw new UsageException(
                $"Everybody knows the passwords and secrets of the sample tenant, and this is {app.Environment.EnvironmentName}. Add --allow-public-secrets to create it all the same.");
        }

        var id = parsed.GetResult(_id) is null ? Guid.NewGuid() : parsed.GetValue(_id);
        var domain = Domains.Read(parsed.GetValue(_domains)?.FirstOrDefault());
        var isDone = await app.Services.GetRequiredService<SampleTenant>().CreateAsync(id, domain, parsed.GetValue(_name) ?? "Contoso", cancellation);
        if (!isDone) throw new UsageException("Another tenant has this domain or this id.");
        Console.WriteLine($"Tenant {id} has {domain}; client id {SampleTenant.Provisioning}, secret {SampleTenant.ProvisioningSecret}");
    }
}
