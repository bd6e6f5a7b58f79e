using AuthMethods.Directory;
using AuthMethods.Features.TenantPolicies;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority.Flow;

/// <summary>Asks users to agree to what an application may do for them, or an administrator to agree for everybody.</summary>
internal sealed class Consents(AuthorityStore store, RequestedScopes scopes, Views views, ConsentRecords records, TenantPolicyStore policies)
{
    private const DirectoryRoles MayGrantGraphRoles = DirectoryRoles.GlobalAdministrator | DirectoryRoles.PrivilegedRoleAdministrator;

    private const DirectoryRoles MayGrantForAll =
        MayGrantGraphRoles | DirectoryRoles.ApplicationAdministrator | DirectoryRoles.CloudApplicationAdministrator;

    private const string UsersMay = "ManagePermissionGrantsForSelf.";
    private const string UsersMayAll = UsersMay + "microsoft-user-default-legacy";

    // What any other policy for users allows, for applications of the tenant.
    private static readonly string[] LowImpact = [.. RequestedScopes.OpenId, "User.Read"];

    /// <summary>The page that asks; null if nothing is asked, or all of it was agreed to and is granted now.</summary>
    public async Task<SignInOutcome?> AskAsync(SignInRequest request, SignInTicket ticket, UserRow user)
    {
        var client = await request.EnterAsync(user.UserPrincipalName, isSignedIn: false);
        var asked = await AskedAsync(request, client, user);
        if (asked.Count == 0) return null;
        var agreement = ticket.Agreement is { } given && asked.All(a => given.Permissions.Contains(a.Key)) ? given : null;
        var isForAll = request.Consent == ConsentDemand.ForAll || agreement?.IsForAll == true;
        if (!await MayAgreeAsync(user, client, asked, isForAll))
        {
            var name = client.Principal.DisplayName;
            return SignInOutcome.Interrupts(await views.ApprovalAsync(request, ticket, name), AuthorityErrors.AdminConsentNeeded(name));
        }

        if (agreement is not null)
        {
            await records.AddAsync(request, client, user, asked, isForAll);
            return null;
        }

        var shown = ticket with { Asked = null, Way = null, Agreement = null, Shown = [.. asked.Select(a => a.Key)] };
        var page = await views.ConsentAsync(request, shown, new(client, await PublisherAsync(client), user, isForAll)
        {
            Texts = [.. asked.Select(a => a.Api.TextOf(a.Name, a.IsRole, isForAll)).Distinct()],
            MayChooseAll = !isForAll && (user.Roles & MayGrantForAll) != DirectoryRoles.None,
        });
        return SignInOutcome.Interrupts(page, AuthorityErrors.ConsentNeeded(client.AppId));
    }

    /// <summary>The ticket of a user who accepted what the page showed.</summary>
    public static SignInTicket Accepted(SignInTicket ticket, IFormCollection form) => ticket.Shown is { } shown
        ? ticket with { Shown = null, Agreement = new(shown, form.ContainsKey("for_all")) }
        : throw AuthorityErrors.StepInvalid();

    /// <summary>Tells the client that an administrator is needed.</summary>
    public static async Task<SignInOutcome> DeclineAsync(SignInRequest request, UserRow user)
    {
        var client = await request.EnterAsync(user.UserPrincipalName, isSignedIn: false);
        return new(await request.RefuseAsync(AuthorityErrors.AdminConsentNeeded(client.Principal.DisplayName)), IsDone: false, Interrupt: null);
    }

    /// <summary>Why a client whose user must not be asked gets nothing; null if nothing is missing.</summary>
    public async Task<AuthorityException?> RefusalAsync(SignInRequest request, UserRow user)
    {
        var client = await request.EnterAsync(user.UserPrincipalName, isSignedIn: false);
        return (await AskedAsync(request, client, user)).Count > 0 ? AuthorityErrors.ConsentNeeded(client.AppId) : null;
    }

