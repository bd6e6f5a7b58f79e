using System.Security.Cryptography;
using System.Text;
using AuthMethods.Policy;
using AuthMethods.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Graph;

/// <summary>
/// Tells people why a call was refused, in <c>x-authmethods-reason</c>: everybody in Development, elsewhere whoever sends the
/// operator's key in <c>x-authmethods-key</c>.
/// </summary>
internal sealed class ReasonHeader(IHostEnvironment environment, IOptions<OperatorOptions> options, IOptions<AzureAdOptions> azureAd)
{
    private readonly bool _everybody = environment.IsDevelopment();
    private readonly byte[]? _key = string.IsNullOrEmpty(options.Value.Key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key));

    public void Add(HttpContext context, Refusal? refusal)
    {
        if (refusal is null || !(_everybody || HasKey(context.Request))) return;
        context.Response.Headers["x-authmethods-reason"] = $"{refusal.Kind}: {refusal.Text}";
    }

    /// <summary>Where a client is sent for a token.</summary>
    public string AuthorizationUri(HttpContext context) => azureAd.Value.IsConfigured
        ? $"{azureAd.Value.Instance.TrimEnd('/')}/common/oauth2/authorize"
        : $"{context.Origin()}/common/oauth2/v2.0/authorize";

    private bool HasKey(HttpRequest request) => _key is not null
        && CryptographicOperations.FixedTimeEquals(_key, SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers["x-authmethods-key"].ToString())));
}

/// <summary>The section <c>Operator</c>.</summary>
public sealed class OperatorOptions
{
    /// <summary>The secret that opens, outside Development, what lives under <c>/authmethods</c> and the reasons of refusals.</summary>
    public string? Key { get; set; }
}
