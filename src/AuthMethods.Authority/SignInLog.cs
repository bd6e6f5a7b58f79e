using System.Net;
using System.Net.Http.Headers;
using AuthMethods.Authority.Flow;
using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Authority;

/// <summary>
/// Writes the sign-in log and the user's sign-in activity: each attempt once, durably, before it is answered. Counts all attempts, and logs
/// those that fail.
/// </summary>
internal sealed partial class SignInLog(AuthorityStore store, Writer writer, Metrics metrics, ILogger<SignInLog> logger, TimeProvider time)
{
    private const int WrongPassword = 50126;
    private const int LockedOut = 50053;
    private const int UnknownUser = 50034;

    private string?[] _methods = [];
    private string? _wrong;
    private bool _hasMultiFactor;

    /// <summary>The name of what the user proved last; null for nothing in this sign-in.</summary>
    public string? Method => _methods.LastOrDefault();

    /// <summary>Notes that the user proved who they are.</summary>
    public void Proved(ISignInCredential credential, SignInProof proof)
    {
        _methods = [credential.Name];
        HasMultiFactor(proof.MultiFactor is not null);
    }

    /// <summary>Notes what the user has proved so far in a sign-in of several steps.</summary>
    public void Proved(SignInTicket ticket)
    {
        // What was proved before this sign-in has no name.
        _methods = ticket.IsResumed ? [null, .. ticket.Steps] : [.. ticket.Steps];
        _wrong = null;
        HasMultiFactor(ticket.Done?.MultiFactorAt is not null);
    }

    /// <summary>Notes what the user answered wrongly.</summary>
    public void Refused(string method) => _wrong = method;

    /// <summary>Notes whether the tokens that the client gets say that multi-factor authentication was done.</summary>
    public void HasMultiFactor(bool isDone) => _hasMultiFactor |= isDone;

    /// <summary>Runs an attempt to sign in and records its result.</summary>
    public async Task<T> RecordAsync<T>(HttpContext http, SignInAttempt attempt, Func<Task<T>> signIn)
    {
        try
        {
            var result = await signIn();
            await WriteAsync(http, attempt, null);
            metrics.SignedIn(attempt.Protocol.ToString(), 0);
            return result;
        }
        catch (AuthorityException e) when (Report(http, attempt, e) && IsRecorded(e))
        {
            await WriteAsync(http, attempt, e);
            throw;
        }
    }

    /// <summary>Runs a step of a sign-in, and records its result if it ends the sign-in or asks for another factor. Returns the next page.</summary>
    public async Task<string?> RecordAsync(HttpContext http, SignInAttempt attempt, Func<Task<SignInOutcome>> step)
    {
        try
        {
            var outcome = await step();
            if (outcome.IsDone || outcome.Interrupt is not null) await WriteAsync(http, attempt, outcome.Interrupt);
            if (outcome.IsDone) metrics.SignedIn(attempt.Protocol.ToString(), 0);
            return outcome.Page;
        }
        catch (AuthorityException e) when (Report(http, attempt, e) && IsRecorded(e))
        {
            await WriteAsync(http, attempt, e);
            throw;
        }
    }

    /// <summary>
    /// Malformed requests, failures beyond what is kept of a user, polls of a device that still waits, and failures of the server are no attempts
    /// that are recorded.
    /// </summary>
    private bool IsRecorded(AuthorityException e) => e.IsLogged && store.Tenant != Guid.Empty
        && e.Status < StatusCodes.Status500InternalServerError
        && e.Error is not ("invalid_request" or "unsupported_grant_type" or "authorization_pending" or "slow_down");

    /// <summary>Counts and logs a failure, also one that the sign-in log has no room for. True for all but polls of a device that still waits.</summary>
    private bool Report(HttpContext http, SignInAttempt attempt, AuthorityException e)
    {
        if (e.Error is "authorization_pending" or "slow_down") return false;
        metrics.SignedIn(attempt.Protocol.ToString(), e.Code);
        var (address, trace) = (http.Connection.RemoteIpAddress, RequestIds.Of(http).Trace);
        Log.Failed(logger, e.Code, store.Tenant, store.User?.Id, store.Client?.AppId, attempt.Protocol, address, trace);
        return true;
    }

    private async Task WriteAsync(HttpContext http, SignInAttempt attempt, AuthorityException? refusal)
    {
        var isApplication = attempt.EventType == SignInEventType.ServicePrincipal;
        var user = isApplication ? null : store.User ?? (attempt.UserName.Length > 0 ? await store.FindUserAsync(attempt.UserName) : null);
        var row = Row(http, attempt, user, refusal);
        await writer.RunAsync(store.Tenant, AuditTrail.Server(time), async change =>
        {
            change.Add(row);
            if (user is not null) await SetActivityAsync(change, user.Id, row);
            return true;
        });
    }

