using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Authentication;

/// <summary>A user's authentication container with its two beta settings: sign-in preferences and per-user MFA.</summary>
internal sealed class AuthenticationController(AuthenticationStore store) : GraphController
{
    private const string BetaUser = Routes.Beta + "/users/{user}/authentication/";
    private const string BetaMe = Routes.Beta + "/me/authentication/";

    /// <summary>Get authentication</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/authentication</remarks>
    [HttpGet(Routes.User + "/authentication"), HttpGet(Routes.Me + "/authentication"), Requires(Permission.MethodsRead), Answers<AuthenticationContainer>]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query)
    {
        var container = new AuthenticationContainer(user.Id.ToString());
        if (Version == GraphVersion.Beta)
        {
            var (preferences, requirements) = await ReadAsync(user);
            container = container with { SignInPreferences = preferences, Requirements = requirements };
        }

        return Entity($"{user.Context}/authentication", container, query);
    }

    /// <summary>Get signInPreferences</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-get?view=graph-rest-beta</remarks>
    [HttpGet(BetaUser + "signInPreferences"), HttpGet(BetaMe + "signInPreferences"), Requires(Permission.SignInPreferencesRead), Answers<SignInPreferences>]
    public async Task<IActionResult> GetPreferences(TargetUser user, GraphQuery query) =>
        Single($"{user.Context}/authentication/signInPreferences", (await ReadAsync(user)).Preferences, query);

    /// <summary>Update signInPreferences</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-update?view=graph-rest-beta</remarks>
    [HttpPatch(BetaUser + "signInPreferences"), HttpPatch(BetaMe + "signInPreferences")]
    [Requires(Permission.SignInPreferencesWrite, SelfService = SelfService.Change)]
    [Takes<SignInPreferences>(
        """{"isSystemPreferredAuthenticationMethodEnabled":false,"userPreferredMethodForSecondaryAuthentication":"sms"}""",
        IsPartial = true), Answers(204)]
    public async Task<IActionResult> UpdatePreferences(TargetUser user, GraphBody body)
    {
        const string preferred = "userPreferredMethodForSecondaryAuthentication";
        var sent = body.Of<SignInPreferences>(Version);
        var factor = sent.Member<SecondFactor>(preferred);
        var isSystemPreferred = sent.Flag("isSystemPreferredAuthenticationMethodEnabled");
        return Done(await store.SetPreferencesAsync(user, factor, isSystemPreferred));
    }

    /// <summary>Get requirements: per-user multi-factor authentication</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-get?view=graph-rest-beta</remarks>
    [HttpGet(BetaUser + "requirements"), HttpGet(BetaMe + "requirements"), Requires(Permission.RequirementsRead), Answers<StrongAuthenticationRequirements>]
    public async Task<IActionResult> GetRequirements(TargetUser user, GraphQuery query) =>
        Single($"{user.Context}/authentication/requirements", (await ReadAsync(user)).Requirements, query);

    /// <summary>Update requirements: per-user multi-factor authentication</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-update?view=graph-rest-beta</remarks>
    [HttpPatch(BetaUser + "requirements"), HttpPatch(BetaMe + "requirements"), Requires(Permission.RequirementsWrite)]
    [Takes<StrongAuthenticationRequirements>("""{"perUserMfaState":"enabled"}"""), Answers(204)]
    public async Task<IActionResult> UpdateRequirements(TargetUser user, GraphBody body)
    {
        const string state = "perUserMfaState";
        var requested = body.Of<StrongAuthenticationRequirements>(Version).Member<PerUserMfaState>(state);
        return Done(await store.SetPerUserMfaAsync(user, requested ?? throw GraphErrors.InvalidMethodValue(state)));
    }

    private async Task<AuthenticationSettings> ReadAsync(TargetUser user) => await store.ReadAsync(user) ?? throw GraphErrors.MethodNotFound();
}
