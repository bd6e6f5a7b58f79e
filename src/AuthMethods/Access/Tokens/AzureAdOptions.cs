using Microsoft.Extensions.Options;

namespace AuthMethods.Access.Tokens;

/// <summary>The section <c>AzureAd</c>, with the keys that Microsoft.Identity.Web has: tokens of Microsoft Entra ID.</summary>
public sealed class AzureAdOptions
{
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>A tenant id, or <c>organizations</c> for any tenant this server knows. Empty: tokens of Entra are not accepted.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application that stands for this server, if it has a registration of its own.</summary>
    public string? ClientId { get; set; }

    /// <summary>An audience to accept beside Graph's own and the client id.</summary>
    public string? Audience { get; set; }

    /// <summary>How soon after a token with an unknown key the keys are asked for again.</summary>
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>False only for a stand-in authority on http, in tests.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    public bool IsConfigured => !string.IsNullOrEmpty(TenantId);

    internal IEnumerable<string> Audiences => new[] { ClientId, Audience, ClientId is null ? null : $"api://{ClientId}" }.OfType<string>();
}

/// <summary>Refuses a server that would accept nobody's tokens.</summary>
internal sealed class AzureAdOptionsValidator(BuiltInIssuer builtInIssuer) : IValidateOptions<AzureAdOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureAdOptions options) => options.IsConfigured || builtInIssuer.IsEnabled
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            "Nobody could sign in: set AzureAd:TenantId to accept tokens of Microsoft Entra ID, or Authority:Enabled for the built-in authority.");
}
