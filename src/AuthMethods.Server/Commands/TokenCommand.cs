using System.CommandLine;
using AuthMethods.Access;
using AuthMethods.Authority;
using AuthMethods.Seed;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class TokenCommand : Command
{
    private readonly Option<string> _user =
        new("--user") { Description = "A user principal name: prints a token of the Admin tools application on that user's behalf." };
    private readonly Option<string> _app = new("--app") { Description = "An application id: prints a token for that application itself." };
    private readonly Option<string> _scope = new("--scope") { Description = "Delegated permissions, separated by spaces, instead of all with consent." };
    private readonly Option<bool> _mfa = new("--mfa") { Description = "The token says that the user did multi-factor authentication." };
    private readonly Option<bool> _refresh = new("--refresh")
    {
        Description = "Prints a refresh token instead. With --mfa, it remembers multi-factor authentication."
    };
    private readonly Option<string> _tenant = new("--tenant") { Description = "A tenant id or domain, instead of the sample tenant." };

    public TokenCommand() : base("token", "Print an access token of the built-in authority.")
    {
        Add(_user);
        Add(_app);
        Add(_scope);
        Add(_mfa);
        Add(_refresh);
        Add(_tenant);
        Validators.Add(result =>
        {
            if (result.GetValue(_user) is null == result.GetValue(_app) is null) result.AddError("Give either --user or --app.");
            if (result.GetValue(_refresh) && result.GetValue(_user) is null) result.AddError("Only users have refresh tokens: use --refresh with --user.");
        });
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed)));
    }

    private async Task RunAsync(ParseResult parsed)
    {
        await using var app = ServerHost.ForVerb();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (!services.GetRequiredService<IOptions<AuthorityOptions>>().Value.Enabled)
        {
            throw new UsageException("The built-in authority is off: set Authority:Enabled (it is on where ASPNETCORE_ENVIRONMENT is Development).");
        }

        await Schema.EnsureAsync(app.Services, services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, CancellationToken.None);
        var store = services.GetRequiredService<AuthorityStore>();
        var tenant = parsed.GetValue(_tenant) ?? SampleTenant.Id.ToString();
        store.Enter(await store.FindTenantAsync(tenant)
            ?? throw new UsageException($"There is no tenant '{tenant}'. The verb 'seed' creates the sample tenant."));
        var issuer = services.GetRequiredService<TokenIssuer>();
        var origin = app.Configuration["Public:Url"]?.TrimEnd('/') ?? "http://localhost:5080";
        if (parsed.GetValue(_app) is { } id)
        {
            var application = (Guid.TryParse(id, out var appId) ? await store.FindClientAsync(appId) : null)
                ?? throw new UsageException($"There is no application '{id}'.");
            Console.WriteLine(issuer.ForApplication(origin, application.Principal, await store.ApplicationPermissionsAsync(application, Api.Graph)));
            return;
        }

        var name = parsed.GetValue(_user)!;
        var user = await store.FindUserAsync(name) ?? throw new UsageException($"There is no user '{name}'.");
        var tools = await store.FindClientAsync(SampleTenant.AdminTools) ?? throw new UsageException("The application 'Admin tools' is not registered.");
        var consent = await store.ConsentAsync(tools, user.Id, Api.Graph);
        var scopes = parsed.GetValue(_scope) is { } sent ? Scopes(sent) : [.. consent.Permissions.Except(RequestedScopes.OpenId)];
        var authentication = issuer.PasswordNow(user, parsed.GetValue(_mfa));
        Console.WriteLine(parsed.GetValue(_refresh)
            ? await services.GetRequiredService<PendingGrants>()
                .AddRefreshTokenAsync(tools.AppId, string.Join(' ', [.. scopes, "offline_access"]), new(user, authentication))
            : issuer.ForUser(origin, tools.Principal, user, scopes, authentication));
    }

    private static string[] Scopes(string text)
    {
        var scopes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var unknown = scopes.FirstOrDefault(s => PublishedPermissions.Find(s) is not { IsDelegated: true });
        return unknown is null ? scopes : throw new UsageException($"Microsoft Graph has no delegated permission '{unknown}'.");
    }
}
