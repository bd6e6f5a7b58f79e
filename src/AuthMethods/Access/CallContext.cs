using System.Net;
using AuthMethods.Storage;
using AuthMethods.Wire;

namespace AuthMethods.Access;

/// <summary>The caller, the request and its origin, for audit records and refusals. Filled when the token is accepted.</summary>
internal sealed class CallContext(Caller caller, TimeProvider time)
{
    private GraphRequest? _request;
    private IPAddress? _from;
    private string _userAgent = "";

    public GraphRequest Request => _request ?? throw new InvalidOperationException("The call's context is not available before the token is validated.");

    public Guid TenantId => caller.Token.TenantId;

    /// <summary>Canceled when the client disconnects.</summary>
    public CancellationToken Aborted { get; private set; }

    internal void Begin(GraphRequest request, IPAddress? from, string userAgent, CancellationToken aborted) =>
        (_request, _from, _userAgent, Aborted) = (request, from, userAgent, aborted);

    /// <summary>The caller and the current time, for the audit records of a change that begins now.</summary>
    public AuditTrail Trail()
    {
        var token = caller.Token;
        return new(
            time.Now(), Request.ClientRequestId, token.IsAppOnly ? null : token.ObjectId, caller.UserPrincipalName, token.AppId, _from?.ToString())
        {
            DisplayName = caller.DisplayName,
            UserAgent = IsStorable(_userAgent) ? _userAgent : null,
        };
    }

    private static bool IsStorable(string userAgent) => userAgent.Length is > 0 and <= 256 && !userAgent.Any(char.IsControl);
}
