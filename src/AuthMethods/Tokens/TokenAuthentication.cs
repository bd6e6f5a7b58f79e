using AuthMethods.Graph;
using AuthMethods.Policy;
using AuthMethods.Storage;
using AuthMethods.Users;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Tokens;

/// <summary>
/// One bearer scheme for both issuers. All of what Microsoft.Identity.Web would do here is in this file and
/// <see cref="GraphTokenHandler"/>, so that taking it in later is a change to these two.
/// </summary>
internal static class TokenAuthentication
{
    public static void AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<GraphTokenHandler>();
        services.AddSingleton<IServerAddresses, ServerAddresses>();
        services.AddScoped<Caller>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<GraphTokenHandler>((options, handler) =>
        {
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(handler);
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.Events = new() { OnTokenValidated = LoadCallerAsync, OnChallenge = ChallengeAsync };
        });
    }

    /// <summary>Asks the directory what it says of the caller now: roles are never older than the call, and an ended session has ended.</summary>
    private static async Task LoadCallerAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var token = ((CallerIdentity)context.Principal!.Identity!).Token;
        var db = services.GetRequiredService<AuthDb>();
        db.TenantId = token.TenantId;
        CallerAccount? account = null;
        if (!token.IsAppOnly)
        {
            account = await services.GetRequiredService<UserQueries>().Caller(db, token.ObjectId!.Value);
            if (Refuse(token, account) is { } refusal)
            {
                context.Fail(refusal);
                return;
            }
        }

        services.GetRequiredService<Caller>().SignIn(token, account);
    }

    private static GraphException? Refuse(AccessToken token, CallerAccount? account) => account switch
    {
        null => token.IsBuiltIn ? GraphErrors.TokenInvalid() : null,
        { IsDeleted: true } => GraphErrors.TokenInvalid(),
        { AccountEnabled: false } => GraphErrors.AccountDisabled(),
        { SignInSessionsValidFromDateTime: var validFrom } => token.IssuedAt < validFrom ? GraphErrors.SessionRevoked(validFrom) : null,
    };

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        throw context.AuthenticateFailure switch
        {
            null when header.Length == 0 => GraphErrors.TokenMissing(),
            null => GraphErrors.TokenMalformed(),
            SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenInvalidLifetimeException => GraphErrors.TokenExpired(),
            SecurityTokenInvalidAudienceException => GraphErrors.TokenForOtherAudience(),
            SecurityTokenMalformedException => GraphErrors.TokenMalformed(),
            GraphException e => e,
            _ => GraphErrors.TokenInvalid(),
        };
    }
}
