using AuthMethods.Access.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AuthMethods.Wire.Errors;

/// <summary>
/// Tells people why a call was refused, in <c>x-authmethods-reason</c>: everybody in Development, elsewhere whoever sends the
/// operator's key in <c>x-authmethods-key</c>.
/// </summary>
internal sealed class ReasonHeader(OperatorAccess operators, IOptions<AzureAdOptions> azureAd)
{
    public const string Name = "x-authmethods-reason";

    public void Add(HttpContext context, Refusal? refusal)
    {
        if (refusal is null || !operators.IsGranted(context.Request)) return;
        context.Response.Headers[Name] = $"{refusal.Kind}: {refusal.Text}";
    }

    /// <summary>Where a client is sent for a token.</summary>
    public string AuthorizationUri(HttpContext context) => azureAd.Value.IsConfigured
        ? $"{azureAd.Value.Instance.TrimEnd('/')}/common/oauth2/authorize"
        : $"{context.Origin()}/common/oauth2/v2.0/authorize";
}