    private async Task<IReadOnlyList<AskedPermission>> AskedAsync(SignInRequest request, Client client, UserRow user)
    {
        var names = RequestedScopes.Permissions(request.Scope).ToArray();
        if (request.Consent == ConsentDemand.ForAll && names.All(RequestedScopes.IsDefault)) return await RegisteredAsync(request, client);
        var api = await scopes.ApiOfAsync(request.Http, request.Scope);
        var consent = await store.ConsentAsync(client, user.Id, api);
        var isDemanded = request.Consent != ConsentDemand.IfNeeded;
        var asked = new List<AskedPermission>();
        // Microsoft's own applications need no consent to sign users in.
        if (isDemanded || (consent.IsFirst && client.Principal.AppOwnerOrganizationId != ServicePrincipalRow.Microsoft))
        {
            var openId = request.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Intersect(RequestedScopes.OpenId);
            asked.AddRange(openId.Select(s => new AskedPermission(Api.Graph, s, IsRole: false, NeedsAdmin: false)));
        }

        foreach (var name in names)
        {
            // All that the application is registered for is asked for once, not each time that something is added.
            var isKnown = consent.Permissions.Except(RequestedScopes.OpenId).Any();
            if (RequestedScopes.IsDefault(name)) asked.AddRange(isDemanded || !isKnown ? DelegatedOf(client, api) : []);
            else asked.Add(AskedPermission.Of(api, api.Find(RequestedScopes.NameOf(name)) ?? throw AuthorityErrors.BadScope(name)));
        }

        return [.. asked.Where(a => isDemanded || !consent.Permissions.Contains(a.Name, StringComparer.OrdinalIgnoreCase)).Distinct()];
    }

    /// <summary>All permissions of every API that an application is registered for.</summary>
    private async Task<IReadOnlyList<AskedPermission>> RegisteredAsync(SignInRequest request, Client client)
    {
        var asked = new List<AskedPermission>();
        foreach (var required in client.Application?.RequiredResourceAccess ?? [])
        {
            if (await scopes.FindApiAsync(request.Http, required.ResourceAppId ?? "") is not { } api) continue;
            asked.AddRange(DelegatedOf(client, api));
            asked.AddRange(required.ResourceAccess.Where(a => a.Type == "Role").Select(a => api.FindRole(a.Id)).OfType<string>()
                .Select(name => new AskedPermission(api, name, IsRole: true, NeedsAdmin: true)));
        }

        return [.. asked.Distinct()];
    }

    private static IEnumerable<AskedPermission> DelegatedOf(Client client, Api api) => (client.Application?.RequiredResourceAccess ?? [])
        .Where(r => GuidKey.TryParse(r.ResourceAppId, out var id) && id == api.AppId)
        .SelectMany(r => r.ResourceAccess.Where(a => a.Type == "Scope"))
        .Select(a => api.Find(a.Id)).OfType<ApiPermission>()
        .Select(p => AskedPermission.Of(api, p));

    private async Task<bool> MayAgreeAsync(UserRow user, Client client, IReadOnlyList<AskedPermission> asked, bool isForAll)
    {
        if (asked.Any(a => a is { IsRole: true, Api.IsGraph: true })) return (user.Roles & MayGrantGraphRoles) != DirectoryRoles.None;
        if ((user.Roles & MayGrantForAll) != DirectoryRoles.None) return true;
        if (isForAll || asked.Any(a => a.NeedsAdmin)) return false;
        var assigned = (await policies.ReadAsync<AuthorizationPolicy>(AuthorizationPolicy.Name)).DefaultUserRolePermissions.PermissionGrantPoliciesAssigned;
        if (assigned.Contains(UsersMayAll, StringComparer.OrdinalIgnoreCase)) return true;
        return assigned.Any(p => p.StartsWith(UsersMay, StringComparison.OrdinalIgnoreCase)) && client.Principal.AppOwnerOrganizationId == user.TenantId
            && asked.All(a => a.Api.IsGraph && LowImpact.Contains(a.Name));
    }

    private async Task<string> PublisherAsync(Client client) =>
        client.Principal.AppOwnerOrganizationId == client.Principal.TenantId ? await store.TenantNameAsync()
        : client.Principal.AppOwnerOrganizationId == ServicePrincipalRow.Microsoft ? "Microsoft"
        : "unverified";
}

/// <summary>A permission that a user is asked to agree to.</summary>
internal sealed record AskedPermission(Api Api, string Name, bool IsRole, bool NeedsAdmin)
{
    /// <summary>How tickets name it.</summary>
    public string Key => $"{(IsRole ? "role" : "scope")} {Api.AppId} {Name}";

    public static AskedPermission Of(Api api, ApiPermission permission) => new(api, permission.Name, IsRole: false, permission.NeedsAdmin);

    public bool Equals(AskedPermission? other) => other is not null && other.Key == Key;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);
}

/// <summary>What a page asks a user to agree to.</summary>
/// <param name="Client">The application.</param>
/// <param name="Publisher">Who has registered it.</param>
/// <param name="User">Who is asked.</param>
/// <param name="IsForAll">The user is asked for everybody.</param>
internal sealed record ConsentQuestion(Client Client, string Publisher, UserRow User, bool IsForAll)
{
    /// <summary>The permissions in words.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The user may agree for everybody, or only for themself.</summary>
    public bool MayChooseAll { get; init; }
}
