using Microsoft.Extensions.Options;

namespace AuthMethods.Access.Tokens;

/// <summary>The section <c>AzureAd</c>: how tokens of Microsoft Entra ID are validated. The keys are those of Microsoft.Identity.Web.</summary>
public sealed class AzureAdOptions
{
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>A tenant id, or <c>organizations</c> for any tenant this server knows. Empty: tokens of Entra are not accepted.</summary>
    public string? TenantId { get; set; }

    /// <summary>This server's application id in Entra, if it is registered there.</summary>
    public string? ClientId { get; set; }

    /// <summary>One more audience to accept, in addition to Graph's and the client id.</summary>
    public string? Audience { get; set; }

    /// <summary>The shortest time between two downloads of the keys when tokens with unknown keys arrive.</summary>
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>False only for a test authority on http.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    public bool IsConfigured => !string.IsNullOrEmpty(TenantId);

    internal IEnumerable<string> Audiences => new[] { ClientId, Audience, ClientId is null ? null : $"api://{ClientId}" }.OfType<string>();
}

/// <summary>Fails the start of a server that would accept no tokens at all.</summary>
internal sealed class AzureAdOptionsValidator(BuiltInIssuer builtInIssuer) : IValidateOptions<AzureAdOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureAdOptions options) => options.IsConfigured || builtInIssuer.IsEnabled
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            "Nobody could sign in: set AzureAd:TenantId to accept tokens of Microsoft Entra ID, or Authority:Enabled for the built-in authority.");
}
