using System.Runtime.ExceptionServices;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace AuthMethods.Access.Tokens;

/// <summary>
/// One bearer scheme for both issuers: Microsoft Entra ID, when it is configured, and the built-in authority.
/// </summary>
internal static class TokenAuthentication
{
    public static void AddTokenAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AzureAdOptions>().Bind(configuration.GetSection("AzureAd")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AzureAdOptions>, AzureAdOptionsValidator>();
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection("Public")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublicOptions>, PublicOptionsValidator>();
        services.TryAddSingleton(BuiltInIssuer.None);
        services.AddSingleton<GraphTokenHandler>();
        services.AddSingleton<IServerAddresses, ServerAddresses>();
        services.AddScoped<Caller>();
        services.AddScoped<CallContext>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<AzureAdOptions>>().Value is { IsConfigured: true } entra
            ? new AuthorizationAddress(entra.Instance.TrimEnd('/'))
            : new(Issuer: null));
        var azureAd = configuration.GetSection("AzureAd");
        var authentication = services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme);
        if (string.IsNullOrEmpty(azureAd["TenantId"])) authentication.AddJwtBearer();
        else authentication.AddEntra(azureAd);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).PostConfigure<GraphTokenHandler, IOptions<AzureAdOptions>>(
            (options, handler, entra) =>
        {
            handler.ApplyCommonRules(options.TokenValidationParameters, entra.Value.Audiences);
            if (entra.Value.IsConfigured) options.CompleteEntra(entra.Value);
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(handler);
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.Events = new() { OnTokenValidated = LoadCallerAsync, OnChallenge = ChallengeAsync };
        });
    }

    private static async Task LoadCallerAsync(TokenValidatedContext context)
    {
        try
        {
            await TryLoadCallerAsync(context);
        }
#pragma warning disable CA1031 // The handler would log any exception, each time; the challenge throws it to where all errors are handled.
        catch (Exception e)
#pragma warning restore CA1031
        {
            context.Fail(new CallerNotLoadedException(e));
        }
    }

    /// <summary>
    /// Loads the caller and the route's user in one query on each call, so that roles are current and a revoked session is refused
    /// at once.
    /// </summary>
    private static async Task TryLoadCallerAsync(TokenValidatedContext context)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var token = ((CallerIdentity)context.Principal!.Identity!).Token;
        if (http.Features.Get<GraphRequest>() is { } graph)
        {
            services.GetRequiredService<CallContext>()
                .Begin(graph, http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent.ToString(), http.RequestAborted);
            graph.Application = new(token.AppId ?? Guid.Empty, token.TenantId, token.IsAppOnly);
            graph.Caller = token.ObjectId;
            await BodyReader.ReadAheadAsync(http);
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<HoldsNoDatabaseAttribute>() is null)
        {
            await services.GetRequiredService<DatabaseSlot>().TakeAsync(http.RequestAborted);
            await LoadCallerAsync(context, services.GetRequiredService<AuthDb>(), token);
            return;
        }

        using var slot = new DatabaseSlot(services.GetRequiredService<DatabaseSlots>());
        await slot.TakeAsync(http.RequestAborted);
        await using var db = await services.GetRequiredService<IDbContextFactory<AuthDb>>().CreateDbContextAsync(http.RequestAborted);
        await LoadCallerAsync(context, db, token);
    }

    private static async Task LoadCallerAsync(TokenValidatedContext context, AuthDb db, AccessToken token)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        db.TenantId = token.TenantId;
        // An entry of a $batch, whose caller was loaded with the batch.
        if (http.Features.Get<Caller>() is { } known && ReferenceEquals(known.Token, token))
        {
            services.GetRequiredService<Caller>().SignIn(token, known.Account);
            return;
        }

        var (account, target) = token.IsAppOnly
            ? default
            : await services.GetRequiredService<UserQueries>().FindAsync(db, token.ObjectId, Caller.UserKeyIn(http, token));
        if (http.Features.Get<GraphRequest>() is { } graph) graph.Target = target?.Id;
        var refusal = account is null
            ? await RefuseUnknownAsync(db, token, services.GetRequiredService<RemovedTenants>())
            : Refuse(token, account) ?? await RefuseWithoutMethodAsync(db, token, account);
        if (refusal is not null) context.Fail(refusal);
        else services.GetRequiredService<Caller>().SignIn(token, account, target);
    }

    private static GraphException? Refuse(AccessToken token, UserAccount account)
    {
        if (account.DeletedDateTime is not null) return TokenRefusals.UserUnknown(token);
        if (!account.AccountEnabled) return TokenRefusals.AccountDisabled(account);
        var isEnded = token.SessionsEnded is { } ended ? ended != account.SessionsEnded : token.IssuedAt < account.SignInSessionsValidFromDateTime;
        return isEnded ? TokenRefusals.SessionEnded(token, account) : null;
    }

    private static async Task<GraphException?> RefuseWithoutMethodAsync(AuthDb db, AccessToken token, UserAccount account) =>
        token.MethodId is not { } method || await db.AuthenticationMethods.AnyAsync(m => m.UserId == account.Id && m.Id == method)
            ? null
            : TokenRefusals.MethodDeleted(account);

    /// <summary>
    /// Applications are not looked up, and an Entra user need not exist in this directory. The tenant must exist: with
    /// <c>organizations</c>, any tenant in the world can get tokens with every permission, and the built-in authority's key may be older
    /// than the database.
    /// </summary>
    private static async Task<GraphException?> RefuseUnknownAsync(AuthDb db, AccessToken token, RemovedTenants removed)
    {
        if (token.IsBuiltIn && !token.IsAppOnly) return TokenRefusals.UserUnknown(token);
        if (token.IsTenantKnown(removed)) return null;
        var count = removed.Count;
        if (!await db.Tenants.AnyAsync()) return TokenRefusals.TenantUnknown(token);
        token.NoteTenant(count);
        return null;
    }

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        if (context.AuthenticateFailure is CallerNotLoadedException { InnerException: { } reason }) ExceptionDispatchInfo.Throw(reason);
        // Outside Graph's paths no middleware turns an exception into an answer, so this is a plain 401.
        if (context.HttpContext.Features.Get<GraphRequest>() is null) return Task.CompletedTask;
        throw context.AuthenticateFailure switch
        {
            GraphException refused => refused,
            var failure => TokenRefusals.Of(failure, context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()),
        };
    }

    private sealed class CallerNotLoadedException(Exception reason) : Exception(reason.Message, reason);
}
