using System.Globalization;
using System.Security.Claims;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Authority.Flow;

/// <summary>Registers methods on the way to an application. The user is the caller, so that the kinds' own stores, rules and audit records apply.</summary>
internal sealed class Registrations(
    AuthDb db, AuthorityStore store, IEnumerable<ISignInRegistration> kinds, Caller caller, CallContext call, UserQueries queries, TargetUser.Finder users)
{
    private readonly ISignInRegistration[] _kinds = [.. kinds.OrderBy(k => k.Rank)];

    /// <summary>The kinds that a user may register now; none if another factor would be needed first.</summary>
    public async Task<IReadOnlyList<ISignInRegistration>> OpenAsync(SignInRequest request, UserRow user, Authentication done)
    {
        // With a password alone nobody gets past the methods that a user has.
        if (done.MultiFactorAt is null && await store.HasMultiFactorAsync(user)) return [];
        var open = new List<ISignInRegistration>();
        foreach (var kind in _kinds)
        {
            if (await IsOpenAsync(request, user, done, kind)) open.Add(kind);
        }

        return open;
    }

    public async Task<RegistrationChallenge> BeginAsync(SignInRequest request, UserRow user, Authentication done, ISignInRegistration kind) =>
        await kind.BeginAsync(request.Http, await TargetAsync(request, user, done, kind));

    /// <summary>Returns why not, if not.</summary>
    public async Task<GraphException?> CompleteAsync(
        SignInRequest request, UserRow user, Authentication done, ISignInRegistration kind, string? state, string answer) =>
        await kind.CompleteAsync(request.Http, await TargetAsync(request, user, done, kind), state, answer);

    private async Task<bool> IsOpenAsync(SignInRequest request, UserRow user, Authentication done, ISignInRegistration kind)
    {
        try
        {
            return await kind.IsOpenAsync(await TargetAsync(request, user, done, kind));
        }
        catch (GraphException e) when (e.Status == StatusCodes.Status403Forbidden)
        {
            return false;
        }
    }

    private async Task<TargetUser> TargetAsync(SignInRequest request, UserRow user, Authentication done, ISignInRegistration kind)
    {
        var (http, at) = (request.Http, done.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var token = AccessToken.From(new ClaimsIdentity(
        [
            new("tid", user.TenantId.ToString()), new("oid", user.Id.ToString()), new("azp", request.ClientId), new("idtyp", "user"),
            new("scp", "UserAuthenticationMethod.ReadWrite"), new("iat", at), new("auth_time", at),
            .. done.MultiFactorAt is null ? Array.Empty<Claim>() : [new("amr", "mfa")],
        ]), isBuiltIn: true)!;
        caller.SignIn(token, await queries.FindAsync(db, user.Id));
        call.Begin(
            GraphRequest.Begin(http.Request, GraphVersion.V1), http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
        // The rule for own methods, multi-factor authentication within the last minutes, is for the API: here the flow decides.
        return await users.GetAsync(user.Id.ToString(), kind.Permission, SelfService.None);
    }
}
