using System.Text;
using AuthMethods.Access;
using AuthMethods.Admin.SignIn;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Calls;

/// <summary>Calls the API as the person who is signed in. Throws a <see cref="SessionEndedException"/> if their token is no longer accepted.</summary>
internal sealed class Api(IHttpContextAccessor accessor, InProcessCalls calls, RoleMatrix matrix)
{
    private const string ClaimsChallenge = "insufficient_claims";

    /// <param name="address">Path and query, encoded, such as <c>/v1.0/me</c>.</param>
    public Task<GraphCall> GetAsync(string address) => SendAsync(HttpMethods.Get, address);

    /// <param name="method">The method.</param>
    /// <param name="address">Path and query, encoded.</param>
    /// <param name="body">The body in JSON; empty for none.</param>
    public async Task<GraphCall> SendAsync(string method, string address, string body = "")
    {
        var page = accessor.HttpContext!;
        var token = await page.GetTokenAsync("access_token") ?? throw new SessionEndedException();
        var headers = new List<KeyValuePair<string, string>>
        {
            new("Authorization", $"Bearer {token}"), new("User-Agent", page.Request.Headers.UserAgent.ToString()),
        };
        if (body.Length > 0) headers.Add(new("Content-Type", "application/json"));
        if (NeedsIndex(address)) headers.Add(new("ConsistencyLevel", "eventual"));
        var answer = await calls.SendAsync(page, method, address, headers, Encoding.UTF8.GetBytes(body));
        if (answer.Status == StatusCodes.Status401Unauthorized) throw new SessionEndedException();
        var call = new GraphCall(method, address, Masking.Of(body), answer.Status, Encoding.UTF8.GetString(answer.Body));
        return answer.Status == StatusCodes.Status403Forbidden ? Explained(call, answer) : call;
    }

    /// <summary>Whether a query needs the header for advanced queries.</summary>
    public static bool NeedsIndex(string address) =>
        address.Contains("$search=", StringComparison.Ordinal) || address.Contains("$count=true", StringComparison.Ordinal);

    private GraphCall Explained(GraphCall call, InProcessAnswer answer)
    {
        var permission = answer.Endpoint?.Metadata.GetMetadata<RequiresAttribute>()?.Permission;
        var row = permission is null ? null : matrix.Of(permission);
        return call with
        {
            Reason = answer.Headers[ReasonHeader.Name].ToString() is { Length: > 0 } reason ? reason : null,
            LeastPermission = row?.Others.Least ?? row?.OwnAccount.Least,
            Roles = row is null ? "" : string.Join(", ", DirectoryRole.NamesOf(row.Roles)),
            NeedsMfa = answer.Headers.WWWAuthenticate.ToString().Contains(ClaimsChallenge, StringComparison.Ordinal),
        };
    }
}