    private SignInRow Row(HttpContext http, SignInAttempt attempt, UserRow? user, AuthorityException? refusal)
    {
        var (ids, now, application) = (RequestIds.Of(http), time.Now(), store.Client?.Principal);
        var userAgent = http.Request.Headers.UserAgent.ToString();
        var device = UserAgents.Read(userAgent);
        var isUnknown = refusal?.Code == WrongPassword && user is null;
        return new()
        {
            TenantId = store.Tenant,
            Id = ids.Trace,
            CreatedDateTime = now,
            EventType = attempt.EventType,
            UserId = user?.Id,
            UserPrincipalName = user?.UserPrincipalName ?? StorableText.Of(attempt.UserName),
            UserDisplayName = user?.DisplayName ?? "",
            UserType = user?.UserType,
            AppId = application?.AppId ?? (GuidKey.TryParse(attempt.ClientId, out var id) ? id : null),
            AppDisplayName = application?.DisplayName ?? "",
            ServicePrincipalId = attempt.EventType == SignInEventType.ServicePrincipal ? application?.Id : null,
            IpAddress = http.Connection.RemoteIpAddress?.ToString(),
            UserAgent = StorableText.Of(userAgent),
            Browser = device.Browser,
            OperatingSystem = device.OperatingSystem,
            ClientAppUsed = attempt.ClientAppUsed,
            Protocol = attempt.Protocol,
            ClientCredential = attempt.Credential,
            IncomingToken = attempt.IncomingToken,
            ErrorCode = isUnknown ? UnknownUser : refusal?.Code ?? 0,
            FailureReason = isUnknown
                ? "The user account does not exist in the directory. To sign into this application, the account must be added to the directory."
                : refusal is null ? null : StorableText.Of(refusal.Message, 1024),
            CorrelationId = ids.Correlation,
            Method = _methods.Length > 0 ? _methods[0]
                : _wrong ?? (refusal?.Code is WrongPassword or LockedOut && user is not null ? "Password" : null),
            IsMethodRight = _methods.Length > 0,
            SecondMethod = _methods.Length > 1 ? _methods[1] : _methods.Length == 1 ? _wrong : null,
            IsSecondMethodRight = _methods.Length > 1,
            HasMultiFactor = _hasMultiFactor,
            // These errors ask for it.
            NeedsMultiFactor = _hasMultiFactor || refusal?.Code is 50074 or 50076 or 50079 or 500121,
        };
    }

    private static Task<int> SetActivityAsync(Change change, Guid user, SignInRow row) => change.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u =>
    {
        if (row.EventType == SignInEventType.InteractiveUser)
        {
            u.SetProperty(x => x.LastSignInDateTime, row.CreatedDateTime).SetProperty(x => x.LastSignInId, row.Id);
        }
        else
        {
            u.SetProperty(x => x.LastNonInteractiveSignInDateTime, row.CreatedDateTime).SetProperty(x => x.LastNonInteractiveSignInId, row.Id);
        }

        if (row.ErrorCode == 0) u.SetProperty(x => x.LastSuccessfulSignInDateTime, row.CreatedDateTime).SetProperty(x => x.LastSuccessfulSignInId, row.Id);
    });

    private static partial class Log
    {
        [LoggerMessage(
            21, LogLevel.Warning,
            "Sign-in failed with AADSTS{Code}: tenant {Tenant}, user {User}, application {Application}, {Protocol}, from {Address}, trace {Trace}")]
        public static partial void Failed(
            ILogger logger, int code, Guid tenant, Guid? user, Guid? application, SignInProtocol protocol, IPAddress? address, Guid trace);
    }
}

/// <summary>What a request says about the sign-in that it attempts.</summary>
internal sealed record SignInAttempt(SignInEventType EventType, SignInProtocol Protocol, string ClientAppUsed, string UserName, string ClientId)
{
    private const string Browser = "Browser";
    private const string Application = "Mobile Apps and Desktop clients";

    public ClientCredentialType Credential { get; private init; }

    public IncomingTokenType IncomingToken { get; private init; }

    /// <summary>A sign-in on a page, where the user enters their password.</summary>
    public static SignInAttempt OnPage(SignInProtocol protocol, string userName, string clientId) =>
        new(SignInEventType.InteractiveUser, protocol, Browser, userName, clientId);

    /// <summary>A request to the token endpoint. As in Entra, one with a password counts as interactive, and one with a code or a token doesn't.</summary>
    public static SignInAttempt Of(HttpContext http, IFormCollection form)
    {
        var (type, protocol, client) = form["grant_type"].ToString() switch
        {
            "client_credentials" => (SignInEventType.ServicePrincipal, SignInProtocol.OAuth2, ""),
            "password" => (SignInEventType.InteractiveUser, SignInProtocol.Ropc, Application),
            var grant when grant.EndsWith("device_code", StringComparison.Ordinal) =>
                (SignInEventType.NonInteractiveUser, SignInProtocol.DeviceCode, Application),
            _ => (SignInEventType.NonInteractiveUser, SignInProtocol.OAuth2, Application),
        };
        return new(type, protocol, client, form["username"].ToString(), form["client_id"].ToString())
        {
            Credential = form["client_assertion"].ToString().Length > 0 ? ClientCredentialType.ClientAssertion
                : form["client_secret"].ToString().Length > 0 || IsBasic(http) ? ClientCredentialType.ClientSecret
                : ClientCredentialType.None,
            IncomingToken = form["grant_type"] == "refresh_token" ? IncomingTokenType.RefreshToken : IncomingTokenType.None,
        };
    }

    private static bool IsBasic(HttpContext http) => AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var sent)
        && sent.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);
}
