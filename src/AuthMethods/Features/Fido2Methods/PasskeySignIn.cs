using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>
/// A passkey signs in alone, with or without a user name, and counts as multi-factor authentication. The session ends with the passkey.
/// </summary>
internal sealed class PasskeySignIn(AuthDb db, Writer writer, UserPolicies policies, IPasskeyHandler<UserRow> handler, TimeProvider time) : ISignInMethod
{
    public string Id => "fido2";

    public string Name => "Passkey";

    public string Invitation => "Sign in with a passkey";

    public bool IsFirstFactor => true;

    public bool FindsUser => true;

    public int Rank => 2;

    public async Task<IReadOnlyList<SignInWay>> WaysAsync(UserRow user, UserPolicy policy)
    {
        var passkeys = await db.Set<Fido2MethodRow>().AsNoTracking().Where(p => p.UserId == user.Id).ToListAsync();
        Guid[] models = [.. passkeys.Where(p => IsAllowed(p, policy)).Select(p => p.AaGuid).Distinct()];
        return models.Length > 0 ? [new("", Invitation) { Models = models }] : [];
    }

    /// <summary>A query over all tenants: a browser's answer names a passkey and not a tenant. None, if two tenants have the same passkey.</summary>
    public async Task<Guid?> FindTenantAsync(string answer)
    {
        if (KeyIn(answer) is not { } key) return null;
        var tenants = await db.Set<Fido2MethodRow>().IgnoreQueryFilters().Where(p => p.CredentialKey == key).Select(p => p.TenantId).Take(2).ToListAsync();
        return tenants.Count == 1 ? tenants[0] : null;
    }

    /// <summary>Passkeys are listed only for somebody who has proved another factor: the list would tell others who has which.</summary>
    public async Task<SignInChallenge> ChallengeAsync(HttpContext http, UserRow? user, string method, bool isSecond)
    {
        var made = await handler.MakeRequestOptionsAsync(isSecond ? user : null, http);
        return new("Your browser asks for your passkey: a security key, your phone or this device.")
        {
            Options = made.RequestOptionsJson, State = made.AssertionState,
        };
    }

    public async Task<SignInMatch?> CheckAsync(HttpContext http, UserRow? user, string method, string? state, string answer)
    {
        if (KeyIn(answer) is not { } key) return null;
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = answer, AssertionState = state });
        if (!result.Succeeded) return null;
        var owner = result.User;
        var passkey = await db.Set<Fido2MethodRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == owner.Id && p.CredentialKey == key);
        var policy = await policies.OfAsync(db, owner.Id);
        return passkey is not null && IsAllowed(passkey, policy) ? new(owner, () => UseAsync(passkey, result.Passkey.SignCount)) : null;
    }

    /// <summary>Stores the counter and the time. Null if the passkey was deleted or its counter didn't go up, as that of a copy.</summary>
    private Task<SignInProof?> UseAsync(Fido2MethodRow passkey, long count) =>
        writer.RunAsync(passkey.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            var now = change.Now;
            var updated = await change.Set<Fido2MethodRow>()
                .Where(p => p.UserId == passkey.UserId && p.Id == passkey.Id && (p.SignCount < count || (p.SignCount == 0 && count == 0)))
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.SignCount, count).SetProperty(x => x.LastUsedDateTime, now));
            return updated == 0 ? null : SignInProof.Of(new(now, Ends: null, passkey.Id) { Model = passkey.AaGuid }, Id, "fido");
        }));

    private static bool IsAllowed(Fido2MethodRow passkey, UserPolicy policy) =>
        policy.Tenant.Of<Fido2Configuration>().ProfilesFor(policy).Any(profile => profile.PermitsUse(passkey));

    /// <summary>The key of the passkey that an answer names; null if it is no answer of a browser.</summary>
    private static string? KeyIn(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject credential && (string?)credential["id"] is { Length: > 0 and < 2048 } id
                ? Fido2MethodRow.KeyOf(System.Buffers.Text.Base64Url.DecodeFromChars(id))
                : null;
        }
        // A duplicate property name throws an ArgumentException.
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
